// Checks the targets of a pipeline file against metrics, segments and periods, and puts the plain ones on their metrics.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Checks targets against the metrics they are for.
struct TargetPlanning {
    let periods: ReportPeriods
    let knownKeys: [String]
    let segments: [SegmentSchema]
    let breakdowns: [Breakdown]
    let collector: DiagnosticCollector

    /// Puts each plain target of a total on its metric, and returns all that are right.
    ///
    /// - Parameters:
    ///   - reported: the keys of the metrics that were wanted, right or wrong.
    ///   - shows: whether the metric at a position is shown by the breakdown at another.
    func assign(
        _ requests: [TargetRequest], to metrics: inout [PlannedMetric], reported: Set<String>,
        shows: (_ metric: Int, _ breakdown: Int) -> Bool
    ) -> [TargetGoal] {
        var goals: [TargetGoal] = []
        var written: Set<[String]> = []
        for request in requests {
            guard reported.contains(request.metric.text) else {
                collector.add(
                    knownKeys.contains(request.metric.text)
                        ? AggregationDiagnostics.targetOnUnlisted(request.metric)
                        : AggregationDiagnostics.unknownMetric(request.metric, known: reported.sorted()))
                continue
            }
            if !written.insert(request.identity).inserted {
                collector.add(AggregationDiagnostics.twoTargets(request.metric))
                continue
            }
            // What is wrong with the metric is told.
            guard let index = metrics.firstIndex(where: { $0.description.key == request.metric.text }) else { continue }
            guard let goal = goal(of: request, metrics[index]), areDivided(request, goal, index, shows) else {
                continue
            }
            if goals.contains(where: { $0.isBeside(goal) && $0.owner == goal.owner }) {
                collector.add(AggregationDiagnostics.twoTargets(request.metric))
                continue
            }
            if let other = goals.first(where: { $0.contradicts(goal) }) {
                collector.add(AggregationDiagnostics.contradictingTargets(request.metric, first: other.location))
                continue
            }
            goals.append(goal)
            if let target = goal.plainTarget, goal.segments.isEmpty, case .every(let grain) = goal.time {
                metrics[index].targets.append(PlannedTarget(target: target, grain: grain))
            }
        }
        return goals
    }

    /// The target in the metric's unit; nil when it is wrong, which is told.
    private func goal(of request: TargetRequest, _ metric: PlannedMetric) -> TargetGoal? {
        let amounts = TargetAmounts(metric: metric.description.key, unit: metric.description.unit)
        guard let aim = aim(of: request, amounts) else { return nil }
        var goal = TargetGoal(
            metric: metric.description.key, aim: aim, time: .every(request.grain),
            parts: request.parts.map { TargetGoal.Part(segment: $0.segment.text, label: $0.label.text) },
            each: request.each.map(\.text), owner: request.owner?.text, location: request.metric.start)
        if aim.step == nil {
            if let baseline = request.baseline {
                collector.add(AggregationDiagnostics.needlessBaseline(baseline, metric: goal.metric))
                return nil
            }
        } else {
            guard let written = request.baseline else {
                collector.add(AggregationDiagnostics.targetWithoutBaseline(request.metric))
                return nil
            }
            guard let baseline = TargetGoal.Baseline(written, amounts, fiscal: periods.fiscal) else {
                collector.add(AggregationDiagnostics.wrongBaseline(written, metric: goal.metric))
                return nil
            }
            if case .number(let number) = baseline, number <= 0, case .ofBaseline? = aim.step {
                collector.add(AggregationDiagnostics.baselineOfNothing(written, metric: goal.metric))
                return nil
            }
            goal.baseline = baseline
        }
        guard let time = time(of: request, goal, isAdditive: metric.isAdditive) else { return nil }
        goal.time = time
        return hasBaseline(goal, request) ? goal : nil
    }

    private func aim(of request: TargetRequest, _ amounts: TargetAmounts) -> TargetGoal.Aim? {
        func level(_ text: SourceText) -> Double? { told(amounts.level(text), text, amounts) }
        switch request.aim {
        case .bound(let bound, let text):
            return level(text).map { bound == .atLeast ? .atLeast($0) : .atMost($0) }
        case .band(let low, let high):
            guard let least = level(low), let most = level(high) else { return nil }
            if least < most { return .between(least, most) }
            collector.add(AggregationDiagnostics.bandUpsideDown(low, high, metric: amounts.metric))
            return nil
        case .step(let isIncrease, let text):
            return told(amounts.step(text, isIncrease: isIncrease), text, amounts).map {
                isIncrease ? .increase($0) : .decrease($0)
            }
        }
    }

    private func told<Amount>(
        _ read: Result<Amount, TargetMistake>, _ text: SourceText, _ amounts: TargetAmounts
    ) -> Amount? {
        switch read {
        case .success(let amount): return amount
        case .failure(let mistake):
            collector.add(
                AggregationDiagnostics.wrongTarget(mistake, text, metric: amounts.metric, unit: amounts.unit))
            return nil
        }
    }

