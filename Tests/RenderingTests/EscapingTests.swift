// Whatever a text holds, it stays text: in HTML, in Markdown, in a spreadsheet, in JSON.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Rendering

struct EscapingTests {
    @Test(arguments: [
        ("<b>&\"'", "&lt;b&gt;&amp;&quot;&#39;"),
        ("\"\u{301} onload=x", "&quot;\u{301} onload=x"),
        ("<\u{338}script>", "&lt;\u{338}script&gt;"),
        ("a\u{0}b\u{1B}c\u{85}d\u{FFFE}", "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}"),
        ("two\r\nlines", "two \nlines"),
        ("客服 👩‍👩‍👧", "客服 👩‍👩‍👧"),
    ])
    func `a text stays text in HTML`(text: String, expected: String) {
        #expect(HTMLText.escaped(text) == expected)
    }

    @Test(arguments: [
        ("a|b", "a\\|b"), ("<b>", "&lt;b&gt;"), ("`code`", "\\`code\\`"), ("*a* _b_ ~c~", "\\*a\\* \\_b\\_ \\~c\\~"),
        ("[x](y)", "\\[x\\](y)"), ("- item", "\\- item"), ("+ item", "\\+ item"), ("-5", "-5"), ("---", "\\---"),
        ("# title", "\\# title"), ("1. one", "1\\. one"), ("1.5", "1.5"), ("=1+1", "\\=1+1"), ("a\r\nb\nc", "a  b c"),
        ("\\|", "\\\\\\|"), ("$x$", "\\$x\\$"), ("a\u{2028}b", "a b"), ("&amp;", "&amp;amp;"),
    ])
    func `a text stays text in Markdown`(text: String, expected: String) {
        #expect(MarkdownText.escaped(text) == expected)
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+86", "'+86"), ("-5", "'-5"), ("@a", "'@a"), ("\tx", "'\tx"), ("\rx", "'\rx"),
        ("华东", "华东"),
        ("", ""), ("a=1", "a=1"), ("  =1", "'  =1"), ("\u{3000}=1", "'\u{3000}=1"), ("\u{A0}@a", "'\u{A0}@a"),
        ("\u{FEFF}=1", "'\u{FEFF}=1"), ("\u{200B}=1", "'\u{200B}=1"), ("\"=1\"", "'\"=1\""), ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"), ("－1", "'－1"), ("＠SUM", "'＠SUM"), ("；=1", "；=1"), ("ﾀ", "ﾀ"),
        ("a;=cmd|' /C calc'!A0", "a;'=cmd|' /C calc'!A0"), ("a; =1", "a;' =1"), ("a;\"=1", "a;'\"=1"),
        ("a\t=1", "a\t'=1"),
        ("a|+1", "a|'+1"), ("a\n-1", "a\n'-1"), ("=a;=b", "'=a;'=b"), ("a;b=1", "a;b=1"), (";", ";"), ("a;", "a;"),
    ])
    func `a spreadsheet takes no text for a formula`(text: String, expected: String) {
        #expect(CommaSeparatedText.guarded(text) == expected)
    }

    /// What a spreadsheet makes of a file that it opens with another separator, and with quotation marks understood or not.
    private static func cells(_ text: String, separator: Character, quotes: Bool) -> [String] {
        var cells: [String] = [""]
        var isQuoted = false
        var hasQuotes = false
        for character in text {
            // Within quotes a second one is the quotation mark itself: what is out for a sign is in again.
            if quotes, character == "\"", isQuoted || hasQuotes || cells[cells.count - 1].isEmpty {
                isQuoted.toggle()
                hasQuotes = true
            } else if !isQuoted, character == separator || character.isNewline {
                cells.append("")
                hasQuotes = false
            } else {
                cells[cells.count - 1].append(character)
            }
        }
        return cells
    }

    @Test(arguments: [",", ";", "\t", "|"] as [Character], [true, false])
    func `no table holds a live formula, whatever separator it is opened with`(separator: Character, quotes: Bool) {
        let signs = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]
        var attacks: [String] = []
        for sign in signs {
            for front in [
                "", " ", "\t", "\u{3000}", "x;", "x; ", "x|", "x\t", "x\n", "\"", "x;\"", ";;", "x\r\n", "a,",
            ] {
                attacks.append("\(front)\(sign)cmd|' /C calc'!A0")
            }
        }
        let byProduct = Breakdown(segments: ["product"])
        let period = SampleResults.period
        let results = MetricResults(
            metrics: [
                MetricDescription(
                    key: "m", title: Wording("m"), unit: .number, better: .none, formula: Wording("m"), definition: "m")
            ], breakdowns: [byProduct],
            segments: [Segment(key: "product", title: Wording("p"), labels: attacks.map { SegmentLabel(key: $0) })],
            period: period,
            cells: attacks.indices.map {
                MetricCell(
                    metric: "m", breakdown: byProduct, period: period, labels: [$0], value: .real(1), n: 9)
            })
        var facts = SampleResults.facts()
        facts.rejects = RejectedRows(
            attacks.map {
                RejectedRow(
                    file: 0, line: 1, byte: 0, column: $0, stage: .clean, rule: $0, reason: Wording($0), raw: $0)
            })
        let files = [
            ResultsTables(results: results, facts: facts).files[0].bytes,
            RejectsTable(facts: facts, language: .english).file.bytes,
        ]
        for bytes in files {
            for cell in Self.cells(String(decoding: bytes, as: UTF8.self), separator: separator, quotes: quotes) {
                let start = cell.drop { $0.isWhitespace || $0 == "\"" || $0 == "\u{3000}" }.unicodeScalars.first
                // A cut label's own text after a comma within quotes that are not understood is the reader's.
                if separator == ",", !quotes { continue }
                #expect(!"=+-@＝＋－＠".unicodeScalars.contains(start ?? "x"), "\(cell)")
            }
        }
    }

    @Test func `labels of any kind can be read back from results.csv`() {
        let naughty = [
            "华东", "A; B", "a=b", "a; tier=B", "", " ", " x ", "say \"no\"", "\"", "\\", "a\\", "=1+1", "-5", "'x",
            "two\nlines", "a,b", "x;=1",
            "x; \"=1", "＝1", "a\tb", "a|b", "\u{3000}", ";", "=", "; ", "🙂", "e\u{301}", "\"\u{301}",
        ]
        let both = Breakdown(segments: ["one", "two"])
        let period = SampleResults.period
        let segments = ["one", "two"].map { key in
            Segment(key: key, title: Wording(key), labels: naughty.map { SegmentLabel(key: $0) })
        }
        let places = naughty.indices.flatMap { one in naughty.indices.map { [one, $0] } }
        let results = MetricResults(
            metrics: [], breakdowns: [both], segments: segments, period: period,
            cells: places.map {
                MetricCell(metric: "m", breakdown: both, period: period, labels: $0, value: .real(1), n: 9)
            })
        let text = String(
            decoding: ResultsTables(results: results, facts: SampleResults.facts()).files[0].bytes, as: UTF8.self)
        let read = PlainCSV.rows(text).map { SegmentText.pairs($0["segment"] ?? "") }
        #expect(read.count == places.count)
        for (place, pairs) in zip(places, read) {
            #expect(pairs?.map(\.segment) == ["one", "two"])
            #expect(pairs?.map { Array($0.label.utf8) } == place.map { Array(naughty[$0].utf8) })
        }
        #expect(SegmentText.pair("region", "华东") == "region=华东")
        #expect(SegmentText.pair("p", "A; B") == "p=\"A; B\"")
        #expect(SegmentText.pair("p", "=1") == "p=\"\\=1\"")
    }

    @Test(arguments: [
        "\u{1B}[2J", "\u{9B}31m", "\u{202E}gpj", "\u{2066}x", "a\u{200B}b", "\u{FEFF}x", "\u{7}", "\u{200F}x",
    ])
    func `what acts on a page is shown as a sign that does not`(text: String) {
        for shown in [HTMLText.escaped(text), MarkdownText.escaped(text)] {
            #expect(!shown.unicodeScalars.contains(where: TerminalText.acts))
        }
        #expect(HTMLText.escaped("👨‍👩‍👧 “x” – 华东") == "👨‍👩‍👧 “x” – 华东")
    }

    @Test func `cells with commas, quotes and line ends are quoted`() {
        var table = CommaSeparatedText()
        table.appendRow(["plain", "a,b", "say \"hi\"", "two\nlines", "cr\r", ""])
        #expect(
            String(decoding: table.bytes, as: UTF8.self)
                == "plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"cr\r\",\n")
    }

    @Test func `a text stays text in a style sheet`() {
        #expect(StyleSheetText.escaped("a\"};</style>") == "a\\22 \\7d \\3b \\3c \\2f style\\3e ")
        #expect(StyleSheetText.escaped("评审 Q3\n") == "评审\\20 Q3")
    }
}
