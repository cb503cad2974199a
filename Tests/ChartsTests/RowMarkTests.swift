// Row marks, whole: every byte of a dot and of a bar, and what is not drawn.
import Charts
import Foundation
import Testing

struct RowMarkTests {
    private let rates: [RowMark.Value] = [
        .init(value: 0.8, low: 0.7, high: 0.9, isTotal: true), .init(value: 0.5, low: 0.4, high: 0.6),
    ]
    private let counts: [RowMark.Value] = [.init(value: 900, isTotal: true), .init(value: 30), .init(value: -10)]

    @Test func `a number with an interval is a dot on a line, with a mark at the total`() {
        let mark = RowMark(rates[1], reference: 0.8, on: RowMark.Scale(rates))
        #expect(
            mark.svg() == """
                <svg class="inline" viewBox="0 0 132 14" aria-hidden="true"><path class="ref" d="M103.2 0V14"/>\
                <path class="whisker" d="M4 7H53.6"/><circle class="dot" cx="28.8" cy="7" r="3.5"/></svg>
                """)
    }

    @Test func `a count is a bar from zero, and the total does not dwarf it`() {
        let scale = RowMark.Scale(counts)
        #expect(
            RowMark(counts[1], reference: 900, on: scale).svg() == """
                <svg class="inline" viewBox="0 0 132 14" aria-hidden="true"><rect class="bar" x="35" y="3" \
                width="93" height="8" rx="1"/></svg>
                """)
        #expect(RowMark(counts[2], on: scale).svg().contains("<rect class=\"bar\" x=\"4\" y=\"3\" width=\"31\""))
        #expect(RowMark(counts[0], on: scale).drawing().isEmpty)
    }

    @Test(arguments: oddValues.indices)
    func `odd values still make a mark or none`(index: Int) {
        let values = oddValues[index].values.compactMap { $0 }
        for hasIntervals in [true, false] {
            let marks = values.map {
                RowMark.Value(value: $0, low: hasIntervals ? values.last : nil, high: hasIntervals ? $0 : nil)
            }
            let scale = RowMark.Scale(marks)
            for mark in marks {
                let svg = RowMark(mark, reference: values.first, on: scale).svg()
                #expect(svg.isEmpty || ChartReading(svg) != nil, "\(oddValues[index].name)")
                #expect(!svg.contains("nan") && !svg.contains("inf\""))
            }
        }
    }

    @Test func `nothing but the folder Drawing writes SVG`() throws {
        let charts = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources")
        let files = try #require(FileManager.default.enumerator(at: charts, includingPropertiesForKeys: nil))
        var count = 0
        for case let file as URL in files where file.pathExtension == "swift" && !file.path.contains("/Drawing/") {
            let text = try String(contentsOf: file, encoding: .utf8)
            count += 1
            for sign in ["<svg", "<path", "<circle", "<rect", "stroke-width"] {
                #expect(!text.contains(sign), "\(file.lastPathComponent) writes \(sign)")
            }
        }
        #expect(count > 100)
    }
}
