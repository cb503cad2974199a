// Cells are found wherever they stand in the results.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Rendering

struct CellIndexTests {
    private static let periods = [
        Period.allTime, Period(.month, containing: 20_000), Period(.month, containing: 20_040),
        Period(.day, containing: 20_000), Period(grain: nil, start: 20_000, end: 20_001),
    ]
    private static let labels = [[], [0], [1], [0, 1], [1, 0]]
    private static let breakdowns = [Breakdown.total, Breakdown(grain: .month, segments: ["a", "b"])]

    @Test(arguments: [false, true]) func `every cell is found by its place, the last of several`(isSorted: Bool) {
        var random = SplitMix64(seed: 11)
        func any<Item>(_ items: [Item]) -> Item { items[Int(random.next() % UInt64(items.count))] }
        var cells = (0..<300).map { n in
            MetricCell(
                metric: any(["x", "y"]), breakdown: any(Self.breakdowns), period: any(Self.periods),
                labels: any(Self.labels),
                value: n % 3 == 0 ? nil : .real(Double(n)), n: n)
        }
        if isSorted {
            cells.sort {
                ($0.metric, $0.breakdown.segments.count, $0.period, $0.labels.map(String.init).joined(), $0.n)
                    < ($1.metric, $1.breakdown.segments.count, $1.period, $1.labels.map(String.init).joined(), $1.n)
            }
        }
        let results = MetricResults(
            metrics: [], breakdowns: Self.breakdowns, segments: [], period: .allTime, cells: cells)
        let index = CellIndex(results)
        for metric in ["x", "y", "z"] {
            #expect(Array(index.values(of: metric)) == cells.filter { $0.metric == metric }.compactMap(\.value))
            for breakdown in Self.breakdowns {
                let expected = cells.indices.filter { cells[$0].metric == metric && cells[$0].breakdown == breakdown }
                #expect(index.positions(metric, breakdown) == expected)
                for period in Self.periods {
                    for labels in Self.labels + [[7]] {
                        #expect(
                            index.position(metric, breakdown, period, labels: labels)
                                == expected.last { cells[$0].period == period && cells[$0].labels == labels })
                    }
                }
            }
        }
    }
}
