// What may be written under `ingest:`, and what is said of mistakes in it.
import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Ingestion

@Suite struct OptionTests {
    @Test func `every key of a table is read`() throws {
        let collector = DiagnosticCollector()
        let options = IngestionOptions(
            OptionNode.text(
                """
                calls:
                  files: [a.csv, b/*.csv]
                  kind: calls
                  export: amazon-connect
                  encoding: GBK
                  delimiter: tab
                  quote: "'"
                  line_end: crlf
                  header: 5
                  footer: [合计, Totals]
                  timezone: +08:00
                  dates: day-first
                  decimal: comma
                  missing: 无
                  reject_limit: 2.5%
                  columns:
                    csat: 3、您对本次服务是否满意
                    wait: { from: 等待时长, type: duration, unit: s, bad: missing, required: false }
                    at: { format: epoch_ms }
                    paid: { type: decimal }
                customers: exports/customers.csv
                """), collector: collector)
        #expect(messages(collector).isEmpty)
        let calls = try #require(options.tables.first)
        #expect(calls.files.map(\.text) == ["a.csv", "b/*.csv"])
        #expect(calls.encoding == .gb18030)
        #expect(calls.delimiter == 0x09)
        #expect(calls.quote == 0x27)
        #expect(calls.header == .line(5))
        #expect(calls.footers == ["合计", "Totals"])
        #expect(calls.zone?.identifier == "+08:00")
        #expect(calls.dateOrder == .dayFirst)
        #expect(calls.decimalComma == true)
        #expect(calls.missing == ["无"])
        #expect(calls.rejectLimit == 0.025)
        #expect(calls.columns.map(\.header.text) == ["3、您对本次服务是否满意", "等待时长", "at", "paid"])
        #expect(calls.columns.map(\.type) == [nil, .duration, .instant, .decimal])
        #expect(calls.columns[1].bad == .missing)
        #expect(!calls.columns[1].isRequired)
        #expect(options.tables[1].files.map(\.text) == ["exports/customers.csv"])
        #expect(options.tables[1].kind == "customers")
    }

    @Test func `every mistake is told at its place`() {
        let marked: MarkedText = """
            ①calls:
              encoding: ②utf-9
              ③delimeter: ;
              timezone: ④Shanghai
              header: ⑤first
              names: ⑥[a]
              reject_limit: ⑦150%
              dates: ⑧day_first
              columns:
                a: { type: ⑨integr, unit: ⑩m }
                b: { type: text, unit: ⑪s }
                c: { bad: ⑫drop }
            """
        let collector = DiagnosticCollector()
        _ = IngestionOptions(OptionNode.text(marked.text), collector: collector)
        let found = collector.diagnostics.compactMap { $0.location.map { "\($0.line ?? 0):\($0.column ?? 0)" } }
        for mark in "②③④⑤⑦⑧⑨⑩⑪⑫" {
            let place = marked.places[mark].map { "\($0.line):\($0.column)" } ?? ""
            #expect(found.contains(place), "\(mark)")
        }
        #expect(messages(collector).contains { $0.contains("needs the key 'files'") })
        #expect(messages(collector).contains { $0.contains("did you mean 'utf-8'") })
        #expect(messages(collector).contains { $0.contains("did you mean 'delimiter'") })
        #expect(messages(collector).contains { $0.contains("did you mean 'day-first'") })
    }

    @Test func `unknown exports and missing files are told together`() {
        let (table, problems) = read("files: /nowhere/x*.csv\nexport: amazon-conect")
        #expect(table == nil)
        #expect(problems.contains { $0.contains("did you mean 'amazon-connect'") })
        #expect(problems.contains { $0.contains("no file matches '/nowhere/x*.csv'") })
    }

