// Hides what rests on too few rows, in every file alike, and whatever would give it away.

import Stages
import Tabular

/// The protection of the people behind small cells.
///
/// A cell with a value that rests on at least one row but fewer than `floor` is hidden, whatever the kind of its metric.
/// Only how many rows there are in a whole period, without a segment, is always told; so is a count that is the
/// numerator of a rate reported in the same place whose own n is large enough. What is hidden cannot be computed from
/// what is left: where it could, by subtraction from a total, a row, a column, another breakdown or a shorter period,
/// or from another metric that says the same number, further cells are hidden. All of them look alike, so nobody can
/// tell which were small.
///
/// The pages, `results.csv` and `results.json` are made from the results that come out of here.
///
/// - Complexity: O(cells) where nothing is small.
struct SmallCells {
    /// So many rows are enough.
    let floor: Int

    /// The results without the cells that must not be seen.
    func hidden(in results: MetricResults) -> MetricResults {
        guard floor > 1, results.cells.contains(where: { $0.value != nil && isSmall($0.n) }) else { return results }
        let places = CellPlaces(results)
        let quantities = PublishedQuantities(results, places: places)
        var patterns = HiddenPatterns(quantities, places: places, floor: floor)
        for (position, cell) in results.cells.enumerated() where cell.value != nil && isSmall(cell.n) {
            let metric = places.metricOfCell[position]
            guard metric >= 0, !isAlwaysTold(cell, metric, at: places.placeOfCell[position], quantities) else {
                continue
            }
            patterns.hide(quantities.secret[Int(metric)], at: places.placeOfCell[position])
        }
        patterns.complete()
        return Self.masked(results) { position in
            let metric = places.metricOfCell[position]
            guard metric >= 0 else { return isSmall(results.cells[position].n) }
            return quantities.published[Int(metric)].contains {
                patterns.hides($0, at: places.placeOfCell[position])
            }
        }
    }

    private func isSmall(_ n: Int) -> Bool { n > 0 && n < floor }

    /// Whether a small count is told all the same: that of a whole period, and one that is a part of a rate beside it.
    private func isAlwaysTold(
        _ cell: MetricCell, _ metric: Int32, at place: Int32, _ quantities: PublishedQuantities
    ) -> Bool {
        guard quantities.metrics[Int(metric)].counts else { return false }
        if cell.breakdown.segments.isEmpty { return true }
        return quantities.largestSampleOfRates(quantities.secret[Int(metric)], at: place) >= floor
    }

    /// The results with nothing in the cells to be hidden, nor in comparisons with them.
    private static func masked(_ results: MetricResults, isHidden: (Int) -> Bool) -> MetricResults {
        let hidden = results.cells.indices.map(isHidden)
        guard hidden.contains(true) else { return results }
        var masked = results
        let index = results.comparisons.isEmpty ? nil : CellIndex(results)
        for (position, comparisons) in results.comparisons {
            let cell = results.cells[position]
            masked.comparisons[position] = comparisons.map { comparison in
                let base = index?.position(
                    cell.metric, cell.breakdown, comparison.basePeriod, labels: cell.labels)
                let hidesBase = base.map { hidden[$0] } ?? false
                guard hidden[position] || hidesBase else { return comparison }
                return Comparison(
                    base: comparison.base, basePeriod: comparison.basePeriod,
                    baseValue: hidesBase ? nil : comparison.baseValue, verdict: .notComparable)
            }
        }
        for position in hidden.indices where hidden[position] {
            let cell = results.cells[position]
            masked.cells[position] = MetricCell(
                metric: cell.metric, breakdown: cell.breakdown, period: cell.period, labels: cell.labels,
                target: cell.target, status: .hidden)
        }
        return masked
    }
}
