// The cells of a report by metric and breakdown, where they stand in the results, so that others of the same place can be found.

import Stages
import Tabular

/// The cells of one metric by one breakdown: a stretch of the results, in the order of periods and labels.
struct CellSection: Sendable {
    /// In the results' metrics.
    let metric: Int
    let breakdown: Breakdown
    let range: Range<Int>
    /// The periods with their cells, in order.
    private(set) var periods: [(period: Period, range: Range<Int>)] = []

    init(metric: Int, range: Range<Int>, in cells: [MetricCell]) {
        self.metric = metric
        self.range = range
        breakdown = cells[range.lowerBound].breakdown
        var start = range.lowerBound
        for position in range
        where position + 1 == range.upperBound || cells[position + 1].period != cells[position].period {
            periods.append((cells[start].period, start..<position + 1))
            start = position + 1
        }
    }

    /// The cells of a period; empty where there are none.
    func cells(in period: Period) -> Range<Int> {
        periods.first { $0.period == period }?.range ?? range.lowerBound..<range.lowerBound
    }

    /// The cell of the same labels in another period.
    ///
    /// - Complexity: O(log cells of the period).
    func position(of labels: [Int], in period: Period, _ cells: [MetricCell]) -> Int? {
        var bounds = self.cells(in: period)
        while !bounds.isEmpty {
            let middle = bounds.lowerBound + bounds.count / 2
            if cells[middle].labels == labels { return middle }
            bounds =
                cells[middle].labels.lexicographicallyPrecedes(labels)
                ? middle + 1..<bounds.upperBound : bounds.lowerBound..<middle
        }
        return nil
    }
}

extension CellSection {
    /// All sections of some results, in their order.
    static func all(of results: MetricResults) -> [CellSection] {
        let metrics = Dictionary(
            results.metrics.enumerated().map { ($0.element.key, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let cells = results.cells
        var sections: [CellSection] = []
        var start = 0
        for position in cells.indices {
            let isLast =
                position + 1 == cells.count || cells[position + 1].metric != cells[start].metric
                || cells[position + 1].breakdown != cells[start].breakdown
            guard isLast else { continue }
            if let metric = metrics[cells[start].metric] {
                sections.append(CellSection(metric: metric, range: start..<position + 1, in: cells))
            }
            start = position + 1
        }
        return sections
    }
}