    // MARK: Days

    private func time(of request: TargetRequest, _ goal: TargetGoal, isAdditive: Bool) -> TargetGoal.Time? {
        guard let written = request.within else {
            if let from = request.from {
                collector.add(AggregationDiagnostics.fromWithoutWithin(from, metric: goal.metric))
                return nil
            }
            return request.per != nil && request.grain == nil ? nil : .every(request.grain)
        }
        if let per = request.per {
            collector.add(AggregationDiagnostics.targetWithTwoTimes(per, metric: goal.metric))
            return nil
        }
        guard let length = CalendarLength(written.text) else {
            collector.add(AggregationDiagnostics.wrongWithin(written))
            return nil
        }
        if isAdditive {
            collector.add(AggregationDiagnostics.withinOfAdditive(written, metric: goal.metric))
            return nil
        }
        var start: Int?
        if let from = request.from {
            guard let date = CivilDate(isoText: from.text) else {
                collector.add(AggregationDiagnostics.wrongFrom(from))
                return nil
            }
            start = date.dayNumber
        } else if case .period(let period)? = goal.baseline {
            start = period.end
        }
        guard let start else {
            collector.add(AggregationDiagnostics.withinWithoutBegin(written, metric: goal.metric))
            return nil
        }
        switch goal.baseline {
        case .previous?, .yearAgo?:
            collector.add(AggregationDiagnostics.movingBaseline(request.baseline ?? written, metric: goal.metric))
            return nil
        case .number?, .period?, nil: break
        }
        let end = length.end(after: start)
        if let first = periods.period.start, let last = periods.period.end, last <= start || first >= end {
            collector.add(
                AggregationDiagnostics.targetOfOtherDays(
                    request.metric, from: start, to: end, period: periods.period.name))
        }
        return .within(start: start, end: end)
    }

    // MARK: Cells

    /// Whether the report has the period that it starts from, which is told where not.
    private func hasBaseline(_ goal: TargetGoal, _ request: TargetRequest) -> Bool {
        let base: Period
        switch goal.baseline {
        case .number?, nil: return true
        case .period(let period)?: base = period
        case .previous?, .yearAgo?:
            guard case .every(let grain) = goal.time, grain == nil || grain == periods.period.grain else { return true }
            base = goal.baseline == .previous ? periods.period.advanced(by: -1) : periods.period.yearBefore
        }
        let isKnown =
            base.start != nil && base != periods.period
            && (periods.compared.values.contains(base) || goal.segments.isEmpty && periods.trend.contains(base)
                || breakdowns.contains { division in
                    division.grain == base.grain && Set(division.segments) == goal.segments
                        && periods.compared.values.contains { Self.holds($0, base) }
                })
        if !isKnown, let written = request.baseline {
            collector.add(
                AggregationDiagnostics.baselineNotReported(
                    written, period: base.start == nil ? nil : base.name, isDivided: !goal.segments.isEmpty))
        }
        return isKnown
    }

    static func holds(_ whole: Period, _ part: Period) -> Bool {
        guard let start = whole.start, let end = whole.end, let first = part.start, let last = part.end else {
            return whole.start == nil
        }
        return start <= first && last <= end
    }

    /// Whether the report has cells for it, which is told where not.
    private func areDivided(
        _ request: TargetRequest, _ goal: TargetGoal, _ metric: Int, _ shows: (Int, Int) -> Bool
    ) -> Bool {
        for segment in request.parts.map(\.segment) + request.each {
            guard let known = segments[segment.text] else {
                collector.add(AggregationDiagnostics.unknownSegment(segment, known: segments.map(\.key)))
                return false
            }
            if known.isOpaque { return false }
        }
        var grain: Grain?
        if case .every(let wanted?) = goal.time, wanted != periods.period.grain { grain = wanted }
        let isThere = breakdowns.indices.contains { index in
            breakdowns[index].grain == grain && Set(breakdowns[index].segments) == goal.segments && shows(metric, index)
        }
        if !isThere {
            let words = (grain.map { [$0.rawValue] } ?? []) + (request.parts.map(\.segment) + request.each).map(\.text)
            collector.add(AggregationDiagnostics.targetWithoutCells(request.metric, by: words))
        }
        return isThere
    }
}

extension TargetGoal.Baseline {
    /// Reads a number in the metric's unit, `previous`, `year-ago`, or a period.
    init?(_ written: SourceText, _ amounts: TargetAmounts, fiscal: FiscalCalendar) {
        switch written.text {
        case "previous", "上期": self = .previous
        case "year-ago", "去年同期": self = .yearAgo
        default:
            if case .success(let number) = amounts.level(written) {
                self = .number(number)
            } else if let period = Period(written: written.text, fiscal: fiscal), period.start != nil {
                self = .period(period)
            } else {
                return nil
            }
        }
    }
}
