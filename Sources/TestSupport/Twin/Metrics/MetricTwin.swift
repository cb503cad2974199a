// The slow twin of aggregation: metrics over rows as dictionaries, one group and one period at a time, in plain steps.

import Tabular

/// A metric as plain code over rows, to be compared with what the engine makes of the same definition.
package struct MetricTwin {
    package typealias Row = [String: Cell]
    package typealias Counting = (_ number: Int, _ period: Period, _ all: [Row]) -> Row?

    /// What a kind makes of a group of rows, in plain code; each stands in a file of its own.
    package struct Kind {
        let outcome: (Group) -> Outcome

        init(_ outcome: @escaping (Group) -> Outcome) { self.outcome = outcome }
    }

    /// What came out for one period and combination of labels.
    package struct Outcome {
        package var value: Double?
        package var numerator: Double?
        package var denominator: Double?
        package var n: Int

        package init(value: Double? = nil, numerator: Double? = nil, denominator: Double? = nil, n: Int) {
            self.value = value
            self.numerator = numerator
            self.denominator = denominator
            self.n = n
        }
    }

    package struct Place: Hashable {
        package var period: Period
        package var labels: [Int]

        package init(period: Period, labels: [Int]) {
            self.period = period
            self.labels = labels
        }
    }

    let kind: Kind
    let time: String
    let value: (Row) -> Cell
    let occasion: (Row) -> Cell
    let weight: (Row) -> Cell
    let condition: (Row) -> Bool?
    let among: ((Row) -> Bool?)?
    let filter: (Row) -> Bool?
    /// A row, by its number among all, as it counts in a period; nil where it does not. In that of its time where nothing is said.
    let counted: Counting?

    /// `condition` and `among` are for shares, `condition` also for what has to follow, `occasion` for repeat shares and the days of
    /// conversions. A nil answer is one that cannot be decided.
    package init(
        _ kind: Kind, at time: String, value: @escaping (Row) -> Cell = { _ in .missing },
        occasion: @escaping (Row) -> Cell = { _ in .missing }, weight: @escaping (Row) -> Cell = { _ in .missing },
        condition: @escaping (Row) -> Bool? = { _ in nil }, among: ((Row) -> Bool?)? = nil, counted: Counting? = nil,
        where filter: @escaping (Row) -> Bool? = { _ in true }
    ) {
        self.counted = counted
        self.kind = kind
        self.time = time
        self.value = value
        self.occasion = occasion
        self.weight = weight
        self.condition = condition
        self.among = among
        self.filter = filter
    }

    /// The outcome for every period and combination of labels that a row falls in.
    package func outcomes(
        _ rows: [Row], periods: [Period], zone: TimeZoneTable, labels: (Row) -> [Int]
    ) -> [Place: Outcome] {
        var groups: [Place: (all: [Row], numbers: [Int])] = [:]
        for (number, row) in rows.enumerated() {
            for period in periods {
                let isInside = day(of: row, zone).map(period.contains) ?? false
                guard let counting = counted.map({ $0(number, period, rows) }) ?? (isInside ? row : nil) else {
                    continue
                }
                let place = Place(period: period, labels: labels(row))
                groups[place, default: (rows, [])].numbers.append(number)
                groups[place]?.all[number] = counting
            }
        }
        let hasDays = rows.contains { if case .date? = $0[time] { true } else { false } }
        return groups.mapValues { all, numbers in
            kind.outcome(
                Group(
                    metric: self, all: all, numbers: numbers.filter { filter(all[$0]) == true }, zone: zone,
                    hasDays: hasDays))
        }
    }

    private func day(of row: Row, _ zone: TimeZoneTable) -> Int? {
        switch row[time] {
        case .date(let day)?: Int(day)
        case .instant(let instant)?: Int(zone.localDay(of: instant))
        default: nil
        }
    }

    /// The rows that count of one period and combination of labels, among all rows of the table.
    package struct Group {
        let metric: MetricTwin
        let all: [Row]
        /// Positions of the rows that count.
        let numbers: [Int]
        let zone: TimeZoneTable
        /// Whether the time column holds days.
        let hasDays: Bool

        var rows: [Row] { numbers.map { all[$0] } }

        /// The cells of the metric's formula.
        var values: [Cell] { rows.map(metric.value) }

        /// Those of them that are numbers; durations in seconds.
        var quantities: [Double] { values.compactMap(\.quantity) }

        /// The moment of a row of the table, in units of its time column: milliseconds, or days of a date.
        func moment(_ number: Int) -> Int64? {
            switch all[number][metric.time] {
            case .date(let day)?: Int64(day)
            case .instant(let instant)?: instant
            default: nil
            }
        }

        /// Whether two rows of the table are of one customer, and the first counts wherever it is.
        func isRow(_ number: Int, ofCustomerOf other: Int) -> Bool {
            metric.filter(all[number]) == true && metric.value(all[number]) == metric.value(all[other])
        }
    }
}

extension MetricTwin.Outcome {
    /// A number of things out of others.
    static func ratio(_ numerator: Int, _ denominator: Int) -> MetricTwin.Outcome {
        MetricTwin.Outcome(
            value: denominator == 0 ? nil : Double(numerator) / Double(denominator), numerator: Double(numerator),
            denominator: Double(denominator), n: denominator)
    }
}

extension Cell {
    /// The cell as a number; durations in seconds.
    var quantity: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .decimal(let number): number.doubleValue
        case .real(let number): number
        case .duration(let milliseconds): Double(milliseconds) / 1000
        case .missing, .text, .flag, .date, .instant: nil
        }
    }
}
