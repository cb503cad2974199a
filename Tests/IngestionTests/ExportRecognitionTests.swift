// By its marks a file is known as one export, as none or as several: every kind of mark, alone and against others.
import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Ingestion

@Suite struct ExportRecognitionTests {
    private static func format(_ name: String, _ marks: String, _ more: String = "columns: { id: }") throws
        -> ExportFormat
    {
        let collector = DiagnosticCollector()
        let format = ExportFormat(
            OptionNode.text("name: \(name)\nmarks: \(marks)\n\(more)\n", file: "\(name).yml"), collector: collector)
        #expect(messages(collector) == [])
        return try #require(format)
    }

    private static func catalogue(_ formats: [ExportFormat]) -> ExportCatalogue {
        ExportCatalogue(own: formats, collector: DiagnosticCollector())
    }

    private func recognised(_ text: String, _ formats: [ExportFormat]) throws -> [String] {
        let ingest = IngestionOptions(OptionNode.text("t: x"), collector: DiagnosticCollector())
        let file = TemporaryFile(text)
        return try #require(Self.catalogue(formats).recognised(path: file.path, of: ingest.tables[0])).map(\.name)
    }

    @Test(arguments: [
        ("{ headers: [Id, Opened] }", "id,OPENED ,x\n1,2,3\n", true),
        ("{ headers: [Id, Opened] }", "id,closed\n1,2\n", false),
        // Under titles, and in one row.
        ("{ headers: [Id, Opened] }", "A report,,\nof today,,\nId,Opened,x\n1,2,3\n", true),
        ("{ headers: [Id, Opened] }", "Id,x\nOpened,y\n", false),
        ("{ headers: [Record Id, '*.id'] }", "Record Id,Owner.id,Owner\n1,2,3\n", true),
        ("{ headers: [Record Id, '*.id'] }", "Record ID,Owner\n1,2\n", false),
        ("{ headers: Record Id, without: '*.id' }", "Record Id,Owner.id\n1,2\n", false),
        ("{ headers: Record Id, without: '*.id' }", "Record Id,Owner\n1,2\n", true),
        ("{ first_header: [Timestamp, 时间戳记] }", "时间戳记,您是否满意\n2026-09-01,5\n", true),
        ("{ first_header: [Timestamp, 时间戳记] }", "您是否满意,时间戳记\n5,2026-09-01\n", false),
        ("{ headers: Id, lines: 'Report of *' }", "Report of Monday,\nId,x\n1,2\n", true),
        ("{ headers: Id, lines: 'Report of *' }", "Report on Monday,\nId,x\n1,2\n", false),
        (
            "{ headers: Id, last_lines: '*Do Not Distribute*' }",
            "Id,x\n1,2\n\n\"Confidential - Do Not Distribute\",\n", true
        ),
        ("{ headers: Id, last_lines: '*Do Not Distribute*' }", "Id,x\n1,2\n", false),
        ("{ headers: Id, width: 2 }", "Id,x\n1,2\n", true), ("{ headers: Id, width: [3, 5] }", "Id,x\n1,2\n", false),
        ("{ headers: Id, words: { Id: 'zcrm_*' } }", "Id,x\nzcrm_1,2\nzcrm_2,\n,4\n", true),
        ("{ headers: Id, words: { Id: 'zcrm_*' } }", "Id,x\nzcrm_1,2\n17,3\n", false),
        ("[{ headers: Id }, { headers: Nummer }]", "Nummer,x\n1,2\n", true),
    ])
    func `a mark is found or not`(marks: String, text: String, isFound: Bool) throws {
        #expect(try recognised(text, [Self.format("one", marks)]) == (isFound ? ["one"] : []))
    }

    @Test func `a file without a header is known by the words of a column`() throws {
        let format = try Self.format(
            "log", "{ width: [3, 4], words: { event: [ENTER, LEAVE] } }",
            "delimiter: pipe\nheader: none\nnames: [time, queue, event, more]\ncolumns: { event: }")
        #expect(try recognised("1|a|ENTER\n2|a|LEAVE\n", [format]) == ["log"])
        #expect(try recognised("1|a|ENTER\n2|a|PAUSE\n", [format]) == [])
        #expect(try recognised("1|ENTER\n2|LEAVE\n", [format]) == [])
    }

    @Test func `of two formats the more particular one is meant, and a weak one gives way`() throws {
        let wide = try Self.format("wide", "{ headers: [Id, Opened] }")
        let narrow = try Self.format("narrow", "{ headers: [Id, Opened, Team] }")
        let other = try Self.format("other", "{ headers: [Opened, Team] }")
        let weak = try Self.format("weak", "{ first_header: Id, weak: yes }")
        #expect(try recognised("Id,Opened,x\n1,2,3\n", [wide, narrow, weak]) == ["wide"])
        #expect(try recognised("Id,Opened,Team\n1,2,3\n", [wide, narrow, weak]) == ["narrow"])
        #expect(try recognised("Id,x\n1,2\n", [wide, narrow, weak]) == ["weak"])
        // Neither of these asks for all that the other does.
        #expect(try recognised("Id,Opened,Team\n1,2,3\n", [wide, other]) == ["wide", "other"])
    }

    /// What is said of a table that leaves the choice to its files.
    private func said(_ texts: [String], _ formats: [ExportFormat]) -> (
        formats: [String: ExportFormat], problems: [String]
    ) {
        let files = texts.map { TemporaryFile($0) }
        let collector = DiagnosticCollector()
        let options = "t: { files: [\(files.map { "'\($0.path)'" }.joined(separator: ", "))], export: auto }"
        let found = Ingestion.formats(
            of: IngestionOptions(OptionNode.text(options), collector: collector), among: Self.catalogue(formats),
            baseFolder: "", context: context(collector))
        var said = messages(collector)
        for (number, file) in files.enumerated() {
            said = said.map { $0.replacing(file.path, with: "\(number + 1).csv") }
        }
        return (found, said)
    }

