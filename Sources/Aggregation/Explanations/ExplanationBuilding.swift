// Makes explanations from measured cells.

import Stages
import Statistics
import Tabular

/// The explanations of a plan.
///
/// Both periods come from cells of one metric, and so of one definition with the same parameters.
struct ExplanationBuilding {
    let plan: AggregationPlan
    let measured: MeasuredPlan

    var explanations: [Explanation] { plan.explanations.map(explanation) }

    private func explanation(_ planned: PlannedExplanation) -> Explanation {
        let periods = (now: plan.periods.period, then: planned.basePeriod)
        let total = (
            now: cell(of: planned.metric, 0, periods.now, []), then: cell(of: planned.metric, 0, periods.then, [])
        )
        func explanation(
            _ obstacle: Explanation.Obstacle? = nil, lines: [Explanation.Line] = [], totals: [Double]? = nil,
            _ reversal: ChangeEffects.Reversal? = nil
        ) -> Explanation {
            Explanation(
                metric: plan.metrics[planned.metric].description.key, breakdown: plan.breakdowns[planned.breakdown],
                period: periods.now, base: planned.base, basePeriod: periods.then, effects: planned.form.effects,
                then: total.then?.value, now: total.now?.value, lines: lines, totals: totals,
                reversal: reversal.map { $0 == .partsRose ? .segmentsRose : .segmentsFell }, obstacle: obstacle)
        }
        let partial = [periods.then, periods.now].filter { isPartial($0, ofMetric: planned.metric) }
        if !partial.isEmpty { return explanation(.partial(partial)) }
        guard total.then?.value != nil, total.now?.value != nil else { return explanation(.noValue) }
        let labels = self.labels(planned, periods)
        let cells = labels.map { labels in
            (
                then: cell(of: planned.metric, planned.breakdown, periods.then, labels),
                now: cell(of: planned.metric, planned.breakdown, periods.now, labels)
            )
        }
        let parts = cells.map { (then: planned.form.part($0.then), now: planned.form.part($0.now)) }
        guard Self.isWhole(parts.map(\.then), planned.form.part(total.then)),
            Self.isWhole(parts.map(\.now), planned.form.part(total.now))
        else { return explanation(.partsAreNotWhole) }
        guard let effects = ChangeEffects(of: planned.form, parts: parts) else { return explanation(.noValue) }
        let lines = labels.indices.map { index in
            Explanation.Line(
                labels: labels[index], then: cells[index].then?.value, now: cells[index].now?.value,
                shares: effects.shares[index], effects: planned.form.effects.map { effects.effects[index][$0] })
        }
        return explanation(
            lines: lines, totals: planned.form.effects.map { effects.totals[$0] }, effects.reversal)
    }

    private func isPartial(_ period: Period, ofMetric metric: Int) -> Bool {
        period.isCut || measured.coverage.isPartial(period, ofMetric: metric)
    }

    /// A cell; where there is none, what no rows come to.
    private func cell(of metric: Int, _ breakdown: Int, _ period: Period, _ labels: [Int]) -> Measurement? {
        let cells = measured.cells[metric][breakdown] ?? .none
        guard let position = measured.periods[breakdown].periods.firstIndex(of: period) else { return nil }
        return cells[CellPlace(period: position, labels: labels)]
            ?? measured.absentCells(ofMetric: metric, by: breakdown, in: plan)
            .measurement(inPeriod: position, among: cells)
    }

    /// Every combination of labels that has rows in one of both periods, ascending.
    private func labels(_ planned: PlannedExplanation, _ periods: (now: Period, then: Period)) -> [[Int]] {
        let cells = measured.cells[planned.metric][planned.breakdown] ?? .none
        let wanted = [periods.now, periods.then].compactMap {
            measured.periods[planned.breakdown].periods.firstIndex(of: $0)
        }
        let found = Set(cells.places.filter { wanted.contains($0.period) }.map(\.labels))
        return found.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// Whether parts add up to the whole, but for what doubles cannot hold.
    private static func isWhole(_ parts: [ChangeEffects.Part], _ whole: ChangeEffects.Part) -> Bool {
        func agrees(_ numbers: [Double], _ whole: Double) -> Bool {
            let sizes = ExactSum(numbers.map(\.magnitude)).total
            return (ExactSum(numbers).total - whole).magnitude <= 1e-9 * max(sizes, whole.magnitude)
        }
        return agrees(parts.map(\.amount), whole.amount) && agrees(parts.map(\.weight), whole.weight)
    }
}
