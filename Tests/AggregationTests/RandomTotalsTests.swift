// Totals and subtotals that nobody chose: random breakdowns and random wholes, over two tables with common segments, against the rows.

import Stages
import Tabular
import TestSupport
import Testing

@testable import Aggregation

@Suite struct RandomTotalsTests {
    typealias Outcomes = CellKindTwin.Outcomes

    /// Two tables that are divided by the same segments.
    private struct Sample {
        var bench: AggregationBench
        var breakdowns: [Breakdown]

        static let segments = ["team", "name", "id"]
        private static let columns = ["team": "queue", "name": "name", "id": "id"]

        init(using random: inout SplitMix64) {
            bench = AggregationBench(
                tables: [
                    DirtyTable.random("calls", maximumRows: 90, chunkRows: 32, using: &random),
                    DirtyTable.random("orders", maximumRows: 60, chunkRows: 16, using: &random),
                ], periods: TwinTests.periods)
            bench.isExample = true
            for segment in Self.segments {
                bench.segments[segment] = ("calls", Self.columns[segment] ?? "")
                bench.shared[segment] = ["orders"]
            }
            bench.jobs = 1 + Int(random.next() % 3)
            breakdowns = (0..<4).map { _ in
                let segments = Self.segments.shuffled(using: &random).prefix(Int(random.next() % 4))
                return Breakdown(
                    grain: [nil, .day, .week].randomElement(using: &random) ?? nil, segments: Array(segments))
            }.reduce(into: []) { breakdowns, breakdown in
                if breakdown != .total, !breakdowns.contains(breakdown) { breakdowns.append(breakdown) }
            }
        }

        /// As it is written.
        var by: String {
            breakdowns.isEmpty
                ? ""
                : "by: ["
                    + breakdowns.map { breakdown in
                        "[\(((breakdown.grain.map { [$0.rawValue] } ?? []) + breakdown.segments).joined(separator: ", "))]"
                    }.joined(separator: ", ") + "]\n"
        }

        /// The periods of a breakdown that the report shows.
        static func periods(of breakdown: Breakdown) -> Set<Period> {
            let shown = [TwinTests.periods.period] + TwinTests.periods.compared.values
            return Set(breakdown.grain.map { grain in shown.flatMap { $0.divided(into: grain) } } ?? shown)
        }

        /// What the rows of a table come to, in the periods of a breakdown and those before.
        func outcomes(_ table: String, _ twin: MetricTwin, by breakdown: Breakdown, beside bases: Set<Period> = [])
            -> Outcomes
        {
            let rows = bench.tables.first { $0.name == table }?.rows ?? []
            let keys = breakdown.segments.map { (bench.segments[$0]?.column ?? "", bench.labelKeys($0)) }
            return twin.outcomes(rows, periods: Array(Self.periods(of: breakdown).union(bases)), zone: .utc) { row in
                keys.map { AggregationBench.label(of: row[$0], $1) }
            }
        }
    }

    private static let operands: [(key: String, table: String, text: String, twin: @Sendable () -> MetricTwin)] = [
        ("n", "calls", "count: rows", { MetricTwin(.count, at: "day") }),
        ("s", "orders", "sum: amount", { MetricTwin(.sum, at: "day", value: TwinCase.cell("amount")) }),
        ("w", "calls", "mean: wait", { MetricTwin(.mean, at: "day", value: TwinCase.cell("wait")) }),
        ("x", "orders", "maximum: wait", { MetricTwin(.maximum, at: "day", value: TwinCase.cell("wait")) }),
    ]

