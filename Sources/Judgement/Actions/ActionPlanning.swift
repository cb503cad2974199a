// Checks actions against the metrics of the report and how they are divided.

import Diagnostics
import Stages
import Tabular

/// A checked action.
struct PlannedAction: Sendable {
    var key: String
    var title: Wording
    var metric: String
    var places: [(segment: String, label: SourceText)]
    var since: Int
    var owner: String?

    /// In a line.
    var line: Wording {
        let day = CivilDate(dayNumber: since).isoText
        return Wording(
            en: "action '\(key)': \(metric) before and after \(day)", zh: "措施 '\(key)'：\(metric) 在 \(day) 前后")
    }
}

extension JudgementPlanning {
    /// The actions without mistakes, in the order written.
    func actions(_ options: ActionOptions) -> [PlannedAction] {
        options.requests.compactMap { request in
            let subject = ActionRequest.subject(request.name.text)
            guard metric(request.metric, of: subject) != nil else { return nil }
            let segments = request.places.map(\.segment.text)
            let shown = report.shown[request.metric.text] ?? []
            guard segments.isEmpty || shown.contains(where: { Set($0.segments) == Set(segments) }) else {
                tellNotDivided(request.metric, by: segments, of: subject)
                return nil
            }
            return PlannedAction(
                key: request.name.text, title: request.title, metric: request.metric.text,
                places: request.places.map { ($0.segment.text, $0.label) }, since: request.since, owner: request.owner)
        }
    }
}
