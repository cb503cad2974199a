// Every cleaning rule that SQL can say gives what DuckDB gives for its SQL on the same random dirty tables.

import Cleaning
import Diagnostics
import Expressions
import Stages
import Tabular
import TestSupport
import Testing

struct DuckDBRuleTests {
    /// Rules as a user writes them, and the columns to compare.
    struct Question: CustomStringConvertible, Sendable {
        var rule: String
        var columns: [String]

        var description: String { rule }
    }

    static let questions = [
        Question(rule: "- trim: [name]", columns: ["name"]),
        Question(rule: "- missing: { column: queue, values: [n/a, sales] }", columns: ["queue"]),
        Question(
            rule: "- map: { column: queue, values: { 客服一组: one, 客服二组: two }, otherwise: keep }", columns: ["queue"]),
        Question(rule: "- fill: { column: count, with: 7 }", columns: ["count"]),
        Question(rule: "- normalise: { columns: [queue], case: upper }", columns: ["queue"]),
        Question(rule: "- normalise: { column: name, width: true }", columns: ["name"]),
        Question(rule: "- normalise: { columns: [name, queue], blanks: true }", columns: ["name", "queue"]),
        Question(rule: "- normalise: { column: name, width: true, case: lower, blanks: true }", columns: ["name"]),
        Question(rule: "- missing: { columns: [count], values: [-1, 3] }", columns: ["count"]),
        Question(rule: "- missing: { column: day, values: [2026-08-30, 2026-09-01] }", columns: ["day"]),
        Question(
            rule: "- map: { column: name, values: { support: 客服, 真: 真, 无: }, otherwise: missing }", columns: ["name"]),
        Question(rule: "- map: { column: name, values: { support: 客服, 无: }, otherwise: other }", columns: ["name"]),
        Question(rule: "- fill: { column: queue, with: name }", columns: ["queue", "name"]),
        Question(rule: "- fill: { column: wait, with: count * 1 s }", columns: ["wait"]),
        Question(rule: "- fill: { column: count, with: previous }", columns: ["count"]),
        Question(rule: "- fill: { column: name, with: previous, within: queue }", columns: ["name"]),
        Question(rule: "- fill: { column: day, with: previous, within: [queue, resolved] }", columns: ["day"]),
        Question(
            rule: "- derive: { column: wait, as: 'if(wait < 5 s, missing, wait)', replace: true }",
            columns: ["id", "wait"]),
        Question(rule: "- derive: { twice: count * 2 }", columns: ["count", "twice"]),
        Question(rule: "- rename: { queue: group_name }", columns: ["id", "group_name"]),
        Question(rule: "- reject: { when: count < 0, because: below zero }", columns: ["id", "count"]),
        Question(rule: "- keep: { when: wait > 5 s }", columns: ["id", "count"]),
        Question(rule: "- reject: { when: count is missing or not resolved }", columns: ["id", "count"]),
        Question(rule: "- keep: { when: queue = 'sales' or not resolved }", columns: ["id", "queue"]),
        Question(rule: "- drop_duplicates", columns: ["id", "count"]),
        Question(
            rule: "- drop_duplicates: { key: [amount, queue], keep: latest, by: score }", columns: ["id", "count"]),
        Question(rule: "- drop_duplicates: { key: [resolved, day], keep: latest, by: at }", columns: ["id", "count"]),
        Question(rule: "- drop_duplicates: { key: [id], keep: first, differ_limit: 100% }", columns: ["id", "count"]),
        Question(rule: "- drop_duplicates: { key: [id], keep: last, differ_limit: 100% }", columns: ["id", "count"]),
        Question(rule: "- trim: all", columns: ["id", "name", "queue"]),
        Question(rule: "- missing: { column: amount, values: [0, 12.5, -1.00] }", columns: ["amount"]),
        Question(rule: "- missing: { column: score, values: [1, -0.5] }", columns: ["score"]),
        Question(rule: "- fill: { column: name, with: \"it's \\\\ none\" }", columns: ["name"]),
        Question(rule: "- fill: { column: amount, with: previous, within: queue }", columns: ["amount"]),
        Question(
            rule: "- rename: { queue: name, name: queue, count: Row_Number }", columns: ["name", "queue", "Row_Number"]),
        Question(
            rule: "- derive: { twice: amount * 2, place: twice + 1, file_number: \"concat(id, '!')\" }",
            columns: ["twice", "place", "file_number"]),
        Question(
            rule:
                "- roll_up: { by: queue, first: { id: id, day: day }, last: [name, resolved], "
                + "count: { n: rows, low: count < 2 }, sum: [count, amount, score, wait], any: { done: resolved } }",
            columns: [
                "queue", "id", "day", "name", "resolved", "n", "low", "count", "amount", "score", "wait", "done",
            ]),
        Question(
            rule:
                "- roll_up: { by: [id, resolved], order: at, first: { day: day, shown: \"if(count > 2, upper(name))\" }, "
                + "last: { amount: amount, score: score }, join: [name, queue], distinct: { days: day, amounts: amount } }",
            columns: ["id", "resolved", "day", "shown", "amount", "score", "name", "queue", "days", "amounts"]),
        Question(
            rule:
                "- roll_up: { by: day, order: score, min: [amount, score, wait], max: { most: count, Row_Number: amount }, "
                + "last: name, distinct: { scores: score } }",
            columns: ["day", "amount", "score", "wait", "most", "Row_Number", "name", "scores"]),
        Question(
            rule: """
                - roll_up: { by: [queue, day], count: { n: rows }, join: { ids: id }, last: { name: name } }
                - keep: { when: n > 1 }
                - fill: { column: name, with: previous, within: queue }
                - drop_duplicates: { key: [ids], differ_limit: 100% }
                """, columns: ["queue", "day", "n", "ids", "name"]),
        Question(
            rule: """
                - normalise: { column: name, width: true, blanks: true }
                - keep: { when: name is not missing }
                - rename: { day: last_day }
                - fill: { column: last_day, with: previous, within: name }
                - derive: { column: count, as: count + length(name), replace: true }
                - drop_duplicates: { key: [name, last_day], keep: latest, by: amount, differ_limit: 100% }
                - reject: { when: count > 12 }
                """, columns: ["id", "name", "last_day", "count"]),
    ]