    private func compare(_ cells: [MetricCell], _ expected: Outcomes, _ place: String) {
        #expect(cells.count == expected.values.count { $0.n > 0 }, "\(place)")
        for cell in cells {
            let twin = expected[.init(period: cell.period, labels: cell.labels)]
            #expect(cell.n == twin?.n, "\(place) \(cell.period.name) \(cell.labels)")
            #expect(
                Closeness.holds(cell.value?.doubleValue, twin?.value), "\(place) \(cell.period.name) \(cell.labels)")
            #expect(Closeness.holds(cell.numerator?.doubleValue, twin?.numerator), "\(place)")
            #expect(Closeness.holds(cell.denominator?.doubleValue, twin?.denominator), "\(place)")
        }
    }

    @Test(arguments: 0..<24)
    func `random shares, growth and indices are what the rows of both tables come to`(_ round: Int) throws {
        var random = SplitMix64(seed: 0x707A + UInt64(round))
        let sample = Sample(using: &random)
        let whole = Array(
            Sample.segments.shuffled(using: &random).prefix(1 + Int(random.next() % UInt64(Sample.segments.count))))
        let (isPerDay, isYearAgo) = (random.next() % 2 == 0, random.next() % 2 == 0)
        let weights = [1 + Double(random.next() % 5), 0.5 + Double(random.next() % 3)]
        let coverage = [0.2, 0.5, 0.8, 1.0][Int(random.next() % 4)]
        let made: [(key: String, text: String)] = [
            ("share_n", "share_of_total: n, of_total: [\(whole.joined(separator: ", "))]"),
            ("share_s", "share_of_total: s, of_total: [\(whole.joined(separator: ", "))]"),
            ("growth_n", "growth: n" + (isPerDay ? ", per: day" : "") + (isYearAgo ? ", against: year-ago" : "")),
            ("growth_s", "growth: s" + (isPerDay ? ", per: day" : "") + (isYearAgo ? ", against: year-ago" : "")),
            ("index", "weighted_index: [w, x], weights: [\(weights[0]), \(weights[1])], coverage: \(coverage)"),
        ]
        let lines =
            Self.operands.map { "  \($0.key): { of: \($0.table), at: day, \($0.text) }" }
            + made.map { "  \($0.key): { \($0.text) }" }
        let results = try sample.bench.results(sample.by + "define:\n" + lines.joined(separator: "\n"))
        for breakdown in results.breakdowns {
            let periods = Sample.periods(of: breakdown)
            func base(_ period: Period) -> Period? {
                period.isCut ? nil : isYearAgo ? period.yearBefore : period.advanced(by: -1)
            }
            var rows: [String: Outcomes] = [:]
            for operand in Self.operands {
                rows[operand.key] = sample.outcomes(
                    operand.table, operand.twin(), by: breakdown, beside: Set(periods.compactMap { base($0) }))
            }
            func operand(_ key: String) -> Outcomes { rows[key] ?? [:] }
            let kept = breakdown.segments.indices.filter { !whole.contains(breakdown.segments[$0]) }
            let expected: [String: Outcomes] = [
                "share_n": CellKindTwin.shares(of: operand("n"), keeping: kept, areCounts: true),
                "share_s": CellKindTwin.shares(of: operand("s"), keeping: kept, areCounts: false),
                "growth_n": CellKindTwin.growth(of: operand("n"), nothing: 0, isPerDay: isPerDay, base: { base($0) }),
                "growth_s": CellKindTwin.growth(of: operand("s"), nothing: 0, isPerDay: isPerDay, base: { base($0) }),
                "index": CellKindTwin.index(
                    of: [operand("w"), operand("x")], weights: weights, coverage: coverage),
            ]
            for metric in made {
                let cells = results.cells.filter { $0.metric == metric.key && $0.breakdown == breakdown && $0.n > 0 }
                compare(
                    cells, (expected[metric.key] ?? [:]).filter { periods.contains($0.key.period) },
                    "\(metric.text) \(breakdown)")
            }
            // The shares of every whole that has some are one whole.
            for metric in ["share_n", "share_s"] {
                var sums: [WholePlace: Double] = [:]
                for cell in results.cells where cell.metric == metric && cell.breakdown == breakdown && cell.n > 0 {
                    guard let value = cell.value?.doubleValue else { continue }
                    let place = WholePlace(period: cell.period, labels: kept.map { cell.labels[$0] })
                    sums[place, default: 0] += value
                }
                // Of shares that fall below zero, the others make up for it, however large they are.
                for (place, sum) in sums { #expect(abs(sum - 1) < 1e-9, "\(metric) \(place)") }
            }
        }
    }

    private struct WholePlace: Hashable {
        var period: Period
        var labels: [Int]
    }

    @Test(arguments: TwinCase.all)
    func `kinds over rows come to what their twins do by random breakdowns, in one table beside another`(
        _ item: TwinCase
    ) throws {
        var random = SplitMix64(seed: 0x4A2D)
        for _ in 0..<4 {
            let sample = Sample(using: &random)
            let results = try sample.bench.results(
                sample.by + "define:\n  m: { of: calls, \(item.definition) }\n  o: { of: orders, \(item.definition) }")
            for breakdown in results.breakdowns {
                for (metric, table) in [("m", "calls"), ("o", "orders")] {
                    let expected = sample.outcomes(table, item.twin(), by: breakdown)
                    let cells = results.cells.filter { $0.metric == metric && $0.breakdown == breakdown && $0.n > 0 }
                    #expect(cells.count == expected.values.count { $0.n > 0 }, "\(item.definition) \(breakdown)")
                    for cell in cells {
                        let twin = expected[.init(period: cell.period, labels: cell.labels)]
                        #expect(cell.n == twin?.n, "\(item.definition) \(breakdown) \(cell.period.name)")
                        #expect(
                            Closeness.holds(cell.value?.doubleValue, twin?.value), "\(item.definition) \(breakdown)")
                    }
                }
            }
        }
    }
}
