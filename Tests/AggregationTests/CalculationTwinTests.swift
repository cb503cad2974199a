// Metrics made of other metrics, `calculate` and `like`, against their slow twin on random pairs of tables.

import Stages
import Tabular
import TestSupport
import Testing

@testable import Aggregation

/// A formula over metrics of two tables, and the same in plain code.
struct CalculationCase: Sendable, CustomTestStringConvertible {
    /// In the order in which the formula names them.
    var operands: [String]
    var definition: String
    var isRatio: Bool
    /// On how many observations it rests, given those of its operands.
    var observations: @Sendable ([Int]) -> Int
    var formula: @Sendable ([Double?]) -> Double?

    var testDescription: String { definition }

    init(
        _ definition: String, of operands: [String], isRatio: Bool = false,
        n observations: @escaping @Sendable ([Int]) -> Int = { $0.max() ?? 0 },
        _ formula: @escaping @Sendable ([Double?]) -> Double?
    ) {
        self.operands = operands
        self.definition = definition
        self.isRatio = isRatio
        self.observations = observations
        self.formula = formula
    }

    /// A formula that has a value only when all operands do.
    private static func whole(
        _ formula: @escaping @Sendable ([Double]) -> Double?
    ) -> @Sendable ([Double?]) -> Double? {
        { values in
            let present = values.compactMap { $0 }
            return present.count == values.count ? formula(present) : nil
        }
    }

    static let all: [CalculationCase] = [
        CalculationCase(
            "calculate: long_calls / orders_counted, scale: 1000", of: ["long_calls", "orders_counted"], isRatio: true,
            whole { $0[1] == 0 ? nil : 1000 * $0[0] / $0[1] }),
        CalculationCase(
            "calculate: turnover / buyers", of: ["turnover", "buyers"], isRatio: true,
            whole { $0[1] == 0 ? nil : $0[0] / $0[1] }),
        CalculationCase(
            "calculate: turnover - buyers * 2", of: ["turnover", "buyers"], whole { $0[0] - $0[1] * 2 }),
        CalculationCase(
            "calculate: turnover / (buyers - 3)", of: ["turnover", "buyers"], n: { $0[1] },
            whole { $0[1] == 3 ? nil : $0[0] / ($0[1] - 3) }),
        CalculationCase(
            "calculate: number_mean * long_calls + buyers", of: ["number_mean", "long_calls", "buyers"], n: { $0[0] },
            whole { $0[0] * $0[1] + $0[2] }),
        CalculationCase(
            "calculate: 'greatest(turnover, long_calls)', scale: 0.5", of: ["turnover", "long_calls"]
        ) { $0.compactMap { $0 }.max().map { $0 * 0.5 } },
        CalculationCase(
            "calculate: 'coalesce(turnover, 0) - long_calls'", of: ["turnover", "long_calls"]
        ) { values in values[1].map { (values[0] ?? 0) - $0 } },
    ]

    /// By name: the table, the definition, the twin, and whether it counts.
    static let metrics: [String: (table: String, text: String, twin: @Sendable () -> MetricTwin, isCount: Bool)] = [
        "long_calls": (
            "calls", "count: rows, where: wait > 5 s",
            { MetricTwin(.count, at: "day", where: { TwinCase.flag($0["wait"]) { $0 > 5000 } }) }, true
        ),
        "number_mean": (
            "calls", "mean: count", { MetricTwin(.mean, at: "day", value: TwinCase.cell("count")) }, false
        ),
        "orders_counted": ("orders", "count: rows", { MetricTwin(.count, at: "day") }, true),
        "turnover": (
            "orders", "sum: amount", { MetricTwin(.sum, at: "day", value: TwinCase.cell("amount")) }, false
        ),
        "buyers": (
            "orders", "distinct: id", { MetricTwin(.distinct, at: "day", value: TwinCase.cell("id")) }, true
        ),
    ]
}

@Suite struct CalculationTwinTests {
    private static let copy = "like: model, where: resolved, at_share: 25%"

