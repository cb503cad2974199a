// Parts of the report's period: every row stands in exactly one, and those that an edge cuts are known as such.

import Aggregation
import Stages
import Tabular
import TestSupport
import Testing

@Suite struct SubPeriodTests {
    private static let first = CivilDate(isoText: "2025-11-20")?.dayNumber ?? 0

    /// Rows on every day of some fourteen months, so many as the day's number says.
    private static let calls: Table = {
        var days: [Cell] = []
        for day in first..<(first + 430) { days += Array(repeating: .date(Int32(day)), count: 1 + day % 4) }
        return Table.sample(
            "calls",
            ["at": .cells(.date, days), "team": .texts(days.indices.map { ["a", "b", "c"][$0 % 3] })], chunkRows: 100)
    }()

    private static func results(_ period: Period, compared: Period? = nil, by: String, targets: String = "") throws
        -> MetricResults
    {
        var bench = AggregationBench(
            tables: [calls],
            periods: ReportPeriods(
                period: period, compared: compared.map { [.previous: $0] } ?? [:], today: 30_000))
        bench.segments = ["team": ("calls", "team")]
        return try bench.results("by: \(by)\ndefine:\n  m: { count: rows, of: calls, at: at }\n\(targets)")
    }

    @Test(arguments: ["week", "month", "quarter"])
    func `add up to the whole, whatever the period`(_ grain: String) throws {
        var random = SplitMix64(seed: 7)
        for _ in 0..<8 {
            let start = Self.first + 20 + Int(random.next() % 60)
            let period = Period(grain: nil, start: start, end: start + 100 + Int(random.next() % 120))
            let results = try Self.results(
                period, compared: period.advanced(by: -1), by: "[[\(grain)], [\(grain), team]]")
            let total = try #require(results.cell("m")?.n)
            for segments in [[], ["team"]] {
                let parts = results.cells.filter {
                    $0.breakdown == Breakdown(grain: Grain(rawValue: grain), segments: segments)
                        && ($0.period.start ?? 0) >= start
                }
                #expect(parts.map(\.n).reduce(0, +) == total)
            }
        }
    }

    @Test func `begin and end with the report's period, and say which are cut`() throws {
        let results = try Self.results(.month("2026-09"), by: "[[week]]")
        let weeks = results.cells.filter { $0.breakdown.grain == .week }
        #expect(
            weeks.map { "\($0.period.startText) \($0.period.endText) \($0.status.rawValue)" } == [
                "2026-09-01 2026-09-07 partial", "2026-09-07 2026-09-14 ", "2026-09-14 2026-09-21 ",
                "2026-09-21 2026-09-28 ", "2026-09-28 2026-10-01 partial",
            ])
        // A cut week is no gap in the data.
        #expect(results.partialPeriods.isEmpty)
    }

    @Test func `that are cut have no target of their length`() throws {
        let results = try Self.results(
            .month("2026-09"), by: "[[week]]", targets: "targets: [ { metric: m, at_least: 10, per: week } ]")
        let weeks = results.cells.filter { $0.breakdown.grain == .week }
        #expect(weeks.map { $0.target != nil } == [false, true, true, true, false])
        #expect(weeks.map(\.status) == [.partial, .met, .met, .met, .partial])
    }

    @Test func `of compared periods are cut at the edge between them, so no row is in both`() throws {
        let results = try Self.results(.month("2026-09"), compared: .month("2026-08"), by: "[[week]]")
        let weeks = results.cells.filter { $0.breakdown.grain == .week }.map(\.period)
        #expect(weeks.map(\.startText).contains("2026-08-31") && weeks.map(\.startText).contains("2026-09-01"))
        #expect(zip(weeks, weeks.dropFirst()).allSatisfy { $0.end == $1.start })
    }

    @Test func `agree with an outside engine`() throws {
        let sql = """
            SELECT strftime(greatest(date_trunc('week', "at"), DATE '2026-01-01'), '%Y-%m-%d') AS s, count(*) FROM calls
              WHERE "at" >= DATE '2026-01-01' AND "at" < DATE '2026-07-01' GROUP BY s ORDER BY s
            """
        guard let rows = try DuckDB.rows(sql, tables: [Self.calls]) else { return }
        let half = Period(
            grain: nil, start: CivilDate(isoText: "2026-01-01")?.dayNumber ?? 0,
            end: CivilDate(isoText: "2026-07-01")?.dayNumber ?? 0)
        let weeks = try Self.results(half, by: "[[week]]").cells.filter { $0.breakdown.grain == .week }
        #expect(weeks.map { [$0.period.startText, String($0.n)] } == rows)
    }

    @Test func `of a report over all time are whole`() throws {
        let results = try AggregationBench(tables: [Self.calls]).results(
            "by: [[month]]\ndefine:\n  m: { count: rows, of: calls, at: at }")
        let months = results.cells.filter { $0.breakdown.grain == .month }
        #expect(months.first?.period == .month("2025-11") && months.allSatisfy { !$0.period.isCut })
    }
}
