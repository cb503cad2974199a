// The examples of the rules' manual pages, and the corners that users meet.

import Cleaning
import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

struct `A cleaning rule` {
    @Test func `trims every blank that exports leave`() throws {
        #expect(
            try texts([" 王芳　", "A 1", "   ", "\u{FEFF}a\u{200B}", "\u{A0}\u{2003}b\t\r\n", "", nil], "- trim: [x]") == [
                "王芳", "A 1", nil, "a", "b", nil, nil,
            ])
    }

    @Test func `counts the cells it changes, each once`() throws {
        let table = Table.sample("t", ["x": .texts([" a", "a", " a", "  ", nil])], chunkRows: 2)
        #expect(try clean(table, by: "- trim: [x]").lastStep?.changedCells == 3)
        #expect(try clean(table, by: "- trim: [x]\n- trim: [x]").lastStep?.changedCells == 0)
    }

    @Test func `normalises width but leaves signs that have no plain form`() throws {
        #expect(
            try texts(
                ["ＶＩＰ　客服", "vip   客服", "￥１２", "！？～", "。，（）", "ﾊﾛｰ", " a　b "],
                "- normalise: { column: x, width: true, case: upper, blanks: true }") == [
                    "VIP 客服", "VIP 客服", "￥12", "!?~", "。,()", "ﾊﾛｰ", "A B",
                ])
        #expect(
            try texts(["ÉÀ", "ΑΒΓ", "ß", "ЖЖ", "İ"], "- normalise: { column: x, case: lower }") == [
                "éà", "αβγ", "ß", "жж", "i̇",
            ])
    }

    @Test func `maps listed texts and says what was not listed`() throws {
        let table = Table.sample("calls", ["queue": .texts(["客服一组", "测试", "海外", "海外", nil, "海外2"])], chunkRows: 2)
        let cleaned = try clean(
            table, by: "- map: { column: queue, values: { 客服一组: support, 客服二组: support, 测试: }, otherwise: other }")
        #expect(
            cleaned.table.cells("queue") == [
                .text("support"), .missing, .text("other"), .text("other"), .missing, .text("other"),
            ])
        #expect(cleaned.lastStep?.changedCells == 5)
        #expect(
            cleaned.collector.texts() == [
                "pipeline.yml:2:5: note: rule 'map': 1 of 3 listed values never occurs in column 'queue': \"客服二组\"",
                "pipeline.yml:2:5: note: rule 'map': cells of column 'queue' that are not listed (3) become \"other\": "
                    + "\"海外\" (2), \"海外2\" (1)",
            ])
        #expect(
            cleaned.collector.texts(.chinese) == [
                "pipeline.yml:2:5: 说明：规则 'map'：所列 3 个值中有 1 个从未出现在列 'queue' 中：\"客服二组\"",
                "pipeline.yml:2:5: 说明：规则 'map'：列 'queue' 有 3 个单元格不在所列值中，变为 \"other\"：\"海外\" (2)、\"海外2\" (1)",
            ])
    }

    @Test func `says which text looks like a listed one that never occurs`() throws {
        let cleaned = try clean(
            Table.sample("calls", ["queue": .texts(["ＶＩＰ", "ＶＩＰ", "no answer"])]),
            by: "- map: { column: queue, values: { VIP: vip, NO-ANSWER: missed } }")
        let warnings = cleaned.collector.texts().filter { $0.contains("warning") }
        #expect(warnings.count == 2)
        #expect(warnings.first?.contains("\"VIP\" never occurs in column 'queue', but \"ＶＩＰ\" does (2)") == true)
    }

    @Test(arguments: [
        "- map: { column: queue, values: { 呼入： in } }", "- map: { column: queue, values: { 呼出: out, 呼入： in } }",
    ])
    func `a full-width colon between key and value is told as such`(rule: String) {
        let error = #expect(throws: PlanFailure.self) {
            try clean(Table.sample("calls", ["queue": .texts(["呼入"])]), by: rule)
        }
        #expect(error?.messages.contains { $0.contains("found the full-width '：' behind '呼入'") } == true)
    }

    @Test func `a condition says which of its texts never occur, and when no row is left`() throws {
        let table = Table.sample("calls", ["queue": .texts(["Support", "sales", nil]), "n": .integers([1, 2, 3])])
        func said(_ rule: String) throws -> [String] {
            try clean(table, by: rule).collector.diagnostics.map { "\($0.severity): \($0.message.english)" }
        }
        let undecided =
            "note: rule 'keep' of table 'calls' leaves out 1 row for which its condition is neither true nor false: 'queue' is missing"
        #expect(try said("- keep: { when: queue = 'sales' }") == [undecided])
        #expect(try said("- keep: { when: \"queue is missing or queue = 'sales'\" }") == [])
        #expect(try said("- reject: { when: n > 5 }") == [])
        #expect(
            try said("- keep: { when: queue = 'support' }").sorted() == [
                undecided,
                "warning: rule 'keep' leaves none of the 3 rows of table 'calls'",
                "warning: rule 'keep': \"support\" never occurs in column 'queue' of table 'calls'",
            ])
        #expect(
            try said("- reject: { when: queue = 'test' }") == [
                "note: rule 'reject': \"test\" never occurs in column 'queue' of table 'calls'"
            ])
        #expect(try said("- reject: { when: n > 0 }").count == 1)
    }

    @Test func `what is proposed for a condition on two columns decides all rows`() throws {
        let table = Table.sample("calls", ["queue": .texts(["a", nil, "b"]), "n": .integers([nil, 2, 3])])
        func kept(_ condition: String) throws -> (rows: Int, help: String) {
            let cleaned = try clean(table, by: "- keep: { when: \"\(condition)\" }")
            return (cleaned.table.rowCount, cleaned.collector.diagnostics.first?.help?.english ?? "")
        }
        let help = try kept("queue <> 'c' and n > 0").help
        #expect(
            help.contains(
                "'queue is missing or n is missing or (queue <> 'c' and n > 0)' keeps these rows, "
                    + "'queue is not missing and n is not missing and (queue <> 'c' and n > 0)' does not"), "\(help)")
        #expect(try kept("queue is missing or n is missing or (queue <> 'c' and n > 0)") == (3, ""))
        #expect(try kept("queue is not missing and n is not missing and (queue <> 'c' and n > 0)") == (1, ""))
    }

    /// A rule, and what is said: patterns, functions, flags, columns that a rule made, and words whose rows have left.
    @Test(arguments: [
        (
            "- derive: { vip: queue = 'VIP' }",
            ["note: rule 'derive': \"VIP\" never occurs in column 'queue' of table 'calls'"]
        ),
        (
            "- derive: { column: queue, as: \"if(queue in ('sale', 'sales'), 's', queue)\", replace: true }",
            ["note: rule 'derive': \"sale\" never occurs in column 'queue' of table 'calls'"]
        ),
        ("- derive: { a: \"queue like 'S%' or starts_with(queue, 'Sup')\" }", []),
        (
            "- derive: { a: \"queue like 's%p%' or contains(queue, 'x') or ends_with(queue, 'SALES')\" }",
            [
                "note: rule 'derive': no row of table 'calls' fulfils queue like 's%p%'",
                "note: rule 'derive': no row of table 'calls' fulfils contains(queue, 'x')",
                "note: rule 'derive': no row of table 'calls' fulfils ends_with(queue, 'SALES')",
            ]
        ),
        ("- derive: { a: lower(queue) = 'support' }", []),
        (
            "- derive: { a: lower(queue) = 'Support' }",
            ["note: rule 'derive': no row of table 'calls' fulfils lower(queue) = 'Support'"]
        ),
        ("- derive: { a: \"coalesce(queue, 'none') = 'none'\" }", []),
        ("- derive: { a: \"if(late, 1, 0)\" }", ["note: rule 'derive': column 'late' of table 'calls' is never true"]),
        ("- derive: { a: not late or late = false }", []),
        (
            "- derive: { big: \"if(n > 1, 'L', 'S')\", c: big = 'l' }",
            ["warning: rule 'derive': \"l\" never occurs in column 'big' of table 'calls'"]
        ),
        (
            "- keep: { when: \"queue = 'sales' or queue is missing\" }\n- derive: { a: queue = 'Support' }",
            ["note: rule 'derive': \"Support\" never occurs in column 'queue' of table 'calls'"]
        ),
        (
            "- fill:\n    column: queue\n    with: if(queue = 'SALES', 'a', 'b')",
            ["warning: rule 'fill': \"SALES\" never occurs in column 'queue' of table 'calls'"]
        ),
    ])
    func `every formula says which of its words and flags no row has`(rule: String, expected: [String]) throws {
        let table = Table.sample(
            "calls",
            [
                "queue": .texts(["Support", "sales", nil]), "n": .integers([1, 2, 3]),
                "late": .flags([false, nil, false]),
            ], chunkRows: 2)
        let said = try clean(table, by: rule).collector.diagnostics.map { "\($0.severity): \($0.message.english)" }
        #expect(said.sorted() == expected.sorted())
    }

    @Test func `compares texts by their bytes, so that two spellings of é are two texts`() throws {
        #expect(try texts(["é", "e\u{301}"], "- map: { column: x, values: { é: one } }") == ["one", "e\u{301}"])
        let table = Table.sample("t", ["x": .texts(["é", "e\u{301}", "é"])])
        #expect(try clean(table, by: "- drop_duplicates: { key: x }").table.rowCount == 2)
    }

    @Test func `marks numbers and days that mean nothing`() throws {
        let table = Table.sample(
            "t",
            [
                "csat": .integers([5, 99, nil]), "paid": .decimals(["99.00", "99.5", "-1.00"]),
                "day": .dates(["1970-01-01", "2026-01-01", nil]),
            ])
        let cleaned = try clean(
            table,
            by:
                "- missing: { columns: [csat, paid], values: [99, -1] }\n"
                + "- missing: { column: day, values: [1970-01-01] }"
        )
        #expect(cleaned.table.cells("csat") == [.integer(5), .missing, .missing])
        #expect(cleaned.table.cells("paid").map(\.description) == ["·", "99.5", "·"])
        #expect(cleaned.table.cells("day").map(\.description) == ["·", "2026-01-01", "·"])
        #expect(cleaned.ledger.steps.map(\.changedCells) == [0, 3, 1])
    }

    @Test func `keeps one row of every key, and every row whose key is not known`() throws {
        let table = Table.sample(
            "calls",
            [
                "call_id": .texts(["c1", "c2", "c1", nil, nil, "c1"]), "n": .integers([1, 2, 3, 4, 5, 6]),
                "at": .instants(["2026-01-02", nil, "2026-01-03", nil, nil, "2026-01-03"]),
            ], chunkRows: 2, rowsPerFile: [3, 3])
        func kept(_ options: String) throws -> [Cell] {
            try clean(table, by: "- drop_duplicates: { key: call_id\(options), differ_limit: 100% }").table.cells("n")
        }
        #expect(try kept("") == [1, 2, 4, 5].map { .integer($0) })
        #expect(try kept(", keep: last") == [2, 4, 5, 6].map { .integer($0) })
        #expect(try kept(", keep: latest, by: at") == [2, 4, 5, 6].map { .integer($0) })
        #expect(try kept(", keep: latest, by: n") == [2, 4, 5, 6].map { .integer($0) })
        let step = try clean(table, by: "- drop_duplicates: { key: call_id, differ_limit: 100% }").lastStep
        #expect(step?.leavingByFile == [0: 1, 1: 1])
        #expect(step?.departure == .duplicate)
    }

    @Test func `knows equal decimals of different scale as one key`() throws {
        var table = Table.sample("t", ["paid": .decimals(["12.5", "12.50", "0.0", "0.00"])], chunkRows: 1)
        for (position, units) in [(0, Int64(125)), (2, 0)] {
            table.chunks[position].columns[0] = .decimal(DecimalColumn(units: PrimitiveColumn([units]), scale: 1))
        }
        #expect(try clean(table, by: "- drop_duplicates: { key: paid }").table.rowCount == 2)
    }

    @Test func `asks for every column when it compares whole rows`() {
        let options = CleaningOptions(pipelineNode("calls", "- drop_duplicates"), collector: DiagnosticCollector())
        #expect(options.mentionedColumns == ["calls": [CleaningOptions.everyColumn]])
    }

    @Test func `never compares whole rows by a part of their columns`() throws {
        let table = Table.sample("sales", ["order": .texts(["o1", "o1"])])
        var schema = TableSchema.sample(table)
        schema.columns.append(ColumnDescription(name: "goods", type: .text))
        let collector = DiagnosticCollector()
        let options = CleaningOptions(pipelineNode("sales", "- drop_duplicates"), collector: collector)
        let plan = Cleaning.plan(options, schemas: [schema], collector: collector).plan
        #expect(throws: DiagnosedFailure.self) {
            try Cleaning.run(plan, on: .sample([table]), raw: SampleRawRows(), context: .sample(collector))
        }
    }

    @Test func `sets rows aside with place, text and reason`() throws {
        let table = Table.sample(
            "calls", ["id": .texts(["a", "b", "c"]), "talk": .seconds([-3, nil, 12])], chunkRows: 1,
            rowsPerFile: [1, 2])
        let rules = """
            - reject: { when: id = 'c' and talk > 1 s }
            - reject: { when: talk < 0 s, because: { zh: 通话时长为负, en: negative talk time } }
            """
        let cleaned = try clean(table, by: rules)
        #expect(cleaned.table.cells("id") == [.text("b")])
        #expect(
            cleaned.result.rejects == [
                RejectedRow(
                    file: 0, line: 2, byte: 10, column: "talk", stage: .clean, rule: "reject",
                    reason: Wording(en: "negative talk time", zh: "通话时长为负"), raw: "raw 0:2"),
                RejectedRow(
                    file: 1, line: 3, byte: 20, column: "id", stage: .clean, rule: "reject",
                    reason: Wording(
                        en: "condition 'id = 'c' and talk > 1 s' holds", zh: "满足条件 'id = 'c' and talk > 1 s'"),
                    raw: "raw 1:3"),
            ])
    }

    @Test func `treats a condition that is neither true nor false as SQL does`() throws {
        let table = Table.sample("calls", ["direction": .texts(["in", "out", nil])])
        #expect(try clean(table, by: "- keep: { when: direction = 'in' }").table.cells("direction") == [.text("in")])
        #expect(
            try clean(table, by: "- reject: { when: direction = 'in' }").table.cells("direction") == [
                .text("out"), .missing,
            ])
        let whole = try DuckDB.rows(
            "SELECT row_number FROM calls WHERE direction = 'in' ORDER BY 1", tables: [table])
        if let whole { #expect(whole == [["1"]]) }
    }

    @Test func `fills with a text in quotes, a formula, or the value above`() throws {
        let table = Table.sample(
            "sales",
            [
                "order": .texts(["o1", "o1", "o2", nil]), "total": .decimals(["12.50", nil, nil, nil]),
                "name": .texts([nil, "王", nil, nil]), "nick": .texts(["w", nil, nil, "z"]),
            ], chunkRows: 1)
        let cleaned = try clean(
            table,
            by: """
                - fill: { column: total, with: previous, within: order }
                - fill: { column: name, with: nick }
                - fill: { column: name, with: "nick" }
                """)
        #expect(cleaned.table.cells("total").map(\.description) == ["12.5", "12.5", "·", "·"])
        #expect(cleaned.table.cells("name") == [.text("w"), .text("王"), .text("nick"), .text("z")])
        #expect(cleaned.ledger.steps.map(\.changedCells) == [0, 1, 2, 1])
    }

    @Test func `never fills from another file`() throws {
        let table = Table.sample("t", ["x": .integers([1, nil, nil, 2, nil])], chunkRows: 1, rowsPerFile: [2, 3])
        let cleaned = try clean(table, by: "- fill: { column: x, with: previous }")
        #expect(cleaned.table.cells("x").map(\.description) == ["1", "1", "·", "2", "2"])
    }

    @Test func `derives in the order written and in the zone of the run`() throws {
        let table = Table.sample("calls", ["at": .instants(["2026-01-31T18:00:00Z"]), "talk": .seconds([60])])
        let collector = DiagnosticCollector()
        let rules = "- derive: { day: date(at), month: month(day), twice: talk + talk }"
        let options = CleaningOptions(pipelineNode("calls", rules), collector: collector)
        let plan = Cleaning.plan(options, schemas: [.sample(table)], collector: collector).plan
        #expect(collector.texts() == [])
        let zone = try #require(TimeZoneTable(identifier: "+08:00"))
        let cleaned = try Cleaning.run(
            plan, on: .sample([table]), raw: SampleRawRows(), context: .sample(collector, zone: zone))
        #expect(cleaned.tables[0].cells("day").map(\.description) == ["2026-02-01"])
        #expect(cleaned.tables[0].cells("month") == [.integer(2)])
        #expect(cleaned.tables[0].cells("twice") == [.duration(120_000)])
    }

    @Test func `agrees with an outside engine on duplicates of large tables`() throws {
        var random = SplitMix64(seed: 99)
        let ids = (0..<5000).map { _ in random.chance(0.05) ? nil : "c\(Int.random(in: 0..<3000, using: &random))" }
        let times = (0..<5000).map { _ -> Int64? in random.chance(0.1) ? nil : .random(in: 0..<50, using: &random) }
        let table = Table.sample("calls", ["id": .texts(ids), "n": .integers(times)], chunkRows: 700)
        let kept = try clean(table, by: "- drop_duplicates: { key: id, keep: latest, by: n }")
        let sql = """
            SELECT count(*), count(id), sum(n) FROM (
              SELECT * FROM calls WHERE id IS NULL UNION ALL BY NAME
              SELECT * EXCLUDE (place) FROM (SELECT *, row_number() OVER (
                PARTITION BY id ORDER BY n DESC NULLS LAST, row_number DESC) AS place FROM calls WHERE id IS NOT NULL)
              WHERE place = 1)
            """
        guard let expected = try DuckDB.rows(sql, tables: [table]) else { return }
        let numbers = kept.table.cells("n").map { if case .integer(let number) = $0 { number } else { Int64(0) } }
        let present = kept.table.cells("id").count { $0 != .missing }
        #expect(expected == [["\(kept.table.rowCount)", "\(present)", "\(numbers.reduce(0, +))"]])
    }

    private func texts(_ cells: [String?], _ rules: String) throws -> [String?] {
        let table = Table.sample("t", ["x": .texts(cells)], chunkRows: 2)
        return try clean(table, by: rules).table.cells("x").map { if case .text(let text) = $0 { text } else { nil } }
    }
}