    @Test func `no rule is left out`() throws {
        let asked = Self.questions.compactMap { $0.rule.dropFirst(2).split(separator: ":").first.map { String($0) } }
        let unsaid = try RuleCatalogue.names.filter { name in
            guard name == Phone.name else { return false }
            return try !Self.script(of: Self.table(seed: 1), by: "- \(name): { column: name }").script.unsaid.isEmpty
        }
        let unasked = Set(RuleCatalogue.names).subtracting(asked).subtracting(unsaid)
        #expect(unasked == [], "write an example of each into DuckDBRuleTests.questions")
    }

    @Test(arguments: questions)
    func `a rule does what DuckDB does`(question: Question) throws {
        for seed in 1...4 {
            let table = Self.table(seed: seed)
            let (script, after, cleaned) = try Self.script(of: table, by: question.rule)
            #expect(script.unsaid.isEmpty)
            let columns = question.columns.map { name in
                let column = after.column(name)
                let type = cleaned.columns.first { $0.name == name }?.type
                if type == .flag { return "CAST(\(column) AS VARCHAR)" }
                let isDecimal = type == .decimal
                // As cells are described: without zeros at the end.
                return isDecimal
                    ? "rtrim(rtrim(CAST(CAST(\(column) AS DECIMAL(18, 9)) AS VARCHAR), '0'), '.')" : column
            }
            let statements =
                script.statements.map(\.text)
                + [
                    "SELECT \(after.rowNumber), \(columns.joined(separator: ", ")) FROM \(after.relation) ORDER BY 1"
                ]
            guard
                let expected = try DuckDB.rows(
                    statements.joined(separator: ";\n"), tables: [table.withFileNumbers])
            else { return }
            let found = question.columns.map { cleaned.cells($0).map(Self.text) }
            let rows = (0..<cleaned.rowCount).map { row in ["\(row + 1)"] + found.map { $0[row] } }
            #expect(rows == expected, "seed \(seed)")
        }
    }

    @Test(arguments: ["- trim: [text]", "- normalise: { column: text, width: true, blanks: true }"])
    func `every sign is for SQL what it is for a rule`(rule: String) throws {
        let signs = (1...0xFFFF).compactMap { Unicode.Scalar(UInt32($0)) }.map { "\($0)a\($0)\($0)b\($0)" }
        let (script, after, cleaned) = try Self.script(
            of: .sample("t", ["text": .texts(signs)], chunkRows: 5000), by: rule)
        let question = "SELECT \(after.column("text")) FROM \(after.relation) ORDER BY \(after.rowNumber)"
        let statements = script.statements.map(\.text) + [question]
        guard
            let expected = try DuckDB.rows(
                statements.joined(separator: ";\n"), tables: script.given.map(\.table.withFileNumbers))
        else { return }
        #expect(cleaned.cells("text").map { [Self.text($0)] } == expected)
    }

    @Test func `a table with a rule that SQL cannot say is handed over cleaned, and the rule is named`() throws {
        let (script, after, cleaned) = try Self.script(
            of: Self.table(seed: 2), by: "- trim: [name]\n- phone: { column: name }\n- reject: { when: count < 0 }")
        #expect(
            script.unsaid.map(\.english) == [
                "rule 'phone' of table calls: the table is handed over as it is after cleaning"
            ])
        #expect(script.statements.isEmpty)
        #expect(script.given.map(\.table.rowCount) == [cleaned.rowCount])
        #expect(after.relation == "\"calls\"")
        #expect(after.fileNumber == nil)
    }

    private static func table(seed: Int) -> Table {
        var random = SplitMix64(seed: UInt64(seed) &* 7919)
        var table = DirtyTable.random("calls", maximumRows: 120, chunkRows: 7, using: &random)
        for chunk in table.chunks.indices { table.chunks[chunk].origin.file = chunk / 2 }
        return table
    }

    /// The script that cleans a table, what the cleaned table is called in it, and the cleaned table.
    private static func script(
        of table: Table, by rules: String
    ) throws -> (script: SQLScript, after: SQLTable, cleaned: Table) {
        let collector = DiagnosticCollector()
        let options = CleaningOptions(pipelineNode(table.name, rules, collector: collector), collector: collector)
        let plan = Cleaning.plan(options, schemas: [.sample(table)], collector: collector).plan
        let cleaned = try clean(table, by: rules).table
        var script = SQLScript(dialect: .duckDB, zone: "UTC")
        let tables = try Cleaning.addSQL(of: plan, on: [table], cleaned: [cleaned], to: &script)
        return (script, try #require(tables[table.name]), cleaned)
    }

    static func text(_ cell: Cell) -> String? {
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
    var withFileNumbers: Table {
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
