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

    /// The tier of a ranked customer in SQL: by its place `position` among `total` customers, or by its amount `net`.
    static let otherTiers = [
        (
            "method: quantiles, cuts: { top: 10%, high: 30%, middle: 62.5% }",
            """
            CASE WHEN position * 1000 < total * 100 THEN 'top' WHEN position * 1000 < total * 300 THEN 'high'
              WHEN position * 1000 < total * 625 THEN 'middle' ELSE 'rest' END
            """
        ),
        (
            "method: thresholds, cuts: { A: 500, B: 20.5, C: 3 }",
            "CASE WHEN net >= 500 THEN 'A' WHEN net >= 20.50 THEN 'B' WHEN net >= 3 THEN 'C' ELSE 'D' END"
        ),
    ]

    @Test(arguments: otherTiers)
    func `value tiers by customers or amounts are those DuckDB finds`(_ options: String, _ tier: String) throws {
        for seed in 0..<8 {
            var random = SplitMix64(seed: UInt64(seed) &+ 11)
            let table = SalesSample.random(rows: 400, using: &random)
            let sql = """
                WITH \(Self.customers), ranked AS (
                  SELECT customer, net, count(*) OVER () AS total,
                    row_number() OVER (ORDER BY net DESC, encode(customer)) - 1 AS position
                  FROM sums WHERE net > 0)
                SELECT customer, CASE WHEN total IS NULL THEN 'N' ELSE \(tier) END
                FROM all_customers LEFT JOIN ranked USING (customer)
                """
            guard let expected = try answer(sql, table) else { return }
            let segment = "{ value: paid, of: sales, customer: customer, at: day, over: 3 months, \(options) }"
            #expect(try labels(segment, table) == expected, "seed \(seed)")
        }
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

    @Test(arguments: ["mean", "median"])
    func `RFM kinds by mean and median are those DuckDB finds`(_ convention: String) throws {
        for seed in 0..<8 {
            var random = SplitMix64(seed: UInt64(seed) &+ 7)
            let table = SalesSample.random(rows: 400, using: &random)
            let middle = convention == "mean" ? "avg" : "median"
            let sql = """
                WITH \(Self.customers), buyers AS (
                  SELECT customer, epoch(last_day) // 86400 AS last, days, CAST(100 * net AS BIGINT) AS cents
                  FROM sums WHERE days > 0),
                middles AS (SELECT \(middle)(last) AS last, \(middle)(days) AS days, \(middle)(cents) AS cents FROM buyers),
                kinds AS (
                  SELECT b.customer, CASE WHEN b.last > m.last THEN 'H' ELSE 'L' END
                    || CASE WHEN b.days > m.days THEN 'H' ELSE 'L' END
                    || CASE WHEN b.cents > m.cents THEN 'H' ELSE 'L' END AS kind FROM buyers b, middles m)
                SELECT customer, coalesce(kind, 'none') FROM all_customers LEFT JOIN kinds USING (customer)
                """
            guard let expected = try answer(sql, table) else { return }
            let options = "customer: customer, at: day, amount: paid, over: 3 months, convention: \(convention)"
            let found = try labels("{ rfm: sales, \(options) }", table)
            #expect(found.mapValues { SegmenterContractTests.letters[$0] ?? $0 } == expected, "seed \(seed)")
        }
    }

    @Test func `linked rows get the labels that a join in DuckDB gives`() throws {
        var random = SplitMix64(seed: 0x10)
        for _ in 0..<6 {
            let calls = DirtyTable.random("calls", maximumRows: 80, chunkRows: 9, using: &random)
            let ids = (0..<30).map { "c\($0)" }.shuffled(using: &random)
            let levels = ids.map { _ in random.pick("gold", "tin", nil, "老客户") }
            let people = Table.sample("people", ["id": .texts(ids), "level": .texts(levels)], chunkRows: 7)
            let run = try SegmentationSample(
                "link: { calls.id: people.id }\nsegment: { s: { column: people.level } }", [calls, people])
            let sql = """
                SELECT coalesce(level, 'unknown') FROM calls LEFT JOIN people ON calls.id = people.id
                ORDER BY calls.row_number
                """
            guard let expected = try DuckDB.rows(sql, tables: [calls, people]) else { return }
            #expect(run.labels("s", of: "calls") == expected.map { $0[0] ?? "" })
        }
    }
}
