// The slow twin of aggregation: metrics over rows as dictionaries, one group and one period at a time, in plain steps.

import Tabular

/// A metric as plain code over rows, to be compared with what the engine makes of the same definition.
package struct MetricTwin {
    package typealias Row = [String: Cell]

    package enum Kind {
        case count, sum, mean, minimum, maximum, distinct, nps, firstTime
        case share
        case quantile(Double)
        case repeatShare(Int)
        /// In milliseconds.
        case unrepeated(Int64)
    }

    /// What came out for one period and combination of labels.
    package struct Outcome {
        package var value: Double?
        package var numerator: Double?
        package var denominator: Double?
        package var n: Int
    }

    package struct Place: Hashable {
        package var period: Period
        package var labels: [Int]

        package init(period: Period, labels: [Int]) {
            self.period = period
            self.labels = labels
        }
    }

    private let kind: Kind
    private let time: String
    private let value: (Row) -> Cell
    private let occasion: (Row) -> Cell
    private let condition: (Row) -> Bool?
    private let among: ((Row) -> Bool?)?
    private let filter: (Row) -> Bool?

    /// `condition` and `among` are for shares, `occasion` for repeat shares. A nil answer is one that cannot be decided.
    package init(
        _ kind: Kind, at time: String, value: @escaping (Row) -> Cell = { _ in .missing },
        occasion: @escaping (Row) -> Cell = { _ in .missing }, condition: @escaping (Row) -> Bool? = { _ in nil },
        among: ((Row) -> Bool?)? = nil, where filter: @escaping (Row) -> Bool? = { _ in true }
    ) {
        self.kind = kind
        self.time = time
        self.value = value
        self.occasion = occasion
        self.condition = condition
        self.among = among
        self.filter = filter
    }

    /// The outcome for every period and combination of labels that a row falls in.
    package func outcomes(
        _ rows: [Row], periods: [Period], zone: TimeZoneTable, labels: (Row) -> [Int]
    ) -> [Place: Outcome] {
        var groups: [Place: [Int]] = [:]
        for (number, row) in rows.enumerated() {
            guard let day = day(of: row, zone) else { continue }
            for period in periods where period.contains(day) {
                groups[Place(period: period, labels: labels(row)), default: []].append(number)
            }
        }
        return groups.mapValues { group in outcome(group.filter { filter(rows[$0]) == true }, of: rows) }
    }

    private func day(of row: Row, _ zone: TimeZoneTable) -> Int? {
        switch row[time] {
        case .date(let day)?: Int(day)
        case .instant(let instant)?: Int(zone.localDay(of: instant))
        default: nil
        }
    }

    private func outcome(_ numbers: [Int], of all: [Row]) -> Outcome {
        let rows = numbers.map { all[$0] }
        switch kind {
        case .count: return Outcome(value: Double(rows.count), n: rows.count)
        case .share: return share(rows)
        case .repeatShare(let threshold): return repeatShare(rows, threshold)
        case .distinct:
            let count = Set(rows.map(value).filter { $0 != .missing }).count
            return Outcome(value: Double(count), n: count)
        case .firstTime:
            let count = numbers.count { isFirst($0, all) }
            return Outcome(value: Double(count), n: count)
        case .unrepeated(let span): return unrepeated(numbers, of: all, within: span)
        case .sum, .mean, .minimum, .maximum, .nps, .quantile: return numeric(rows)
        }
    }

    private func share(_ rows: [Row]) -> Outcome {
        let counted = rows.filter { row in among.map { $0(row) == true } ?? (condition(row) != nil) }
        let fulfilled = counted.count { condition($0) == true }
        return ratio(fulfilled, counted.count)
    }

    private func ratio(_ numerator: Int, _ denominator: Int) -> Outcome {
        Outcome(
            value: denominator == 0 ? nil : Double(numerator) / Double(denominator), numerator: Double(numerator),
            denominator: Double(denominator), n: denominator)
    }

    private func repeatShare(_ rows: [Row], _ threshold: Int) -> Outcome {
        var occasions: [Cell: Set<Cell>] = [:]
        for row in rows where value(row) != .missing && occasion(row) != .missing {
            occasions[value(row), default: []].insert(occasion(row))
        }
        return ratio(occasions.values.count { $0.count >= threshold }, occasions.count)
    }

    /// Whether no other row of the customer that counts is earlier, or as early and above.
    private func isFirst(_ number: Int, _ all: [Row]) -> Bool {
        guard value(all[number]) != .missing, let moment = moment(all[number]) else { return false }
        return !all.indices.contains { other in
            guard filter(all[other]) == true, value(all[other]) == value(all[number]) else { return false }
            return self.moment(all[other]).map { ($0, other) < (moment, number) } ?? false
        }
    }

    /// Every pair of rows is looked at.
    private func unrepeated(_ numbers: [Int], of all: [Row], within span: Int64) -> Outcome {
        let end = all.compactMap { milliseconds($0) }.max() ?? 0
        let counted = numbers.filter { number in
            value(all[number]) != .missing && (milliseconds(all[number]).map { $0 <= end - span } ?? false)
        }
        let good = counted.filter { number in
            guard let moment = milliseconds(all[number]) else { return false }
            return !all.indices.contains { other in
                guard filter(all[other]) == true, value(all[other]) == value(all[number]),
                    let later = milliseconds(all[other])
                else { return false }
                return (later, other) > (moment, number) && later - moment <= span
            }
        }
        return ratio(good.count, counted.count)
    }

    private func milliseconds(_ row: Row) -> Int64? {
        moment(row).map { if case .date? = row[time] { $0 * 86_400_000 } else { $0 } }
    }

    private func moment(_ row: Row) -> Int64? {
        switch row[time] {
        case .date(let day)?: Int64(day)
        case .instant(let instant)?: instant
        default: nil
        }
    }

    private func numeric(_ rows: [Row]) -> Outcome {
        let numbers = rows.compactMap { Self.number(value($0)) }
        let n = numbers.count
        let sum = numbers.sorted { abs($0) < abs($1) }.reduce(0, +)
        switch kind {
        case .nps:
            let valid = numbers.filter { (0...10).contains($0) }
            let score = valid.count { $0 >= 9 } - valid.count { $0 <= 6 }
            return Outcome(
                value: valid.isEmpty ? nil : 100 * Double(score) / Double(valid.count), numerator: Double(score),
                denominator: Double(valid.count), n: valid.count)
        case _ where n == 0: return Outcome(n: 0)
        case .sum: return Outcome(value: sum, n: n)
        case .mean: return Outcome(value: sum / Double(n), numerator: sum, denominator: Double(n), n: n)
        case .minimum: return Outcome(value: numbers.min(), n: n)
        case .maximum: return Outcome(value: numbers.max(), n: n)
        case .quantile(let share):
            let sorted = numbers.sorted()
            let place = Double(n - 1) * share
            let (low, high) = (sorted[Int(place.rounded(.down))], sorted[Int(place.rounded(.up))])
            return Outcome(value: low + (high - low) * (place - place.rounded(.down)), n: n)
        default: return Outcome(n: n)
        }
    }

    /// A cell as a number; durations in seconds.
    private static func number(_ cell: Cell) -> Double? {
        switch cell {
        case .integer(let number): Double(number)
        case .decimal(let number): number.doubleValue
        case .real(let number): number
        case .duration(let milliseconds): Double(milliseconds) / 1000
        case .missing, .text, .flag, .date, .instant: nil
        }
    }
}

extension MetricTwin.Outcome {
    init(value: Double? = nil, n: Int) { self.init(value: value, numerator: nil, denominator: nil, n: n) }
}
