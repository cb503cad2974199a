// Finds out what no rows come to: of a metric by its kind, in a period by what the data cover.

import Stages
import Tabular

extension AggregationPlan {
    /// What the cells of a metric by one breakdown come to in which no row counts.
    ///
    /// - Parameters:
    ///   - metric: a position in the plan, as is `breakdown`.
    ///   - periods: those of the breakdown.
    func absentCells(
        ofMetric metric: Int, by breakdown: Int, periods: BreakdownPeriods, _ coverage: PlanCoverage
    ) -> AbsentCells {
        AbsentCells(
            nothing: nothing(ofMetric: metric),
            quietPeriods: Set(
                periods.periods.indices.filter { coverage.isZero(periods.periods[$0], ofMetric: metric) }),
            isDivided: !breakdowns[breakdown].segments.isEmpty)
    }

    /// What a metric comes to where it is known that no row counts; nil where that is no number.
    ///
    /// - Parameter metric: a position in the plan.
    func nothing(ofMetric metric: Int) -> Measurement? {
        let nothing: Measurement? =
            switch metrics[metric].computation {
            case .rows(let row): row.nothing
            case .cells(let made): made.kind.nothing(of: made.operands.map { self.nothing(ofMetric: $0) })
            case .calculation: nil
            }
        return nothing?.value == nil ? nil : nothing
    }
}

extension RowMetric {
    /// What its kind makes of no rows.
    fileprivate var nothing: Measurement? {
        var state = emptyState(arePlain: values.map { _ in false })
        // Group 0 is that of the rows that do not count.
        state.makeRoom(forGroups: 2)
        return state.finish(jobs: 1).dropFirst().first
    }
}
