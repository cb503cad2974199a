// Whatever labels and rows hold, they stay text in the tables of a report.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Rendering

struct EscapingTests {
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
            ResultsFiles(results: results, facts: facts).files[0].bytes,
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
            decoding: ResultsFiles(results: results, facts: SampleResults.facts()).files[0].bytes, as: UTF8.self)
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
}
