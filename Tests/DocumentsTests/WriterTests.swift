// Documents in HTML and in Markdown: what sections become, and that texts stay texts.

import Charts
import Diagnostics
import Foundation
import Tabular
import Testing

@testable import Documents

struct WriterTests {
    private static func document(_ sections: [Document.Section], saying text: String = "x") -> Document {
        Document(
            language: .english,
            masthead: Document.Masthead(
                title: text, kicker: text, period: .init("Period", text), periodMark: text, days: .init("Days", text),
                facts: [.init(text, text)], callout: .init(text),
                languages: .init(
                    label: text,
                    entries: [
                        .init(code: "en", name: text, file: text, isCurrent: true),
                        .init(code: "zh-Hans", name: text, file: text, isCurrent: false),
                    ]), contentsLabel: text, skipLabel: text),
            sections: sections,
            colophon: Document.Colophon(
                toolLabel: "Made with", tool: text, origin: .init(text, text), fingerprint: .init(text, text)))
    }

    private static func html(_ document: Document) -> String {
        String(decoding: HTMLWriter().bytes(of: document), as: UTF8.self)
    }

    private static func markdown(_ document: Document) -> String {
        String(decoding: MarkdownWriter().bytes(of: document), as: UTF8.self)
    }

    private static func section(_ anchor: String, _ elements: [Document.Element] = []) -> Document.Section {
        Document.Section(anchor: anchor, title: anchor.uppercased(), elements: elements)
    }

    /// The page between `<main>` and `</main>`.
    private static func main(_ sections: [Document.Section]) -> String {
        let page = html(document(sections))
        guard let start = page.range(of: "<main id=\"main\">\n"), let end = page.range(of: "</main>") else { return "" }
        return String(page[start.upperBound..<end.lowerBound])
    }

    private static let made = "<p class=\"made\" aria-hidden=\"true\">x · x x · x <code>x</code></p>\n"

    // MARK: Sections

