// The labels of a stock in the periods in which nothing of them stands: there it is 0, not absent.

import Tabular

/// What is left of a label that stands in some periods of a breakdown, in those in which it does not.
///
/// A backlog that was worked off is 0, and must not vanish from the month. What is counted of events has no such cell: a label without
/// an event in a month may as well not have been there yet.
struct StockLabels {
    private let absent: AbsentCells

    /// - Parameter absent: of an additive stock.
    init(_ absent: AbsentCells) { self.absent = absent }

    /// Positions of the periods that are shown in which nothing means none: the data cover them, and rows have begun to stand.
    func zeroPeriods(periodCount: Int) -> [Int] { absent.quietPeriods.filter { $0 < periodCount }.sorted() }

    /// The places without rows whose labels stand in another period.
    ///
    /// - Shape: ascending.
    /// - Complexity: O(labels · periods).
    func missing(_ cells: MetricCells, periodCount: Int) -> [CellPlace] {
        let labels = Set(cells.places.map(\.labels)).sorted { $0.lexicographicallyPrecedes($1) }
        let present = Set(cells.places)
        return zeroPeriods(periodCount: periodCount).flatMap { period in
            labels.lazy.map { CellPlace(period: period, labels: $0) }.filter { !present.contains($0) }
        }
    }
}