    @Test func `a bad cell can be made missing instead of costing its row`() throws {
        let file = TemporaryFile("id,n\n1,5\n2,x\n")
        let (table, problems) = read("files: \(file.path)\ncolumns: { n: { type: integer, bad: missing } }")
        #expect(try #require(table).texts("n") == ["5", nil])
        #expect(
            problems == [
                "\(file.path):3:2: warning: column 'n' expects a whole number, found \"x\"; the cell is missing"
            ])
    }

    @Test func `too many rejected rows fail the run`() {
        let file = TemporaryFile("id,n\n1,5\n2,x\n3,6\n")
        let (table, problems) = read("files: \(file.path)\ncolumns: { n: { type: integer } }")
        #expect(table == nil)
        #expect(problems.contains { $0.contains("at most 10% of the rows may be rejected, found 1 of 3") })
    }

    @Test func `header by line, none, and duplicates`() throws {
        let file = TemporaryFile("x,1\ny,2\nz,3\n")
        #expect(
            try #require(read("files: \(file.path)\nheader: none\nnames: [k, v]").read).texts("v") == ["1", "2", "3"])
        #expect(try #require(read("files: \(file.path)\nheader: 2").read).table.columns.map(\.name) == ["y", "2"])
        #expect(read("files: \(file.path)\nheader: 9").problems.first?.contains("no row begins there") == true)
        #expect(
            read("files: \(file.path)\nheader: none\nnames: [a]").problems.first?.contains(
                "one name per column: 2, found 1") == true)
        let twice = TemporaryFile("a,A,,b\nx,y,z,w\n")
        #expect(
            try #require(read("files: \(twice.path)").read).table.columns.map(\.name) == [
                "a_1", "A_2", "column_3", "b",
            ])
        let only = TemporaryFile("a,b\n")
        let empty = "files: \(only.path)\nmay_be_empty: true\ncolumns: { a: { type: text }, b: { type: text } }"
        #expect(try #require(read(empty).read).table.rowCount == 0)
    }

    @Test func `presets give names, types, units and values`() throws {
        let connect = TemporaryFile(
            """
            contact_id,initiation_method,initiation_timestamp,queue_duration,agent_username,extra
            c1,INBOUND,2026-01-31T08:06:59Z,12,a1,x
            c2,OUTBOUND,2026-01-31T08:07:59Z,,a2,y

            """)
        let (found, problems) = read("files: \(connect.path)\nexport: amazon-connect")
        let read = try #require(found, "\(problems)")
        #expect(read.schema.kind == "calls")
        #expect(read.table.columns.map(\.name) == ["call_id", "direction", "start", "wait", "agent", "extra"])
        #expect(read.texts("direction") == ["in", "out"])
        #expect(read.texts("wait") == ["12000", nil])
        #expect(read.texts("start") == ["1769846819000", "1769846879000"])
    }

    @Test func `an unnamed preset is hinted at`() {
        let wjx = TemporaryFile("序号,提交答卷时间,所用时间,来源,来自IP\n1,2026/9/16 8:30:05,109秒,微信,1.2.3.4(山西-太原)\n")
        #expect(read("files: \(wjx.path)").problems.first?.contains("looks like an export of 'wjx'") == true)
        let table = read("files: \(wjx.path)\nexport: wjx").read
        #expect(table?.texts("duration") == ["109000"])
        #expect(table?.texts("time") == ["1789518605000"])
    }

    @Test func `clock changes and unknown zones are told`() throws {
        let file = TemporaryFile("t\n2026-03-29 02:30:00\n2026-10-25 02:30:00\n2026-05-01 10:00:00 CST\n")
        let zone = try #require(TimeZoneTable(identifier: "Europe/Berlin"))
        let (found, problems) = read(
            "files: \(file.path)\ncolumns: { t: { type: instant } }\ndates: year-first", zone: zone)
        let read = try #require(found)
        #expect(read.texts("t") == ["1774747800000", "1792888200000", "1777622400000"])
        #expect(problems.contains { $0.contains("1 time does not exist in 'Europe/Berlin'") })
        #expect(problems.contains { $0.contains("1 time occurs twice in 'Europe/Berlin'") })
        #expect(problems.contains { $0.contains("1 time ends in letters that are no known zone") })
    }
}

@Suite struct RowAccountTests {
    @Test func `a row of totals nobody declared is pointed at`() {
        let file = TemporaryFile("name,n\na,1\nb,2\n合计,3\n")
        let problems = read("files: \(file.path)").problems
        #expect(
            problems == [
                "\(file.path):4:1: warning: the last row begins with \"合计\", as totals and remarks do; it is read as data\n"
                    + "  help: write 'footer: [合计]'"
            ])
        #expect(read("files: \(file.path)\nfooter: [合计]").problems.isEmpty)
    }

    @Test(arguments: ["合 计", "全部合计", "合计（元）", "【合计】", "[总计]", "合计金额：", "总 计 ", "Total (CNY)", "合　计"])
    func `however it is written, a row of totals is pointed at, wherever it stands`(word: String) {
        for text in ["name,n\na,1\nb,2\n\(word),3\n", "name,n\na,1\n\(word),1\nb,2\nc,2\n"] {
            let problems = read("files: \(TemporaryFile(text).path)").problems
            #expect(problems.contains { $0.contains("as totals") }, "\(text) \(problems)")
        }
        #expect(read("files: \(TemporaryFile("name,n\na,1\n合计组,3\n").path)").problems.isEmpty)
    }

    @Test func `a column that may be absent is missing, one mapped twice is refused`() throws {
        let file = TemporaryFile("a,b\n1,2\n")
        let (found, problems) = read(
            "files: \(file.path)\ncolumns: { c: { from: see, type: decimal, required: false } }")
        #expect(try #require(found).texts("c") == [nil])
        #expect(found?.schema.type(of: "c") == .decimal)
        #expect(problems.isEmpty)
        // In some files only it is noted; one that is required is told once.
        let other = TemporaryFile("a,b,see\n1,2,3\n")
        let both = "files: [\(file.path), \(other.path)]\ncolumns: { c: { from: see, type: decimal"
        #expect(
            read(both + ", required: false } }").problems
                == ["\(file.path): note: column 'c' is not in this file; its cells are missing"])
        let required = read(both + " } }").problems
        #expect(required.count == 1 && required.first?.contains("has no column 'see' for 'c'") == true, "\(required)")
        let twice = read("files: \(file.path)\ncolumns: { x: a, y: a }")
        #expect(twice.problems.first?.contains("is given two names: 'x' and 'y'") == true)
    }

    @Test func `empty cells after the last column cost no row`() throws {
        let file = TemporaryFile("a,b\n1,2,\n3,4,\n5,6,x\n")
        let found = try #require(read("files: \(file.path)\nheader: 1\nreject_limit: 50%").read)
        #expect(found.texts("a") == ["1", "3"])
        #expect(found.set.rejects.map(\.line) == [4])
    }
}
