// Turns measurements into the cells of the report: status, targets, comparisons, order.

import Diagnostics
import Stages
import Statistics
import Tabular

/// Builds the results of a plan from what was measured.
struct ResultsBuilding {
    let plan: AggregationPlan
    let measured: MeasuredPlan
    let segments: [Segment]

    /// The results, whose cells are made on several threads.
    ///
    /// - Complexity: O(cells). 57,000 cells are 14 MB; most of the time goes to memory that was not touched before, so each thread writes
    ///   its cells where they stay: 8 ms on one thread that let the list grow, 3 ms on two.
    func results(jobs: Int) -> MetricResults {
        let used = Set(plan.breakdowns.flatMap(\.segments))
        var results = MetricResults(
            metrics: plan.descriptions, breakdowns: plan.breakdowns,
            segments: segments.filter { used.contains($0.key) }, period: plan.periods.period,
            comparedPeriods: plan.periods.compared, rowsWithoutTime: measured.rowsWithoutTime)
        var sections: [ResultsSection] = []
        var count = 0
        for metric in plan.reported {
            for breakdown in plan.metrics[metric].breakdowns where plan.shows(metric, by: breakdown) {
                let section = section(metric, breakdown, from: count)
                for (period, isPartial) in zip(section.periods, section.partial) where isPartial {
                    results.partialPeriods.insert(period)
                }
                count += section.cells.places.count
                sections.append(section)
            }
        }
        var comparisons: [[(position: Int, comparisons: [Comparison])]] = []
        results.cells = [MetricCell](unsafeUninitializedCapacity: count) { cells, initialized in
            nonisolated(unsafe) let cells = cells
            comparisons = parallelMap(sections, jobs: jobs) { $0.write(to: cells) }
            initialized = count
        }
        for (position, comparisons) in comparisons.joined() { results.comparisons[position] = comparisons }
        return results
    }

    private func section(_ metric: Int, _ breakdown: Int, from first: Int) -> ResultsSection {
        let planned = plan.metrics[metric]
        let periods = measured.periods[breakdown].periods
        var cells = measured.cells[metric][breakdown] ?? .none
        if plan.breakdowns[breakdown] == .total {
            cells = cells.completed(at: periods.indices.map { CellPlace(period: $0, labels: []) }, with: .nothing)
        }
        return ResultsSection(
            metric: planned.description, hasMethod: planned.interval != .none, breakdown: plan.breakdowns[breakdown],
            reported: plan.periods, periods: periods, partial: periods.map { isPartial($0, metric) },
            targets: periods.map { target(of: planned, breakdown: plan.breakdowns[breakdown], period: $0) },
            cells: cells, first: first)
    }

    // MARK: Partial periods

    /// Whether a period is not over, or a table the metric rests on leaves a gap at its beginning or end.
    private func isPartial(_ period: Period, _ metric: Int) -> Bool {
        plan.periods.isUnfinished(period) || measured.coverage[metric].contains { !Self.covers($0, period) }
    }

    /// A gap counts when it is at least one day and more than a tenth of the period.
    private static func covers(_ days: ClosedRange<Int>?, _ period: Period) -> Bool {
        guard let start = period.start, let end = period.end else { return true }
        guard let days else { return false }
        let gaps = [days.lowerBound - start, end - 1 - days.upperBound]
        return gaps.allSatisfy { $0 < 1 || $0 * 10 <= end - start }
    }

    // MARK: Targets

    /// A target is for cells of its period length; one for a number that adds up says nothing of parts of the whole.
    private func target(of metric: PlannedMetric, breakdown: Breakdown, period: Period) -> Target? {
        guard let planned = metric.target else { return nil }
        guard period.grain == planned.grain ?? plan.periods.period.grain else { return nil }
        return metric.isAdditive && !breakdown.segments.isEmpty ? nil : planned.target
    }
}
