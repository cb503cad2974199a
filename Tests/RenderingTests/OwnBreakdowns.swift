// Random tables whose metrics rest on the same rows and are shown by breakdowns of their own.

import Diagnostics
import Stages
import Statistics
import Tabular
import TestSupport

@testable import Rendering

/// Calls of four fates and two amounts, what the metrics of a report come to, and of which sums each tells.
///
/// The unknowns are, for every region, tier and day, how many calls had each fate, and what each amount came to.
struct OwnBreakdowns {
    static let keys = ["region", "tier"]
    static let sizes = [3, 3]
    static let days = 2
    static let firstDay = SampleResults.day(2026, 9, 7)
    static let period = Period(grain: nil, start: firstDay, end: firstDay + days)

    /// What a call can be, and the two amounts.
    fileprivate enum Part: Int, CaseIterable {
        case inTime, late, short, long, paid, refunded
    }

    /// A metric by what its cells tell: a count or a sum, or numerator and denominator.
    struct Metric {
        var key: String
        /// Parts, and how often each is in it.
        fileprivate var numerator: [Part: Int]
        fileprivate var denominator: [Part: Int]?
        var isCount = false
        var operands: [String] = []

        fileprivate var isOfAmounts: Bool { numerator[.paid] != nil || numerator[.refunded] != nil }
    }

    fileprivate static let all: [Part: Int] = [.inTime: 1, .late: 1, .short: 1, .long: 1]
    fileprivate static let answered: [Part: Int] = [.inTime: 1, .late: 1]
    fileprivate static let waiting: [Part: Int] = [.inTime: 1, .late: 1, .long: 1]
    fileprivate static let abandoned: [Part: Int] = [.short: 1, .long: 1]

    static let everyMetric = [
        Metric(key: "calls", numerator: all, isCount: true),
        Metric(key: "answered", numerator: answered, isCount: true),
        Metric(key: "abandoned", numerator: abandoned, isCount: true),
        Metric(key: "late", numerator: [.late: 1], isCount: true),
        Metric(key: "answer_rate", numerator: answered, denominator: all),
        Metric(key: "service_level", numerator: [.inTime: 1], denominator: all),
        Metric(key: "service_level_of_answered", numerator: [.inTime: 1], denominator: answered),
        Metric(key: "service_level_without_short", numerator: [.inTime: 1], denominator: waiting),
        Metric(key: "abandon_rate", numerator: abandoned, denominator: all),
        Metric(key: "abandon_rate_without_short", numerator: [.long: 1], denominator: waiting),
        Metric(key: "paid", numerator: [.paid: 1]), Metric(key: "refunded", numerator: [.refunded: 1]),
        Metric(key: "net", numerator: [.paid: 1, .refunded: -1], operands: ["paid", "refunded"]),
        Metric(key: "average", numerator: [.paid: 1], denominator: answered),
    ]

    /// By unknown.
    private(set) var numbers: [Int]
    let metrics: [Metric]
    /// By metric.
    let breakdowns: [[Breakdown]]

    static let unknownCount = sizes.reduce(1, *) * days * Part.allCases.count

    private static let choices = [
        Breakdown(segments: ["region"]), Breakdown(segments: ["tier"]), Breakdown(segments: ["region", "tier"]),
        Breakdown(grain: .day), Breakdown(grain: .day, segments: ["region"]),
        Breakdown(grain: .day, segments: ["tier"]),
    ]

    init(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let most = Int.random(in: 3...40, using: &random)
        let rare = Double.random(in: 0.1...0.6, using: &random)
        numbers = [Int](repeating: 0, count: Self.unknownCount)
        for place in 0..<Self.unknownCount / Part.allCases.count {
            let busy = random.chance(rare) ? 1 : most
            var calls = 0
            for part in Part.allCases {
                let unknown = place * Part.allCases.count + part.rawValue
                switch part {
                case .inTime: numbers[unknown] = Int.random(in: 0...busy, using: &random)
                case .late, .short, .long: numbers[unknown] = Int.random(in: 0...max(1, busy / 6), using: &random)
                case .paid, .refunded:
                    numbers[unknown] = calls == 0 ? 0 : Int.random(in: 1_000...9_999_999, using: &random)
                }
                if part.rawValue < Part.paid.rawValue { calls += numbers[unknown] }
            }
        }
        metrics = Self.everyMetric.filter { _ in random.chance(0.5) }
        let shared = Self.choices.filter { _ in random.chance(0.3) }
        breakdowns = metrics.map { _ in
            [.total] + Self.choices.filter { choice in shared.contains(choice) || random.chance(0.3) }
        }
    }

    static func periods(of breakdown: Breakdown) -> [Period] {
        breakdown.grain == nil ? [period] : (0..<days).map { Period(.day, containing: firstDay + $0) }
    }

    static func combinations(_ breakdown: Breakdown) -> [[Int]] {
        breakdown.segments.compactMap { keys.firstIndex(of: $0) }.map { sizes[$0] }.reduce([[]]) { lists, size in
            lists.flatMap { list in (0..<size).map { list + [$0] } }
        }
    }

    // MARK: What cells tell

