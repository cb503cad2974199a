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

    func results() -> MetricResults {
        let used = Set(plan.breakdowns.flatMap(\.segments))
        var results = MetricResults(
            metrics: plan.descriptions, breakdowns: plan.breakdowns,
            segments: segments.filter { used.contains($0.key) }, period: plan.periods.period,
            comparedPeriods: plan.periods.compared, rowsWithoutTime: measured.rowsWithoutTime)
        for metric in plan.reported {
            for breakdown in plan.metrics[metric].breakdowns where plan.shows(metric, by: breakdown) {
                append(metric, breakdown, to: &results)
            }
        }
        return results
    }

    private func append(_ metric: Int, _ breakdown: Int, to results: inout MetricResults) {
        let planned = plan.metrics[metric]
        let periods = measured.periods[breakdown].periods
        var cells = measured.cells[metric][breakdown] ?? .none
        if plan.breakdowns[breakdown] == .total {
            cells = cells.completed(at: periods.indices.map { CellPlace(period: $0, labels: []) }, with: .nothing)
        }
        let partial = periods.map { isPartial($0, metric) }
        for (period, isPartial) in zip(periods, partial) where isPartial { results.partialPeriods.insert(period) }
        let targets = periods.map { target(of: planned, breakdown: plan.breakdowns[breakdown], period: $0) }
        for (place, measurement) in zip(cells.places, cells.measurements) {
            let period = periods[place.period]
            let target = targets[place.period]
            if period == plan.periods.period, !plan.periods.compared.isEmpty {
                results.comparisons[results.cells.count] = Comparison.Base.allCases.compactMap { base in
                    guard let basePeriod = plan.periods.compared[base] else { return nil }
                    let basePlace = periods.firstIndex(of: basePeriod).map {
                        CellPlace(period: $0, labels: place.labels)
                    }
                    return CellComparison(
                        measurement, isPartial: partial[place.period],
                        base: basePlace.flatMap { cells[$0] },
                        isBasePartial: basePlace.map { partial[$0.period] } ?? true, better: planned.description.better
                    ).comparison(with: base, period: basePeriod)
                }
            }
            results.cells.append(
                MetricCell(
                    metric: planned.description.key, breakdown: plan.breakdowns[breakdown], period: period,
                    labels: place.labels, value: measurement.value, numerator: measurement.numerator,
                    denominator: measurement.denominator, n: measurement.n, low: measurement.interval?.low,
                    high: measurement.interval?.high, target: target,
                    status: status(
                        measurement, isPartial: partial[place.period], target: target,
                        hasMethod: planned.interval != .none)))
        }
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

    private func status(
        _ measurement: Measurement, isPartial: Bool, target: Target?, hasMethod: Bool
    ) -> CellStatus {
        guard let value = measurement.value else { return .undefined }
        if isPartial { return .partial }
        guard let target else { return .plain }
        let goal: Goal = target.bound == .atLeast ? .atLeast(target.value) : .atMost(target.value)
        if let interval = measurement.interval {
            switch Verdict(of: interval, against: goal) {
            case .met: return .met
            case .missed: return .missed
            case .withinNoise: return .uncertain
            }
        }
        // The metric has a way to say how sure it is, but too few rows for it: they decide nothing.
        if hasMethod { return .uncertain }
        switch Verdict(ofExact: value.doubleValue, against: goal) {
        case .met?: return .met
        case .missed?: return .missed
        case .withinNoise?, nil: return .uncertain
        }
    }
}
