// Looks whether alerts fire: in the latest whole period of each series they name.

import Diagnostics
import Stages
import Statistics
import Tabular

/// Watches the alerts of a pipeline file.
///
/// - Complexity: O(cells of the metrics that alerts name).
struct AlertWatching {
    let results: MetricResults
    let sections: [CellSection]
    /// Below so many rows a cell is hidden.
    let suppressBelow: Int
    let collector: DiagnosticCollector

    /// What came of an alert.
    private enum Outcome {
        case watched([Alert])
        case not(UnwatchedAlert.Why)
    }

    func watch(for alerts: [WrittenAlert], into judgements: inout Judgements) {
        for alert in alerts {
            let outcome =
                switch alert.rule {
                case .beyond(let side): beyond(alert, side, judgements.series)
                case .missed(let periods): missed(alert, periods)
                case .crisis: crisis(alert)
                }
            switch outcome {
            case .watched(let fired):
                judgements.alertsWatched += 1
                judgements.alerts += fired
            case .not(let why):
                collector.add(AlertDiagnostics.notWatched(alert, why))
                judgements.alertsNotWatched.append(UnwatchedAlert(alert, why))
            }
        }
    }

    // MARK: The three rules

    private func beyond(_ alert: WrittenAlert, _ side: AlertKeys.Side, _ series: [SeriesJudgement]) -> Outcome {
        guard let labels = labels(of: alert) else { return .not(.unknownLabel) }
        let found = series.filter { entry in
            entry.metric == alert.metric.text && Set(entry.breakdown.segments) == Set(alert.segments)
                && entry.labels == Self.ordered(labels, by: entry.breakdown)
        }
        guard let entry = found.max(by: { rank($0.breakdown) < rank($1.breakdown) }), let point = entry.latest,
            let value = results.cells[point.cell].value
        else { return .not(whyWithoutSeries(alert, labels)) }
        if !isRecent(results.cells[point.cell].period) { return .not(.ended) }
        if isOfFewRows(results.cells[point.cell]) { return .not(.fewRows) }
        let isAbove = value.doubleValue > point.expected
        guard point.signal == .outside, side == .usual || isAbove == (side == .above) else { return .watched([]) }
        return .watched([
            Alert(
                at: results.cells[point.cell], value, .beyond, isAbove ? .above : .below, expected: point.expected,
                limit: isAbove ? point.high : point.low)
        ])
    }

    private func whyWithoutSeries(_ alert: WrittenAlert, _ labels: [String: Int]) -> UnwatchedAlert.Why {
        if let metric = metric(alert), metric.isVariant || metric.footing.looksBeyondPeriod { return .noSeries }
        let isLong = ranked(alert).contains { section in
            positions(of: labels, in: section, least: NaturalLimits.leastPoints) != nil
        }
        return isLong ? .noVariation : .fewPeriods
    }

    /// The target of each period is its own: one that changes within the periods is missed by the one in force then.
    private func missed(_ alert: WrittenAlert, _ periods: Int) -> Outcome {
        guard let labels = labels(of: alert) else { return .not(.unknownLabel) }
        var why = whyWithoutTarget(alert)
        for section in ranked(alert) where hasTarget(section, labels) {
            why = .fewPeriods
            guard let positions = positions(of: labels, in: section, least: periods), let last = positions.last,
                let target = results.cells[last].target, let value = results.cells[last].value
            else { continue }
            guard isRecent(results.cells[last].period) else {
                why = .ended
                continue
            }
            if isOfFewRows(results.cells[last]) { return .not(.fewRows) }
            guard positions.suffix(periods).allSatisfy({ isMissed(results.cells[$0]) }) else { return .watched([]) }
            return .watched([
                Alert(
                    at: results.cells[last], value, .missed(periods: periods), .missed, expected: target.value,
                    limit: nil)
            ])
        }
        return .not(why)
    }

    private func isMissed(_ cell: MetricCell) -> Bool {
        guard !isOfFewRows(cell), let value = cell.value?.doubleValue, let target = cell.target else { return false }
        return target.bound == .atLeast ? value < target.value : value > target.value
    }

    private func hasTarget(_ section: CellSection, _ labels: [String: Int]) -> Bool {
        let wanted = Self.ordered(labels, by: section.breakdown)
        return section.range.contains { results.cells[$0].target != nil && results.cells[$0].labels == wanted }
    }

