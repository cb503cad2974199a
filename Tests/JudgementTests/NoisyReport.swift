// Made-up reports in which nothing happens: agents, categories and months that are all alike, measured by metrics of every kind.

import Diagnostics
import Glibc
import Stages
import Statistics
import Tabular
import TestSupport

/// A report on a month with eight before it: satisfied answers, scores, net promoter score, complaints per thousand, waiting times, calls and
/// revenue, by agent, by category, by both, and month by month.
struct NoisyReport {
    static let agents = 6
    static let categories = 3
    static let months = 9
    static let metrics = ["csat", "score", "nps", "complaints", "wait", "calls", "revenue"]

    /// How likely the agent of the planted gap satisfies; nil where nothing is planted.
    var planted: Double?
    private var random: SplitMix64
    private var binomials: [Double: [[Double]]]

    /// - Parameter tables: what was worked out for the report before.
    init(seed: UInt64, planted: Double? = nil, tables: [Double: [[Double]]] = [:]) {
        random = SplitMix64(seed: seed)
        self.planted = planted
        binomials = tables
    }

    /// What one agent's calls of one category in one month come to.
    private struct Atom {
        var calls = 0
        var satisfied = 0
        /// Answers by score, from 1.
        var scores = [Int](repeating: 0, count: 5)
        var promoters = 0
        var detractors = 0
        var complaints = 0
        var orders = 0
        var revenue = 0.0
        var waits: [Double] = []

        static func + (left: Atom, right: Atom) -> Atom {
            Atom(
                calls: left.calls + right.calls, satisfied: left.satisfied + right.satisfied,
                scores: zip(left.scores, right.scores).map { $0 + $1 }, promoters: left.promoters + right.promoters,
                detractors: left.detractors + right.detractors, complaints: left.complaints + right.complaints,
                orders: left.orders + right.orders, revenue: left.revenue + right.revenue,
                waits: left.waits + right.waits)
        }
    }

    // MARK: Chance

    /// How many of some rows, by the shares that are at most so many.
    private mutating func count(of rows: Int, _ share: Double) -> Int {
        if rows == 0 { return 0 }
        var table = binomials[share, default: []]
        while table.count <= rows {
            let size = table.count
            var (sum, cumulative) = (0.0, [Double]())
            for k in 0...size {
                let choices: Double = lgamma(Double(size) + 1) - lgamma(Double(k) + 1) - lgamma(Double(size - k) + 1)
                sum += exp(choices + Double(k) * log(share) + Double(size - k) * log(1 - share))
                cumulative.append(sum)
            }
            table.append(cumulative)
        }
        binomials[share] = table
        let drawn = Double.random(in: 0..<1, using: &random)
        return table[rows].firstIndex { drawn < $0 } ?? rows
    }

    private mutating func normal() -> Double {
        (-2 * log(Double.random(in: 1e-300..<1, using: &random))).squareRoot()
            * cos(2 * .pi * Double.random(in: 0..<1, using: &random))
    }

    private mutating func atom(agent: Int, isReported: Bool) -> Atom {
        var atom = Atom()
        // Calls come by chance; so do their values.
        atom.calls = 30 + count(of: 60, 0.5)
        let satisfied = isReported && agent == 0 ? planted ?? 0.81 : 0.81
        atom.satisfied = count(of: atom.calls, satisfied)
        var rest = atom.calls
        for (index, share) in [0.65, 0.7, 0.5, 0.6].enumerated() {
            atom.scores[4 - index] = count(of: rest, share)
            rest -= atom.scores[4 - index]
        }
        atom.scores[0] = rest
        atom.promoters = count(of: atom.calls, 0.5)
        atom.detractors = count(of: atom.calls - atom.promoters, 0.4)
        atom.orders = 300
        atom.complaints = count(of: 150, 0.02)
        atom.revenue = (0..<8).reduce(0) { sum, _ in sum + exp(0.5 * normal()) } * Double(atom.calls)
        if isReported { atom.waits = (0..<20).map { _ in exp(0.8 * normal()) } }
        return atom
    }

