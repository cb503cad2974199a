// Means and shares with weights: worked out by hand, with the intervals that a survey's statistician gives, and what is said of bad weights.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Aggregation

@Suite struct WeightedMetricTests {
    private func run(
        _ definition: String, _ columns: [(name: String, column: SampleColumn)]
    ) throws -> (cell: MetricCell, told: [String]) {
        let bench = AggregationBench(tables: [.sample("answers", columns, chunkRows: 3)])
        let collector = DiagnosticCollector()
        let plan = bench.plan("define:\n  m: { of: answers, \(definition) }", collector)
        let results = try bench.run(plan, collector)
        let told = collector.diagnostics.filter { $0.severity != .note }.map { "\($0.message)" }
        return (try #require(results.cell("m")), told)
    }

    /// Twelve answers whose weights do not all count the same.
    private let survey: [(name: String, column: SampleColumn)] = [
        ("csat", .integers([5, 4, 4, 2, 3, 5, 3, 4, 1, 5, 2, 4])),
        (
            "w",
            .decimals(["0.5", "0.8", "1.2", "2", "0.6", "1.5", "0.9", "1.1", "3", "0.7", "1.3", "0.4"])
        ),
    ]

    @Test func `a weighted mean has Student's interval around a linearised ratio`() throws {
        let (cell, told) = try run("mean: csat, weight: w", survey)
        #expect(told == [])
        #expect(cell.n == 12)
        #expect(cell.numerator == .exact(ExactDecimal(units: 416, scale: 1)))
        #expect(cell.denominator == .exact(ExactDecimal(units: 140, scale: 1)))
        #expect(abs((cell.value?.doubleValue ?? 0) - 2.971429) < 1e-6)
        #expect(abs((cell.low ?? 0) - 1.739316) < 2e-6)
        #expect(abs((cell.high ?? 0) - 4.203541) < 4e-6)
        #expect(try run("mean: csat, weight: w, interval: none", survey).cell.low == nil)
        #expect(try run("mean: csat, weight: w, range: [1, 4]", survey).cell.high == 4)
    }

    @Test func `weights of another unit change nothing but numerator and denominator`() throws {
        let (cell, larger) = (
            try run("mean: csat, weight: w", survey).cell, try run("mean: csat, weight: w * 10", survey).cell
        )
        #expect(larger.value == cell.value)
        #expect(abs((larger.low ?? 0) - (cell.low ?? 1)) < 1e-14)
        let share = (
            try run("share: csat >= 4, weight: w", survey).cell,
            try run("share: csat >= 4, weight: w * 10", survey).cell
        )
        #expect(share.0.value == share.1.value)
        #expect(abs((share.0.high ?? 0) - (share.1.high ?? 1)) < 1e-14)
    }

    @Test func `a weighted share has Wilson's interval for the rows that are as sure`() throws {
        let (cell, told) = try run("share: csat >= 4, weight: w", survey)
        #expect(told == [])
        #expect(cell.n == 12)
        #expect(cell.numerator == .exact(ExactDecimal(units: 62, scale: 1)))
        #expect(cell.denominator == .exact(ExactDecimal(units: 140, scale: 1)))
        #expect(abs((cell.value?.doubleValue ?? 0) - 0.4428571) < 1e-7)
        #expect(abs((cell.low ?? 0) - 0.1846623) < 2e-7)
        #expect(abs((cell.high ?? 0) - 0.7361251) < 8e-7)
    }

    @Test func `a weight that is missing or negative leaves its row out, and is told`() throws {
        let odd: [(name: String, column: SampleColumn)] = [
            ("csat", .integers([5, 2, 4, 1, nil, 3])), ("w", .reals([3, 1, nil, -2, nil, 0])),
            ("wait", .seconds([10, 40, 5, 7, 9, 11])),
        ]
        let note = "metric 'm' leaves out 2 rows whose weight is missing or negative"
        let noteZH = "指标 'm' 有 2 行的权重缺失或为负，未计入"
        let collector = DiagnosticCollector()
        let bench = AggregationBench(tables: [.sample("answers", odd)])
        let plan = bench.plan("define:\n  m: { of: answers, mean: csat, weight: w }", collector)
        let cell = try #require(try bench.run(plan, collector).cell("m"))
        #expect(cell.value == .real(4.25))
        #expect(cell.n == 2)
        #expect(collector.diagnostics.map(\.message.english) == [note])
        #expect(collector.diagnostics.map(\.message.chinese) == [noteZH])
        // Where the condition cannot be decided the row would not count anyway; among all it would.
        #expect(try run("share: csat > 2, weight: w", odd).told.count == 1)
        let among = try run("share: csat > 2, among: wait > 0 s, weight: w", odd)
        #expect(among.told.first?.contains("3 rows") == true)
        #expect(among.cell.value == .real(0.75))
        let one = try run("share: csat > 2, weight: w, where: wait = 10 s", odd)
        #expect(one.cell.n == 1 && one.cell.value == .real(1) && one.told == [])
        let none = try run("mean: wait, weight: w, where: csat > 5", odd)
        #expect(none.cell.n == 0 && none.cell.value == nil && none.told == [])
        #expect(try run("mean: wait, weight: w, unit: min, where: csat = 5", odd).cell.low == nil)
    }

    @Test func `sums of decimal numbers and their weights are exact however large`() throws {
        let large: [(name: String, column: SampleColumn)] = [
            ("paid", .decimals(["9000000000000.01", "-9000000000000.02", "0.03"])),
            ("w", .decimals(["9000000000.5", "9000000000.5", "2.5"])),
        ]
        let cell = try run("mean: paid, weight: w", large).cell
        // 9000000000.5 · −0.01 + 2.5 · 0.03
        #expect(cell.numerator == .exact(ExactDecimal(units: -89_999_999_930, scale: 3)))
        #expect(cell.denominator == .exact(ExactDecimal(units: 180_000_000_035, scale: 1)))
    }

    @Test func `a weight is a number`() {
        let bench = AggregationBench(tables: [
            .sample("answers", survey + [("who", .texts(["a"] + Array(repeating: nil, count: 11)))])
        ])
        let collector = DiagnosticCollector()
        _ = bench.plan("define:\n  m: { of: answers, mean: csat, weight: who }", collector)
        #expect(
            collector.diagnostics.map(\.message.english) == ["'weight' of metric 'm' expects a number, found a text"])
        #expect(collector.diagnostics.map(\.message.chinese) == ["指标 'm' 的 'weight' 应为数，实际为文本"])
    }

    @Test func `weighted shares of two periods are compared`() {
        func measured(_ weights: [Int64], _ flags: [Bool]) -> Measurement {
            let values = StateValues(
                type: .flag, keyTypes: [.integer], scale: .none, hasInterval: true, arePlain: [false, true])
            var state = WeightedShareState(of: values, takesUndecided: false)
            state.makeRoom(forGroups: 2)
            GroupSpan.with(flags.map { _ in 1 }) { groups in
                state.update(
                    groups: groups, columns: [.flag(PrimitiveColumn(flags)), .integer(PrimitiveColumn(weights))])
            }
            return state.finish(jobs: 1)[1]
        }
        let now = measured(Array(repeating: 2, count: 60), (0..<60).map { $0 < 55 })
        let then = measured(Array(repeating: 1, count: 60), (0..<60).map { $0 < 20 })
        let comparison = CellComparison(now, isPartial: false, base: then, isBasePartial: false, better: .higher)
            .comparison(with: .previous, period: .month("2026-08"))
        #expect(comparison.baseValue == .real(1.0 / 3))
        #expect(comparison.verdict == .better)
        #expect((comparison.low ?? 0) > 0.4 && (comparison.high ?? 1) < 0.8)
    }
}