    @Test func `no kind of metric is left without twin`() {
        let definitions =
            TwinCase.all.map(\.definition) + CalculationCase.all.map(\.definition)
            + CellKindTests.cases.map(\.definition) + [Self.copy]
        let without = KindCatalogue.words.filter { word in !definitions.contains { $0.hasPrefix(word + ":") } }
        #expect(
            without == [], "write the slow twin of each into TestSupport/Twin/Metrics, and examples into TwinCase.all")
    }

    @Test(arguments: CalculationCase.all)
    func `a calculation agrees with the slow twin`(_ item: CalculationCase) throws {
        var random = SplitMix64(seed: 0xCA1C)
        for round in 0..<12 {
            let bench = Self.bench(jobs: 1 + round % 3, using: &random)
            var lines = item.operands.map { name in
                let metric = CalculationCase.metrics[name]
                return "  \(name): { of: \(metric?.table ?? ""), at: day, \(metric?.text ?? "") }"
            }
            lines.append("  m: { \(item.definition) }")
            let results = try bench.results(
                "by: [[team], [day], [week, team]]\ndefine:\n" + lines.joined(separator: "\n"))
            for breakdown in results.breakdowns {
                let operands = item.operands.compactMap { name -> CalculationTwin.Operand? in
                    guard let metric = CalculationCase.metrics[name] else { return nil }
                    let outcomes = Self.outcomes(metric.twin(), metric.table, bench, breakdown)
                    return CalculationTwin.Operand(outcomes, isCount: metric.isCount)
                }
                let expected = CalculationTwin.outcomes(
                    operands, isRatio: item.isRatio, observations: item.observations, item.formula)
                Self.compare(results, breakdown, expected)
            }
        }
    }

    @Test func `a copy of a metric with another condition agrees with the slow twin`() throws {
        var random = SplitMix64(seed: 0x11CE)
        for round in 0..<12 {
            let bench = Self.bench(jobs: 1 + round % 3, using: &random)
            let results = try bench.results(
                """
                by: [[team], [day], [week, team]]
                define:
                  model: { of: calls, at: day, quantile: wait, at_share: 90%, where: count >= 0 }
                  m: { \(Self.copy) }
                """)
            let twin = MetricTwin(
                .quantile(0.25), at: "day", value: TwinCase.cell("wait"),
                where: { row in
                    guard case .flag(let isResolved)? = row["resolved"] else { return nil }
                    return TwinCase.flag(row["count"]) { isResolved && $0 >= 0 }
                })
            for breakdown in results.breakdowns {
                Self.compare(results, breakdown, Self.outcomes(twin, "calls", bench, breakdown))
            }
        }
    }

    /// Two random tables, divided by the same segment.
    private static func bench(jobs: Int, using random: inout SplitMix64) -> AggregationBench {
        let calls = DirtyTable.random("calls", maximumRows: 60, using: &random)
        let orders = DirtyTable.random("orders", maximumRows: 30, using: &random)
        var bench = AggregationBench(tables: [calls, orders], periods: TwinTests.periods)
        bench.segments = ["team": ("calls", "queue")]
        bench.shared = ["team": ["orders"]]
        bench.jobs = jobs
        return bench
    }

    private static func outcomes(
        _ twin: MetricTwin, _ table: String, _ bench: AggregationBench, _ breakdown: Breakdown
    ) -> CalculationTwin.Outcomes {
        let whole = [TwinTests.periods.period] + TwinTests.periods.compared.values
        let periods = Set(breakdown.grain.map { grain in whole.flatMap { $0.divided(into: grain) } } ?? whole)
        let keys = bench.labelKeys("team")
        let rows = bench.tables.first { $0.name == table }?.rows ?? []
        return twin.outcomes(rows, periods: Array(periods), zone: bench.zone) { row in
            breakdown.segments.map { _ in AggregationBench.label(of: row["queue"], keys) }
        }
    }

    private static func compare(_ results: MetricResults, _ breakdown: Breakdown, _ expected: CalculationTwin.Outcomes)
    {
        var cells = results.cells.filter { $0.metric == "m" && $0.breakdown == breakdown }
        // The total has a cell for every period, also for those without rows.
        if breakdown == .total {
            cells.removeAll { expected[.init(period: $0.period, labels: [])] == nil && $0.value == nil }
        }
        // A label that only a compared period has stands there without rows.
        if breakdown.grain == nil, !breakdown.segments.isEmpty {
            cells.removeAll { cell in
                cell.period == results.period && cell.n == 0
                    && expected[.init(period: cell.period, labels: cell.labels)] == nil
                    && results.comparedPeriods.values.contains {
                        expected[.init(period: $0, labels: cell.labels)] != nil
                    }
            }
        }
        #expect(cells.count == expected.count)
        for cell in cells {
            let twin = expected[.init(period: cell.period, labels: cell.labels)]
            #expect(Closeness.holds(cell.value?.doubleValue, twin?.value), "\(cell.period.name) \(cell.labels)")
            #expect(cell.n == twin?.n)
            if twin?.numerator != nil || twin?.denominator != nil {
                #expect(Closeness.holds(cell.numerator?.doubleValue, twin?.numerator))
                #expect(Closeness.holds(cell.denominator?.doubleValue, twin?.denominator))
            }
        }
    }
}
