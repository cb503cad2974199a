// Metrics over the same rows: what is hidden of one is not told by another.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Rendering

struct RelativeCellsTests {
    private static let byRegion = Breakdown(segments: ["region"])

    private static func metric(
        _ key: String, counts: Bool = false, operands: [String] = [], _ footing: (inout CellFooting) -> Void = { _ in }
    ) -> MetricDescription {
        var metric = MetricDescription(
            key: key, title: Wording(key), unit: counts ? .count : .number, better: .none, formula: Wording(key),
            definition: key, counts: counts, operands: operands)
        metric.footing = CellFooting(tables: ["t"])
        footing(&metric.footing)
        return metric
    }

    private static func cell(
        _ metric: String, _ label: Int?, _ value: Double?, n: Int, _ ratio: (Double, Double)? = nil,
        period: Period = SampleResults.period
    ) -> MetricCell {
        MetricCell(
            metric: metric, breakdown: label == nil ? .total : byRegion, period: period,
            labels: label.map { [$0] } ?? [], value: value.map { .real($0) }, numerator: ratio.map { .real($0.0) },
            denominator: ratio.map { .real($0.1) }, n: n)
    }

    /// The labels of the hidden cells of a metric; -1 for the total.
    private static func hidden(_ metrics: [MetricDescription], _ cells: [MetricCell]) -> [String: Set<Int>] {
        let results = MetricResults(
            metrics: metrics, breakdowns: [.total, byRegion], segments: SampleResults.segments,
            period: SampleResults.period, cells: cells)
        let shown = SmallCells(floor: 5).hidden(in: results).cells.filter { $0.status == .hidden }
        return Dictionary(grouping: shown, by: \.metric).mapValues { Set($0.map { $0.labels.first ?? -1 }) }
    }

    private static func shares(_ key: String, _ parts: [Int], n: (Int) -> Int) -> [MetricCell] {
        let whole = Double(parts.reduce(0, +))
        return parts.enumerated().map { label, part in
            cell(key, label, Double(part) / whole, n: n(part), (Double(part), whole))
        }
    }

    @Test(arguments: [true, false])
    func `a share of the total is no rate that lets a small count be told, and is hidden where it is a small part`(
        isBesideCount: Bool
    ) {
        let parts = [40, 2, 30, 12]
        let share = Self.metric("share", operands: ["calls"]) {
            $0.whole = CellFooting.Whole(segments: ["region"], isOfCounts: true)
        }
        let counts = parts.enumerated().map { Self.cell("calls", $0, Double($1), n: $1) }
        let shares = Self.shares("share", parts) { _ in 84 }
        let hidden = Self.hidden(
            isBesideCount ? [Self.metric("calls", counts: true), share] : [share],
            isBesideCount ? counts + shares : shares)
        // The smallest of the others goes with it, for every share names the whole.
        #expect(hidden["share"] == [1, 3])
        #expect(hidden["calls"] == (isBesideCount ? [1, 3] : nil))
    }

    @Test func `of a whole that one part has alone, or that is too small, no share is told`() {
        let share = Self.metric("share") {
            $0.whole = CellFooting.Whole(segments: ["region"], isOfCounts: false)
        }
        func cells(_ parts: [(amount: Int, rows: Int)]) -> [MetricCell] {
            let whole = Double(parts.reduce(0) { $0 + $1.amount })
            return parts.enumerated().map { label, part in
                Self.cell(
                    "share", label, Double(part.amount) / whole, n: part.rows, (Double(part.amount), whole))
            }
        }
        #expect(Self.hidden([share], cells([(900, 3), (0, 0), (0, 0)]))["share"] == [0, 1, 2])
        #expect(Self.hidden([share], cells([(900, 2), (70, 2), (0, 0)]))["share"] == [0, 1, 2])
        #expect(Self.hidden([share], cells([(900, 20), (70, 2), (0, 0), (400, 9)]))["share"] == [1, 3])
        #expect(Self.hidden([share], cells([(900, 20), (70, 20)])).isEmpty)
    }

