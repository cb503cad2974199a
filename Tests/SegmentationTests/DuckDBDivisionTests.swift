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
            segment: "{ calendar: at, of: calls, part: hour }",
            label: "coalesce(lpad(CAST(hour(\"at\") AS VARCHAR), 2, '0'), 'unknown')"),
        Question(
            segment: "{ calendar: day, of: calls, part: year }",
            label: "coalesce(CAST(year(day) AS VARCHAR), 'unknown')"),
        Question(
            segment: "{ geography: province, from: [calls.place] }",
            label: """
                CASE WHEN place LIKE '广东%' THEN '广东' WHEN place LIKE '北京%' THEN '北京' WHEN place LIKE '四川%' THEN '四川'
                  ELSE 'unknown' END
                """),
    ]

    @Test(arguments: questions)
    func `a segment divides rows as DuckDB does`(question: Question) throws {
        for seed in 1...4 {
            var random = SplitMix64(seed: UInt64(seed) &* 104_729)
            var table = DirtyTable.random("calls", maximumRows: 80, chunkRows: 9, using: &random)
            addPlaces(to: &table, using: &random)
            let run = try SegmentationSample("segment: { s: \(question.segment) }", [table])
            let sql = "SELECT \(question.label) FROM calls ORDER BY row_number"
            guard let expected = try DuckDB.rows(sql, tables: [table]) else { return }
            #expect(run.labels("s", of: "calls") == expected.map { $0[0] ?? "" }, "seed \(seed)")
        }
    }

    /// A column `place` of addresses that begin with a province or name none.
    private func addPlaces(to table: inout Table, using random: inout SplitMix64) {
        let places = ["广东省广州市天河路1号", "北京市海淀区学院路2号", "四川成都锦江区3号", "一处无名的地方", nil]
        table.columns.append(ColumnDescription(name: "place", type: .text))
        for index in table.chunks.indices {
            let texts = (0..<table.chunks[index].rowCount).map { _ in random.pick(from: places) ?? nil }
            var builder = TextPoolBuilder()
            let codes = texts.map { $0.map { builder.code(for: $0) } ?? 0 }
            let presence = Presence(count: texts.count) { texts[$0] != nil }
            table.chunks[index].columns.append(
                .text(TextColumn(codes: PrimitiveColumn(codes, presence: presence), pool: builder.pool())))
        }
        table = table.sharingPools()
    }
}
