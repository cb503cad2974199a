// Every cleaning rule that SQL can say gives what DuckDB gives on the same random dirty tables.

import Tabular
import TestSupport
import Testing

struct DuckDBRuleTests {
    /// A rule as a user writes it, and the same in SQL over the table `calls` with its `row_number`.
    struct Question: CustomStringConvertible, Sendable {
        var rule: String
        var columns: [String]
        var sql: String

        var description: String { rule }
    }

    /// Blanks as cleaning knows them: those of Unicode, and the mark of byte order.
    private static let blanks = "chr(9)||chr(10)||chr(13)||' '||chr(160)||chr(12288)||chr(65279)"

    static let questions = [
        Question(
            rule: "- trim: [name]", columns: ["name"],
            sql: "SELECT nullif(trim(name, \(blanks)), '') FROM calls ORDER BY row_number"),
        Question(
            rule: "- missing: { column: queue, values: [n/a, sales] }", columns: ["queue"],
            sql: "SELECT CASE WHEN queue IN ('n/a', 'sales') THEN NULL ELSE queue END FROM calls ORDER BY row_number"),
        Question(
            rule: "- map: { column: queue, values: { 客服一组: one, 客服二组: two }, otherwise: keep }", columns: ["queue"],
            sql: """
                SELECT CASE queue WHEN '客服一组' THEN 'one' WHEN '客服二组' THEN 'two' ELSE queue END
                FROM calls ORDER BY row_number
                """),
        Question(
            rule: "- fill: { column: count, with: 7 }", columns: ["count"],
            sql: "SELECT coalesce(count, 7) FROM calls ORDER BY row_number"),
        Question(
            rule: "- normalise: { columns: [queue], case: upper }", columns: ["queue"],
            sql: "SELECT upper(queue) FROM calls ORDER BY row_number"),
        Question(
            rule: "- phone: { column: name }", columns: ["name"],
            sql: """
                SELECT CASE WHEN regexp_full_match(digits, '(86)?1[3-9][0-9]{9}') THEN '+86' || right(digits, 11)
                  WHEN regexp_full_match(digits, '400[0-9]{7}') THEN '+86' || digits
                  WHEN regexp_full_match(digits, '0[1-9][0-9]{9,10}') THEN '+86' || substr(digits, 2) END
                FROM (SELECT row_number, regexp_replace(split_part(translate(name, '０１３８', '0138'), '转', 1), '[ ()+-]', '', 'g')
                  AS digits FROM calls) ORDER BY row_number
                """),
        Question(
            rule: "- derive: { twice: count * 2 }", columns: ["count", "twice"],
            sql: "SELECT count, count * 2 FROM calls ORDER BY row_number"),
        Question(
            rule: "- rename: { queue: group_name }", columns: ["id", "group_name"],
            sql: "SELECT id, queue AS group_name FROM calls ORDER BY row_number"),
        Question(
            rule: "- reject: { when: count < 0, because: below zero }", columns: ["id", "count"],
            sql: "SELECT id, count FROM calls WHERE coalesce(count < 0, false) = false ORDER BY row_number"),
        Question(
            rule: "- keep: { when: wait > 5 s }", columns: ["id", "count"],
            sql: "SELECT id, count FROM calls WHERE wait > 5000 ORDER BY row_number"),
        Question(
            rule: "- drop_duplicates: { key: [id], keep: first }", columns: ["id", "count"],
            sql: """
                SELECT id, count FROM calls QUALIFY id IS NULL
                  OR row_number() OVER (PARTITION BY id ORDER BY row_number) = 1 ORDER BY row_number
                """),
        Question(
            rule: "- drop_duplicates: { key: [id], keep: last }", columns: ["id", "count"],
            sql: """
                SELECT id, count FROM calls QUALIFY id IS NULL
                  OR row_number() OVER (PARTITION BY id ORDER BY row_number DESC) = 1 ORDER BY row_number
                """),
    ]

    @Test(arguments: questions)
    func `a rule does what DuckDB does`(question: Question) throws {
        for seed in 1...4 {
            var random = SplitMix64(seed: UInt64(seed) &* 7919)
            let table = DirtyTable.random("calls", maximumRows: 80, chunkRows: 7, using: &random)
            let cleaned = try clean(table, by: question.rule).table
            guard let expected = try DuckDB.rows(question.sql, tables: [table]) else { return }
            let found = question.columns.map { cleaned.cells($0).map(Self.text) }
            let rows = (0..<cleaned.rowCount).map { row in found.map { $0[row] } }
            #expect(rows == expected, "seed \(seed)")
        }
    }

    private static func text(_ cell: Cell) -> String? {
        switch cell {
        case .missing: nil
        case .text(let text): text
        case .integer(let number): "\(number)"
        default: cell.description
        }
    }
}
