// Checks alerts against the report: its metrics, its segments, and whether there is history by which a rule can ever fire.

import Diagnostics
import Stages
import Statistics
import Tabular

/// Tells what is wrong with alerts before any row is read.
struct AlertPlanning {
    let metrics: [MetricDescription]
    /// Those with a mistake included, which is told elsewhere.
    let listed: [String]
    let breakdowns: [Breakdown]
    let periods: ReportPeriods
    let collector: DiagnosticCollector

    /// The alerts that can be watched.
    func checked(_ alerts: [WrittenAlert]) -> [WrittenAlert] {
        alerts.filter { alert in
            guard let metric = metrics.first(where: { $0.key == alert.metric.text }) else {
                if !listed.contains(alert.metric.text) {
                    collector.add(AlertDiagnostics.unlistedMetric(alert.metric, listed: listed))
                }
                return false
            }
            if case .crisis = alert.rule, metric.unit != .count {
                collector.add(AlertDiagnostics.noCount(alert))
                return false
            }
            return segmentsAreKnown(alert) && hasHistory(alert)
        }
    }

    private func segmentsAreKnown(_ alert: WrittenAlert) -> Bool {
        let known = breakdowns.flatMap(\.segments)
        var named = alert.labels.map { SourceText($0.segment, start: $0.label.start) }
        if case .crisis(let segment) = alert.rule { named = [segment] }
        guard let unknown = named.first(where: { !known.contains($0.text) }) else { return true }
        collector.add(AlertDiagnostics.unknownSegment(unknown, known: known))
        return false
    }

    private func hasHistory(_ alert: WrittenAlert) -> Bool {
        let wanted = Set(alert.segments)
        let matching = breakdowns.filter { Set($0.segments) == wanted }
        var best = (needed: Self.needed(alert, grain: periods.period.grain), found: 0)
        for breakdown in matching {
            guard let found = count(of: breakdown) else { return true }
            let needed = Self.needed(alert, grain: breakdown.grain ?? periods.period.grain)
            if found >= needed { return true }
            if found > best.found { best = (needed, found) }
        }
        let shorter = Grain.allCases.reversed().first { grain in
            wholes(of: grain, in: periods.period).count >= Self.needed(alert, grain: grain)
        }
        let trend = alert.segments.isEmpty && periods.period.grain != nil ? best.needed : nil
        collector.add(
            AlertDiagnostics.noHistory(alert, needed: best.needed, found: best.found, trend: trend, grain: shorter))
        return false
    }

    /// So many periods a rule needs before it can fire.
    static func needed(_ alert: WrittenAlert, grain: Grain?) -> Int {
        switch alert.rule {
        case .beyond: NaturalLimits.leastPoints
        case .missed(let periods): periods
        // Four weeks of the same weekday, or four periods, and the one that is watched.
        case .crisis: grain == .day ? 7 * CrisisWatching.leastBase + 1 : CrisisWatching.leastBase + 1
        }
    }

    /// How many periods the report has for a breakdown; nil where only its data tell.
    private func count(of breakdown: Breakdown) -> Int? {
        guard periods.period.start != nil else { return nil }
        guard let grain = breakdown.grain else {
            return breakdown.segments.isEmpty ? periods.trend.count : 1 + periods.compared.count
        }
        var parts: Set<Period> = []
        for period in [periods.period] + periods.compared.values {
            parts.formUnion(wholes(of: grain, in: period))
        }
        return parts.count
    }

    /// Those that an edge cuts days off are no points of a series.
    private func wholes(of grain: Grain, in period: Period) -> [Period] {
        period.divided(into: grain, fiscal: periods.fiscal).filter { !$0.isCut }
    }
}
