// Every cleaning rule that SQL can say gives what DuckDB gives on the same random dirty tables.

import Cleaning
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

    /// The full-width signs and what they become, as arguments of `translate`.
    private static let widths: String = {
        func signs(_ codes: ClosedRange<UInt32>) -> String {
            String(String.UnicodeScalarView(codes.compactMap { Unicode.Scalar($0) }))
        }
        return "'\(signs(0xFF01...0xFF5E))　', '\(signs(0x21...0x7E).replacing("'", with: "''")) '"
    }()

    private static func singleBlanks(_ text: String) -> String {
        "nullif(trim(regexp_replace(\(text), '[\\s\\x{A0}\\x{3000}\\x{FEFF}]+', ' ', 'g')), '')"
    }

    /// The last value of a column above in its file, while the cells of `within` stay the same and are present.
    private static func previous(_ column: String, within: [String]) -> String {
        let same = ["true"] + within.map { "\($0) IS NOT NULL AND \($0) = lag(\($0)) OVER file" }
        return """
            SELECT last_value(\(column) IGNORE NULLS) OVER (PARTITION BY file_number, part ORDER BY row_number)
            FROM (SELECT *, sum(CASE WHEN goes_on THEN 0 ELSE 1 END) OVER (ORDER BY row_number) AS part
              FROM (SELECT *, \(same.joined(separator: " AND ")) AS goes_on FROM calls
                WINDOW file AS (PARTITION BY file_number ORDER BY row_number)))
            ORDER BY row_number
            """
    }

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
            rule: "- normalise: { column: name, width: true }", columns: ["name"],
            sql: "SELECT translate(name, \(widths)) FROM calls ORDER BY row_number"),
        Question(
            rule: "- normalise: { columns: [name, queue], blanks: true }", columns: ["name", "queue"],
            sql: "SELECT \(singleBlanks("name")), \(singleBlanks("queue")) FROM calls ORDER BY row_number"),
        Question(
            rule: "- normalise: { column: name, width: true, case: lower, blanks: true }", columns: ["name"],
            sql: "SELECT \(singleBlanks("lower(translate(name, \(widths)))")) FROM calls ORDER BY row_number"),
        Question(
            rule: "- missing: { columns: [count], values: [-1, 3] }", columns: ["count"],
            sql: "SELECT CASE WHEN count NOT IN (-1, 3) THEN count END FROM calls ORDER BY row_number"),
        Question(
            rule: "- missing: { column: day, values: [2026-08-30, 2026-09-01] }", columns: ["day"],
            sql: """
                SELECT CASE WHEN day NOT IN (DATE '2026-08-30', DATE '2026-09-01') THEN day END
                FROM calls ORDER BY row_number
                """),
        Question(
            rule: "- map: { column: name, values: { support: 客服, 真: 真, 无: }, otherwise: missing }", columns: ["name"],
            sql: """
                SELECT CASE name WHEN 'support' THEN '客服' WHEN '真' THEN '真' END FROM calls ORDER BY row_number
                """),
        Question(
            rule: "- map: { column: name, values: { support: 客服, 无: }, otherwise: other }", columns: ["name"],
            sql: """
                SELECT CASE WHEN name = 'support' THEN '客服' WHEN name <> '无' THEN 'other' END
                FROM calls ORDER BY row_number
                """),
        Question(
            rule: "- fill: { column: queue, with: name }", columns: ["queue", "name"],
            sql: "SELECT coalesce(queue, name), name FROM calls ORDER BY row_number"),
        Question(
            rule: "- fill: { column: wait, with: count * 1 s }", columns: ["wait"],
            sql: "SELECT coalesce(wait, count * 1000) FROM calls ORDER BY row_number"),
        Question(
            rule: "- fill: { column: count, with: previous }", columns: ["count"], sql: previous("count", within: [])),
        Question(
            rule: "- fill: { column: name, with: previous, within: queue }", columns: ["name"],
            sql: previous("name", within: ["queue"])),
        Question(
            rule: "- fill: { column: day, with: previous, within: [queue, resolved] }", columns: ["day"],
            sql: previous("day", within: ["queue", "resolved"])),
        Question(
            rule: "- derive: { column: wait, as: 'if(wait < 5 s, missing, wait)', replace: true }",
            columns: ["id", "wait"],
            sql: "SELECT id, CASE WHEN wait >= 5000 THEN wait END FROM calls ORDER BY row_number"),
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
            rule: "- reject: { when: count is missing or not resolved }", columns: ["id", "count"],
            sql: "SELECT id, count FROM calls WHERE count IS NOT NULL AND coalesce(resolved, true) ORDER BY row_number"),
        Question(
            rule: "- keep: { when: queue = 'sales' or not resolved }", columns: ["id", "queue"],
            sql: "SELECT id, queue FROM calls WHERE queue = 'sales' OR NOT resolved ORDER BY row_number"),
        Question(
            rule: "- drop_duplicates", columns: ["id", "count"],
            sql: """
                SELECT id, count FROM (SELECT id, count, row_number,
                    row_number() OVER (PARTITION BY id, name, queue, count, amount, score, resolved, day, "at", wait
                      ORDER BY row_number) AS place FROM calls)
                WHERE place = 1 ORDER BY row_number
                """),
        Question(
            rule: "- drop_duplicates: { key: [amount, queue], keep: latest, by: score }", columns: ["id", "count"],
            sql: """
                SELECT id, count FROM calls QUALIFY amount IS NULL OR queue IS NULL OR row_number() OVER (
                  PARTITION BY amount, queue ORDER BY score DESC NULLS LAST, row_number DESC) = 1 ORDER BY row_number
                """),
        Question(
            rule: "- drop_duplicates: { key: [resolved, day], keep: latest, by: at }", columns: ["id", "count"],
            sql: """
                SELECT id, count FROM calls QUALIFY resolved IS NULL OR day IS NULL OR row_number() OVER (
                  PARTITION BY resolved, day ORDER BY "at" DESC NULLS LAST, row_number DESC) = 1 ORDER BY row_number
                """),
        Question(
            rule: "- drop_duplicates: { key: [id], keep: first, differ_limit: 100% }", columns: ["id", "count"],
            sql: """
                SELECT id, count FROM calls QUALIFY id IS NULL
                  OR row_number() OVER (PARTITION BY id ORDER BY row_number) = 1 ORDER BY row_number
                """),
        Question(
            rule: "- drop_duplicates: { key: [id], keep: last, differ_limit: 100% }", columns: ["id", "count"],
            sql: """
                SELECT id, count FROM calls QUALIFY id IS NULL
                  OR row_number() OVER (PARTITION BY id ORDER BY row_number DESC) = 1 ORDER BY row_number
                """),
    ]

    @Test func `no rule is left out`() {
        // Telephone numbers have a test of their own.
        let asked = Self.questions.compactMap { $0.rule.dropFirst(2).split(separator: ":").first.map { String($0) } }
        #expect(Set(asked).union(["phone"]) == Set(RuleCatalogue.names))
    }

    @Test(arguments: questions)
    func `a rule does what DuckDB does`(question: Question) throws {
        for seed in 1...4 {
            var random = SplitMix64(seed: UInt64(seed) &* 7919)
            var table = DirtyTable.random("calls", maximumRows: 120, chunkRows: 7, using: &random)
            for chunk in table.chunks.indices { table.chunks[chunk].origin.file = chunk / 2 }
            let cleaned = try clean(table, by: question.rule).table
            guard let expected = try DuckDB.rows(question.sql, tables: [table.withFileNumbers]) else { return }
            let found = question.columns.map { cleaned.cells($0).map(Self.text) }
            let rows = (0..<cleaned.rowCount).map { row in found.map { $0[row] } }
            #expect(rows == expected, "seed \(seed)")
        }
    }

    private static func text(_ cell: Cell) -> String? {
        switch cell {
        case .missing: nil
        case .text(let text): text
        case .integer(let number), .duration(let number): "\(number)"
        default: cell.description
        }
    }
}

extension Table {
    /// With a last column `file_number`, which SQL needs to know where files end.
    fileprivate var withFileNumbers: Table {
        var table = self
        table.columns.append(ColumnDescription(name: "file_number", type: .integer))
        for index in table.chunks.indices {
            let chunk = table.chunks[index]
            let numbers = PrimitiveColumn(
                Array(repeating: Int64(chunk.origin.file), count: chunk.rowCount),
                presence: Presence(count: chunk.rowCount) { _ in true })
            table.chunks[index].columns.append(.integer(numbers))
        }
        return table
    }
}
