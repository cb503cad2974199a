// Sparklines, whole: every byte of one, what limits and weekends add, and odd values for all.
import Charts
import Testing

struct SparklineTests {
    private let caption = ChartCaption(identifier: "s1", title: "CSAT", description: "81% → 90%")

    @Test func `a sparkline is these bytes`() {
        let sparkline = Sparkline(
            caption: caption, values: [0.8, nil, 0.84, 0.86, 0.9], target: 0.85, partialValues: [4], shaded: [2])
        #expect(
            sparkline.svg() == """
                <svg class="spark" width="100%" height="40" role="img" aria-labelledby="s1-title s1-description">\
                <title id="s1-title">CSAT</title><desc id="s1-description">81% → 90%</desc>\
                <rect class="shade" x="38%" y="0" width="24%" height="40"/>\
                <line class="level" x1="0%" x2="100%" y1="20" y2="20"/>\
                <circle class="point" cx="2%" cy="34" r="1.5"/>\
                <svg width="100%" height="40" viewBox="0 0 100 40" preserveAspectRatio="none">\
                <path class="line" d="M50 22.8L74 17.2" vector-effect="non-scaling-stroke"/></svg>\
                <svg width="100%" height="40" viewBox="0 0 100 40" preserveAspectRatio="none">\
                <path class="line partial" d="M74 17.2L98 6" vector-effect="non-scaling-stroke"/></svg>\
                <circle class="point partial" cx="98%" cy="6" r="4"/></svg>
                """)
    }

    @Test func `limits stand beside the line with their values, and a last number beyond them points the way`() {
        let svg = Sparkline(
            caption: caption, values: [1, 2, 9],
            usualRange: .init(low: [0, 0, 0], high: [5, 5, 5], lowLabel: "0", highLabel: "5"), lastMark: .above
        ).svg()
        #expect(svg.contains("<path class=\"mark above\""))
        #expect(svg.contains("dx=\"6\">5</text>") && svg.contains("dx=\"6\">0</text>"))
    }

    @Test func `labels of limits that nearly touch are pushed apart`() throws {
        let svg = Sparkline(
            caption: caption, values: [1, 2, 100],
            usualRange: .init(low: [0, 0, 0], high: [2, 2, 2], lowLabel: "0", highLabel: "2")
        ).svg()
        let heights = svg.split(separator: "<text ").dropFirst().compactMap { text -> Double? in
            text.split(separator: "y=\"").dropFirst().first.flatMap { $0.split(separator: "\"").first }.flatMap {
                Double($0)
            }
        }
        #expect(heights.count == 2 && heights[1] - heights[0] >= 13)
    }

    @Test(arguments: oddValues.indices)
    func `odd values still make a sparkline`(index: Int) throws {
        let values = oddValues[index].values
        let range = Sparkline.UsualRange(low: values, high: values.reversed(), lowLabel: "a", highLabel: "<b>")
        let svg = Sparkline(caption: caption, values: values, target: values.last ?? nil, usualRange: range).svg()
        #expect(ChartReading(svg) != nil, "\(oddValues[index].name)")
        #expect(!svg.contains("nan\"") && !svg.contains("inf\"") && !svg.contains("<b>"))
    }
}
