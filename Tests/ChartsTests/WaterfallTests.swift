// Waterfalls: steps that begin where the one before ended and end where the whole ends, and odd values.
import Charts
import Testing

struct WaterfallTests {
    private func bars(_ drawing: Drawing) throws -> [(from: Double, to: Double)] {
        try #require(ChartReading(drawing.svg)).having(class: "step").compactMap { bar in
            func share(_ name: String) -> Double? { bar.attributes[name].flatMap { Double($0.dropLast()) } }
            guard let start = share("x"), let width = share("width") else { return nil }
            return (start, start + width)
        }
    }

    @Test func `each step begins where the one before ended, and together they end where the whole ends`() throws {
        // +30, −10 of two parts (−14, +4), +20: from 0 to 40 on an axis from 0 to 40.
        let chart = Waterfall(steps: [.init([30]), .init([-14, 4]), .init([20])], whole: .init([40])) { "\(Int($0))" }
        let rows = try (0..<3).map { try bars(chart.drawing(ofStep: $0)) }
        func at(_ value: Double) -> Double { 3 + value / 40 * 94 }
        #expect(rows[0].count == 1 && abs(rows[0][0].from - at(0)) < 0.02 && abs(rows[0][0].to - at(30)) < 0.02)
        #expect(rows[1].count == 2 && abs(rows[1][0].from - at(16)) < 0.02 && abs(rows[1][0].to - at(30)) < 0.02)
        #expect(abs(rows[1][1].from - at(16)) < 0.02 && abs(rows[1][1].to - at(20)) < 0.02)
        #expect(abs(rows[2][0].from - at(20)) < 0.02 && abs(rows[2][0].to - at(40)) < 0.02)
        let whole = try bars(chart.total)
        #expect(abs(whole[0].from - at(0)) < 0.02 && abs(whole[0].to - at(40)) < 0.02)
        #expect(chart.axis.svg.contains(">40</text>"))
        #expect(chart.drawing(ofStep: 3).isEmpty && chart.drawing(ofStep: -1).isEmpty)
    }

    @Test func `only a step whose interval leaves out zero is filled darkly`() throws {
        let chart = Waterfall(
            steps: [.init([5], interval: 2...8), .init([1], interval: -2...4), .init([1])],
            whole: .init([7], interval: -1...15), format: { "\($0)" })
        #expect(chart.drawing(ofStep: 0).svg.contains("step part-1 sure"))
        #expect(chart.drawing(ofStep: 1).svg.contains("step part-1 noise"))
        #expect(
            chart.drawing(ofStep: 2).svg.contains("\"step part-1\"")
                && !chart.drawing(ofStep: 2).svg.contains("whisker"))
        #expect(chart.total.svg.contains("step part-1 noise"))
    }

    @Test(arguments: oddValues.indices) func `odd values still make rows, or none`(index: Int) {
        let values = oddValues[index].values.map { $0 ?? .nan }
        let chart = Waterfall(
            steps: values.map { Waterfall.Step([$0, -$0]) }, whole: .init([values.first ?? 0]), format: { "\($0)" })
        for row in values.indices.map({ chart.drawing(ofStep: $0) }) + [chart.total, chart.axis] {
            #expect(row.isEmpty || ChartReading(row.svg) != nil, "\(oddValues[index].name)")
            #expect(!row.svg.contains("nan") && !row.svg.contains("inf"))
        }
    }

    @Test func `three hundred steps stay on the axis`() throws {
        let steps = (0..<300).map { Waterfall.Step([$0 % 2 == 0 ? 3.0 : -2.0]) }
        let chart = Waterfall(steps: steps, whole: .init([150]), format: { "\($0)" })
        for row in 0..<300 {
            for bar in try bars(chart.drawing(ofStep: row)) { #expect(bar.from >= 2.9 && bar.to <= 97.1) }
        }
    }
}
