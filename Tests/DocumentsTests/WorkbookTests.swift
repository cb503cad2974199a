// Documents as workbooks: typed cells, texts that stay texts, names of sheets, and bytes that are the same again.

import Diagnostics
import Foundation
import Tabular
import TestSupport
import Testing

@testable import Documents

struct WorkbookTests {
    private static func document(
        _ sections: [Document.Section], title: String = "Calls", language: Language = .english
    ) -> Document {
        Document(
            language: language,
            masthead: Document.Masthead(
                title: title, kicker: "Summary", period: .init("Period", "2026-09"), facts: [.init("As of", "noon")],
                languages: .init(label: ""), contentsLabel: "", skipLabel: ""),
            sections: sections,
            colophon: Document.Colophon(
                toolLabel: "Made with", tool: "rapport", origin: .init("From", "calls.yml"),
                fingerprint: .init("XXH3", "00")))
    }

    private static func section(_ title: String, _ elements: [Document.Element]) -> Document.Section {
        Document.Section(anchor: "s", title: title, elements: elements)
    }

    private static func table(_ rows: [[Document.Cell]], heads: [String] = ["Name", "Number"]) -> Document.Element {
        .table(
            .init(
                caption: "", label: "", columns: heads.enumerated().map { .init($1, $0 > 0 ? .number : .text) },
                rows: rows))
    }

    private static func bytes(_ document: Document) throws -> [UInt8] {
        try WorkbookWriter(madeAt: 1_789_430_400_000).bytes(of: document)
    }

    private static func number(_ value: Double, _ unit: String, _ shown: String) -> Document.Number {
        Document.Number(.real(value), unit: unit, shown: shown)
    }

    // MARK: Numbers