    @Test func `files of none, of several and of different exports are errors that name them`() throws {
        let wide = try Self.format("wide", "{ headers: [Id, Opened] }")
        let other = try Self.format("other", "{ headers: [Opened, Team] }")
        #expect(said(["Id,Opened\n1,2\n", "Id,Opened\n3,4\n"], [wide, other]).formats["t"]?.name == "wide")
        let none = said(["a,b\n1,2\n"], [wide, other])
        #expect(none.formats.isEmpty)
        #expect(none.problems.first?.contains("error: file '1.csv' shows the marks of no known export") == true)
        let several = said(["Id,Opened,Team\n1,2,3\n"], [wide, other])
        #expect(several.problems.count == 1)
        #expect(
            several.problems.first?.contains(
                "error: file '1.csv' shows the marks of several exports: 'wide', 'other'\n  help: write which is meant, such as "
                    + "'export: wide'") == true)
        let different = said(["Id,Opened\n1,2\n", "Opened,Team\n3,4\n"], [wide, other])
        #expect(
            different.problems.first?.contains(
                "error: file '1.csv' is an export of 'wide', but file '2.csv' one of 'other'") == true)
        // A file that is not there says nothing here.
        let absent = said([], [wide])
        #expect(absent.formats.isEmpty)
    }

    @Test func `a format that nothing leads to is told`() throws {
        let collector = DiagnosticCollector()
        let format = try #require(
            ExportFormat(OptionNode.text("name: mine\ncolumns: { id: }\n", file: "mine.yml"), collector: collector))
        for (export, isTold) in [("generic", true), ("mine", false)] {
            let collector = DiagnosticCollector()
            let options = IngestionOptions(
                OptionNode.text("t: { files: x.csv, export: \(export) }"), collector: collector)
            _ = Ingestion.formats(
                of: options, among: Self.catalogue([format]), baseFolder: "", context: context(collector))
            #expect(
                messages(collector).contains {
                    $0.hasPrefix(
                        "mine.yml:1:7: warning: export 'mine' has no 'marks' to be recognised by, and no table names it"
                    )
                } == isTold)
        }
    }

    // MARK: What a recognised format says of its files

    private func read(_ text: String, _ format: ExportFormat) throws -> (texts: [String: [String?]], problems: [String])
    {
        let collector = DiagnosticCollector()
        let context = context(collector)
        let file = TemporaryFile(text)
        let ingest = IngestionOptions(
            OptionNode.text("t: { files: '\(file.path)', export: \(format.name) }"), collector: collector)
        let plan = Ingestion.plan(
            ingest, requested: ["t": Set(format.columns.map(\.name))], baseFolder: "", defaultZone: .utc,
            exports: Self.catalogue([format]), context: context)
        guard !collector.hasErrors else { return ([:], messages(collector)) }
        let table = try #require(try Ingestion.run(plan, context: context).tables.tables.first)
        let texts = table.columns.enumerated().map { index, column in
            (column.name, table.chunks.flatMap { $0.columns[index].texts })
        }
        return (Dictionary(texts) { $1 }, messages(collector))
    }

    @Test func `a moment may stand in two columns of an export`() throws {
        let format = try Self.format(
            "two", "{ headers: [Day, Clock] }",
            "dates: day-first\ncolumns: { at: { headers: Day, time: [Clock, Zeit] } }")
        #expect(try read("Day,Clock\n02/01/2026,10:00\n", format).texts["at"] == ["1767348000000"])
        #expect(try read("Day,Zeit\n02/01/2026,10:00\n", format).texts["at"] == ["1767348000000"])
    }

    @Test func `the header of an export may have rows, and its files fewer columns than it has names`() throws {
        let rows = try Self.format(
            "rows", "{ headers: [Q1, Q2] }",
            "header_rows: 2\ncolumns: { id: Id, first: { headers: Q1, type: integer } }")
        let survey = try read("Id,Q1,Q2\nThe id,\"How\ngood?\",Why?\n7,5,\n8,4,so\n", rows)
        #expect(survey.texts == ["id": ["7", "8"], "first": ["5", "4"]], "\(survey.problems)")
        let leading = try Self.format(
            "leading", "{ words: { b: [x] } }",
            "header: none\nnames: [a, b, c, d]\ncolumns: { one: a, three: c, four: d }")
        let log = try read("1,x,p\n2,x,q\n", leading)
        #expect(log.texts == ["one": ["1", "2"], "three": ["p", "q"]], "\(log.problems)")
        let long = try read("1,x,p,q,r\n2,x,p,q,r\n", leading)
        #expect(long.texts.isEmpty && long.problems.count == 1, "\(long.problems)")
    }

    @Test func `years of two digits are read where the export has them`() throws {
        let columns = "dates: month-first\ncolumns: { at: { headers: At, type: date } }"
        let short = try Self.format("short", "{ headers: At }", "short_years: yes\n" + columns)
        #expect(try read("At,x\n6/23/25,1\n", short).texts["at"] == ["2025-06-23"])
        let long = try Self.format("long", "{ headers: At }", columns)
        let rows = "At,x\n6/23/25,1\n" + String(repeating: "6/23/2025,1\n", count: 20)
        #expect(try read(rows, long).texts["at"]?.count == 20)
    }
}
