// What the planning of scorecards, raters and effects shares: metrics by name, and whether they are divided as it takes.

import Diagnostics
import Stages
import Tabular

/// Checks what is written of judgements against the report.
struct JudgementPlanning {
    let metrics: [MetricDescription]
    /// Every way in which the report is divided.
    let breakdowns: [Breakdown]
    let report: ReportShape
    let collector: DiagnosticCollector

    /// A metric of the report; nil where there is none of that name, which is told.
    ///
    /// - Parameter subject: what names it.
    func metric(_ name: SourceText, of subject: Wording) -> MetricDescription? {
        if let metric = metrics.first(where: { $0.key == name.text }) { return metric }
        // What is wrong with a listed one is told.
        if !report.listed.contains(name.text) {
            collector.add(JudgementDiagnostics.unlistedMetric(name, of: subject, listed: metrics.map(\.key)))
        }
        return nil
    }

    func isDivided(_ metric: String, by breakdown: Breakdown) -> Bool {
        report.shown[metric]?.contains(breakdown) == true
    }

    /// Tells that a metric is not divided by segments, in whatever order, unless that is so for a mistake that is told.
    func tellNotDivided(_ metric: SourceText, by segments: [String], of subject: Wording) {
        let isDivided = breakdowns.contains { $0.grain == nil && Set($0.segments) == Set(segments) }
        if !isDivided, report.written.contains(where: { Set($0) == Set(segments) }) { return }
        let known = Set(breakdowns.flatMap(\.segments))
        let nearest = segments.map { known.contains($0) ? $0 : NearestName.nearest(to: $0, in: known) ?? $0 }
        collector.add(
            JudgementDiagnostics.notDivided(
                metric, by: segments, of: subject, meant: nearest == segments ? nil : nearest))
    }
}