    // MARK: Cells

    private static let periods: [Period] = {
        let last = Period(.month, containing: CivilDate(year: 2026, month: 9, day: 1)?.dayNumber ?? 0)
        return (0..<months).map { last.advanced(by: $0 - months + 1) }
    }()

    private static let breakdowns = [
        Breakdown.total, Breakdown(segments: ["agent"]), Breakdown(segments: ["category"]),
        Breakdown(segments: ["agent", "category"]), Breakdown(grain: .month, segments: ["agent"]),
        Breakdown(grain: .month, segments: ["category"]),
    ]

    private static func description(_ key: String) -> MetricDescription {
        let (unit, interval): (MetricUnit, String?) =
            switch key {
            case "csat": (.fraction, "wilson")
            case "score": (.points, "t")
            case "nps": (.points, "nps")
            case "complaints": (.perThousand, "poisson")
            case "wait": (.seconds, "order")
            case "calls": (.count, nil)
            default: (.number, nil)
            }
        var metric = MetricDescription(
            key: key, title: Wording(key), unit: unit, better: .higher, formula: Wording(key), definition: key,
            table: "calls", interval: interval, counts: key == "calls")
        metric.isAdditive = ["calls", "revenue"].contains(key)
        return metric
    }

    private static func cell(
        _ key: String, _ atom: Atom, _ breakdown: Breakdown, _ period: Period, _ labels: [Int],
        _ quantiles: inout StudentQuantiles
    ) -> MetricCell {
        var cell = MetricCell(metric: key, breakdown: breakdown, period: period, labels: labels, n: atom.calls)
        func set(_ value: Double, _ interval: Interval?) {
            cell.value = .real(value)
            (cell.low, cell.high) = (interval?.low, interval?.high)
        }
        func parts(_ numerator: Int, _ denominator: Int) {
            cell.numerator = .exact(ExactDecimal(numerator))
            cell.denominator = .exact(ExactDecimal(denominator))
        }
        switch key {
        case "csat":
            parts(atom.satisfied, atom.calls)
            let share = Proportion(successes: atom.satisfied, trials: atom.calls)
            set(share?.share ?? 0, share?.interval())
        case "score":
            let mean = mean(atom)
            set(mean?.mean ?? 0, mean?.interval(quantiles: &quantiles))
        case "nps":
            let score = score(atom)
            set(score?.points ?? 0, score?.interval())
        case "complaints":
            parts(atom.complaints, atom.orders)
            let rate = EventRate(events: atom.complaints, exposure: Double(atom.orders) / 1000)
            set(rate?.rate ?? 0, rate?.interval())
            cell.n = atom.orders
        case "wait":
            let waits = atom.waits.sorted()
            cell.n = waits.count
            guard let median = SampleQuantile.linear(0.5, ofSorted: waits) else {
                cell.status = .undefined
                break
            }
            set(median, SampleQuantile.interval(around: 0.5, ofSorted: waits))
        case "calls": cell.value = .exact(ExactDecimal(atom.calls))
        default: cell.value = .real(atom.revenue)
        }
        return cell
    }

    private static func mean(_ atom: Atom) -> SampleMean? {
        let sum = atom.scores.enumerated().reduce(0.0) { $0 + Double(($1.offset + 1) * $1.element) }
        let mean = sum / Double(atom.calls)
        let squares = atom.scores.enumerated().reduce(0.0) {
            let distance = Double($1.offset + 1) - mean
            return $0 + Double($1.element) * distance * distance
        }
        return SampleMean(
            count: atom.calls, mean: mean, standardDeviation: (squares / Double(atom.calls - 1)).squareRoot())
    }

    private static func score(_ atom: Atom) -> NetPromoterScore? {
        NetPromoterScore(
            promoters: atom.promoters, passives: atom.calls - atom.promoters - atom.detractors,
            detractors: atom.detractors)
    }

