// The labels of a stock in the periods in which nothing of them stands: there it is 0, not absent.

import Stages
import Tabular

/// What is left of a label that stands in some periods of a breakdown, in those in which it does not.
///
/// A backlog that was worked off is 0, and must not vanish from the month. What is counted of events has no such cell: a label without
/// an event in a month may as well not have been there yet.
struct StockLabels {
    private let plan: AggregationPlan
    private let coverage: PlanCoverage
    private let metric: Int

    /// - Parameter metric: a position in the plan, of an additive stock.
    init(_ plan: AggregationPlan, _ coverage: PlanCoverage, metric: Int) {
        self.plan = plan
        self.coverage = coverage
        self.metric = metric
    }

    /// Positions of the periods in which nothing means none: the data cover them, and rows have begun to stand.
    func zeroPeriods(_ periods: [Period]) -> [Int] {
        periods.indices.filter { coverage.isZero(periods[$0], ofMetric: metric) }
    }

    /// The places without rows whose labels stand in another period.
    ///
    /// - Shape: ascending.
    /// - Complexity: O(labels · periods).
    func missing(_ cells: MetricCells, _ periods: [Period]) -> [CellPlace] {
        let labels = Set(cells.places.map(\.labels)).sorted { $0.lexicographicallyPrecedes($1) }
        let present = Set(cells.places)
        return zeroPeriods(periods).flatMap { period in
            labels.lazy.map { CellPlace(period: period, labels: $0) }.filter { !present.contains($0) }
        }
    }
}
