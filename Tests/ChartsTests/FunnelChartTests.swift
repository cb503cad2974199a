// Funnel charts: limits, points and the names of those outside; odd values for all.
import Charts
import Testing

struct FunnelChartTests {
    private let caption = ChartCaption(identifier: "f1", title: "CSAT", description: "3 agents")

    private func chart(_ points: [FunnelChart.Point], common: Double = 0.8) -> FunnelChart {
        FunnelChart(
            caption: caption, points: points,
            limits: [
                .init(size: 50, inner: 0.7...0.9, outer: 0.6...0.98),
                .init(size: 200, inner: 0.75...0.85, outer: 0.7...0.9),
            ], common: .init(value: common, label: "All 80%"), sizeTitle: "n", range: 0...1, width: 400, height: 200,
            format: percent, sizeFormat: { abs($0) < 1e15 ? "\(Int($0))" : "\($0)" })
    }

    @Test func `only who lies outside bears a name`() throws {
        let svg = chart([
            .init(name: "Li", size: 100, value: 0.81, place: .within),
            .init(name: "Wang", size: 120, value: 0.7, place: .beyondInner),
            .init(name: "Zhao", size: 180, value: 0.5, place: .beyondOuter),
        ]).svg()
        let reading = try #require(ChartReading(svg))
        #expect(reading.texts.contains("Zhao") && reading.texts.contains("All 80%") && reading.texts.contains("n"))
        #expect(!reading.texts.contains("Li") && !reading.texts.contains("Wang"))
        #expect(reading.having(class: "outer").count == 2 && reading.having(class: "inner").count == 2)
        #expect(reading.having(class: "outlier").count == 1)
        // One path holds all points within: M x y h 0.
        #expect(reading.having(class: "point").filter { $0.name == "path" }.map { $0.attributes["d"] }.count == 2)
        #expect(svg.contains("Zhao: 50%, n 180"))
    }

    @Test func `of names that would lie on each other one is left out, not its mark`() throws {
        let points = (0..<5).map {
            FunnelChart.Point(name: "Agent \($0)", size: 100 + Double($0), value: 0.4, place: .beyondOuter)
        }
        let reading = try #require(ChartReading(chart(points).svg()))
        #expect(reading.having(class: "outlier").count == 5)
        #expect(reading.texts.filter { $0.hasPrefix("Agent") }.count == 1)
    }

    @Test(arguments: oddValues.indices)
    func `odd values still make a funnel`(index: Int) {
        let values = oddValues[index].values.compactMap { $0 }
        let points = values.map { FunnelChart.Point(name: "<a>", size: $0, value: $0, place: .beyondOuter) }
        let svg = chart(points, common: values.last ?? .nan).svg()
        #expect(ChartReading(svg) != nil, "\(oddValues[index].name)")
        #expect(!svg.contains("nan\"") && !svg.contains("inf\""))
    }
}
