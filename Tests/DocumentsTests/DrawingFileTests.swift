// Charts as files beside Markdown: their names, where the text names them, and that each is a picture of its own.

import Charts
import Diagnostics
import Foundation
import Testing

@testable import Documents

struct DrawingFileTests {
    private static func figure(_ title: String) -> Document.Element {
        let chart = LineChart(
            caption: .init(identifier: "c", title: title, description: "d"), periods: ["a", "b"],
            series: [.init(name: "s", values: [1, 2])], format: { "\(Int($0))" })
        return .figure(.init(title: title, note: "n*", drawing: chart.drawing()))
    }

    private static let document = Document(
        language: .english,
        masthead: Document.Masthead(
            title: "t", kicker: "k", period: .init("Period", "p"), languages: .init(label: ""), contentsLabel: "",
            skipLabel: ""),
        sections: [
            Document.Section(
                anchor: "trend", title: "Trend", elements: [.group(.charts, [figure("a_b"), figure("<c>")])]),
            Document.Section(anchor: "words", title: "Words", elements: [.paragraph(.init("x"))]),
            Document.Section(anchor: "groups", title: "Groups", elements: [figure("e")]),
        ],
        colophon: Document.Colophon(
            toolLabel: "", tool: "", origin: .init("", ""), fingerprint: .init("", "")))

    @Test func `they are named by document, section and number, and by language where there are several`() {
        #expect(
            DrawingFile.files(of: Self.document, named: "annex", language: "").map(\.name)
                == ["charts/annex-trend-1.svg", "charts/annex-trend-2.svg", "charts/annex-groups-1.svg"])
        #expect(
            DrawingFile.files(of: Self.document, named: "report", language: "zh-Hans").first?.name
                == "charts/report-trend-1.zh-Hans.svg")
    }

    @Test func `Markdown shows each below its title, and none without files`() {
        let files = DrawingFile.files(of: Self.document, named: "r", language: "")
        let text = String(decoding: MarkdownWriter(drawings: files).bytes(of: Self.document), as: UTF8.self)
        #expect(
            text.contains(
                """
                ## Trend

                **a\\_b** · n\\*

                ![a\\_b](charts/r-trend-1.svg)

                **&lt;c&gt;** · n\\*

                ![&lt;c&gt;](charts/r-trend-2.svg)

                ## Words

                """))
        #expect(text.contains("![e](charts/r-groups-1.svg)"))
        let plain = String(decoding: MarkdownWriter().bytes(of: Self.document), as: UTF8.self)
        #expect(!plain.contains("!["))
    }

    @Test func `each is a file of XML on white, with its title`() throws {
        for file in DrawingFile.files(of: Self.document, named: "r", language: "") {
            let text = String(decoding: file.bytes, as: UTF8.self)
            #expect(
                text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\""))
            #expect(text.contains(">\n  <rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/>\n  <title"))
            #expect(text.hasSuffix("</svg>\n") && !text.contains("var("))
        }
    }

    @Test func `a drawing made for a page gets the name space of a file; a drawing of nothing has no file`() {
        let spark = Sparkline(caption: .init(identifier: "s", title: "t", description: "d"), values: [1, 2, 3])
        let file = spark.drawing().file
        #expect(file.ranges(of: "xmlns=").count == 1 && file.contains("<svg xmlns="))
        #expect(Drawing.none.file.isEmpty)
    }
}