    /// The interval of a difference, where there is one: what says that no row counts in both periods.
    private static func interval(_ key: String, _ now: Atom, _ then: Atom) -> Interval? {
        switch key {
        case "csat":
            guard let first = Proportion(successes: now.satisfied, trials: now.calls),
                let second = Proportion(successes: then.satisfied, trials: then.calls)
            else { return nil }
            return first.differenceInterval(from: second)
        case "score":
            guard let first = mean(now), let second = mean(then) else { return nil }
            return first.differenceInterval(from: second)
        case "nps":
            guard let first = score(now), let second = score(then) else { return nil }
            return first.differenceInterval(from: second)
        default: return nil
        }
    }

    // MARK: The report

    /// The results, and what may be handed to the next report.
    mutating func results() -> (results: MetricResults, tables: [Double: [[Double]]]) {
        // By month, agent and category.
        let atoms = (0..<Self.months).map { month in
            (0..<Self.agents).map { agent in
                (0..<Self.categories).map { _ in atom(agent: agent, isReported: month == Self.months - 1) }
            }
        }
        func sum(_ month: Int, _ breakdown: Breakdown, _ labels: [Int]) -> Atom {
            let wanted = Dictionary(uniqueKeysWithValues: zip(breakdown.segments, labels))
            var sum = Atom()
            for agent in 0..<Self.agents where wanted["agent"].map({ $0 == agent }) != false {
                for category in 0..<Self.categories where wanted["category"].map({ $0 == category }) != false {
                    sum = sum + atoms[month][agent][category]
                }
            }
            return sum
        }
        var quantiles = StudentQuantiles(at: .percent95)
        var results = MetricResults(
            metrics: Self.metrics.map(Self.description), breakdowns: Self.breakdowns,
            segments: [
                Segment(
                    key: "agent", title: Wording("agent"),
                    labels: (0..<Self.agents).map { SegmentLabel(key: "a\($0)") }),
                Segment(
                    key: "category", title: Wording("category"),
                    labels: (0..<Self.categories).map { SegmentLabel(key: "c\($0)") }),
            ], period: Self.periods[Self.months - 1])
        var sums: [Breakdown: [[[Int]: Atom]]] = [:]
        for breakdown in Self.breakdowns {
            sums[breakdown] = (0..<Self.months).map { month in
                var cells: [[Int]: Atom] = [:]
                for labels in Self.combinations(breakdown) { cells[labels] = sum(month, breakdown, labels) }
                return cells
            }
        }
        for key in Self.metrics {
            for breakdown in Self.breakdowns {
                // Periods of the report's own: the month, the one before, and of the total eight before.
                let isTrend = breakdown.grain != nil || breakdown.segments.isEmpty
                for month in (isTrend ? 0 : Self.months - 2)..<Self.months {
                    for labels in Self.combinations(breakdown) {
                        guard let atom = sums[breakdown]?[month][labels] else { continue }
                        let position = results.cells.count
                        results.cells.append(
                            Self.cell(key, atom, breakdown, Self.periods[month], labels, &quantiles))
                        guard breakdown.grain == nil, month == Self.months - 1,
                            let before = sums[breakdown]?[month - 1][labels], key != "wait"
                        else { continue }
                        let interval = Self.interval(key, atom, before)
                        results.comparisons[position] = [
                            Comparison(
                                base: .previous, basePeriod: Self.periods[month - 1], difference: 0,
                                low: interval?.low, high: interval?.high, verdict: .unjudged)
                        ]
                    }
                }
            }
        }
        return (results, binomials)
    }

    private static func combinations(_ breakdown: Breakdown) -> [[Int]] {
        breakdown.segments.map { $0 == "agent" ? agents : categories }.reduce([[]]) { lists, size in
            lists.flatMap { list in (0..<size).map { list + [$0] } }
        }
    }
}
