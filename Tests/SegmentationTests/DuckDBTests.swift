// The same tiers and scores asked of an outside engine in SQL.

import Diagnostics
import Segmentation
import Stages
import Tabular
import TestSupport
import Testing

@Suite struct DuckDBTests {
    /// `sales` in the window, by customer.
    private static let customers = """
        all_customers AS (SELECT DISTINCT customer FROM sales WHERE customer IS NOT NULL),
        counted AS (
          SELECT customer, day, paid FROM sales
          WHERE customer IS NOT NULL AND day >= DATE '2026-06-01' AND day < DATE '2026-09-01' AND paid IS NOT NULL),
        sums AS (
          SELECT customer, sum(paid) AS net, count(DISTINCT CASE WHEN paid > 0 THEN day END) AS days,
            max(CASE WHEN paid > 0 THEN day END) AS last_day
          FROM counted GROUP BY customer)
        """

    private func answer(_ sql: String, _ table: Table) throws -> [String: String]? {
        guard let rows = try DuckDB.rows(sql, tables: [table]) else { return nil }
        return rows.reduce(into: [:]) { $0[$1[0] ?? ""] = $1[1] }
    }

    /// The label of each customer, from the first row of each.
    private func labels(_ segment: String, _ table: Table) throws -> [String: String] {
        let run = try SegmentationSample("segment: { s: \(segment) }", [table])
        var labels: [String: String] = [:]
        for (cell, label) in zip(table.cells("customer"), run.labels("s", of: "sales") ?? []) {
            guard case .text(let customer) = cell else { continue }
            #expect(labels[customer] ?? label == label)
            labels[customer] = label
        }
        return labels
    }

    @Test(arguments: 0..<8)
    func `value tiers are those DuckDB finds`(_ seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed) &+ 3)
        let table = SalesSample.random(rows: 400, using: &random)
        let sql = """
            WITH \(Self.customers), ranked AS (
              SELECT customer, net, sum(net) OVER (ORDER BY net DESC, encode(customer)
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - net AS before, sum(net) OVER () AS total
              FROM sums WHERE net > 0)
            SELECT customer, CASE WHEN total IS NULL THEN 'N' WHEN before < total * 0.80 THEN 'A'
              WHEN before < total * 0.95 THEN 'B' ELSE 'C' END
            FROM all_customers LEFT JOIN ranked USING (customer)
            """
        guard let expected = try answer(sql, table) else { return }
        #expect(
            try labels("{ value: paid, of: sales, customer: customer, at: day, over: 3 months }", table) == expected)
    }

    @Test(arguments: 0..<8)
    func `RFM scores are those DuckDB finds`(_ seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed) &+ 5)
        let table = SalesSample.random(rows: 400, using: &random)
        let sql = """
            WITH \(Self.customers), buyers AS (SELECT * FROM sums WHERE days > 0), shares AS (
              SELECT max(n) AS widest, sum(n) AS n FROM (SELECT days, count(*) AS n FROM buyers GROUP BY days)),
            scored AS (
              SELECT customer,
                5 * (rank() OVER (ORDER BY last_day) - 1) // count(*) OVER () + 1 AS r,
                CASE WHEN 5 * (SELECT widest FROM shares) > 2 * (SELECT n FROM shares) THEN least(days, 5)
                  ELSE 5 * (rank() OVER (ORDER BY days) - 1) // count(*) OVER () + 1 END AS f,
                5 * (rank() OVER (ORDER BY net) - 1) // count(*) OVER () + 1 AS m
              FROM buyers)
            SELECT customer, coalesce(r || '' || f || m, 'none') FROM all_customers LEFT JOIN scored USING (customer)
            """
        guard let expected = try answer(sql, table) else { return }
        let segment = "{ rfm: sales, customer: customer, at: day, amount: paid, over: 3 months, labels: scores }"
        #expect(try labels(segment, table) == expected)
    }
}
