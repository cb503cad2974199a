// Checks what is asked of groups against the breakdowns and metrics of the report.

import Diagnostics
import Stages

/// A segment whose labels will be judged beside each other.
package struct PlannedGroups: Sendable {
    package var segment: String
    /// Empty where nothing is adjusted for.
    package var adjustedFor: [String]
    package var dispersion: GroupJudgement.Dispersion
    /// Nil for all that say how sure they are.
    package var metrics: [String]?

    var breakdown: Breakdown { Breakdown(segments: [segment]) }

    /// The cells that the mix of cases is taken from, whatever order their segments are written in.
    func isOfCases(_ breakdown: Breakdown) -> Bool {
        breakdown.grain == nil && !adjustedFor.isEmpty && breakdown.segments.count == adjustedFor.count + 1
            && Set(breakdown.segments) == Set([segment] + adjustedFor)
    }

    /// The plan in words.
    var line: Wording {
        let cases = adjustedFor.joined(separator: ", ")
        return Wording(
            en: "groups of \(segment) beside each other" + (cases.isEmpty ? "" : ", adjusted for \(cases)"),
            zh: "\(segment) 各组彼此比较" + (cases.isEmpty ? "" : "，按 \(cases) 调整个案构成"))
    }

    /// Those of the requests that can be had; every mistake is collected.
    static func planned(
        _ requests: [GroupRequest], metrics: [MetricDescription], breakdowns: [Breakdown],
        collector: DiagnosticCollector
    ) -> [PlannedGroups] {
        var planned: [PlannedGroups] = []
        // Breakdowns and metrics with a mistake, which is told, are missing from the lists; nothing more is said of them.
        let areComplete = !collector.hasErrors
        for request in requests {
            let groups = PlannedGroups(
                segment: request.segment.text, adjustedFor: request.adjustedFor.map(\.text),
                dispersion: request.dispersion, metrics: request.metrics?.map(\.text))
            if planned.contains(where: { $0.segment == groups.segment }) {
                collector.add(GroupDiagnostics.groupedTwice(request.segment))
                continue
            }
            let mistakes = mistakes(of: request, groups, metrics: metrics, breakdowns: breakdowns)
            if areComplete { collector.add(mistakes) }
            if mistakes.isEmpty { planned.append(groups) }
        }
        return planned
    }

    private static func mistakes(
        of request: GroupRequest, _ groups: PlannedGroups, metrics: [MetricDescription], breakdowns: [Breakdown]
    ) -> [Diagnostic] {
        guard breakdowns.contains(groups.breakdown) else {
            let single = breakdowns.filter { $0.grain == nil && $0.segments.count == 1 }
            return [GroupDiagnostics.noBreakdown(request.segment, among: single.flatMap(\.segments))]
        }
        var mistakes: [Diagnostic] = []
        if let own = request.adjustedFor.first(where: { $0.text == groups.segment }) {
            mistakes.append(GroupDiagnostics.adjustedForItself(own))
        } else if let first = request.adjustedFor.first, !breakdowns.contains(where: groups.isOfCases) {
            mistakes.append(GroupDiagnostics.noCases(first, by: [groups.segment] + groups.adjustedFor))
        }
        for metric in request.metrics ?? [] where !metrics.contains(where: { $0.key == metric.text }) {
            mistakes.append(GroupDiagnostics.unlistedMetric(metric, listed: metrics.map(\.key)))
        }
        return mistakes
    }
}
