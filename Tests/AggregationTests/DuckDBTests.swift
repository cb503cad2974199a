// Every metric kind against DuckDB, given the same question in SQL.

import Aggregation
import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

/// A definition and the same as SQL expressions over one group of rows.
struct SQLCase: Sendable, CustomTestStringConvertible {
    let definition: String
    /// The value over the rows of a group; durations are milliseconds there.
    let value: String
    var numerator = "NULL"
    var denominator = "NULL"
    let n: String

    var testDescription: String { definition }

    static let all: [SQLCase] = [
        SQLCase(
            definition: "count: rows, where: queue = 'sales'", value: "count(*) FILTER (queue = 'sales')",
            n: "count(*) FILTER (queue = 'sales')"),
        SQLCase(definition: "sum: amount", value: "sum(amount)", n: "count(amount)"),
        SQLCase(definition: "sum: score", value: "sum(score)", n: "count(score)"),
        SQLCase(
            definition: "mean: wait, where: count > 0", value: "avg(wait) FILTER (\"count\" > 0) / 1000",
            numerator: "sum(wait) FILTER (\"count\" > 0) / 1000", denominator: "count(wait) FILTER (\"count\" > 0)",
            n: "count(wait) FILTER (\"count\" > 0)"),
        SQLCase(
            definition: "share: wait > 6 s and resolved, among: resolved",
            value: "count(*) FILTER (wait > 6000 AND resolved) / nullif(count(*) FILTER (resolved), 0)",
            numerator: "count(*) FILTER (wait > 6000 AND resolved)", denominator: "count(*) FILTER (resolved)",
            n: "count(*) FILTER (resolved)"),
        SQLCase(
            definition: "share: amount > 20", value: "avg(CAST(amount > 20 AS INTEGER))",
            numerator: "count(*) FILTER (amount > 20)", denominator: "count(amount > 20)", n: "count(amount > 20)"),
        SQLCase(definition: "minimum: amount", value: "min(amount)", n: "count(amount)"),
        SQLCase(definition: "maximum: wait, unit: min", value: "max(wait) / 60000", n: "count(wait)"),
        SQLCase(definition: "median: amount", value: "quantile_cont(CAST(amount AS DOUBLE), 0.5)", n: "count(amount)"),
        SQLCase(
            definition: "quantile: wait, at_share: 90%", value: "quantile_cont(CAST(wait AS DOUBLE), 0.9) / 1000",
            n: "count(wait)"),
        SQLCase(definition: "distinct: id", value: "count(DISTINCT id)", n: "count(DISTINCT id)"),
        SQLCase(
            definition: "distinct: date(at)", value: "count(DISTINCT CAST(\"at\" AS DATE))",
            n: "count(DISTINCT CAST(\"at\" AS DATE))"),
        SQLCase(
            definition: "nps: count + 1",
            value: """
                100.0 * (count(*) FILTER ("count" BETWEEN 8 AND 9) - count(*) FILTER ("count" BETWEEN -1 AND 5))
                  / nullif(count(*) FILTER ("count" BETWEEN -1 AND 9), 0)
                """,
            numerator: "count(*) FILTER (\"count\" BETWEEN 8 AND 9) - count(*) FILTER (\"count\" BETWEEN -1 AND 5)",
            denominator: "count(*) FILTER (\"count\" BETWEEN -1 AND 9)",
            n: "count(*) FILTER (\"count\" BETWEEN -1 AND 9)"),
        SQLCase(
            definition: "repeat_share: id, on: day",
            value: "NULL", n: "NULL"),
    ]
}

@Suite struct DuckDBTests {
    @Test(arguments: SQLCase.all)
    func `DuckDB comes to the same numbers`(_ item: SQLCase) throws {
        var random = SplitMix64(seed: 0xD0C)
        for _ in 0..<3 {
            let table = DirtyTable.random("calls", maximumRows: 400, using: &random)
            guard table.rowCount > 0 else { continue }
            var bench = AggregationBench(tables: [table], periods: ReportPeriods(period: .allTime, today: 30_000))
            bench.segments = ["team": ("calls", "queue")]
            bench.jobs = 2
            let results = try bench.results("by: [[team]]\ndefine:\n  m: { of: calls, at: at, \(item.definition) }")
            let sql = """
                SELECT coalesce(queue, 'unknown') AS team, \(item.value), \(item.numerator), \(item.denominator), \(item.n)
                FROM calls WHERE "at" IS NOT NULL GROUP BY team ORDER BY team
                """
            guard let rows = try Self.rows(sql, item, table) else { return }
            let keys = bench.labelKeys("team")
            for row in rows {
                let label = try #require(keys.firstIndex(of: row[0] ?? ""))
                let cell = try #require(results.cell("m", Breakdown(segments: ["team"]), labels: [label]))
                #expect(Self.isClose(cell.value?.doubleValue, row[1]), "\(item.definition): \(row)")
                if row[2] != nil { #expect(Self.isClose(cell.numerator?.doubleValue, row[2])) }
                if row[3] != nil { #expect(Self.isClose(cell.denominator?.doubleValue, row[3])) }
                if let n = row[4] { #expect(String(cell.n) == n) }
            }
            #expect(results.cells.filter { !$0.breakdown.segments.isEmpty }.count == rows.count)
        }
    }

    /// A repeat share needs a query of its own: SQL has no aggregate for it.
    private static func rows(_ sql: String, _ item: SQLCase, _ table: Table) throws -> [[String?]]? {
        guard item.definition.hasPrefix("repeat_share") else { return try DuckDB.rows(sql, tables: [table]) }
        return try DuckDB.rows(
            """
            WITH teams AS (SELECT DISTINCT coalesce(queue, 'unknown') AS team FROM calls WHERE "at" IS NOT NULL),
              customers AS (SELECT coalesce(queue, 'unknown') AS team, id, count(DISTINCT day) AS days FROM calls
                WHERE id IS NOT NULL AND day IS NOT NULL AND "at" IS NOT NULL GROUP BY ALL)
            SELECT team, avg(CAST(days >= 2 AS INTEGER)), count(*) FILTER (days >= 2), count(days), count(days)
            FROM teams LEFT JOIN customers USING (team) GROUP BY team ORDER BY team
            """, tables: [table])
    }

    private static func isClose(_ value: Double?, _ text: String?) -> Bool {
        switch (value, text.flatMap(Double.init)) {
        case (nil, nil): true
        case (let left?, let right?): abs(left - right) <= 1e-12 * max(1, abs(right))
        default: false
        }
    }
}
