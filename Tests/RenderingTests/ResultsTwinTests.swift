// What is written straight into bytes is what the slow twins write.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Rendering

struct ResultsTwinTests {
    @Test(arguments: [SampleResults.results(), ResultsTableTests.small, naughty, MetricResults.nothing])
    func `results.json and results.csv are byte by byte those of their slow twins`(results: MetricResults) {
        let files = ResultsFiles(results: results, facts: SampleResults.facts()).files
        let (csv, json) = (files[0].bytes, files[1].bytes)
        let twin = ResultsTwin.json(results)
        // The twin has no head: from the name of the list on they agree.
        #expect(json.suffix(twin.count - 2) == twin.dropFirst(2))
        #expect(Array(csv.drop { $0 != 0x0A }.dropFirst()) == ResultsTwin.csv(results))
    }

    /// Names and labels that must be quoted, guarded or escaped; labels and segments that are not there; cells in no order;
    /// numbers of every size.
    static let naughty: MetricResults = {
        let texts = DirtyTable.texts + ["=1", "\"", "a,b", "\r", "\u{2028}", "\\", "'", "", "-", "客服"]
        let segments = ["region", "=f", "a\"b", "", "x,y"].map { key in
            Segment(key: key, title: Wording("t"), labels: texts.map { SegmentLabel(key: $0) })
        }
        let metrics = texts.map { text in
            MetricDescription(
                key: text, title: Wording("m"), unit: .currency(text), better: .none, formula: Wording("f"),
                definition: text + "{}")
        }
        let keys = [["region"], ["=f"], ["a\"b", "region"], [""], ["x,y", "=f"], ["gone", "region"], []]
        let periods = [Period.allTime, Period(.month, containing: 20_000), Period(grain: nil, start: 0, end: 3)]
        let numbers: [MetricValue?] = [
            nil, .real(.nan), .real(-.infinity), .real(-0.0), .real(1e15), .real(-1e300), .real(0.1 + 0.2),
            .real(.leastNonzeroMagnitude), .exact(ExactDecimal(units: -5, scale: 3)),
            .exact(ExactDecimal(units: .max, scale: 4)), .exact(ExactDecimal(units: 1200, scale: 2)),
        ]
        var random = SplitMix64(seed: 7)
        func any<Item>(_ items: [Item]) -> Item { items[Int(random.next() % UInt64(items.count))] }
        let cells = (0..<3000).map { _ in
            MetricCell(
                metric: any(texts), breakdown: Breakdown(grain: any([nil, .month]), segments: any(keys)),
                period: any(periods), labels: any([[], [0], [3, 1], [-1, 900], [5, 12]]), value: any(numbers),
                numerator: any(numbers), denominator: any(numbers), n: any([0, 7, -3, .max, .min]),
                low: any(numbers)?.doubleValue, high: any(numbers)?.doubleValue,
                target: any([nil, Target(bound: .atMost, value: 0.25), Target(bound: .atLeast, value: .nan)]),
                status: any([.plain, .undefined, .partial, .met]))
        }
        var results = MetricResults(
            metrics: metrics, breakdowns: [.total], segments: segments, period: .allTime,
            partialPeriods: [periods[1]], cells: cells)
        for position in stride(from: 0, to: cells.count, by: 3) {
            results.comparisons[position] = [Comparison.Base.previous, .yearAgo].map { base in
                Comparison(
                    base: base, basePeriod: any(periods), baseValue: any(numbers),
                    difference: any(numbers)?.doubleValue,
                    relative: any(numbers)?.doubleValue, verdict: any([.better, .notComparable, .withinNoise]))
            }
        }
        return results
    }()
}

extension MetricResults {
    fileprivate static let nothing = MetricResults(metrics: [], breakdowns: [], segments: [], period: .allTime)
}
