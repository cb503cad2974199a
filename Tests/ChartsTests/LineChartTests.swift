// Line charts: what is drawn for gaps, bands, targets and unfinished periods, and that nothing breaks them.
import Charts
import Testing

struct LineChartTests {
    private let caption = ChartCaption(identifier: "csat", title: "客户满意度", description: "每月前两档占比")
    private let months = (1...6).map { "2026-0\($0)" }

    @Test func `a chart has a name, a description and a size that shrinks with its column`() throws {
        let chart = LineChart(
            caption: caption, periods: months, series: [.init(name: "全部", values: [0.8])], format: percent)
        let root = try #require(ChartReading(chart.svg())?.elements.first)
        #expect(root.attributes["role"] == "img")
        #expect(root.attributes["aria-labelledby"] == "csat-title csat-description")
        #expect(root.attributes["viewBox"] == "0 0 720 280")
        #expect(root.attributes["style"]?.contains("max-width:100%") == true)
        let reading = try #require(ChartReading(chart.svg()))
        #expect(reading.elements.first { $0.attributes["id"] == "csat-title" }?.text == "客户满意度")
        #expect(reading.elements.first { $0.attributes["id"] == "csat-description" }?.text == "每月前两档占比")
    }

    @Test func `a missing period breaks the line and its band`() throws {
        let values: [Double?] = [0.8, 0.82, nil, 0.85, 0.86, 0.9]
        let chart = LineChart(
            caption: caption, periods: months,
            series: [
                .init(
                    name: "全部", values: values, low: values.map { $0.map { $0 - 0.02 } },
                    high: values.map { $0.map { $0 + 0.02 } })
            ], format: percent)
        let reading = try #require(ChartReading(chart.svg()))
        #expect(reading.having(class: "line").count == 2)
        #expect(reading.having(class: "band").count == 2)
        #expect(reading.having(class: "point").count == 5)
    }

    @Test func `an unfinished last period is hollow and reached by a dashed line`() throws {
        let chart = LineChart(
            caption: caption, periods: ["7月", "8月", "9月"], series: [.init(name: "", values: [0.8, 0.82, 0.9])],
            partialPeriods: [2], format: percent)
        let reading = try #require(ChartReading(chart.svg()))
        let partial = reading.having(class: "partial")
        #expect(partial.map(\.name) == ["line", "g"])
        #expect(partial[0].attributes["stroke-dasharray"] != nil)
        let circles = reading.elements.filter { $0.name == "circle" }
        #expect(circles.map { $0.attributes["fill"] == ChartTheme.standard.paper } == [false, false, true])
    }

    @Test func `a partial period between others is hollow, and dashed lines lead to it and away`() throws {
        let chart = LineChart(
            caption: caption, periods: ["6月", "7月", "8月", "9月"],
            series: [.init(name: "", values: [0.8, 0.82, 0.5, 0.9])], partialPeriods: [2], format: percent)
        let reading = try #require(ChartReading(chart.svg()))
        #expect(reading.having(class: "partial").map(\.name) == ["line", "line", "g"])
        let circles = reading.elements.filter { $0.name == "circle" }
        #expect(circles.map { $0.attributes["fill"] == ChartTheme.standard.paper } == [false, false, true, false])
        let spark = Sparkline(caption: caption, values: [1, 2, 0.5, 2], partialValues: [2]).svg()
        let small = try #require(ChartReading(spark))
        #expect(small.having(class: "partial").map(\.name) == ["path", "path", "circle"])
    }

    @Test func `the axis stays within what is possible and shows round numbers`() throws {
        let chart = LineChart(
            caption: caption, periods: ["1", "2"],
            series: [.init(name: "", values: [0.97, 0.99], low: [0.9, 0.93], high: [1, 1])],
            target: .init(value: 0.95, label: "目标 95%"), limits: 0...1, format: percent)
        let texts = try #require(ChartReading(chart.svg())).texts
        #expect(texts == ["90%", "92%", "94%", "96%", "98%", "100%", "1", "2", "99%", "目标 95%"])
    }

    @Test func `steps grow until no two numbers of the axis are alike`() throws {
        let chart = LineChart(
            caption: caption, periods: ["1", "2"], series: [.init(name: "", values: [1, 2])],
            format: { "\(Int($0.rounded()))" })
        let ticks = try #require(ChartReading(chart.svg())).having(class: "tick").map(\.text)
        #expect(ticks == ["1", "2", "1", "2"])
    }

    @Test func `too many periods are thinned, and the newest is always named`() throws {
        let chart = LineChart(
            caption: caption, periods: (1...90).map { "第\($0)天" },
            series: [.init(name: "", values: (1...90).map { Double($0) })], format: { "\($0)" })
        let reading = try #require(ChartReading(chart.svg()))
        let named = reading.having(class: "tick").filter { $0.text.hasPrefix("第") }
        #expect(named.last?.text == "第90天")
        #expect(named.count > 5)
        let places = named.compactMap { $0.attributes["x"].flatMap(Double.init) }
        for (place, next) in zip(places, places.dropFirst()) { #expect(next - place >= 46) }
        #expect(reading.having(class: "point").count == 1)
    }

    @Test func `names at the line ends keep apart`() throws {
        let chart = LineChart(
            caption: caption, periods: ["1", "2"],
            series: (1...6).map { .init(name: "班组 \($0)", values: [0.5, 0.5]) }, format: percent)
        let reading = try #require(ChartReading(chart.svg()))
        let heights = reading.elements.filter { $0.name == "text" && $0.attributes["class"] == nil }
            .compactMap { $0.attributes["y"].flatMap(Double.init) }.sorted()
        #expect(heights.count == 6)
        for (height, next) in zip(heights, heights.dropFirst()) { #expect(next - height >= 15.9) }
    }

    @Test func `words are data, never markup`() throws {
        let hostile = "</text><script>alert(\"1\")</script>&'\u{0}\u{8}"
        let chart = LineChart(
            caption: .init(identifier: "1 \"><x", title: hostile, description: hostile), periods: [hostile],
            series: [.init(name: hostile, values: [1]), .init(name: "b", values: [2])],
            target: .init(value: 1, label: hostile), emptyNotice: hostile, format: { _ in hostile })
        let svg = chart.svg()
        #expect(!svg.contains("<script"))
        let reading = try #require(ChartReading(svg))
        #expect(reading.elements[1].attributes["id"] == "chart-1----x-title")
        #expect(reading.elements[1].text == "</text><script>alert(\"1\")</script>&'\u{FFFD}\u{FFFD}")
    }

    @Test(arguments: oddValues.indices)
    func `odd values still make a chart`(index: Int) throws {
        let values = oddValues[index].values
        for limits in [nil, 0...1] as [ClosedRange<Double>?] {
            let chart = LineChart(
                caption: caption, periods: values.indices.map { "\($0)" },
                series: [.init(name: "a", values: values, low: values.reversed(), high: values)],
                target: .init(value: values.compactMap { $0 }.first ?? .nan, label: "目标"),
                partialPeriods: [values.count - 1],
                limits: limits, includesZero: index % 2 == 0, emptyNotice: "无数据", format: percent)
            let svg = chart.svg()
            let reading = try #require(ChartReading(svg), "\(oddValues[index].name)")
            #expect(!svg.contains("nan\"") && !svg.contains("inf\""))
            #expect(reading.texts.contains("无数据") == values.allSatisfy { !(abs($0 ?? .nan) <= 1e300) })
            #expect(svg == chart.svg())
        }
    }
}
