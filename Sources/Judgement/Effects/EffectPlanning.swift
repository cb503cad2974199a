// Checks effects against the metrics of the report, how they are divided, and what the report is compared with.

import Diagnostics
import Stages
import Tabular

/// A checked effect.
struct PlannedEffect: Sendable {
    var key: String
    var title: Wording
    var metric: String
    /// That of the groups and that of the people, in either order.
    var breakdown: Breakdown
    /// The place of the people's segment in it.
    var personPlace: Int
    var treated: String
    var control: String?
    var base: Comparison.Base

    var personSegment: String { breakdown.segments[personPlace] }
    var groupSegment: String { breakdown.segments[1 - personPlace] }

    /// In a line.
    var line: Wording {
        Wording(
            en: "effect '\(key)': change of \(metric) per \(personSegment) where \(groupSegment) is '\(treated)'"
                + (control.map { ", less that where it is '\($0)'" } ?? ""),
            zh: "效果 '\(key)'：\(groupSegment) 为 '\(treated)' 的各 \(personSegment) 的 \(metric) 变化"
                + (control.map { "，减去为 '\($0)' 者的变化" } ?? ""))
    }
}

extension JudgementPlanning {
    /// The effects without mistakes, in the order written.
    func effects(_ options: EffectOptions) -> [PlannedEffect] {
        options.requests.compactMap { request in
            let subject = EffectRequest.subject(request.name.text)
            guard metric(request.metric, of: subject) != nil else { return nil }
            if request.treated == request.control {
                collector.add(JudgementDiagnostics.controlIsTreated(request.treated, of: request.name))
                return nil
            }
            guard let base = request.base ?? Comparison.Base.allCases.first(where: report.compared.contains),
                report.compared.contains(base)
            else {
                collector.add(
                    JudgementDiagnostics.noComparedPeriod(
                        request.base ?? .previous, of: request.name.text, at: request.basePlace))
                return nil
            }
            let (group, person) = (request.group.text, request.person.text)
            for (segments, place) in [([group, person], 1), ([person, group], 0)] where group != person {
                let breakdown = Breakdown(segments: segments)
                if isDivided(request.metric.text, by: breakdown) {
                    return PlannedEffect(
                        key: request.name.text, title: request.title, metric: request.metric.text,
                        breakdown: breakdown, personPlace: place, treated: request.treated,
                        control: request.control, base: base)
                }
            }
            tellNotDivided(request.metric, by: [group, person], of: subject)
            return nil
        }
    }
}
