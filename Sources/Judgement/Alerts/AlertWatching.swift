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

    func watch(for alerts: [WrittenAlert], into judgements: inout Judgements) {
        judgements.alertsWatched = alerts.count
        for alert in alerts {
            switch alert.rule {
            case .beyond(let side): judgements.alerts += beyond(alert, side, judgements.series)
            case .missed(let periods): judgements.alerts += missed(alert, periods)
            case .crisis: judgements.alerts += crisis(alert)
            }
        }
    }

    // MARK: The three rules

    private func beyond(_ alert: WrittenAlert, _ side: AlertKeys.Side, _ series: [SeriesJudgement]) -> [Alert] {
        guard let labels = labels(of: alert) else { return [] }
        let found = series.filter { entry in
            entry.metric == alert.metric.text && Set(entry.breakdown.segments) == Set(alert.segments)
                && entry.labels == entry.breakdown.segments.map { labels[$0] ?? -1 }
        }
        guard let entry = found.max(by: { rank($0.breakdown) < rank($1.breakdown) }), let point = entry.latest,
            isRecent(results.cells[point.cell].period), let value = results.cells[point.cell].value
        else { return notWatched(alert) }
        let isAbove = value.doubleValue > point.expected
        guard point.signal == .outside, !isOfFewRows(results.cells[point.cell]),
            side == .usual || isAbove == (side == .above)
        else { return [] }
        return [
            Alert(
                at: results.cells[point.cell], value, .beyond, isAbove ? .above : .below, expected: point.expected,
                limit: isAbove ? point.high : point.low)
        ]
    }

    private func missed(_ alert: WrittenAlert, _ periods: Int) -> [Alert] {
        guard let labels = labels(of: alert) else { return [] }
        for section in ranked(alert) {
            let wanted = section.breakdown.segments.map { labels[$0] ?? -1 }
            let series = gathering(section).series(least: periods)
            guard let positions = series.first(where: { $0.first.map { results.cells[$0].labels } == wanted }),
                positions.count >= periods, let last = positions.last, isRecent(results.cells[last].period)
            else { continue }
            guard let target = results.cells[last].target else {
                collector.add(AlertDiagnostics.noTarget(alert))
                return []
            }
            let isMissed = positions.suffix(periods).allSatisfy { position in
                guard !isOfFewRows(results.cells[position]), let value = results.cells[position].value?.doubleValue
                else { return false }
                return target.bound == .atLeast ? value < target.value : value > target.value
            }
            guard isMissed, let value = results.cells[last].value else { return [] }
            return [
                Alert(
                    at: results.cells[last], value, .missed(periods: periods), .missed, expected: target.value,
                    limit: nil)
            ]
        }
        return notWatched(alert)
    }

    private func crisis(_ alert: WrittenAlert) -> [Alert] {
        for section in ranked(alert) {
            let watching = CrisisWatching(
                results: results, section: section, periods: gathering(section).stretch(), suppressBelow: suppressBelow)
            if let alerts = watching.alerts() { return alerts }
        }
        return notWatched(alert)
    }

    /// Nobody is told of by fewer rows than the metric asks for; the total is nobody.
    private func isOfFewRows(_ cell: MetricCell) -> Bool {
        !cell.labels.isEmpty
            && results.metrics.first { $0.key == cell.metric }.map { $0.isFew(cell.n) } ?? true
    }

    // MARK: Where to look

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
            let known = results.segments.first { $0.key == segment }?.labels ?? []
            let position = known.firstIndex {
                $0.key == label.text || $0.title.english == label.text || $0.title.chinese == label.text
            }
            guard let position else {
                collector.add(AlertDiagnostics.unknownLabel(label, of: segment, known: known.map(\.key)))
                return nil
            }
            labels[segment] = position
        }
        return labels
    }

    private func notWatched(_ alert: WrittenAlert) -> [Alert] {
        collector.add(AlertDiagnostics.notWatched(alert))
        return []
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
