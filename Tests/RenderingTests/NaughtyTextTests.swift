// Hostile and broken texts as labels, titles, file names and raw rows: reports keep their structure.

import Diagnostics
import Foundation
import Stages
import Tabular
import TestSupport
import Testing

@testable import Rendering

struct NaughtyTextTests {
    /// A few of each kind, so that the test says something where the shared list is absent.
    static let own = [
        "<script>alert(1)</script>", "\" onmouseover=\"alert(1)", "\"\u{301} autofocus onfocus=alert(1) x=\"",
        "'><img src=x onerror=alert(1)>", "</style><script>alert(1)</script>", "</title></head>", "<!--", "-->", "]]>",
        "{{words.title}}", "{{{title}}}", "{{> style}}", "a|b|c", "\\|", "`|`", "| --- |", "---", "- x", "# x",
        "\n\n# x",
        "\r\n| a |", "=1+1", "\u{202E}txt.exe", "\u{0}\u{7}\u{1B}[31m", "Z̮̞̠͙͔ͅa̦l̫g̞o", "社會科學院語學研究所", "👩‍👩‍👧‍👦🏳️‍🌈",
        "javascript:alert(1)", "[x](javascript:alert(1))", "![x](http://example.invalid/x.png)", "@everyone",
        "$\\frac{1}{2}$",
        "&lt;b&gt;", "%s%n", "\u{FEFF}", " ", "", "\u{2028}", "${7*7}", "~~x~~ **y** __z__",
    ]

    /// A report with a segment of these labels, and as many files and rejects that bear them.
    static func files(labels: [String]) throws -> [String: String] {
        var results = SampleResults.results()
        results.metrics = Array(results.metrics.prefix(1))
        let breakdown = Breakdown(segments: ["label"])
        results.breakdowns = [.total, breakdown]
        results.segments = [
            Segment(key: "label", title: Wording("Label"), labels: labels.map { SegmentLabel(key: $0) })
        ]
        results.comparisons = [:]
        results.cells = labels.indices.map {
            MetricCell(
                metric: results.metrics[0].key, breakdown: breakdown, period: results.period, labels: [$0],
                value: .real(0.5),
                n: 99, low: 0.4, high: 0.6)
        }
        var facts = SampleResults.facts()
        let file = facts.files[0]
        facts.files = labels.map { label in
            var file = file
            file.path = label
            return file
        }
        facts.ledgers = [
            TableLedger(table: "t", readByFile: Dictionary(uniqueKeysWithValues: labels.indices.map { ($0, 1) }))
        ]
        facts.rejects = RejectedRows(
            labels.enumerated().map { index, label in
                RejectedRow(
                    file: index, line: index, byte: 0, column: label, stage: .clean, rule: "reject",
                    reason: Wording(label), raw: label)
            })
        facts.warnings = labels.map { Diagnostic(.remark("x"), .warning, Wording($0)) }
        return try render(results, facts)
    }

    /// A report whose every text is `text`.
    static func files(saying text: String) throws -> [String: String] {
        let words = Wording(text)
        let metric = MetricDescription(
            key: text, title: words, unit: .points, better: .higher, formula: words, definition: text, table: text,
            attribution: text, interval: text, source: words, caution: words)
        let segment = Segment(
            key: text, title: words, labels: [SegmentLabel(key: text, title: words)], convention: words)
        let bySegment = Breakdown(segments: [text])
        let crossed = Breakdown(grain: .month, segments: [text])
        let period = SampleResults.period
        let target = Target(bound: .atLeast, value: 2)
        let value = MetricValue.real(1)
        var cells = (-3...0).map { step in
            MetricCell(
                metric: text, breakdown: .total, period: period.advanced(by: step), value: value, n: 9, low: 0.5,
                high: 2,
                target: target, status: .uncertain)
        }
        cells.append(MetricCell(metric: text, breakdown: bySegment, period: period, labels: [0], value: value, n: 9))
        cells += period.divided(into: .month).map {
            MetricCell(metric: text, breakdown: crossed, period: $0, labels: [0], value: value, n: 9)
        }
        let results = MetricResults(
            metrics: [metric], breakdowns: [.total, bySegment, crossed], segments: [segment], period: period,
            comparedPeriods: [.previous: period.advanced(by: -1)], partialPeriods: [period], cells: cells,
            comparisons: [
                3: [Comparison(base: .previous, basePeriod: period, baseValue: value, difference: 1, verdict: .better)]
            ], rowsWithoutTime: [text: 3])
        var facts = SampleResults.facts()
        facts.title = words
        facts.pipeline = text
        facts.pipelineFingerprint = text
        facts.toolVersion = text
        for index in facts.files.indices {
            facts.files[index].path = text
            facts.files[index].encoding = text
        }
        for index in facts.ledgers.indices {
            facts.ledgers[index].table = text
            for step in facts.ledgers[index].steps.indices { facts.ledgers[index].steps[step].rule = text }
        }
        facts.links = [LinkMatch(from: text, to: text, rows: 3, matched: 2, missing: 1)]
        facts.rejects = [
            RejectedRow(file: 0, line: 1, byte: 0, column: text, stage: .clean, rule: text, reason: words, raw: text)
        ]
        facts.warnings = [
            Diagnostic(.remark("x"), .warning, at: SourceLocation(file: text, line: 1), words, help: words)
        ]
        return try render(results, facts)
    }