    @Test func `a deviation is hidden with the mean of the same rows, even of a row that has none`() {
        let rows = [40, 1, 12, 30]
        let mean = Self.metric("mean")
        let deviation = Self.metric("deviation") { $0.tellsSpread = true }
        let means = rows.enumerated().map { Self.cell("mean", $0, 7, n: $1, (Double(7 * $1), Double($1))) }
        let deviations = rows.enumerated().map { Self.cell("deviation", $0, $1 > 1 ? 2.5 + Double($0) : nil, n: $1) }
        let totals = [
            Self.cell("mean", nil, 7, n: 83, (581, 83)), Self.cell("deviation", nil, 3, n: 83),
        ]
        let hidden = Self.hidden([mean, deviation], [totals[0]] + means + [totals[1]] + deviations)
        #expect(hidden["mean"] == [1, 2])
        #expect(hidden["deviation"] == [1, 2])
    }

    @Test func `an index of several metrics is hidden with each of them, though it names its own sum and weights`() {
        let rows = [(40, 50), (3, 60), (12, 70), (30, 80)]
        let (good, quick) = (Self.metric("good"), Self.metric("quick"))
        let index = Self.metric("index", operands: ["good", "quick"]) { $0.tellsOperands = true }
        var cells = [Self.cell("good", nil, 7, n: 85, (595, 85))]
        cells += rows.enumerated().map { Self.cell("good", $0, 7, n: $1.0, (Double(7 * $1.0), Double($1.0))) }
        cells += rows.enumerated().map { Self.cell("quick", $0, 5, n: $1.1, (Double(5 * $1.1), Double($1.1))) }
        cells += rows.enumerated().map { Self.cell("index", $0, 6, n: min($1.0, $1.1), (12, 2)) }
        let hidden = Self.hidden([good, quick, index], cells)
        #expect(hidden == ["good": [1, 2], "quick": [1, 2], "index": [1, 2]])
    }

    @Test func `a number that has grown from nothing is hidden where it is small`() {
        let growth = Self.metric("growth", operands: ["calls"]) { $0.looksBeyondPeriod = true }
        let cells = [
            Self.cell("growth", 0, nil, n: 3, (3, 0)), Self.cell("growth", 1, 0.5, n: 20, (10, 20)),
        ]
        #expect(Self.hidden([growth], cells)["growth"]?.contains(0) == true)
    }

    @Test func `a day is not told by a week that overlaps with the one before`() {
        // The report's week and that of three days ago, and days of both.
        let first = SampleResults.day(2026, 9, 7)
        let (own, before) = (
            Period(grain: nil, start: first, end: first + 7), Period(grain: nil, start: first - 3, end: first + 4)
        )
        let byDay = Breakdown(grain: .day, segments: ["region"])
        let numbers = [20, 21, 22, 23, 24, 25, 3, 27, 28, 29]
        func cell(_ breakdown: Breakdown, _ period: Period, _ value: Int) -> MetricCell {
            MetricCell(
                metric: "calls", breakdown: breakdown, period: period, labels: [0], value: .exact(ExactDecimal(value)),
                n: value)
        }
        var cells = [
            cell(Self.byRegion, before, numbers[0..<7].reduce(0, +)),
            cell(Self.byRegion, own, numbers[3..<10].reduce(0, +)),
        ]
        cells += numbers.enumerated().map { cell(byDay, Period(.day, containing: first - 3 + $0), $1) }
        let results = MetricResults(
            metrics: [Self.metric("calls", counts: true)], breakdowns: [Self.byRegion, byDay],
            segments: SampleResults.segments, period: own, comparedPeriods: [.weekAgo: before], cells: cells)
        let shown = SmallCells(floor: 5).hidden(in: results).cells
        // The seventh day lies in both weeks. Of each of them two days are hidden, and two of the days that only one of them has.
        #expect(shown.indices.filter { shown[$0].status == .hidden } == [2, 3, 5, 8])
    }
}