    @Test func `a section that goes on stands inside the one before, and alone when that is not there`() {
        var terms = Self.section("terms")
        terms.continues = "definitions"
        var closing = Document.Section(
            anchor: "signs", title: "SIGNS", isListed: false, isClosing: true, continues: "definitions", elements: [])
        #expect(
            Self.main([Self.section("definitions"), terms, closing])
                == """
                <section id="definitions">
                <h2>DEFINITIONS</h2>
                <h3 id="terms">TERMS</h3>
                <div class="closing">
                <h3>SIGNS</h3>
                \(Self.made)</div>
                </section>

                """)
        #expect(
            Self.main([terms, Self.section("definitions")])
                == """
                <section id="terms">
                <h2>TERMS</h2>
                </section>
                <section id="definitions">
                <h2>DEFINITIONS</h2>
                <div class="closing">
                \(Self.made)</div>
                </section>

                """)
        closing.continues = nil
        #expect(
            Self.main([closing])
                == """
                <section aria-labelledby="signs-title">
                <h2 id="signs-title">SIGNS</h2>
                <div class="closing">
                \(Self.made)</div>
                </section>

                """)
        #expect(Self.main([]) == "")
    }

    @Test func `contents name the listed sections, and a lead needs no heading in plain text`() {
        let lead = Document.Section(anchor: "glance", title: "GLANCE", isListed: false, isLead: true, elements: [])
        let first = Self.document([lead, Self.section("books")])
        #expect(Self.html(first).contains("<ul>\n<li><a href=\"#books\">BOOKS</a></li>\n</ul>"))
        #expect(!Self.markdown(first).contains("GLANCE") && Self.markdown(first).contains("## BOOKS"))
        #expect(Self.markdown(Self.document([Self.section("books"), lead])).contains("## GLANCE"))
        #expect(Self.html(Self.document([lead])).contains("<h2 id=\"glance-title\">GLANCE</h2>"))
    }

    // MARK: Tables

    @Test func `a table folds its columns as each format has room`() {
        let table = Document.Table(
            caption: "Steps", label: "Steps",
            columns: [
                Document.Column("File"), Document.Column("Left", .number),
                Document.Column("Why", fold: .behindPrevious), Document.Column("Rule", fold: .belowNext),
                Document.Column("Reason"),
            ],
            rows: [[.path("a.csv"), .count(12, shown: "12"), .text("rejected"), .text("map"), .text("too long")]],
            totals: [[.text("All"), .count(12, shown: "12"), .blank, .blank, .blank]])
        let page = Self.main([Self.section("s", [.table(table)])])
        #expect(page.contains("<th scope=\"col\">Why</th><th scope=\"col\">Reason</th></tr></thead>"))
        #expect(
            page.contains(
                "<tr><th scope=\"row\"><bdi>a.csv</bdi></th><td data-label=\"Left\" class=\"number\">12</td>"
                    + "<td data-label=\"Why\">rejected</td><td data-label=\"Reason\">too long<small>map</small></td></tr>"
            ))
        #expect(page.contains("<tfoot><tr><th scope=\"row\">All</th>"))
        let text = Self.markdown(Self.document([Self.section("s", [.table(table)])]))
        #expect(
            text.contains(
                """
                | File | Left | Rule | Reason |
                | --- | ---: | --- | --- |
                | a.csv | 12 rejected | map | too long |
                | **All** | 12  |  |  |

                """))
    }

    @Test func `a cell keeps the number beside the text that is shown`() {
        let number = Document.Number(.exact(ExactDecimal(units: 8345, scale: 4)), unit: "fraction", shown: "83.4%")
        let cell = Document.Cell.value(.number(number))
        #expect(cell.shown == "83.4%")
        #expect(number.quantity.doubleValue == 0.8345 && number.unit == "fraction")
        #expect(Document.Cell.value(.hidden(shown: "hidden")) != .value(.absent(shown: "hidden")))
        #expect(Document.Cell.blank.shown.isEmpty && Document.Value.blank.shown.isEmpty)
    }

    // MARK: Texts

    /// A document of all elements, each text of which is `text`.
    private static func everything(_ text: String) -> Document {
        let number = Document.Value.number(Document.Number(.real(1), unit: "count", shown: text))
        let goal = Document.Goal(bound: text, level: 1, status: text, tone: .good, mark: text)
        let measurement = Document.Measurement(
            number, interval: .init(low: 0, high: 1, shown: text), sample: .init(count: 9, shown: text, isTold: true),
            note: text, judgement: goal)
        let change = Document.Change(
            base: text, difference: number, relative: .init(.real(1), unit: "fraction", shown: text), verdict: text,
            tone: .bad, mark: text)
        let columns = [
            Document.Column(text), Document.Column(text, fold: .belowNext), Document.Column(text, .number),
            Document.Column(text, fold: .behindPrevious),
        ]
        let folded = [
            Document.Column(text), Document.Column(text), Document.Column(text, fold: .belowName),
            Document.Column(text, fold: .fact(title: text)), Document.Column(text, fold: .cautionOfPrevious),
        ]
        let cells: [Document.Cell] = [.path(text), .text(text), .value(number), .text(text)]
        let drawing = Sparkline(
            caption: ChartCaption(identifier: "a", title: "a", description: "a"), values: [1, 2, 3]
        ).drawing()
        let absent = Document.Measurement(.absent(shown: text), note: text)
        return document(
            [
                Document.Section(
                    anchor: "s", title: text,
                    elements: [
                        .heading(.init(text, anchor: "h")), .paragraph(.init(text)), .callout(.init(text)),
                        .points(
                            .init(
                                points: [
                                    .init(headline: text, further: [text, text], basis: text, drawing: drawing),
                                    .init(headline: text, basis: text),
                                ], legend: [.init(drawing, text)], note: text)),
                        .heat(
                            .init(
                                title: text, corner: text, columns: [text, text],
                                rows: [
                                    .init(
                                        label: text,
                                        cells: [
                                            .init(value: text, shade: .worseSignal), .init(value: text, isThin: true),
                                        ])
                                ], legend: [.init(.worse1, text), .init(.plain, isThin: true, text)], note: text)),
                        .list(
                            .init([
                                .init(text), .init(text, lead: .name(text), remark: text),
                                .init(text, lead: .term(text)),
                                .init(text, lead: .place(text)),
                            ])),
                        .cards(
                            .init(
                                titles: .init(
                                    metric: text, value: text, interval: text, sample: text, change: text, target: text),
                                cards: [
                                    .init(
                                        title: text, measurement: measurement, changes: [change, change], goal: goal,
                                        drawing: drawing, state: .init(word: text, mark: text))
                                ])),
                        .table(.init(caption: text, label: text, columns: columns, rows: [cells], totals: [cells])),
                        .table(.init(.pairs, caption: text, label: text, columns: columns, rows: [cells])),
                        .table(
                            .init(
                                .definitions(facts: text), caption: text, label: text, columns: folded,
                                rows: [
                                    [.text(text), .text(text), .text(text), .code(text), .text(text)],
                                    [.text(text), .text(text), .text(text), .minor(text), .blank],
                                ])),
                        .group(
                            .panels,
                            [
                                .panel(
                                    .init(
                                        title: text, note: text,
                                        titles: .init(
                                            label: text, value: text, interval: text, sample: text, change: text),
                                        rows: [
                                            .init(label: text, measurement: measurement, change: change),
                                            .init(label: text, measurement: absent),
                                        ])),
                                .grid(
                                    .init(
                                        title: text, label: text, note: text, corner: text, columns: [text, text],
                                        sumTitle: text, showsIntervals: true,
                                        rows: [.init(label: text, cells: [measurement, absent, measurement])])),
                            ]), .figure(.init(title: text, note: text, drawing: drawing)),
                        .navigation(.init(label: text, links: [.init(anchor: "s", text: text)])),
                    ])
            ], saying: text)
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "\" onmouseover=\"alert(1)", "\"\u{301} autofocus x=\"", "'><img src=x>",
        "</style>",
        "</title>", "<!--", "]]>", "&lt;b&gt;", "a|b", "\\|", "`|`", "| --- |", "- x", "# x", "\n\n# x", "\r\n| a |",
        "\u{0}",
        "\u{202E}x", "[x](y)", "**x**", "{{x}}", "$x$", "1. x",
    ])
    func `whatever a text holds, it comes out as text wherever it stands`(text: String) {
        let (harmless, hostile) = (Self.everything("harmless"), Self.everything(text))
        #expect(Self.tags(of: Self.html(hostile)) == Self.tags(of: Self.html(harmless)))
        let (lines, expected) = (Self.lines(of: Self.markdown(hostile)), Self.lines(of: Self.markdown(harmless)))
        #expect(lines == expected)
    }

    /// The names of all tags in order.
    private static func tags(of page: String) -> [Substring] {
        page.matches(of: /<([^<>]*)>/).map { $0.1.prefix { $0 != " " } }
    }

    /// Per line, how it begins, and how many bars part cells.
    private static func lines(of text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let bare = line.replacing("\\\\", with: "x").replacing("\\|", with: "x")
            let start = bare.prefix { "#>-|*".contains($0) }
            return "\(start) \(bare.count { $0 == "|" })"
        }
    }

    @Test func `nothing goes into a page unescaped but literals, drawings and the style`() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources/Documents/Writers")
        for name in ["HTML", "Markdown"] {
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/" + name)
                .filter { !["HTMLText.swift", "MarkdownText.swift"].contains($0) }
            #expect(files.count >= 3)
            for file in files {
                let text = try String(contentsOfFile: folder.path + "/\(name)/\(file)", encoding: .utf8)
                let raw =
                    text.ranges(of: "bytes.append(text:").count + text.ranges(of: "bytes.append(contentsOf:").count
                #expect(raw == (file == "HTMLPage.swift" ? 2 : 0), "\(file)")
            }
        }
    }
}
