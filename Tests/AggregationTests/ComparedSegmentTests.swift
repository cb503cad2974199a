// Segments that one of two compared periods lacks: they are rows that say so.

import Aggregation
import Stages
import Tabular
import TestSupport
import Testing

@Suite struct ComparedSegmentTests {
    private static func table(_ rows: [(month: String, team: String, perDay: Int)]) -> Table {
        var days: [String] = []
        var teams: [String] = []
        for row in rows {
            for day in 1...(row.month == "2026-09" ? 30 : 31) {
                for _ in 0..<row.perDay {
                    days.append("\(row.month)-\(day < 10 ? "0" : "")\(day)")
                    teams.append(row.team)
                }
            }
        }
        return .sample("calls", ["at": .dates(days), "team": .texts(teams), "score": .integers(teams.map { _ in 4 })])
    }

    private static func results(_ table: Table, _ bases: [Comparison.Base: Period]) throws -> MetricResults {
        var bench = AggregationBench(
            tables: [table], periods: ReportPeriods(period: .month("2026-09"), compared: bases, today: 30_000))
        bench.segments = ["team": ("calls", "team")]
        return try bench.results(
            """
            metrics: [calls, score, double]
            by: [[team]]
            define:
              calls: { count: rows, of: calls, at: at }
              score: { mean: score, of: calls, at: at }
              double: { calculate: calls * 2 }
            """)
    }

    @Test func `a segment that is gone is a row without rows, and a new one is called new`() throws {
        let table = Self.table([
            ("2026-08", "a", 2), ("2026-08", "b", 1), ("2026-09", "a", 1), ("2026-09", "c", 3),
        ])
        let results = try Self.results(table, [.previous: .month("2026-08")])
        let teams = Breakdown(segments: ["team"])
        func verdict(_ metric: String, _ label: Int) -> Comparison.Verdict? {
            results.comparison(metric, .previous, teams, labels: [label])?.verdict
        }
        for metric in ["calls", "score", "double"] {
            #expect(verdict(metric, 1) == .gone, "\(metric)")
            #expect(verdict(metric, 2) == .new, "\(metric)")
            #expect(results.cell(metric, teams, labels: [1])?.n == 0)
        }
        #expect(results.cell("calls", teams, labels: [1])?.value == .exact(ExactDecimal(0)))
        #expect(results.cell("score", teams, labels: [1])?.status == .undefined)
        #expect(results.comparison("calls", .previous, teams, labels: [1])?.baseValue == .exact(ExactDecimal(31)))
        #expect(verdict("calls", 0) == .unjudged)
        // The label of rows without a team has none in either month.
        #expect(results.cell("calls", teams, labels: [3]) == nil)
    }

    @Test func `what is gone since one base may be new to another`() throws {
        let table = Self.table([
            ("2025-09", "a", 1), ("2026-08", "a", 1), ("2026-08", "b", 1), ("2026-09", "a", 1), ("2026-09", "c", 1),
            ("2025-09", "c", 1),
        ])
        // The days of September are thirty in both years.
        let results = try Self.results(table, [.previous: .month("2026-08"), .yearAgo: .month("2025-09")])
        let teams = Breakdown(segments: ["team"])
        #expect(results.comparison("calls", .previous, teams, labels: [1])?.verdict == .gone)
        #expect(results.comparison("calls", .yearAgo, teams, labels: [1])?.verdict == .notComparable)
        #expect(results.comparison("calls", .previous, teams, labels: [2])?.verdict == .new)
        #expect(results.comparison("calls", .yearAgo, teams, labels: [2])?.verdict == .unjudged)
    }

    @Test func `nobody is new after a period without any row`() throws {
        let table = Self.table([("2026-09", "a", 1), ("2026-07", "b", 1)])
        let results = try Self.results(table, [.previous: .month("2026-08")])
        let teams = Breakdown(segments: ["team"])
        #expect(results.comparison("calls", .previous, teams, labels: [0])?.verdict == .notComparable)
        #expect(results.cell("calls", teams, labels: [1]) == nil)
    }
}
