// Finds cells of the results by metric, breakdown, period and labels.

import Stages
import Tabular

/// Where the cells of the results stand.
///
/// The results are sorted by all it is asked for, so cells are taken in as runs and found by halving, without a table of all
/// places; cells out of order are put in order first.
struct CellIndex: Sendable {
    private struct Group: Hashable {
        var metric: String
        var breakdown: Breakdown
    }

    private struct Positions {
        /// In the results' order.
        var all: [Int] = []
        /// By period and labels; of cells with the same place the last one in the results stands last.
        var byPlace: [Int] = []
    }

    private let results: MetricResults
    private let groups: [Group: Positions]
    private let runsByMetric: [String: [Range<Int>]]

    init(_ results: MetricResults) {
        self.results = results
        (groups, runsByMetric) = results.cells.withUnsafeBufferPointer { cells in
            let runs = Self.runs(in: cells)
            var groups: [Group: Positions] = [:]
            var runsByMetric: [String: [Range<Int>]] = [:]
            for run in runs {
                let group = Group(metric: cells[run.lowerBound].metric, breakdown: cells[run.lowerBound].breakdown)
                groups[group, default: Positions()].all += run
                runsByMetric[group.metric, default: []].append(run)
            }
            return (groups.mapValues { Self.ordered($0.all, cells) }, runsByMetric)
        }
    }

    /// The stretches of cells with the same metric and breakdown.
    private static func runs(in cells: UnsafeBufferPointer<MetricCell>) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start = 0
        for next in 1..<max(1, cells.count)
        where cells[next].metric != cells[start].metric || cells[next].breakdown != cells[start].breakdown {
            runs.append(start..<next)
            start = next
        }
        return cells.isEmpty ? [] : runs + [start..<cells.count]
    }

    private static func ordered(_ positions: [Int], _ cells: UnsafeBufferPointer<MetricCell>) -> Positions {
        let isSorted = zip(positions, positions.dropFirst()).allSatisfy { !precedes($1, $0, cells) }
        let byPlace =
            isSorted
            ? positions
            : positions.sorted { precedes($0, $1, cells) || (!precedes($1, $0, cells) && $0 < $1) }
        return Positions(all: positions, byPlace: byPlace)
    }

    /// All values of a metric.
    func values(of metric: String) -> some Sequence<MetricValue> {
        (runsByMetric[metric] ?? []).lazy.joined().compactMap { [results] in results.cells[$0].value }
    }

    /// The positions of a metric's cells of one breakdown, in the results' order.
    func positions(_ metric: String, _ breakdown: Breakdown) -> [Int] {
        groups[Group(metric: metric, breakdown: breakdown)]?.all ?? []
    }

    /// The position of one cell; the last one where several have the same place.
    func position(_ metric: String, _ breakdown: Breakdown, _ period: Period, labels: [Int] = []) -> Int? {
        guard let positions = groups[Group(metric: metric, breakdown: breakdown)]?.byPlace else { return nil }
        var low = 0
        var high = positions.count
        while low < high {
            let middle = (low + high) / 2
            let cell = results.cells[positions[middle]]
            if Self.precedes(period, labels, cell.period, cell.labels) { high = middle } else { low = middle + 1 }
        }
        // Periods of the same days may differ in kind.
        while low > 0 {
            low -= 1
            let cell = results.cells[positions[low]]
            if Self.precedes(cell.period, cell.labels, period, labels) { return nil }
            if cell.period == period, cell.labels == labels { return positions[low] }
        }
        return nil
    }

    func cell(_ metric: String, _ breakdown: Breakdown, _ period: Period, labels: [Int] = []) -> MetricCell? {
        position(metric, breakdown, period, labels: labels).map { results.cells[$0] }
    }

    /// Asked of the list, since a cell taken out of it must be held and let go.
    private static func precedes(_ left: Int, _ right: Int, _ cells: UnsafeBufferPointer<MetricCell>) -> Bool {
        precedes(cells[left].period, cells[left].labels, cells[right].period, cells[right].labels)
    }

    private static func precedes(
        _ period: Period, _ labels: [Int], _ otherPeriod: Period, _ otherLabels: [Int]
    ) -> Bool {
        if period < otherPeriod { return true }
        if otherPeriod < period { return false }
        return labels.lexicographicallyPrecedes(otherLabels)
    }
}
