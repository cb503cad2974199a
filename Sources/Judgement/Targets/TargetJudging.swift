// How far each target has come: the number, the goal, attainment, pace, forecast and verdict.

import Stages
import Statistics
import Tabular

/// Looks at every target of a report.
///
/// - Complexity: O(targets × places), each a few searches among the cells; one walk through the cells of a breakdown
///   for targets of each label.
struct TargetJudging {
    private let results: MetricResults
    private let places: TargetPlaces
    private let metrics: [String: MetricDescription]

    init(_ results: MetricResults, _ sections: [CellSection]) {
        self.results = results
        places = TargetPlaces(results, sections)
        metrics = Dictionary(results.metrics.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Every target beside its number, in the order of the targets, then of periods and labels.
    func measured() -> [MeasuredTarget] {
        guard let periods = results.goals.periods else { return [] }
        return results.goals.goals.flatMap { goal -> [MeasuredTarget] in
            guard let metric = metrics[goal.metric] else { return [] }
            return places.places(of: goal).map { measured(goal, at: $0, metric, periods) }
        }
    }

    /// What can be said of each, by the marks of the cells and the tests.
    func judged(_ targets: [MeasuredTarget]) -> [TargetProgress] {
        guard let periods = results.goals.periods else { return [] }
        return targets.map { measured in
            var progress = measured.progress
            if let metric = metrics[progress.goal.metric] { progress.verdict = verdict(measured, metric, periods) }
            return progress
        }
    }

    private func measured(
        _ goal: TargetGoal, at place: TargetPlace, _ metric: MetricDescription, _ periods: ReportPeriods
    ) -> MeasuredTarget {
        let cell = place.position.map { results.cells[$0] }
        var progress = TargetProgress(
            goal: goal, breakdown: place.breakdown, period: place.period, labels: place.labels)
        progress.value = cell.map(\.value) ?? valueOfNothing(place, metric)
        (progress.n, progress.low, progress.high) = (cell?.n ?? 0, cell?.low, cell?.high)
        progress.baseline = baseline(of: goal, place)
        progress.elapsed = elapsed(goal, place, periods)
        let target = ReachableTarget(goal.aim, baseline: progress.baseline)
        if let target {
            (progress.level, progress.upperLevel) = (target.level, target.upperLevel)
            setCourse(&progress, target, place, metric, periods)
        }
        return MeasuredTarget(
            progress: progress, target: target, position: place.position,
            known: known(progress, place, metric, periods), isOpen: isOpen(goal, place.period, cell, periods))
    }

    /// How much of the way is done, and where it leads.
    private func setCourse(
        _ progress: inout TargetProgress, _ target: ReachableTarget, _ place: TargetPlace, _ metric: MetricDescription,
        _ periods: ReportPeriods
    ) {
        guard let value = known(progress, place, metric, periods), value.isFinite else { return }
        // A part of a period's total says nothing beside the total of another; its pace does.
        let isHalfWay = metric.isAdditive && progress.goal.aim.step != nil && periods.isUnfinished(place.period)
        let attained = isHalfWay ? nil : target.attainment(of: value)
        (progress.attainment, progress.isAtLeastAttainment) = (attained?.share, attained?.isAtLeast ?? false)
        setPace(&progress, target, value, place, metric)
        guard metric.isAdditive, periods.isUnfinished(place.period) else { return }
        progress.forecast = TargetForecast(places: places, periods: periods).forecast(
            place, metric: metric.key, soFar: value, isCount: metric.counts)
        progress.lacksHistory = progress.forecast == nil
    }

    /// What a number has come to by now: of a total with rows that are dated later than now, that of the days that are over.
    ///
    /// - Missing: nil where the report does not tell these days apart.
    private func known(
        _ progress: TargetProgress, _ place: TargetPlace, _ metric: MetricDescription, _ periods: ReportPeriods
    ) -> Double? {
        guard metric.isAdditive, periods.isUnfinished(place.period), results.metricsWithLaterRows.contains(metric.key)
        else { return progress.value?.doubleValue }
        return places.total(place, metric: metric.key, before: periods.today)
    }

    // MARK: Numbers

    /// What no row comes to: nothing of a count or a sum, where the whole has some.
    private func valueOfNothing(_ place: TargetPlace, _ metric: MetricDescription) -> MetricValue? {
        guard metric.isAdditive,
            let total = places.section(metric.key, Breakdown(grain: place.breakdown.grain))?.position(
                of: [], in: place.period, results.cells),
            results.cells[total].value != nil
        else { return nil }
        return .exact(ExactDecimal(0))
    }

    private func baseline(of goal: TargetGoal, _ place: TargetPlace) -> Double? {
        let period: Period
        switch goal.baseline {
        case nil: return nil
        case .number(let number)?: return number
        case .previous?: period = place.period.advanced(by: -1)
        case .yearAgo?: period = place.period.yearBefore
        case .period(let named)?: period = named
        }
        return period == place.period ? nil : places.baseline(place, metric: goal.metric, in: period)
    }

    /// The share of its days that is over.
    private func elapsed(_ goal: TargetGoal, _ place: TargetPlace, _ periods: ReportPeriods) -> Double? {
        var (start, end) = (place.period.start, place.period.end)
        var now = periods.today
        if case .within(let first, let last) = goal.time {
            now = min(now, place.period.end ?? now)
            (start, end) = (first, last)
        }
        guard let start, let end, start < end else { return nil }
        let forecast = TargetForecast(places: places, periods: periods)
        let all = forecast.days(start..<end)
        return all > 0 ? forecast.days(start..<min(max(start, now), end)) / all : nil
    }

    // MARK: Pace

    /// A total should grow with the days of its period, a number with a time to move in should have gone as much of the way; any other
    /// number is at the end of its period what it is all the time.
    private func setPace(
        _ progress: inout TargetProgress, _ target: ReachableTarget, _ value: Double, _ place: TargetPlace,
        _ metric: MetricDescription
    ) {
        guard let elapsed = progress.elapsed, elapsed > 0 else { return }
        if case .within = progress.goal.time, let baseline = progress.baseline {
            progress.expectedNow = baseline + (target.level - baseline) * elapsed
            progress.pace = progress.attainment.map { $0 / elapsed }
            return
        }
        guard metric.isAdditive, target.level > 0, let isUpward = target.isUpward else { return }
        let seasonal = elapsed < 1 ? seasonalShare(place, metric) : nil
        progress.isSeasonal = seasonal != nil
        let expected = target.level * (seasonal ?? elapsed)
        progress.expectedNow = expected
        guard expected > 0 else { return }
        progress.pace = isUpward ? value / expected : value > 0 ? expected / value : nil
    }

    /// How much of the same period a year ago was there after as many days; nil where the report does not have all of its days.
    private func seasonalShare(_ place: TargetPlace, _ metric: MetricDescription) -> Double? {
        let before = place.period.yearBefore
        guard let start = place.period.start, let periods = results.goals.periods, let first = before.start,
            let whole = places.baseline(place, metric: metric.key, in: before), whole > 0,
            let days = places.parts(of: place, metric: metric.key, in: before, by: .day), !days.isEmpty
        else { return nil }
        let all = days.reduce(0) { $0 + ($1.value ?? 0) }
        guard (all - whole).magnitude <= 1e-9 * whole else { return nil }
        let last = first + periods.today - start
        let part = days.reduce(0) { $0 + (($1.period.end ?? .max) <= last ? $1.value ?? 0 : 0) }
        return part > 0 ? part / whole : nil
    }

    // MARK: Verdict

    private func verdict(
        _ measured: MeasuredTarget, _ metric: MetricDescription, _ periods: ReportPeriods
    ) -> TargetProgress.Verdict {
        let (progress, cell) = (measured.progress, measured.position.map { results.cells[$0] })
        let isHidden = cell?.status == .hidden
        guard let target = measured.target else { return isHidden ? .hidden : .noBaseline }
        guard let value = progress.value?.doubleValue, value.isFinite else { return isHidden ? .hidden : .noValue }
        if metric.isFew(progress.n) { return .fewRows }
        if measured.isOpen {
            // Of a count nothing is lost again.
            guard metric.counts, metric.isAdditive, let isUpward = target.isUpward, let known = measured.known else {
                return .open
            }
            if isUpward { return target.isReached(by: known) ? .met : .open }
            return target.isReached(by: known) ? .open : .missed
        }
        if let cell, let plain = progress.goal.plainTarget, cell.target == plain {
            switch cell.status {
            case .met: return .met
            case .missed: return .missed
            case .uncertain: return .withinNoise
            case .plain, .undefined, .partial, .hidden: break
            }
        }
        if let isFound = measured.isFound {
            return isFound ? (target.isReached(by: value) ? .met : .missed) : .withinNoise
        }
        // Rows that are all alike do not say how much others like them vary.
        if metric.interval == "t", let low = progress.low, low == progress.high { return .withinNoise }
        if let low = progress.low, let high = progress.high, let interval = Interval(low: low, high: high),
            let goal = target.goal
        {
            switch Verdict(of: interval, against: goal) {
            case .met: return .met
            case .missed: return .missed
            case .withinNoise: return .withinNoise
            }
        }
        // It has a way to say how sure it is, but too few rows for it.
        if let method = metric.interval, method != "none" { return .withinNoise }
        return target.isReached(by: value) ? .met : .missed
    }

    private func isOpen(
        _ goal: TargetGoal, _ period: Period, _ cell: MetricCell?, _ periods: ReportPeriods
    ) -> Bool {
        if cell?.status == .partial || periods.isUnfinished(period) { return true }
        if case .within(_, let end) = goal.time { return period.end.map { $0 < end } ?? true }
        return false
    }
}
