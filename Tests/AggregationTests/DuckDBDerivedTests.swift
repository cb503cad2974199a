// Metrics that look beyond one group of rows, first_time, unrepeated, calculate and like, against DuckDB.

import Aggregation
import Stages
import Tabular
import TestSupport
import Testing

@Suite struct DuckDBDerivedTests {
    /// The definitions, the last of which is `m`, and the same in SQL: day, team, value and n.
    struct Question: Sendable, CustomTestStringConvertible {
        var name: String
        var definitions: [String]
        var sql: String

        var testDescription: String { name }
    }

    private static func firstRows(_ customer: String, where condition: String) -> String {
        """
        SELECT day, coalesce(queue, 'unknown') AS team, count(*) FILTER (is_first), count(*) FILTER (is_first)
        FROM (
          SELECT *, counts AND row_number() OVER (PARTITION BY \(customer), counts ORDER BY day, row_number) = 1 AS is_first
          FROM (SELECT *, \(customer) IS NOT NULL AND coalesce(\(condition), false) AS counts FROM calls
            WHERE day IS NOT NULL))
        GROUP BY ALL ORDER BY ALL
        """
    }

    private static func unrepeatedRows(_ customer: String, days: Int, where condition: String) -> String {
        """
        WITH marked AS (
          SELECT *, lead(day) OVER (PARTITION BY \(customer), counts ORDER BY day, row_number) AS next
          FROM (SELECT *, \(customer) IS NOT NULL AND coalesce(\(condition), false) AS counts FROM calls
            WHERE day IS NOT NULL)),
        judged AS (
          SELECT *, counts AND day <= (SELECT max(day) FROM calls) - \(days) AS is_known,
            (next IS NULL OR next - day > \(days))::int AS is_good
          FROM marked)
        SELECT day, coalesce(queue, 'unknown') AS team, avg(is_good) FILTER (is_known), count(*) FILTER (is_known)
        FROM judged GROUP BY ALL ORDER BY ALL
        """
    }

    /// A value over calls and orders of the same day and team; a count is 0 where its table has rows on that day.
    private static func calculation(_ value: String, n: String) -> String {
        """
        WITH c AS (
          SELECT day, coalesce(queue, 'unknown') AS team, count(*) FILTER (wait > 5000) AS long, avg(wait) / 1000 AS wait,
            count(wait) AS waits
          FROM calls WHERE day IS NOT NULL GROUP BY ALL),
        o AS (
          SELECT day, coalesce(queue, 'unknown') AS team, sum(amount) AS turnover, count(amount) AS amounts,
            count(DISTINCT id) AS buyers
          FROM orders WHERE day IS NOT NULL GROUP BY ALL),
        both_tables AS (
          SELECT day, team, wait, coalesce(waits, 0) AS waits, turnover, coalesce(amounts, 0) AS amounts,
            CASE WHEN day IN (SELECT day FROM c) THEN coalesce(long, 0) END AS long,
            CASE WHEN day IN (SELECT day FROM o) THEN coalesce(buyers, 0) END AS buyers
          FROM c FULL JOIN o USING (day, team))
        SELECT day, team, \(value), \(n) FROM both_tables ORDER BY ALL
        """
    }

    private static let operands = [
        "long: { count: rows, of: calls, at: day, where: wait > 5 s }",
        "wait: { mean: 'seconds(wait)', of: calls, at: day }",
        "turnover: { sum: amount, of: orders, at: day }", "buyers: { distinct: id, of: orders, at: day }",
    ]

    static let questions = [
        Question(
            name: "first_time", definitions: ["m: { first_time: id, of: calls, at: day }"],
            sql: firstRows("id", where: "true")),
        Question(
            name: "first_time where", definitions: ["m: { first_time: name, of: calls, at: day, where: count > 0 }"],
            sql: firstRows("name", where: "\"count\" > 0")),
        Question(
            name: "unrepeated", definitions: ["m: { unrepeated: id, within: 2 d, of: calls, at: day }"],
            sql: unrepeatedRows("id", days: 2, where: "true")),
        Question(
            name: "unrepeated where",
            definitions: ["m: { unrepeated: queue, within: 24 h, of: calls, at: day, where: count > 0 }"],
            sql: unrepeatedRows("queue", days: 1, where: "\"count\" > 0")),
        Question(
            name: "a ratio per thousand", definitions: operands + ["m: { calculate: long / buyers, scale: 1000 }"],
            sql: calculation("1000 * long / nullif(buyers, 0)", n: "coalesce(buyers, 0)")),
        Question(
            name: "a ratio of money", definitions: operands + ["m: { calculate: turnover / long }"],
            sql: calculation("turnover / nullif(long, 0)", n: "coalesce(long, 0)")),
        Question(
            name: "a formula of four metrics",
            definitions: operands + ["m: { calculate: turnover * 2 - buyers * (wait - long) }"],
            sql: calculation(
                "turnover * 2 - buyers * (wait - long)",
                n: "waits")),
        Question(
            name: "like",
            definitions: [
                "model: { mean: wait, of: calls, at: day, where: count >= 0 }",
                "m: { like: model, where: resolved, unit: min }",
            ],
            sql: """
                SELECT day, coalesce(queue, 'unknown') AS team, avg(wait) FILTER ("count" >= 0 AND resolved) / 60000,
                  count(wait) FILTER ("count" >= 0 AND resolved)
                FROM calls WHERE day IS NOT NULL GROUP BY ALL ORDER BY ALL
                """),
    ]

    @Test(arguments: questions)
    func `DuckDB comes to the same numbers by day and team`(_ question: Question) throws {
        var random = SplitMix64(seed: 0xD0E)
        var compared = 0
        for round in 0..<6 {
            let calls = DirtyTable.random("calls", maximumRows: 200, using: &random)
            let orders = DirtyTable.random("orders", maximumRows: 50, using: &random)
            var bench = AggregationBench(
                tables: [calls, orders], periods: ReportPeriods(period: .allTime, today: 30_000))
            bench.segments = ["team": ("calls", "queue")]
            bench.shared = ["team": ["orders"]]
            bench.jobs = 1 + round % 3
            let results = try bench.results(
                "by: [[day, team]]\ndefine:\n" + question.definitions.map { "  \($0)\n" }.joined())
            guard let rows = try DuckDB.rows(question.sql, tables: [calls, orders]) else { return }
            let breakdown = Breakdown(grain: .day, segments: ["team"])
            let keys = bench.labelKeys("team")
            for row in rows {
                let day = try #require(row[0].flatMap { CivilDate(isoText: $0) })
                let period = Period(.day, containing: day.dayNumber)
                let label = AggregationBench.label(of: row[1].map { .text($0) }, keys)
                let cell = try #require(results.cell("m", breakdown, period: period, labels: [label]), "\(row)")
                #expect(TwinTests.isClose(cell.value?.doubleValue, row[2].flatMap { Double($0) }), "\(row)")
                #expect(String(cell.n) == row[3], "\(row)")
            }
            #expect(results.cells.count { $0.metric == "m" && $0.breakdown == breakdown } == rows.count)
            compared += rows.count
        }
        #expect(compared > 50)
    }
}
