// Charts of answers: what stands where, shades by place, and odd values.
import Testing

@testable import Charts

struct AnswerChartTests {
    // MARK: Scales

    @Test func `zero is the middle of the neutral answers, for every row the same`() throws {
        let rows = [[0.1, 0.2, 0.2, 0.3, 0.2], [0, 0, 0.4, 0.3, 0.3]]
        let bars = LikertBars(rows: rows, neutral: 2...2)
        // To the left at most 40 %, to the right 80 %: zero at a third.
        let first = try #require(ChartReading(bars.drawing(of: rows[0], format: percent).svg))
        #expect(first.having(class: "zero").allSatisfy { $0.attributes["x1"] == "33.33%" })
        #expect(first.having(class: "step").map { $0.attributes["x"] } == ["0%", "8.33%", "25%", "41.67%", "66.67%"])
        #expect(first.texts == ["10%", "20%", "20%", "30%", "20%"])
        let second = try #require(ChartReading(bars.drawing(of: rows[1], format: percent).svg))
        #expect(second.having(class: "step").map { $0.attributes["x"] } == ["16.67%", "50%", "75%"])
        let axis = try #require(ChartReading(bars.axis(format: percent).svg))
        #expect(axis.texts.contains("0%") && axis.texts.contains("50%"))
    }

    @Test func `a narrow part has no number`() throws {
        let bars = LikertBars(rows: [[0.02, 0.98]], neutral: nil)
        #expect(try #require(ChartReading(bars.drawing(of: [0.02, 0.98], format: percent).svg)).texts == ["98%"])
    }

    @Test func `the outermost answers are the darkest, and no low one has the shade of a high one`() {
        func shades(_ steps: Int, _ neutral: ClosedRange<Int>?) -> [String] {
            (0..<steps).map { LikertBars.shade(of: $0, among: steps, neutral) }
        }
        #expect(shades(5, 2...2) == ["low3", "low2", "even", "high2", "high3"])
        #expect(shades(4, nil) == ["low3", "low2", "high2", "high3"])
        #expect(shades(7, 3...3) == ["low3", "low2", "low1", "even", "high1", "high2", "high3"])
        #expect(shades(2, nil) == ["low3", "high3"])
        #expect(
            shades(11, 7...8) == [
                "low3", "low3", "low3", "low2", "low2", "low1", "low1", "even", "even", "high2", "high3",
            ])
    }

    // MARK: Shares

    @Test func `bars begin at zero, and others are an outline`() throws {
        let rows = [
            ShareBars.Row(share: 0.4, interval: 0.3...0.5), ShareBars.Row(share: 0.1, isOthers: true),
        ]
        let bars = ShareBars(rows: rows, format: percent)
        let first = try #require(ChartReading(bars.drawing(of: rows[0]).svg))
        #expect(first.having(class: "bar").first?.attributes["x"] == "0%")
        #expect(first.having(class: "whisker").count == 1)
        let second = try #require(ChartReading(bars.drawing(of: rows[1]).svg))
        #expect(second.having(class: "others").count == 1 && second.having(class: "whisker").isEmpty)
        #expect(try #require(ChartReading(bars.axis.svg)).texts.first == "0%")
    }

    // MARK: Histograms

    private static func histogram(_ counts: [Int], low: Double? = 0, width: Double = 60) -> Histogram {
        let start = low ?? 0
        return Histogram(
            caption: ChartCaption(identifier: "spread", title: "<Time>", description: "Half below"),
            bins: counts.enumerated().map { place, count in
                let from = start + Double(place) * width
                return Histogram.Bin(count: count, low: from, high: place == counts.count - 1 ? nil : from + width)
            }, middle: (40, 70, 130), medianLabel: "Median 70", format: { "\(Int($0))" }, count: { "\(Int($0))" })
    }

    @Test func `a histogram has a title, a description, its ends and the median`() throws {
        let reading = try #require(ChartReading(Self.histogram([3, 9, 4, 1]).svg()))
        #expect(reading.elements.first { $0.name == "title" }?.text == "<Time>")
        #expect(reading.elements.first { $0.name == "desc" }?.text == "Half below")
        #expect(reading.texts.contains("Median 70") && reading.texts.contains("60") && reading.texts.contains("0"))
        #expect(reading.having(class: "bar").count == 5)
        #expect(reading.having(class: "open").count == 1)
        // The highest bar is nine of ten.
        let heights = reading.having(class: "bar").compactMap { $0.attributes["height"].flatMap { Double($0) } }
        #expect(heights.max() == 117)
    }

    @Test func `nothing is drawn of nothing`() {
        #expect(Self.histogram([]).drawing().isEmpty)
        #expect(Self.histogram([0, 0]).drawing().isEmpty)
        #expect(LikertBars(rows: [], neutral: nil).drawing(of: [], format: percent).isEmpty)
        #expect(LikertBars(rows: [[0, 0]], neutral: nil).drawing(of: [0, 0], format: percent).isEmpty)
        #expect(ShareBars(rows: [], format: percent).drawing(of: ShareBars.Row(share: .nan)).isEmpty)
    }

    @Test(arguments: oddValues.indices)
    func `odd values still make a drawing or none`(index: Int) {
        let values = oddValues[index].values.compactMap { $0 }
        let likert = LikertBars(rows: [values], neutral: nil)
        let texts =
            [likert.drawing(of: values, format: percent), likert.axis(format: percent)]
            + values.map {
                ShareBars(rows: [ShareBars.Row(share: $0)], format: percent).drawing(of: ShareBars.Row(share: $0))
            }
            + [Self.histogram([1, 2], low: values.first, width: values.last ?? 1).drawing()]
        for drawing in texts {
            #expect(drawing.isEmpty || ChartReading(drawing.svg) != nil, "\(oddValues[index].name)")
            #expect(!drawing.svg.contains("\"nan"))
        }
    }
}
