// Hides what rests on too few rows, in every file alike, and whatever would give it away.

import Stages
import Tabular

/// The protection of the people behind small cells.
///
/// A cell with a value that rests on at least one row but fewer than `floor` is hidden, whatever the kind of its metric.
/// Only how many rows there are in a whole period, without a segment, is always told; so is a count that is the
/// numerator of a rate reported in the same place whose own n is large enough. What is hidden cannot be computed from
/// what is left: where it could, by subtraction from a total, a row, a column, another breakdown or a shorter period,
/// or from other metrics of the same rows, whatever their breakdowns, further cells are hidden. All of them look alike, so nobody can
/// tell which were small.
///
/// The pages, `results.csv` and `results.json` are made from the results that come out of here.
///
/// - Complexity: O(cells) where nothing is small.
struct SmallCells {
    /// So many rows are enough.
    let floor: Int
    /// Names of tables whose rows tell of nobody; what rests on these alone is never small.
    var tablesWithoutPeople: Set<String> = []

    /// The results without the cells that must not be seen; whoever keeps none of his own pays for no copy.
    func hidden(in results: consuming MetricResults) -> MetricResults {
        let isHidden = hiddenCells(of: results)
        if !isHidden.isEmpty { Self.mask(&results, isHidden) }
        results.distributions = hiddenDistributions(in: results)
        results.tables = hidden(results.tables, beside: results.cells, in: results.period)
        return results
    }

    /// By cell, whether it is hidden; empty where nothing is.
    private func hiddenCells(of results: borrowing MetricResults) -> [Bool] {
        let cells = results.cells
        guard floor > 1,
            cells.indices.contains(where: { isSmall(cells[$0].n) && Self.tells(cells[$0]) })
                || Self.hasWholes(results) && cells.contains(where: { isSmallPart($0.numerator) })
        else { return [] }
        let places = CellPlaces(copy results)
        let quantities = PublishedQuantities(copy results, places: places)
        var patterns = HiddenPatterns(quantities, places: places, floor: floor)
        let isOfNobody = quantities.metrics.map(tellsOfNobody)
        for position in cells.indices {
            let metric = places.metricOfCell[position]
            guard metric >= 0, !isOfNobody[Int(metric)], isSmall(cells[position], quantities.metrics[Int(metric)]),
                !isAlwaysTold(cells[position], metric, at: places.placeOfCell[position], quantities)
            else { continue }
            patterns.hide(quantities.secret[Int(metric)], at: places.placeOfCell[position])
        }
        patterns.complete()
        let isHidden = cells.indices.map { position in
            let metric = places.metricOfCell[position]
            guard metric >= 0 else { return isSmall(cells[position].n) }
            return quantities.published[Int(metric)].contains {
                patterns.hides($0, at: places.placeOfCell[position])
            }
        }
        return isHidden.contains(true) ? isHidden : []
    }

    func isSmall(_ n: Int) -> Bool { n > 0 && n < floor }

    /// Whether a cell tells something of too few rows; that of a part and of its whole are both looked at.
    private func isSmall(_ cell: borrowing MetricCell, _ metric: borrowing MetricDescription) -> Bool {
        // A number that is withheld is nobody's to reckon from those beside it.
        (Self.tells(cell) || metric.withholds)
            && (isSmall(cell.n) || isSmall(PublishedQuantities.rows(of: cell, metric)))
    }

    /// Whether it rests on tables alone whose rows are entries in the books.
    private func tellsOfNobody(_ metric: MetricDescription) -> Bool {
        !metric.footing.tables.isEmpty && metric.footing.tables.allSatisfy(tablesWithoutPeople.contains)
    }

    private func isSmallPart(_ numerator: MetricValue?) -> Bool {
        guard let numerator else { return false }
        return numerator.doubleValue > 0 && numerator.doubleValue < Double(floor)
    }

    /// Whether there is a number in a cell beside its n.
    private static func tells(_ cell: borrowing MetricCell) -> Bool { cell.value != nil || cell.numerator != nil }

    private static func hasWholes(_ results: borrowing MetricResults) -> Bool {
        results.metrics.contains { $0.footing.whole != nil }
    }

    /// Whether a small count is told all the same: that of a whole period, and one that is a part of a rate beside it.
    private func isAlwaysTold(
        _ cell: MetricCell, _ metric: Int32, at place: Int32, _ quantities: PublishedQuantities
    ) -> Bool {
        guard quantities.metrics[Int(metric)].counts else { return false }
        if cell.breakdown.segments.isEmpty { return true }
        return quantities.largestSampleOfRates(quantities.secret[Int(metric)], at: place) >= floor
    }

    /// Empties the cells to be hidden, and comparisons with them.
    private static func mask(_ results: inout MetricResults, _ isHidden: [Bool]) {
        if !results.comparisons.isEmpty { results.comparisons = comparisons(of: results, isHidden) }
        for position in isHidden.indices where isHidden[position] {
            let cell = results.cells[position]
            results.cells[position] = MetricCell(
                metric: cell.metric, breakdown: cell.breakdown, period: cell.period, labels: cell.labels,
                target: cell.target, status: .hidden)
        }
    }

    private static func comparisons(of results: MetricResults, _ isHidden: [Bool]) -> [Int: [Comparison]] {
        let index = CellIndex(results)
        var masked = results.comparisons
        for (position, comparisons) in results.comparisons {
            let cell = results.cells[position]
            masked[position] = comparisons.map { comparison in
                let base = index.position(cell.metric, cell.breakdown, comparison.basePeriod, labels: cell.labels)
                let hidesBase = base.map { isHidden[$0] } ?? false
                guard isHidden[position] || hidesBase else { return comparison }
                return Comparison(
                    base: comparison.base, basePeriod: comparison.basePeriod,
                    baseValue: hidesBase ? nil : comparison.baseValue, verdict: .notComparable)
            }
        }
        return masked
    }
}
