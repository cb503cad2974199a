// Control panels: limits that break where they are not known, marks of signals alone, labels that keep apart, odd values.
import Charts
import Testing

struct ControlPanelTests {
    private let caption = ChartCaption(identifier: "p1", title: "CSAT", description: "81% → 90%")

    private func panel(
        _ values: [Double?], low: [Double?] = [], high: [Double?] = [], target: ControlPanel.Level? = nil,
        partial: Set<Int> = [], shaded: Set<Int> = [], marks: [Int: JudgementMark] = [:]
    ) -> ControlPanel {
        ControlPanel(
            caption: caption, values: values, centre: low.indices.map { _ in 5 }, low: low, high: high, target: target,
            partialValues: partial, shaded: shaded, marks: marks, firstPeriod: "1 Sep", lastPeriod: "5 Sep",
            format: { "\($0)" })
    }

    @Test func `limits are steps that break where they are not known, and only signals have a mark`() throws {
        let svg = panel(
            [4, 5, 9, 5, 6], low: [2, 2, nil, 2, 2], high: [8, 8, 8, 8, .nan],
            target: .init(value: 7, label: "Target 7"),
            partial: [4], shaded: [1], marks: [2: .above, 4: .below]
        ).svg()
        let reading = try #require(ChartReading(svg))
        #expect(reading.having(class: "limit").count == 3)
        #expect(reading.having(class: "centre").count == 1 && reading.having(class: "level").count == 1)
        #expect(reading.having(class: "above").count == 1)
        // A part of a period is hollow, whatever is said of it.
        #expect(reading.having(class: "below").isEmpty && reading.having(class: "partial").count == 2)
        #expect(reading.having(class: "shade").count == 1)
        #expect(reading.texts == ["2.0", "8.0", "Target 7", "6.0", "1 Sep", "5 Sep"])
    }

    @Test func `labels on nearly the same height keep apart and stay beside the drawing`() throws {
        let svg = panel(
            [1, 1.01, 1.02, 90], low: [1, 1, 1, 89], high: [1.1, 1.1, 1.1, 90.1], target: .init(value: 90, label: "T")
        )
        .svg()
        let heights = try #require(ChartReading(svg)).elements.filter { $0.attributes["dx"] != nil }
            .compactMap { $0.attributes["y"].flatMap { Double($0) } }.sorted()
        #expect(heights.count == 4)
        for (upper, lower) in zip(heights, heights.dropFirst()) { #expect(lower - upper >= 13) }
        #expect(heights.allSatisfy { $0 > 0 && $0 < 126 })
    }

    @Test(arguments: oddValues.indices) func `odd values still make a panel, or none`(index: Int) {
        let values = oddValues[index].values
        let svg = panel(
            values, low: values, high: values.reversed(),
            target: .init(value: values.last.flatMap { $0 } ?? .nan, label: "<b>")
        )
        .svg()
        let isDrawn = values.contains { $0.map { abs($0) <= 1e300 } ?? false }
        #expect(svg.isEmpty != isDrawn, "\(oddValues[index].name)")
        if isDrawn { #expect(ChartReading(svg) != nil, "\(oddValues[index].name)") }
        #expect(!svg.contains("nan") && !svg.contains("inf\"") && !svg.contains("<b>"))
    }

    @Test func `a cross stands where a shrunken number was measured`() throws {
        let strip = RangeStrip(
            value: 0.8, mark: .noise, interval: 0.7...0.9, raw: 0.95, hasAxis: false, format: percent)
        #expect(try #require(ChartReading(strip.svg())).having(class: "cross").count == 1)
        #expect(!RangeStrip(value: 0.8, mark: .noise, raw: .nan, format: percent).svg().contains("cross"))
    }
}
