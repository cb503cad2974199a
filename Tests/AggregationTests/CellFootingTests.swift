// What a plan says of the rows that a metric's cells tell of.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Aggregation

@Suite struct CellFootingTests {
    private static func day(_ text: String) -> Int { CivilDate(isoText: text)?.dayNumber ?? 0 }

    private static let table = Table.sample(
        "t",
        [
            "at": .instants(["2026-07-02T08:00:00Z", "2026-08-02T08:00:00Z"]),
            "done": .instants(["2026-07-09T08:00:00Z", nil]), "who": .texts(["a", "b"]), "x": .integers([3, 5]),
        ])

    private func described(_ definitions: [String]) throws -> [String: MetricDescription] {
        let bench = AggregationBench(
            tables: [Self.table],
            periods: ReportPeriods(
                period: Period(.quarter, containing: Self.day("2026-07-01")), today: Self.day("2026-10-02")))
        var cells = bench
        cells.isExample = true
        cells.segments = ["who": ("t", "who")]
        let results = try cells.results(
            "define:\n" + definitions.map { "  \($0)\n" }.joined())
        return Dictionary(results.metrics.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Metrics of which others are made are not reported of themselves.
    @Test func `windows, stocks and growth look beyond their period, shares have a whole, deviations tell the spread`()
        throws
    {
        let metrics = try described([
            "n: { of: t, at: at, count: rows }", "rolling: { of: t, at: at, count: rows, window: 30 days }",
            "year: { of: t, at: at, sum: x, to_date: year }", "open: { of: t, at: at, count: rows, until: done }",
            "kept: { of: t, at: at, retention: who, active: 30 days }", "grown: { growth: n }",
            "mix: { share_of_total: n, of_total: who }", "money: { of: t, at: at, sum: x }",
            "money_mix: { share_of_total: money, of_total: who }", "spread: { of: t, at: at, stddev: x }",
            "twice: { calculate: n + money, unit: number }", "per: { calculate: money / n, unit: number }",
            "deep: { calculate: twice / n, unit: number }",
            "of_rolling: { calculate: money / rolling, unit: number }",
        ])
        let beyond = metrics.values.filter(\.footing.looksBeyondPeriod).map(\.key).sorted()
        #expect(beyond == ["grown", "kept", "of_rolling", "open", "year"])
        #expect(metrics.values.filter(\.footing.tellsSpread).map(\.key) == ["spread"])
        #expect(metrics.values.filter(\.footing.tellsOperands).map(\.key).sorted() == ["deep"])
        #expect(metrics["mix"]?.footing.whole == CellFooting.Whole(segments: ["who"], isOfCounts: true))
        #expect(metrics["money_mix"]?.footing.whole == CellFooting.Whole(segments: ["who"], isOfCounts: false))
        #expect(metrics["deep"]?.operands == ["twice", "n", "money"])
        #expect(metrics.values.allSatisfy { $0.footing.tables == ["t"] })
    }
}