    private static func sum(_ parts: [Part: Int], _ breakdown: Breakdown, _ period: Period, _ labels: [Int]) -> [Int] {
        var sum = [Int](repeating: 0, count: unknownCount)
        let labels = Dictionary(uniqueKeysWithValues: zip(breakdown.segments, labels))
        for place in 0..<unknownCount / Part.allCases.count {
            let (region, tier, day) = (place % 3, place / 3 % 3, firstDay + place / 9)
            guard labels["region"].map({ $0 == region }) != false, labels["tier"].map({ $0 == tier }) != false,
                let start = period.start, let end = period.end, (start..<end).contains(day)
            else { continue }
            for (part, factor) in parts { sum[place * Part.allCases.count + part.rawValue] = factor }
        }
        return sum
    }

    /// The sums that a cell tells; the first one must not be known where it is hidden for its few rows.
    func sums(_ metric: Metric, _ cell: MetricCell) -> [[Int]] {
        ([metric.numerator] + (metric.denominator.map { [$0] } ?? [])).map {
            Self.sum($0, cell.breakdown, cell.period, cell.labels)
        } + [rows(metric, cell)]
    }

    /// The rows that its n counts.
    private func rows(_ metric: Metric, _ cell: MetricCell) -> [Int] {
        Self.sum(
            metric.denominator ?? (metric.isCount ? metric.numerator : Self.all), cell.breakdown, cell.period,
            cell.labels)
    }

    /// What must be nothing where there are no calls.
    func sumsOfNothing(_ breakdown: Breakdown, _ period: Period, _ labels: [Int]) -> [[Int]] {
        hasRows(breakdown, period, labels)
            ? [] : Part.allCases.map { Self.sum([$0: 1], breakdown, period, labels) }
    }

    func value(_ sum: [Int]) -> Int { zip(sum, numbers).reduce(0) { $0 + $1.0 * $1.1 } }

    private func hasRows(_ breakdown: Breakdown, _ period: Period, _ labels: [Int]) -> Bool {
        labels.isEmpty || value(Self.sum(Self.all, breakdown, period, labels)) > 0
    }

    /// Whether a small count is told: that of a whole period, and one beside a rate of which it is the numerator, or leaves it.
    func isTold(_ metric: Metric, _ cell: MetricCell) -> Bool {
        guard metric.isCount else { return false }
        if cell.labels.isEmpty { return true }
        return zip(metrics, breakdowns).contains { rate, breakdowns in
            guard let denominator = rate.denominator, breakdowns.contains(cell.breakdown) else { return false }
            let rest = denominator.merging(rate.numerator.mapValues { -$0 }, uniquingKeysWith: +).filter {
                $0.value != 0
            }
            return (rate.numerator == metric.numerator || rest == metric.numerator) && value(rows(rate, cell)) >= 5
        }
    }

    func results() -> MetricResults {
        var cells: [MetricCell] = []
        for (metric, breakdowns) in zip(metrics, breakdowns) {
            for breakdown in breakdowns {
                for period in Self.periods(of: breakdown) {
                    for labels in Self.combinations(breakdown) where hasRows(breakdown, period, labels) {
                        cells.append(cell(metric, breakdown, period, labels))
                    }
                }
            }
        }
        let segments = zip(Self.keys, Self.sizes).map { key, size in
            Segment(key: key, title: Wording(key), labels: (0..<size).map { SegmentLabel(key: "\(key)\($0)") })
        }
        return MetricResults(
            metrics: metrics.map(Self.description),
            breakdowns: [.total] + Self.choices.filter { choice in breakdowns.contains { $0.contains(choice) } },
            segments: segments, period: Self.period, cells: cells)
    }

    private func cell(_ metric: Metric, _ breakdown: Breakdown, _ period: Period, _ labels: [Int]) -> MetricCell {
        var cell = MetricCell(metric: metric.key, breakdown: breakdown, period: period, labels: labels)
        cell.n = value(rows(metric, cell))
        let numerator = value(Self.sum(metric.numerator, breakdown, period, labels))
        guard metric.denominator != nil else {
            cell.value = .exact(ExactDecimal(numerator))
            return cell
        }
        cell.numerator = .exact(ExactDecimal(numerator))
        cell.denominator = .exact(ExactDecimal(cell.n))
        if cell.n > 0 { cell.value = .real(Double(numerator) / Double(cell.n)) }
        if !metric.isOfAmounts, let interval = Proportion(successes: numerator, trials: cell.n)?.interval() {
            (cell.low, cell.high) = (interval.low, interval.high)
        }
        return cell
    }

    private static func description(_ metric: Metric) -> MetricDescription {
        var description = MetricDescription(
            key: metric.key, title: Wording(metric.key), unit: metric.isCount ? .count : .number, better: .higher,
            formula: Wording(metric.key), definition: metric.key, table: metric.operands.isEmpty ? "calls" : nil,
            interval: metric.denominator != nil && !metric.isOfAmounts ? "wilson" : nil, counts: metric.isCount,
            operands: metric.operands)
        description.footing = CellFooting(tables: ["calls"])
        return description
    }
}
