// Every kind of metrics in SQL: DuckDB comes to the same cells on random dirty tables.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Aggregation

@Suite struct KindSQLTests {
    /// Definitions over `calls` and `orders`, and over the metrics of ``operands``.
    static let definitions = [
        "count: rows, of: calls, at: at, where: queue = 'sales'",
        "sum: amount, of: calls, at: at",
        "sum: score, of: calls, at: day",
        "sum: wait, of: calls, at: at, unit: h",
        "mean: wait, of: calls, at: at, where: count > 0",
        "mean: amount * 2 - count, of: calls, at: day, where: resolved and queue is not missing",
        "share: wait > 6 s and resolved, among: resolved, of: calls, at: at",
        "share: amount > 20, of: calls, at: at",
        "share: team = 'sales', of: calls, at: at",
        "stddev: wait, of: calls, at: at, unit: min",
        "stddev: amount - count, of: calls, at: day",
        "stddev: score, of: calls, at: at",
        "mean: wait, weight: count, of: calls, at: at, unit: h",
        "mean: amount, weight: score, of: calls, at: day, where: count > 0",
        "mean: score, weight: amount, of: calls, at: at",
        "share: resolved, weight: amount, of: calls, at: at",
        "share: wait > 6 s, among: count > 0, weight: score, of: calls, at: day",
        "share: score > 0, weight: count, of: calls, at: at",
        "unit_mean: amount, each: id, weight: count, zero_when: resolved, of: calls, at: at",
        "unit_mean: wait, each: queue, unit: min, of: calls, at: day, where: count > 0",
        "unit_mean: score, each: name, weight: score, zero_when: count > 7, of: calls, at: day",
        "rating: amount, rater: id, of: calls, at: day",
        "rating: score, rater: id, relation: queue, weight: count, own: resolved, of: calls, at: at",
        "rating: wait, rater: name, relation: queue, own: resolved, gives: gap, of: calls, at: day",
        "rating: amount, rater: day, relation: name, weight: amount, min_raters: 2, gives: coverage, of: calls, at: at",
        "agreement: count, rater: id, subject: queue, item: resolved, steps: count + 4, of: calls, at: day",
        "agreement: score, rater: name, subject: queue, item: count, steps: 5, min_raters: 2, of: calls, at: at",
        "agreement: amount, rater: day, subject: resolved, item: queue, steps: 30, of: calls, at: at",
        "minimum: amount, of: calls, at: at",
        "maximum: wait, unit: min, of: calls, at: at",
        "maximum: score, of: calls, at: at",
        "median: amount, of: calls, at: at",
        "quantile: wait, at_share: 90%, of: calls, at: day",
        "distinct: id, of: calls, at: at",
        "distinct: date(at), of: calls, at: at",
        "nps: count + 1, of: calls, at: at",
        "repeat_share: id, on: day, of: calls, at: at",
        "repeat_share: id, on: count, at_least: 3, of: calls, at: day, where: not resolved",
        "affinity: name, together_in: id, of: calls, at: at",
        "affinity: queue, together_in: wait, of: calls, at: day, where: count > 0",
        "affinity: id, together_in: amount, of: calls, at: day",
        "affinity: name, together_in: score, min_together: 1, of: calls, at: at",
        "first_time: id, of: calls, at: day",
        "first_time: name, of: calls, at: at, where: count > 0",
        "unrepeated: id, within: 2 d, of: calls, at: day",
        "unrepeated: id, within: 30 h, of: calls, at: day",
        "unrepeated: queue, within: 24 h, of: calls, at: at, where: count > 0",
        "retention: id, active: 5 days, of: calls, at: day",
        "retention: name, active: period, of: calls, at: at, where: count > 0",
        "churn: queue, active: 2 weeks, of: calls, at: at",
        "churn: id, active: period, of: calls, at: day",
        "revenue_retention: id, value: amount, active: 1 month, of: calls, at: day",
        "revenue_retention: queue, value: score, active: period, counting: gross, of: calls, at: day",
        "revenue_retention: id, value: count, active: 4 days, counting: gross, of: calls, at: at",
        "repeated: id, within: 30 h, of: calls, at: day",
        "repeated: queue, within: 4 min, of: calls, at: at, where: count > 0",
        "conversion: id, to: resolved, within: 5 d, of: calls, at: day, where: count > 2",
        "conversion: queue, to: score > 1, within: 3 min, of: calls, at: at",
        "conversion: id, to: wait > 3 s, on: day, within: 70 h, of: calls, at: at, where: count > 0",
        "conversion: name, to: amount > 5, on: date(at), within: 24 h, first: true, of: calls, at: at",
        "conversion: id, to: resolved, within: 4 d, first: true, of: calls, at: day, where: amount > 20",
        "gap: id, of: calls, at: day",
        "gap: id, at_share: 90%, unit: min, of: calls, at: at, where: count > 0",
        "gap: name, apart: day, of: calls, at: day",
        "gap: queue, apart: day, unit: h, of: calls, at: at",
        "count: rows, of: calls, at: at, where: at <= $data_end - 1 d",
        "like: model, where: resolved, unit: min",
        "share_of_total: long, of_total: [team]",
        "share_of_total: turnover, of_total: team",
        "growth: long",
        "growth: turnover, per: day",
        "growth: waited, against: year-ago",
        "growth: long, per: working_day",
        "per_day: long",
        "per_day: turnover, days: working",
        "weighted_index: [waited, model_seconds], weights: [2, 0.5], coverage: 0.8",
        "weighted_index: [long, buyers]",
        "calculate: long / buyers, scale: 1000",
        "calculate: turnover / long",
        "calculate: turnover * 2 - buyers * (waited - long)",
    ]

