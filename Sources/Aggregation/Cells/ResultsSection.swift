// The cells of one metric by one breakdown as they stand in the results: status, target, comparisons.

import Stages
import Statistics
import Tabular

/// A part of the results that can be made by itself.
struct ResultsSection: Sendable {
    let metric: MetricDescription
    /// Whether the metric has a way to say how sure it is.
    let hasMethod: Bool
    let breakdown: Breakdown
    let reported: ReportPeriods
    /// Those of the breakdown, with what holds for each of them.
    let periods: [Period]
    let partial: [Bool]
    /// Compared periods in which some of the same rows count: the difference has no interval.
    let basesWithSameRows: Set<Period>
    let targets: [TargetsInForce.InPeriod]
    let cells: MetricCells
    /// Places that stand there only because another period has rows of their labels.
    let gone: Set<CellPlace>
    /// Where the first cell stands in the results.
    let first: Int

    /// Writes the cells to their place in the results, and returns the comparisons by the positions of their cells.
    ///
    /// - Bounds: `results` has room for all places from `first` on, not initialised; no other section writes there.
    func write(to results: UnsafeMutableBufferPointer<MetricCell>) -> [(position: Int, comparisons: [Comparison])] {
        var comparisons: [(Int, [Comparison])] = []
        let isCompared = !reported.compared.isEmpty
        for (index, place) in cells.places.enumerated() {
            let measurement = cells.measurement(at: index)
            let (period, target) = (periods[place.period], targets[place.period].target(at: place.labels))
            if isCompared, period == reported.period {
                comparisons.append((first + index, compared(measurement, at: place)))
            }
            results.initializeElement(
                at: first + index,
                to: MetricCell(
                    metric: metric.key, breakdown: breakdown, period: period, labels: place.labels,
                    value: measurement.value, numerator: measurement.numerator, denominator: measurement.denominator,
                    n: measurement.n, low: measurement.interval?.low, high: measurement.interval?.high, target: target,
                    status: status(measurement, isPartial: partial[place.period], target: target)))
        }
        return comparisons
    }

    /// A measurement beside those of the compared periods.
    private func compared(_ measurement: Measurement, at place: CellPlace) -> [Comparison] {
        Comparison.Base.allCases.compactMap { name in
            guard let basePeriod = reported.compared[name] else { return nil }
            let basePlace = periods.firstIndex(of: basePeriod).map { CellPlace(period: $0, labels: place.labels) }
            var base = basePlace.flatMap { gone.contains($0) ? nil : cells[$0] }
            if basesWithSameRows.contains(basePeriod) { base?.evidence = .none }
            return CellComparison(
                measurement, isPartial: partial[place.period], base: base,
                isBasePartial: basePlace.map { partial[$0.period] } ?? true, better: metric.better,
                isGone: gone.contains(place),
                isDivided: !breakdown.segments.isEmpty
                    && basePlace.map { cells.hasPlaces(inPeriod: $0.period) } ?? false
            ).comparison(with: name, period: basePeriod)
        }
    }

    private func status(_ measurement: Measurement, isPartial: Bool, target: Target?) -> CellStatus {
        guard let value = measurement.value else { return .undefined }
        if isPartial { return .partial }
        guard let target else { return .plain }
        if metric.isFew(measurement.n) { return .uncertain }
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
        if let number = measurement.ratio ?? ExactRatio(writtenAs: value.doubleValue),
            let bound = ExactRatio(writtenAs: target.value)
        {
            return (target.bound == .atLeast ? number >= bound : number <= bound) ? .met : .missed
        }
        switch Verdict(ofExact: value.doubleValue, against: goal) {
        case .met?: return .met
        case .missed?: return .missed
        case .withinNoise?, nil: return .uncertain
        }
    }
}