    private static func render(_ results: MetricResults, _ facts: RunFacts) throws -> [String: String] {
        let context = StageContext(collector: DiagnosticCollector(), zone: SampleResults.zone, asOf: facts.asOf)
        let plan = Rendering.plan(
            RenderingOptions(), title: facts.title, languages: [.english, .chinese], collector: context.collector)
        let files = try Rendering.run(plan, results: Rendering.shown(results, by: plan), facts: facts, context: context)
        return Dictionary(uniqueKeysWithValues: files.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) })
    }

    @Test(arguments: own)
    func `no text changes the structure of a report`(text: String) throws {
        expectSameStructure(try Self.files(saying: text), as: try Self.files(saying: "harmless"))
    }

    @Test func `none of the shared list of naughty texts changes the structure of a report`() throws {
        guard let path = SharedData.path("naughty-strings/blns.json") else { return }
        let data = try #require(FileManager.default.contents(atPath: path))
        let texts = try JSONDecoder().decode([String].self, from: data)
        #expect(texts.count > 400)
        let harmless = try Self.files(labels: texts.map { _ in "harmless" })
        expectSameStructure(try Self.files(labels: texts), as: harmless)
    }

    private func expectSameStructure(_ found: [String: String], as expected: [String: String]) {
        for language in ["en", "zh-Hans"] {
            let page = "index.\(language).html"
            let hasSameTags = Self.skeleton(of: found[page] ?? "") == Self.skeleton(of: expected[page] ?? "x")
            #expect(hasSameTags, "\(page)")
            let text = "report.\(language).md"
            let hasSameTables = Self.tableShape(of: found[text] ?? "") == Self.tableShape(of: expected[text] ?? "x")
            #expect(hasSameTables, "\(text)")
        }
        for name in ["results.csv", "rejects.csv"] {
            let hasSameRows = Self.rowLengths(of: found[name] ?? "") == Self.rowLengths(of: expected[name] ?? "x")
            #expect(hasSameRows, "\(name)")
        }
    }

    /// All tags in order, attribute values left out except those that point somewhere.
    private static func skeleton(of page: String) -> [String] {
        var tags: [String] = []
        var tag: [UInt8]?
        var quote: UInt8?
        for byte in page.utf8 {
            if tag != nil {
                if let open = quote {
                    if byte == open { quote = nil }
                } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    quote = byte
                    tag?.append(byte)
                } else if byte == UInt8(ascii: ">") {
                    tags.append(String(decoding: tag ?? [], as: UTF8.self))
                    tag = nil
                } else {
                    tag?.append(byte)
                }
            } else if byte == UInt8(ascii: "<") {
                tag = []
            }
        }
        // How a chart breaks up and shortens its labels depends on their width.
        let inChart: Set = ["text", "/text", "tspan", "/tspan", "title", "/title", "g", "/g"]
        return tags.filter { tag in !inChart.contains(String(tag.prefix { $0 != " " })) }
    }

    /// Per line the number of bars that part cells.
    private static func tableShape(of text: String) -> [Int] {
        text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            guard line.first == UInt8(ascii: "|") else { return 0 }
            var count = 0
            var isEscaped = false
            for byte in line {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "|") {
                    count += 1
                }
            }
            return count
        }
    }

    /// The number of cells in each row of a CSV file.
    private static func rowLengths(of text: String) -> [Int] {
        var lengths: [Int] = []
        var count = 1
        var isQuoted = false
        for byte in text.utf8 {
            switch byte {
            case 0x22: isQuoted.toggle()
            case 0x2C where !isQuoted: count += 1
            case 0x0A where !isQuoted:
                lengths.append(count)
                count = 1
            default: break
            }
        }
        return lengths
    }
}