    private static let operands = [
        "long": "count: rows, of: calls, at: day, where: wait > 5 s",
        "model": "mean: wait, of: calls, at: day, where: count >= 0",
        "model_seconds": "maximum: count, of: calls, at: day, unit: number",
        "waited": "mean: 'seconds(wait)', of: calls, at: day", "turnover": "sum: amount, of: orders, at: day",
        "buyers": "distinct: id, of: orders, at: day",
    ]

    @Test func `every kind is asked for`() {
        let asked = Set(Self.definitions.compactMap { $0.split(separator: ":").first.map { String($0) } })
        let unasked = KindCatalogue.words.filter { !asked.contains($0) }
        #expect(unasked == [], "write an example of each into KindSQLTests.definitions")
    }

    @Test(arguments: 0..<6)
    func `DuckDB comes to the same cells`(_ round: Int) throws {
        var random = SplitMix64(seed: 0xD0E + UInt64(round))
        var bench = AggregationBench(tables: [
            DirtyTable.random("calls", maximumRows: 300, using: &random),
            DirtyTable.random("orders", maximumRows: 60, using: &random),
        ])
        bench.segments = ["team": ("calls", "queue")]
        bench.shared = ["team": ["orders"]]
        bench.jobs = 1 + round % 3
        bench.zone = round % 2 == 0 ? .utc : try #require(TimeZoneTable(identifier: "Asia/Shanghai"))
        // A dirty table has three weeks around the first of September.
        if round > 2 {
            bench.periods = ReportPeriods(
                period: .month("2026-09"), compared: [.previous: .month("2026-08")], today: 30_000)
        }
        bench.periods.business = .sample(holidays: ["2026-09-03..2026-09-04"], workdays: ["2026-09-05"])
        let named = Self.definitions.enumerated().map { ("m\($0)", $1) } + Self.operands.sorted { $0.key < $1.key }
        let options =
            "by: [[team], [day, team], [week]]\ndefine:\n" + named.map { "  \($0): { \($1) }\n" }.joined()
        guard let witness = try SQLWitness(bench, options) else { return }
        #expect(witness.differences == [])
        #expect(witness.unsaid == [])
    }
}