    /// Why no cell has a target: whether there is none, it is of another shape, or the cells it is for are not there.
    private func whyWithoutTarget(_ alert: WrittenAlert) -> UnwatchedAlert.Why {
        let meant = results.goals.goals.filter { goal in
            goal.metric == alert.metric.text && (goal.segments == Set(alert.segments) || isInherited(goal, by: alert))
                && goal.parts.allSatisfy { part in
                    alert.labels.contains { $0.segment == part.segment && $0.label.text == part.label }
                }
        }
        if meant.isEmpty { return .noTarget }
        return meant.contains { $0.plainTarget != nil } ? .fewPeriods : .noBound
    }

    private func isInherited(_ goal: TargetGoal, by alert: WrittenAlert) -> Bool {
        goal.segments.isSubset(of: alert.segments) && metric(alert)?.isAdditive == false
    }

    private func crisis(_ alert: WrittenAlert) -> Outcome {
        for section in ranked(alert) {
            let watching = CrisisWatching(
                results: results, section: section, periods: gathering(section).stretch(), suppressBelow: suppressBelow)
            if let alerts = watching.alerts() { return .watched(alerts) }
        }
        return .not(.fewPeriods)
    }

    /// Nobody is told of by fewer rows than the metric asks for; the total is nobody.
    private func isOfFewRows(_ cell: MetricCell) -> Bool {
        !cell.labels.isEmpty
            && results.metrics.first { $0.key == cell.metric }.map { $0.isFew(cell.n) } ?? true
    }

    // MARK: Where to look

    private func metric(_ alert: WrittenAlert) -> MetricDescription? {
        results.metrics.first { $0.key == alert.metric.text }
    }

    private static func ordered(_ labels: [String: Int], by breakdown: Breakdown) -> [Int] {
        breakdown.segments.map { labels[$0] ?? -1 }
    }

    /// The cells of the labels in the whole periods of a section; nil where there are fewer than so many.
    private func positions(of labels: [String: Int], in section: CellSection, least: Int) -> [Int]? {
        let wanted = Self.ordered(labels, by: section.breakdown)
        let found = gathering(section).series(least: least).first {
            $0.first.map { results.cells[$0].labels } == wanted
        }
        return found.flatMap { $0.count >= least ? $0 : nil }
    }

    private func gathering(_ section: CellSection) -> SeriesGathering {
        SeriesGathering(section: section, cells: results.cells, report: results.period)
    }

    /// The sections that an alert can be watched in: the report's own periods, then the longest ones; for a crisis the shortest.
    private func ranked(_ alert: WrittenAlert) -> [CellSection] {
        let wanted = Set(alert.segments)
        let found = sections.filter {
            results.metrics[$0.metric].key == alert.metric.text && Set($0.breakdown.segments) == wanted
        }
        if case .crisis = alert.rule { return found.sorted { rank($0.breakdown) < rank($1.breakdown) } }
        return found.sorted { rank($0.breakdown) > rank($1.breakdown) }
    }

    private func rank(_ breakdown: Breakdown) -> Int {
        breakdown.grain.flatMap { Grain.allCases.firstIndex(of: $0) } ?? Grain.allCases.count
    }

    /// A series that has ended long ago says nothing of today.
    private func isRecent(_ period: Period) -> Bool {
        guard let start = period.start, let end = period.end, let last = results.period.end else { return true }
        return end > last - 2 * (end - start)
    }

    /// The positions of the labels it names, by segment; nil where there is no such label, which is told.
    private func labels(of alert: WrittenAlert) -> [String: Int]? {
        var labels: [String: Int] = [:]
        for (segment, label) in alert.labels {
            let known = results.segments.first { $0.key == segment }
            guard let position = known?.position(named: label.text) else {
                let keys = known?.labels.map(\.key) ?? []
                collector.add(AlertDiagnostics.unknownLabel(label, of: segment, known: keys))
                return nil
            }
            labels[segment] = position
        }
        return labels
    }
}

extension Alert {
    init(
        at cell: MetricCell, _ value: MetricValue, _ rule: Rule, _ reason: Reason, expected: Double, limit: Double?
    ) {
        self.init(
            metric: cell.metric, breakdown: cell.breakdown, labels: cell.labels, period: cell.period, rule: rule,
            reason: reason, value: value, n: cell.n, expected: expected, limit: limit)
    }
}

extension UnwatchedAlert {
    init(_ alert: WrittenAlert, _ why: Why) {
        let rule: Alert.Rule =
            switch alert.rule {
            case .beyond: .beyond
            case .missed(let periods): .missed(periods: periods)
            case .crisis: .crisis
            }
        self.init(
            metric: alert.metric.text, segments: alert.segments, labels: alert.labels.map(\.label.text), rule: rule,
            why: why)
    }
}