    @Test(arguments: [
        (number(0.8345, "fraction", "83.4%"), Language.english, 0.8345, "#,##0.0%"),
        (number(0.9996, "fraction", "99.96%"), .chinese, 0.9996, "#,##0.00%"),
        (
            number(0.012, "fraction", "+1.2\u{A0}pp"), .english, 1.2,
            "+#,##0.0\"\u{A0}pp\";-#,##0.0\"\u{A0}pp\";\"±\"#,##0.0\"\u{A0}pp\""
        ),
        (number(-0.012, "fraction", "\u{2212}1.2 个百分点"), .chinese, -1.2, "#,##0.0\" 个百分点\""),
        (number(0.034, "fraction", "+3.4%"), .english, 0.034, "+#,##0.0%;-#,##0.0%;\"±\"#,##0.0%"),
        (number(1234.5, "CNY", "¥1,234.50"), .chinese, 1234.5, "\"¥\"#,##0.00"),
        (number(-1234.5, "USD", "\u{2212}US$1,234.50"), .chinese, -1234.5, "\"US$\"#,##0.00"),
        (number(45, "s", "45.0\u{A0}s"), .english, 45, "#,##0.0\"\u{A0}s\""),
        (number(83.4, "s", "1\u{A0}m 23\u{A0}s"), .english, 83.4, "#,##0.0\"\u{A0}s\""),
        (number(83.4, "s", "1\u{A0}分 23\u{A0}秒"), .chinese, 83.4, "#,##0.0\"\u{A0}秒\""),
        (number(12.34, "per_1000", "12.3\u{A0}per\u{A0}1,000"), .english, 12.34, "#,##0.0\"\u{A0}per\u{A0}1,000\""),
        (number(12.34, "per_1000", "12.3‰"), .chinese, 12.34, "#,##0.0\"‰\""),
        (number(12_345, "count", "12,345"), .english, 12_345, "#,##0"),
        (number(0.0004, "number", "< 0.001"), .english, 0.0004, "General"),
        (number(1234.5, "number", "1.2k"), .english, 1234.5, "General"),
        (number(0.5, "fraction", "half"), .english, 0.5, "#,##0.0%"),
        (number(-0.0, "count", "0"), .english, 0, "#,##0"),
    ])
    func `a number keeps its value and gets the format of what is printed`(
        number: Document.Number, language: Language, value: Double, format: String
    ) throws {
        let held = try #require(
            SheetNumberFormat(number, language: language).number(number.quantity.doubleValue))
        #expect(held.format == format)
        #expect(abs(held.value - value) < 1e-12 && held.value.sign == value.sign)
    }

    @Test func `a half that is rounded to the even digit is still known, and a quotation mark ends no format`() {
        #expect(
            SheetNumberFormat(Self.number(0.125, "fraction", "12%"), language: .english).number(0.125)?.format
                == "#,##0%")
        #expect(
            SheetNumberFormat(Self.number(1, "number", "A\"1\"B"), language: .english).number(1)?.format
                == "\"A\"#,##0\"B\"")
    }

    @Test func `what is no number is a word, and never a number`() throws {
        let rows: [[Document.Cell]] = [
            [.text("nan"), .value(.number(Self.number(.nan, "count", "–")))],
            [.text("infinite"), .value(.number(Self.number(-.infinity, "fraction", "∞")))],
            [.text("hidden"), .value(.hidden(shown: "hidden"))], [.text("absent"), .value(.absent(shown: "–"))],
            [.text("007"), .code("007")], [.text("blank"), .blank], [.text("one"), .count(1, shown: "1")],
        ]
        let file = try Self.bytes(Self.document([Self.section("Numbers", [Self.table(rows)])]))
        guard let sheet = try WorkbookReader.read([file])?.first?.sheets.last else { return }
        let cells = sheet.cells.filter { $0.place.hasPrefix("B") && $0.place != "B4" }
        #expect(cells.map(\.type) == ["s", "s", "s", "s", "s", "n"])
        #expect(cells.map(\.text) == ["–", "∞", "hidden", "–", "007", nil])
    }

    // MARK: Texts

    private static let naughty = [
        "=HYPERLINK(\"https://example.com\",\"x\")", "=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "'=1", "\t=1", "{=1}", "1",
        "1e5", "007",
        "2026-09-01", "TRUE", "#N/A", "#REF!", "http://example.com", "mailto:a@example.com", "internal:A1", "_x0041_",
        "_x005F_x0041_",
        "_x0041_x0042_", "__x000D__", "_x00e9_", "<b>&amp;\"'</b>", "]]>", " blank at both ends ", "two\nlines",
        "客户满意度",
        "😀👨‍👩‍👧", "e\u{301}", "a\u{A0}b", "%s%n", "C:\\x", "\u{FFFD}",
    ]

    @Test func `naughty texts come back unchanged, and none is a formula`() throws {
        let rows: [[Document.Cell]] = Self.naughty.map { [.text($0), .count(1, shown: "1")] }
        let file = try Self.bytes(Self.document([Self.section("Texts", [Self.table(rows)])]))
        guard let book = try WorkbookReader.read([file])?.first else { return }
        #expect(!book.hasFormula)
        for text in Self.naughty { #expect(book.texts.contains(text), "\(text)") }
        let cells = book.sheets.last?.cells.filter { $0.place.hasPrefix("A") } ?? []
        // openpyxl takes a text that begins with = for a formula, whatever the file says; the file itself was asked above.
        #expect(cells.suffix(Self.naughty.count).allSatisfy { ["s", "f"].contains($0.type) })
        #expect(cells.filter { $0.text?.hasPrefix("=") == true }.map(\.format) == ["@", "@"])
    }

    @Test(arguments: [
        ("a\u{0}b\u{1}c\u{1B}d", "a\u{FFFD}b\u{FFFD}c\u{FFFD}d"), ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("\u{202E}x", "\u{FFFD}x"),
        ("\u{FFFE}\u{FFFF}", "\u{FFFD}\u{FFFD}"), ("_x0041_", "_x005F_x0041_"),
        ("_x0041_x0042_", "_x005F_x0041_x005F_x0042_"),
        ("_x004_ _xZZZZ_ x0041_", "_x004_ _xZZZZ_ x0041_"),
    ])
    func `what a file cannot hold is replaced, and what would be read as a sign is escaped`(text: String, held: String)
    {
        #expect(SheetText.escaped(text) == held)
    }

    @Test func `a text that no cell can hold is cut with an ellipsis`() throws {
        for text in [
            String(repeating: "x", count: 32_767), String(repeating: "x", count: 32_768),
            String(repeating: "😀", count: 20_000),
            String(repeating: "_x0041_", count: 5_000), String(repeating: "客", count: 40_000),
        ] {
            let held = SheetText.escaped(text)
            #expect(held.utf16.count <= 32_767)
            #expect(held.hasSuffix("…") == (held != text))
            let document = Self.document([
                Self.section("s", [.paragraph(.init(text)), Self.table([[.text(text), .blank]])])
            ])
            #expect(try !Self.bytes(document).isEmpty)
        }
        #expect(SheetText.escaped(String(repeating: "x", count: 32_767)).utf16.count == 32_767)
    }

    // MARK: Sheets

    @Test func `names of sheets are short, plain and unlike each other whatever the case`() throws {
        let titles = [
            "Overview", "OVERVIEW", "a[b]c:d*e?f/g\\h", "'quoted'", "It's", "  ", "", "''", "History", "HISTORY",
            String(repeating: "长", count: 40),
            String(repeating: "长", count: 40), String(repeating: "😀", count: 20), "Ünlü", "ÜNLÜ", "two\nlines",
        ]
        let sections = titles.map { Self.section($0, [Self.table([[.text("x"), .count(1, shown: "1")]])]) }
        let names = WorkbookWriter.workbook(Self.document(sections)).sheets.map(\.name)
        #expect(
            names == [
                "Overview", "Overview (2)", "OVERVIEW (3)", "a-b-c-d-e-f-g-h", "quoted", "It's", "_", "_ (2)", "_ (3)",
                "History_", "HISTORY_ (2)",
                String(repeating: "长", count: 31), String(repeating: "长", count: 27) + " (2)",
                String(repeating: "😀", count: 15), "Ünlü", "ÜNLÜ (2)",
                "two-lines",
            ])
        #expect(names.allSatisfy { $0.utf16.count <= 31 } && Set(names.map { $0.lowercased() }).count == names.count)
        let read = try WorkbookReader.read([Self.bytes(Self.document(sections))])
        if let read { #expect(read[0].sheets.map(\.name) == names) }
    }

    @Test
    func `a sheet keeps the head of its table in sight, prints on the width of a page, and has room for its texts`()
        throws
    {
        let rows: [[Document.Cell]] = [
            [.text("abcdefghijkl"), .count(1, shown: "1")], [.text("客户满意度客户满意度客户"), .count(2, shown: "2")],
        ]
        let one = Self.section("One", [.paragraph(.init("Before")), Self.table(rows, heads: ["名称", "数量"])])
        let two = Self.section("Two", [Self.table(rows), Self.table(rows)])
        let words = Self.section("Words", [.paragraph(.init("Only words")), .callout(.init("Mind"))])
        let file = try Self.bytes(Self.document([one, two, words], title: "通话", language: .chinese))
        guard let sheets = try WorkbookReader.read([file])?.first?.sheets else { return }
        #expect(sheets.map(\.name) == ["概览", "One", "Two"])
        #expect(sheets.allSatisfy { $0.isLandscape && $0.pagesWide == 1 })
        #expect(sheets.map(\.frozen) == [nil, "A6", "A2"])
        #expect(sheets[1]["A5"]?.text == "名称" && sheets[1]["B5"]?.text == "数量")
        #expect(sheets[1]["B6"]?.number == 1 && sheets[1]["B7"]?.number == 2)
        #expect(sheets[0].cells.contains { $0.text == "Only words" } && sheets[0].cells.contains { $0.text == "Mind" })
        #expect(sheets[0]["A1"]?.text == "通话")
        let width = try #require(sheets[1].widths["A"])
        #expect(width > 24 && width < 32)
    }

    @Test func `a measurement becomes columns: value, interval, n, and what is to be minded`() throws {
        let measurement = Document.Measurement(
            .number(Self.number(0.8, "fraction", "80.0%")),
            interval: .init(low: 0.75, high: 0.85, shown: "75.0%–85.0%"),
            sample: .init(count: 250, shown: "250", isTold: true), note: "partial",
            judgement: .init(bound: "≥ 90%", level: 0.9, status: "missed", tone: .bad, mark: "✗"))
        let change = Document.Change(
            base: "vs August", difference: .number(Self.number(0.02, "fraction", "+2.0\u{A0}pp")), verdict: "better",
            mark: "▲")
        let panel = Document.Panel(
            title: "Level", note: "higher is better",
            titles: .init(label: "Team", value: "Value", interval: "95% interval", sample: "n", change: "Change"),
            rows: [
                .init(label: "All", isTotal: true, measurement: measurement, change: change),
                .init(label: "A", measurement: .init(.hidden(shown: "hidden"))),
            ])
        let sheet = WorkbookWriter.workbook(Self.document([Self.section("Teams", [.panel(panel)])])).sheets[1]
        let rows = sheet.rows.compactMap { row -> [Workbook.Cell]? in
            if case .cells(let cells) = row { cells } else { nil }
        }
        #expect(
            rows[0].map(\.content) == [
                .text("Team"), .text("Value"), .text("95% interval, lower end"), .text("95% interval, upper end"),
                .text("n"), .text("To mind"),
                .text("vs August"), .text("vs August, meaning"), .text("Status"),
            ])
        let percent = "#,##0.0%"
        let points = "+#,##0.0\"\u{A0}pp\";-#,##0.0\"\u{A0}pp\";\"±\"#,##0.0\"\u{A0}pp\""
        #expect(
            rows[1].map(\.content) == [
                .text("All"), .number(.init(value: 0.8, format: percent)), .number(.init(value: 0.75, format: percent)),
                .number(.init(value: 0.85, format: percent)), .number(.init(value: 250, format: "#,##0")),
                .text("partial"),
                .number(.init(value: 2, format: points)), .text("▲ better"), .text("✗ missed"),
            ])
        #expect(rows[2].map(\.content) == [.text("A"), .text("hidden")] + Array(repeating: .blank, count: 7))
    }

    @Test func `a grid says what is to be minded of its values, and tells n and intervals in tables of their own`() {
        let thin = Document.Measurement(
            .number(Self.number(3, "count", "3")), interval: .init(low: 1, high: 5, shown: "1–5"),
            sample: .init(count: 9, shown: "9", isTold: true), note: "few")
        let grid = Document.Grid(
            title: "Months", label: "Months", note: "n", corner: "Team", columns: ["July", "August"],
            showsIntervals: true,
            rows: [.init(label: "A", cells: [thin, .blank])])
        let rows = WorkbookWriter.workbook(Self.document([Self.section("G", [.grid(grid)])])).sheets[1].rows
        let values = Workbook.Content.number(.init(value: 3, format: "#,##0"))
        func line(_ contents: [Workbook.Content]) -> Bool {
            rows.contains { row in
                if case .cells(let cells) = row { cells.map(\.content) == contents } else { false }
            }
        }
        #expect(line([.text("A"), values, .text("July: few")]))
        #expect(line([.text("A"), .number(.init(value: 9, format: "#,##0"))]))
        #expect(rows.contains(.text("Months, number of observations (n)", .heading)))
        #expect(
            rows.contains(.text("Months, lower end", .heading)) && rows.contains(.text("Months, upper end", .heading)))
    }

    @Test func `an empty document is a workbook of one sheet`() throws {
        let file = try Self.bytes(Self.document([], title: ""))
        guard let sheets = try WorkbookReader.read([file])?.first?.sheets else { return }
        #expect(sheets.map(\.name) == ["Overview"])
        #expect(
            sheets[0].cells.map(\.text) == [
                "Summary", "Period", "2026-09", "As of", "noon", "Made with", "rapport", "From", "calls.yml", "XXH3",
                "00",
            ])
    }

    // MARK: Bytes

    @Test func `the same document gives the same bytes at any time, whatever else is made beside it`() async throws {
        let sections = (0..<5).map { number in
            Self.section("S\(number)", [Self.table((0..<50).map { [.text("row \($0)"), .count($0, shown: "\($0)")] })])
        }
        let document = Self.document(sections)
        let first = try Self.bytes(document)
        // The times in the archive have a step of two seconds.
        try await Task.sleep(for: .seconds(2.1))
        let others = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<8 { group.addTask { try Self.bytes(document) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(others.allSatisfy { $0 == first })
        #expect(try WorkbookWriter(madeAt: 0).bytes(of: document) == WorkbookWriter(madeAt: 0).bytes(of: document))
    }
}
