// Who rests on too few rows to be called good or bad, and whose rows are those of others too.

import Tabular

extension MetricDescription {
    /// Whether a number of so many rows is not judged; what is counted or added up is true of few rows as of many.
    package func isFew(_ n: Int) -> Bool { !isAdditive && unit != .count && n < minimumN }
}

extension MetricResults {
    /// Whether labels count some of the same things, as an evaluation is by the dimensions of its items: then no label is a part of the
    /// total, and nothing is what it leaves of it.
    ///
    /// - Parameters:
    ///   - positions: of the labels' cells in one period.
    ///   - total: how many things there are in all.
    package func labelsShareThings(_ positions: some Sequence<Int>, of total: Int) -> Bool {
        positions.reduce(0) { $0 + cells[$1].n } > total
    }
}
