// Range strips: what stands where, labels that do not touch, and odd values.
import Charts
import Testing

struct RangeStripTests {
    private static func percent(_ value: Double) -> String { "\(Int((value * 100).rounded()))%" }

    @Test func `the band, the whisker, the level and the mark stand on one scale`() throws {
        let svg = RangeStrip(
            value: 0.7, mark: .worse, interval: 0.65...0.75, expected: 0.66...0.8,
            level: .init(value: 0.8, label: "目标 80%"),
            limits: 0...1, format: Self.percent
        ).svg()
        let reading = try #require(ChartReading(svg))
        // The axis runs from 65 % to 80 % in steps of 5.
        #expect(reading.texts == ["65%", "70%", "75%", "目标 80%"])
        #expect(svg.contains("<rect class=\"band\" x=\"8.4%\" y=\"2\" width=\"89.6%\" height=\"16\"/>"))
        #expect(svg.contains("<line class=\"whisker worse\" x1=\"2%\" x2=\"66%\" y1=\"10\" y2=\"10\"/>"))
        #expect(svg.contains("<line class=\"level\" x1=\"98%\" x2=\"98%\""))
        #expect(
            svg.contains(
                "<svg x=\"34%\" y=\"10\" overflow=\"visible\"><path class=\"mark worse\" d=\"M0 -6L6 0L0 6L-6 0Z\"/>"))
    }

    @Test func `seconds have the steps of a clock`() throws {
        let svg = RangeStrip(
            value: 202, mark: .different, expected: 248...332, steps: .clock, format: { "\(Int($0))" }
        ).svg()
        #expect(try #require(ChartReading(svg)).texts == ["180", "240", "300", "360"])
    }

    @Test func `in a table the scale has no numbers`() throws {
        let svg = RangeStrip(value: 1, mark: .noise, hasAxis: false, format: { "\($0)" }).svg()
        #expect(try #require(ChartReading(svg)).texts.isEmpty)
        #expect(svg.contains("height=\"20\""))
    }

    @Test(arguments: oddValues.indices)
    func `odd values still make a strip or none`(index: Int) {
        let values = oddValues[index].values.compactMap { $0 }
        for value in values {
            let ends = values.filter { !$0.isNaN }.sorted()
            let range = ends.first.flatMap { low in ends.last.map { low...$0 } }
            let svg = RangeStrip(
                value: value, mark: .better, interval: range, expected: range, level: .init(value: value, label: "<t>"),
                format: { "\($0)" }
            ).svg()
            #expect(svg.isEmpty || ChartReading(svg) != nil, "\(oddValues[index].name)")
            #expect(!svg.contains("nan") && !svg.contains("<t>"))
        }
    }
}

struct DotWhiskerTests {
    private let rows: [DotWhisker.Row] = [
        .init(value: 3, interval: 1...5, mark: .better), .init(value: -1, interval: -3...1, mark: .noise),
        .init(value: 40, mark: .above),
    ]

    @Test func `rows share a scale with zero, and what lies beyond it is an arrow at its edge`() throws {
        let plot = DotWhisker(rows: rows, most: 10, format: { "\(Int($0))" })
        #expect(try #require(ChartReading(plot.axis.svg)).texts == ["-5", "0", "5", "10"])
        let first = plot.drawing(of: rows[0]).svg
        #expect(first.contains("<circle class=\"mark better\"") && first.contains("class=\"whisker better\""))
        let last = plot.drawing(of: rows[2]).svg
        #expect(last.contains("<svg x=\"97%\"") && last.contains("M0 -5L7 0L0 5Z"))
    }

    @Test func `a number that is none has no drawing`() {
        let plot = DotWhisker(rows: rows, format: { "\($0)" })
        #expect(plot.drawing(of: .init(value: .nan, mark: .noise)).isEmpty)
        #expect(plot.drawing(of: .init(value: .infinity, mark: .noise)).isEmpty)
    }
}
