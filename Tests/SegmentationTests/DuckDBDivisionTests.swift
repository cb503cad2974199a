// The segmenters that look at one row give the labels that DuckDB gives on the same random tables.

import Tabular
import TestSupport
import Testing

struct DuckDBDivisionTests {
    /// A segment as a user writes it, and its label in SQL over the table `calls`.
    struct Question: CustomStringConvertible, Sendable {
        var segment: String
        var label: String

        var description: String { segment }
    }

    static let questions = [
        Question(segment: "{ column: calls.queue }", label: "coalesce(queue, 'unknown')"),
        Question(
            segment: "{ expression: count > 2, of: calls, labels: { true: many, false: few } }",
            label: "CASE WHEN count > 2 THEN 'many' WHEN count <= 2 THEN 'few' ELSE 'unknown' END"),
        Question(
            segment: "{ bands: count, of: calls, edges: [0, 5], labels: [below, middle, high] }",
            label: """
                CASE WHEN count < 0 THEN 'below' WHEN count < 5 THEN 'middle' WHEN count >= 5 THEN 'high' ELSE 'unknown' END
                """),
        Question(
            segment: "{ bands: wait, of: calls, edges: [5 s, 10 s], labels: [short, usual, long] }",
            label: """
                CASE WHEN wait < 5000 THEN 'short' WHEN wait < 10000 THEN 'usual' WHEN wait >= 10000 THEN 'long'
                  ELSE 'unknown' END
                """),
        Question(
            segment: "{ bands: amount * 2, of: calls, edges: [-1, 0.5, 12.34] }",
            label: """
                CASE WHEN amount * 2 < -1 THEN '<-1' WHEN amount * 2 < 0.5 THEN '-1–0.5'
                  WHEN amount * 2 < 12.34 THEN '0.5–12.34' WHEN amount * 2 >= 12.34 THEN '≥12.34' ELSE 'unknown' END
                """),
        Question(
            segment: "{ expression: 'concat(queue, id)', of: calls }", label: "coalesce(queue || id, 'unknown')"),
        Question(
            segment: "{ expression: wait > 10 s or resolved, of: calls }",
            label: "coalesce(CAST(wait > 10000 OR resolved AS VARCHAR), 'unknown')"),
        Question(
            segment: "{ calendar: day, of: calls, part: weekday }", label: "coalesce(lower(dayname(day)), 'unknown')"),
        Question(
            segment: "{ calendar: at, of: calls, part: day }", label: "coalesce(strftime(\"at\", '%d'), 'unknown')"),
        Question(
            segment: "{ calendar: day, of: calls, part: month }", label: "coalesce(strftime(day, '%m'), 'unknown')"),
        Question(
            segment: "{ calendar: day, of: calls, part: quarter }", label: "coalesce('Q' || quarter(day), 'unknown')"),
        Question(
            segment: "{ calendar: at, of: calls, part: hour }",
            label: "coalesce(lpad(CAST(hour(\"at\") AS VARCHAR), 2, '0'), 'unknown')"),
        Question(
            segment: "{ calendar: day, of: calls, part: year }",
            label: "coalesce(CAST(year(day) AS VARCHAR), 'unknown')"),
    ]

    @Test(arguments: questions)
    func `a segment divides rows as DuckDB does`(question: Question) throws {
        for seed in 1...4 {
            var random = SplitMix64(seed: UInt64(seed) &* 104_729)
            let table = DirtyTable.random("calls", maximumRows: 80, chunkRows: 9, using: &random)
            let run = try SegmentationSample("segment: { s: \(question.segment) }", [table])
            let sql = "SELECT \(question.label) FROM calls ORDER BY row_number"
            guard let expected = try DuckDB.rows(sql, tables: [table]) else { return }
            #expect(run.labels("s", of: "calls") == expected.map { $0[0] ?? "" }, "seed \(seed)")
        }
    }
}
