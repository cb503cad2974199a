// Every kind of metrics in SQL: DuckDB comes to the same cells on random dirty tables.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Aggregation

@Suite struct KindSQLTests {
    /// Definitions over `calls` and `orders`, the last of which is `m`.
    static let definitions: [[String]] = [
        ["m: { count: rows, of: calls, at: at, where: queue = 'sales' }"],
        ["m: { sum: amount, of: calls, at: at }"],
        ["m: { sum: score, of: calls, at: day }"],
        ["m: { sum: wait, of: calls, at: at, unit: h }"],
        ["m: { mean: wait, of: calls, at: at, where: count > 0 }"],
        ["m: { mean: amount * 2 - count, of: calls, at: day, where: resolved and queue is not missing }"],
        ["m: { share: wait > 6 s and resolved, among: resolved, of: calls, at: at }"],
        ["m: { share: amount > 20, of: calls, at: at }"],
        ["m: { share: team = 'sales', of: calls, at: at }"],
        ["m: { minimum: amount, of: calls, at: at }"],
        ["m: { maximum: wait, unit: min, of: calls, at: at }"],
        ["m: { maximum: score, of: calls, at: at }"],
        ["m: { median: amount, of: calls, at: at }"],
        ["m: { quantile: wait, at_share: 90%, of: calls, at: day }"],
        ["m: { distinct: id, of: calls, at: at }"],
        ["m: { distinct: date(at), of: calls, at: at }"],
        ["m: { nps: count + 1, of: calls, at: at }"],
        ["m: { repeat_share: id, on: day, of: calls, at: at }"],
        ["m: { repeat_share: id, on: count, at_least: 3, of: calls, at: day, where: not resolved }"],
        ["m: { first_time: id, of: calls, at: day }"],
        ["m: { first_time: name, of: calls, at: at, where: count > 0 }"],
        ["m: { unrepeated: id, within: 2 d, of: calls, at: day }"],
        ["m: { unrepeated: id, within: 30 h, of: calls, at: day }"],
        ["m: { unrepeated: queue, within: 24 h, of: calls, at: at, where: count > 0 }"],
        ["m: { count: rows, of: calls, at: at, where: at <= $data_end - 1 d }"],
        [
            "model: { mean: wait, of: calls, at: day, where: count >= 0 }",
            "m: { like: model, where: resolved, unit: min }",
        ],
        operands + ["m: { calculate: long / buyers, scale: 1000 }"],
        operands + ["m: { calculate: turnover / long }"],
        operands + ["m: { calculate: turnover * 2 - buyers * (wait - long) }"],
    ]

    private static let operands = [
        "long: { count: rows, of: calls, at: day, where: wait > 5 s }",
        "wait: { mean: 'seconds(wait)', of: calls, at: day }",
        "turnover: { sum: amount, of: orders, at: day }", "buyers: { distinct: id, of: orders, at: day }",
    ]

    @Test func `every kind is asked for`() {
        let written = Self.definitions.joined().joined()
        for kind in KindCatalogue.words { #expect(written.contains("{ \(kind): "), "\(kind)") }
    }

    @Test(arguments: definitions)
    func `DuckDB comes to the same cells`(_ definitions: [String]) throws {
        var random = SplitMix64(seed: 0xD0E)
        var compared = 0
        for round in 0..<4 {
            var bench = AggregationBench(tables: [
                DirtyTable.random("calls", maximumRows: 300, using: &random),
                DirtyTable.random("orders", maximumRows: 60, using: &random),
            ])
            bench.segments = ["team": ("calls", "queue")]
            bench.shared = ["team": ["orders"]]
            bench.jobs = 1 + round % 3
            bench.zone = round % 2 == 0 ? .utc : try #require(TimeZoneTable(identifier: "Asia/Shanghai"))
            // DirtyTable has a week around the first of September.
            if round > 1 {
                bench.periods = ReportPeriods(
                    period: .month("2026-09"), compared: [.previous: .month("2026-08")], today: 30_000)
            }
            let options = "by: [[team], [day, team], [week]]\ndefine:\n" + definitions.map { "  \($0)\n" }.joined()
            guard let witness = try SQLWitness(bench, options) else { return }
            #expect(witness.differences == [], "round \(round)")
            #expect(witness.unsaid == [])
            compared += witness.results.cells.count
        }
        #expect(compared > 20)
    }
}
