// Rows of a key become one row: in the table itself, or in a new one beside it with books of its own.

import Cleaning
import Diagnostics
import Expressions
import Stages
import Tabular
import TestSupport
import Testing

struct `Rolling up` {
    private static let events = Table.sample(
        "events",
        [
            "case_id": .texts(["t1", "t2", "t1", nil, "t2", "t1"]),
            "event": .texts(["open", "open", "reply", "reply", "close", "reopen"]),
            "time": .instants([
                "2026-09-01T09:00", "2026-09-01T09:10", "2026-09-01T09:20", "2026-09-01T09:30", "2026-09-01T09:05", nil,
            ]),
            "queue": .texts(["a", "b", "c", "a", "b", "a"]), "talk": .seconds([1, 2, nil, 4, 5, 6]),
        ], chunkRows: 2, rowsPerFile: [3, 3])

    private static let cases = """
        - roll_up:
            by: case_id
            into: tickets
            order: time
            first: { opened: time, reply: "if(event = 'reply', time)", queue: queue }
            last: { status: event }
            sum: { talk: talk }
            count: { events: rows, reopened: event = 'reopen' }
            any: { closed: event = 'close' }
            join: { queues: queue }
        """

    @Test func `makes a new table beside its own, with books of its own`() throws {
        let cleaned = try clean(Self.events, by: Self.cases)
        #expect(cleaned.collector.texts() == [])
        #expect(cleaned.table.rowCount == 6)
        let made = try #require(cleaned.result["tickets"])
        #expect(made.brokenPromises == [])
        #expect(
            made.columns.map(\.name) == [
                "case_id", "opened", "reply", "queue", "status", "talk", "events", "reopened", "closed", "queues",
            ])
        #expect(made.cells("case_id") == [.text("t1"), .text("t2")])
        #expect(
            made.cells("opened")
                == Self.events.cells("time").enumerated().filter { [0, 4].contains($0.offset) }.map(\.element))
        #expect(made.cells("reply") == [Self.events.cells("time")[2], .missing])
        #expect(made.cells("queue") == [.text("a"), .text("b")])
        #expect(
            made.cells("status") == [.text("reply"), .text("open")],
            "a row without a time is last when no other is there")
        #expect(made.cells("talk") == [.duration(7000), .duration(7000)])
        #expect(made.cells("events") == [.integer(3), .integer(2)])
        #expect(made.cells("reopened") == [.integer(1), .integer(0)])
        #expect(made.cells("closed") == [.flag(false), .flag(true)])
        #expect(made.cells("queues") == [.text("a; c"), .text("b")])

        let books = try #require(cleaned.result.ledgers.last)
        #expect(books.table == "tickets" && books.source == "events" && books.isRolledUp)
        #expect(books.readByFile == [0: 3, 1: 3] && books.keptByFile == [0: 2, 1: 0])
        #expect(books.steps.map(\.departure) == [.rejected, .rolledUp])
        #expect(books.steps.map(\.leavingByFile) == [[1: 1], [0: 1, 1: 2]])
        #expect(books.imbalances() == [])
        #expect(cleaned.ledger.kept == 6 && cleaned.ledger.imbalances() == [] && !cleaned.ledger.isRolledUp)
        #expect(
            cleaned.result.rejects == [
                RejectedRow(
                    file: 1, line: 2, byte: 10, column: "case_id", stage: .clean, rule: "roll_up",
                    reason: Wording(en: "the key 'case_id' is missing", zh: "键 'case_id' 缺失"), raw: "raw 1:2")
            ])
        #expect(cleaned.schemas.map(\.name) == ["events", "tickets"])
        #expect(cleaned.schemas[1].kind == "tickets" && cleaned.schemas[1].columns == made.columns)
    }

    @Test func `is said in a plan`() {
        let options = CleaningOptions(pipelineNode("events", Self.cases), collector: DiagnosticCollector())
        let plan = Cleaning.plan(options, schemas: [.sample(Self.events)], collector: DiagnosticCollector()).plan
        #expect(
            plan.lines.map(\.english) == [
                "events 1 roll_up: one row per 'case_id' in the new table 'tickets', in the order of 'time': "
                    + "opened = first(time), reply = first(if(event = 'reply', time)), queue = first(queue), status = last(event), "
                    + "talk = sum(talk), events = count(rows), reopened = count(event = 'reopen'), "
                    + "closed = any(event = 'close'), queues = join(queue)"
            ])
        #expect(plan.lines[0].chinese.hasPrefix("events 1 roll_up：按 'time' 排序，每个 'case_id' 汇总为新表 'tickets' 的一行：opened"))
    }

    @Test func `puts a table in the place of its own where no other is named`() throws {
        let cleaned = try clean(Self.events, by: "- roll_up: { by: [case_id, queue] }\n- keep: { when: queue != 'c' }")
        #expect(cleaned.table.cells("queue") == [.text("a"), .text("b")])
        #expect(cleaned.table.columns.map(\.name) == ["case_id", "queue"])
        #expect(cleaned.ledger.steps.map(\.departure) == [.rejected, .rejected, .rolledUp, .filtered])
        #expect(cleaned.ledger.steps.map(\.before) == [6, 6, 5, 3])
        #expect(cleaned.ledger.count(of: .rolledUp) == 2 && cleaned.ledger.imbalances() == [])
    }

    @Test func `gives tables that have rules of their own, wherever these stand`() throws {
        let text = """
            clean:
              customers:
                - rename: { opened: since }
              tickets:
                - derive: { late: events > 2 }
                - roll_up: { by: [status], into: customers, count: { tickets: rows }, min: opened }
              events:
                - roll_up:
                    { by: case_id, into: tickets, first: { opened: time }, last: { status: event }, count: { events: rows } }
            """
        let collector = DiagnosticCollector()
        let options = CleaningOptions(OptionNode.text(text)["clean"], collector: collector)
        let (plan, schemas) = Cleaning.plan(options, schemas: [.sample(Self.events)], collector: collector)
        #expect(collector.texts() == [])
        #expect(
            options.newTables.map { [$0.table.name.text, $0.source] } == [
                ["tickets", "events"], ["customers", "tickets"],
            ])
        #expect(
            options.keyColumns(with: ["customers": ["status"], "tickets": ["opened"]]) == [
                "customers": ["status"], "tickets": ["opened", "status"], "events": ["case_id", "time", "event"],
            ])
        let result = try Cleaning.run(
            plan, on: .sample([Self.events]), raw: SampleRawRows(), context: .sample(collector))
        #expect(result.tables.map(\.name) == ["events", "tickets", "customers"])
        #expect(result.ledgers.map(\.table) == ["events", "tickets", "customers"])
        #expect(result.ledgers.map(\.source) == [nil, "events", "tickets"])
        #expect(result.ledgers.flatMap { $0.imbalances() } == [])
        #expect(result["tickets"]?.columns == schemas["tickets"]?.columns)
        #expect(result["customers"]?.columns.map(\.name) == ["status", "tickets", "since"])
        #expect(result["customers"]?.cells("status") == [.text("reopen"), .text("close")])
    }

    @Test func `gives the same table however rows are cut, and the same in DuckDB`() throws {
        let rule =
            "- roll_up: { by: [id, day], into: made, order: at, first: { name: name }, last: [wait, amount], join: [queue], "
            + "sum: { total: amount }, count: { n: rows } }\n- trim: [name]"
        for seed in 1...4 {
            var random = SplitMix64(seed: UInt64(seed))
            let table = DirtyTable.random(maximumRows: 200, chunkRows: 1000, using: &random)
            let whole = try clean(table, by: rule)
            let made = TwinTable(try #require(whole.result["made"]))
            for (rows, jobs) in [(1, 1), (3, 4), (50, 2)] {
                let parts = try clean(table.rechunked(rows), by: rule, jobs: jobs)
                #expect(TwinTable(try #require(parts.result["made"])).differences(from: made) == [])
                #expect(parts.result.ledgers == whole.result.ledgers && parts.result.rejects == whole.result.rejects)
            }
            let collector = DiagnosticCollector()
            let options = CleaningOptions(pipelineNode("calls", rule), collector: collector)
            let plan = Cleaning.plan(options, schemas: [.sample(table)], collector: collector).plan
            var script = SQLScript(dialect: .duckDB, zone: "UTC")
            let tables = try Cleaning.addSQL(of: plan, on: [table], cleaned: whole.result.tables, to: &script)
            #expect(script.unsaid.isEmpty && script.given.count == 1)
            let after = try #require(tables["made"])
            let names = ["id", "name", "wait", "queue", "n"]
            let statements =
                script.statements.map(\.text) + [
                    "SELECT \(after.rowNumber), \(names.map(after.column).joined(separator: ", ")) FROM \(after.relation) "
                        + "ORDER BY 1"
                ]
            guard
                let expected = try DuckDB.rows(
                    statements.joined(separator: ";\n"), tables: [table.withFileNumbers])
            else { return }
            let found = made.rows.enumerated().map { number, row in
                ["\(number + 1)"] + names.map { DuckDBRuleTests.text(row[$0]) }
            }
            #expect(found == expected, "seed \(seed)")
        }
    }

    @Test func `is handed over beside a table with a rule that SQL cannot say`() throws {
        let rules = "- roll_up: { by: case_id, into: made, count: { n: rows } }\n- phone: { column: queue }"
        let cleaned = try clean(Self.events, by: rules)
        let options = CleaningOptions(pipelineNode("events", rules), collector: DiagnosticCollector())
        let plan = Cleaning.plan(options, schemas: [.sample(Self.events)], collector: DiagnosticCollector()).plan
        var script = SQLScript(dialect: .spark, zone: "UTC")
        _ = try Cleaning.addSQL(of: plan, on: [Self.events], cleaned: cleaned.result.tables, to: &script)
        #expect(script.given.map(\.table.name) == ["events", "made"] && script.statements.isEmpty)
    }

    @Test func `is said to Spark in its own words`() throws {
        let cleaned = try clean(Self.events, by: Self.cases)
        let options = CleaningOptions(pipelineNode("events", Self.cases), collector: DiagnosticCollector())
        let plan = Cleaning.plan(options, schemas: [.sample(Self.events)], collector: DiagnosticCollector()).plan
        var script = SQLScript(dialect: .spark, zone: "UTC")
        let tables = try Cleaning.addSQL(of: plan, on: [Self.events], cleaned: cleaned.result.tables, to: &script)
        #expect(tables["tickets"]?.relation == "`tickets cleaned`")
        let text = script.statements.map(\.text).joined(separator: "\n")
        #expect(text.contains("listagg(`joined_9`, '; ') WITHIN GROUP (ORDER BY `first_place`) AS `queues`"))
        #expect(text.contains("min_by(`time`, `first_place`) FILTER (WHERE `time` IS NOT NULL) AS `opened`"))
        #expect(text.contains("coalesce(bool_or((`event` = CAST('close' AS STRING))), FALSE) AS `closed`"))
        #expect(text.contains("WHERE `case_id` IS NOT NULL\nGROUP BY `case_id`"))
    }

    @Test func `rows that were rolled up are not looked up in their files to see whether they differ`() throws {
        let rules = """
            - roll_up: { by: case_id }
            - derive: { column: case_id, as: "'x'", replace: true }
            - drop_duplicates: { key: case_id }
            """
        let cleaned = try clean(Self.events, by: rules)
        #expect(cleaned.table.rowCount == 1 && cleaned.collector.texts() == [])
    }

    @Test func `a sum that does not fit ends the run, or is missing where that is allowed`() throws {
        let table = Table.sample(
            "t", ["k": .texts(["a", "a", "b"]), "n": .integers([.max, 1, 2])], chunkRows: 1)
        let rule = "- roll_up: { by: k, sum: n }"
        let failure = #expect(throws: DiagnosedFailure.self) { try clean(table, by: rule) }
        #expect(failure?.diagnostics.first?.message.english.contains("rule 'roll_up'") == true)
        let collector = DiagnosticCollector()
        let plan = Cleaning.plan(
            CleaningOptions(pipelineNode("t", rule), collector: collector), schemas: [.sample(table)],
            collector: collector
        ).plan
        let context = StageContext(
            collector: collector, zone: .utc, asOf: 0, jobs: 1, allowsOverflow: true, textLimit: 3)
        let result = try Cleaning.run(plan, on: .sample([table]), raw: SampleRawRows(), context: context)
        #expect(result.tables[0].cells("n") == [.missing, .integer(2)])
    }

    @Test func `texts that become too long together are told like those of formulas`() throws {
        let table = Table.sample("t", ["k": .texts(["a", "a", "b"]), "x": .texts(["long", "longer", "s"])])
        let collector = DiagnosticCollector()
        let plan = Cleaning.plan(
            CleaningOptions(pipelineNode("t", "- roll_up: { by: k, join: x }"), collector: collector),
            schemas: [.sample(table)], collector: collector
        ).plan
        let context = StageContext(
            collector: collector, zone: .utc, asOf: 0, jobs: 1, allowsOverflow: true, textLimit: 8)
        let result = try Cleaning.run(plan, on: .sample([table]), raw: SampleRawRows(), context: context)
        #expect(result.tables[0].cells("x") == [.missing, .text("s")])
        #expect(collector.diagnostics.count == 1)
    }

    @Test func `decimals of several scales are compared and added exactly`() throws {
        var table = Table.sample(
            "t", ["k": .texts(["a", "a", "a"]), "paid": .decimals(["12.5", "12.49", "0.01"])], chunkRows: 1)
        table.chunks[0].columns[1] = .decimal(DecimalColumn(units: PrimitiveColumn([125]), scale: 1))
        let cleaned = try clean(
            table,
            by: "- roll_up: { by: k, min: { least: paid }, max: { most: paid }, sum: { all: paid }, first: paid }")
        #expect(
            ["least", "most", "all", "paid"].map { cleaned.table.cells($0)[0].description } == [
                "0.01", "12.5", "25", "12.5",
            ])
    }

    @Test func `what names people still does, and what is only counted does not`() throws {
        var schema = TableSchema.sample(Self.events)
        schema.namesPeople = ["case_id": true, "queue": true, "event": false]
        let rule =
            "- roll_up: { by: case_id, into: made, first: { who: queue, what: event, both: \"concat(queue, event)\" }, "
            + "distinct: { people: queue }, any: { known: queue is not missing }, join: { all: queue } }"
        let options = CleaningOptions(pipelineNode("events", rule), collector: DiagnosticCollector())
        let schemas = Cleaning.plan(options, schemas: [schema], collector: DiagnosticCollector()).schemas
        #expect(
            schemas["made"]?.namesPeople == ["case_id": true, "who": true, "what": false, "both": true, "all": true])
        #expect(schemas["made"]?.readColumn(of: "who") == "queue")
    }

    /// Amounts whose currency stands beside them.
    private static let sales = Table.sample(
        "sales",
        [
            "order": .texts(["o1", "o1", "o2"]), "paid": .decimals(["1.00", "2.00", "3.00"]),
            "currency": .texts(["CNY", "USD", "CNY"]),
        ])

    private static func rolledUp(_ rule: String) throws -> (result: TableSet, schemas: [TableSchema]) {
        var schema = TableSchema.sample(sales)
        let place = SourceLocation(file: "pipeline.yml", line: 1, column: 1)
        schema.currencyColumns = [CurrencyColumn(amount: "paid", column: "currency", code: "CNY", place: place)]
        schema.columns[1].currency = "CNY"
        let collector = DiagnosticCollector()
        let options = CleaningOptions(pipelineNode("sales", rule, collector: collector), collector: collector)
        let (plan, schemas) = Cleaning.plan(options, schemas: [schema], collector: collector)
        #expect(collector.texts() == [])
        let result = try Cleaning.run(plan, on: .sample([sales]), raw: SampleRawRows(), context: .sample(collector))
        return (result, schemas)
    }

    @Test func `never adds up amounts of two currencies`() throws {
        let failure = #expect(throws: DiagnosedFailure.self) {
            try Self.rolledUp("- roll_up: { by: order, sum: { total: paid } }")
        }
        #expect(failure?.diagnostics.map(\.kind) == [.data("mixed-currencies")])
        let (result, schemas) = try Self.rolledUp(
            "- roll_up: { by: [order, currency], sum: { total: paid } }\n- keep: { when: currency = 'CNY' }")
        #expect(result.tables[0].cells("total").map(\.description) == ["1", "3"])
        #expect(schemas[0].currencyColumns.map(\.amount) == ["total"])
        #expect(schemas[0].columns.map(\.currency) == [nil, nil, "CNY"])
        // And where the rows of both stay, the end of cleaning tells.
        #expect(throws: DiagnosedFailure.self) {
            try Self.rolledUp("- roll_up: { by: [order, currency], sum: { total: paid } }")
        }
        #expect(
            try Self.rolledUp("- keep: { when: currency = 'CNY' }\n- roll_up: { by: order, sum: { total: paid } }")
                .result
                .tables[0].cells("total").map(\.description) == ["1", "3"])
    }
}
