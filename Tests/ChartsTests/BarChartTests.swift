// Bar charts: bars, whiskers, goals, and signs that do not rely on colour.
import Charts
import Testing

struct BarChartTests {
    private let caption = ChartCaption(identifier: "teams", title: "各班组满意度", description: "按班组比较")

    @Test func `bars start at zero and carry label, value and note`() throws {
        let chart = BarChart(
            caption: caption,
            bars: [
                .init(label: "华东", value: 0.8, low: 0.7, high: 0.9, note: "n=120", tone: .favourable),
                .init(label: "华南", value: 0.4, tone: .unfavourable),
                .init(label: "unknown", value: nil, valueLabel: "n/a", tone: .muted),
            ], target: .init(value: 0.6, label: "目标 60%"), limits: 0...1, format: percent)
        let reading = try #require(ChartReading(chart.svg()))
        let widths = reading.having(class: "bar").compactMap { $0.attributes["width"].flatMap(Double.init) }
        #expect(widths.count == 2)
        #expect(abs(widths[0] / 2 - widths[1]) < 0.02)
        #expect(reading.having(class: "whisker").count == 1)
        #expect(reading.having(class: "sign").count == 2)
        #expect(reading.having(class: "target").map(\.name) == ["line", "text"])
        #expect(
            reading.texts == [
                "0%", "20%", "40%", "60%", "80%", "100%", "华东", "80%", "n=120", "华南", "40%", "unknown", "n/a",
                "目标 60%",
            ])
    }

    @Test func `negative values reach to the left of zero`() throws {
        let chart = BarChart(
            caption: caption, bars: [.init(label: "a", value: 5), .init(label: "b", value: -5)],
            format: { "\($0)" })
        let bars = try #require(ChartReading(chart.svg())).having(class: "bar")
        let starts = bars.compactMap { $0.attributes["x"].flatMap(Double.init) }
        let widths = bars.compactMap { $0.attributes["width"].flatMap(Double.init) }
        #expect(abs(starts[1] + widths[1] - starts[0]) < 0.02)
        #expect(abs(widths[0] - widths[1]) < 0.02)
    }

    @Test func `a long label is cut and shown whole when pointed at`() throws {
        let name = "新疆维吾尔自治区客户服务中心第二分部技术支持组"
        let chart = BarChart(caption: caption, bars: [.init(label: name, value: 1)], width: 480, format: { "\($0)" })
        let reading = try #require(ChartReading(chart.svg()))
        #expect(reading.texts.contains { $0.hasPrefix("新疆") && $0.hasSuffix("…") })
        #expect(reading.elements.contains { $0.name == "title" && $0.text == name })
    }

    @Test(arguments: oddValues.indices)
    func `odd values still make a chart`(index: Int) throws {
        let values = oddValues[index].values
        let chart = BarChart(
            caption: caption,
            bars: zip(values, values.reversed()).map { .init(label: "", value: $0, low: $1, high: $0, target: $1) },
            emptyNotice: "无数据", format: percent)
        let svg = chart.svg()
        let reading = try #require(ChartReading(svg), "\(oddValues[index].name)")
        #expect(!svg.contains("nan\"") && !svg.contains("inf\""))
        #expect(reading.having(class: "row").count == values.count)
    }
}
