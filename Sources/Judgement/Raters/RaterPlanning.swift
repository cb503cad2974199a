// Checks comparisons of raters against the metrics of the report and how they are divided.

import Diagnostics
import Stages
import Tabular

/// A checked comparison of raters.
struct PlannedRaters: Sendable {
    var key: String
    var title: Wording
    var metric: String
    /// That of the raters and that of the rated, in either order.
    var breakdown: Breakdown
    /// The place of the raters' segment in it.
    var raterPlace: Int

    var raterSegment: String { breakdown.segments[raterPlace] }
    var subjectSegment: String { breakdown.segments[1 - raterPlace] }

    /// In a line.
    var line: Wording {
        Wording(
            en: "raters '\(key)': \(metric) by \(raterSegment) of \(subjectSegment)",
            zh: "评分者 '\(key)'：\(metric)，\(raterSegment) 评 \(subjectSegment)")
    }
}

extension JudgementPlanning {
    /// The comparisons without mistakes, in the order written.
    func raters(_ options: RaterOptions) -> [PlannedRaters] {
        options.requests.compactMap { request in
            let subject = RaterRequest.subject(request.name)
            guard metric(request.metric, of: subject) != nil else { return nil }
            let (rater, rated) = (request.rater.text, request.subject.text)
            if rater == rated {
                collector.add(JudgementDiagnostics.raterIsSubject(request.subject))
                return nil
            }
            for (segments, place) in [([rater, rated], 0), ([rated, rater], 1)] {
                let breakdown = Breakdown(segments: segments)
                if isDivided(request.metric.text, by: breakdown) {
                    return PlannedRaters(
                        key: request.name, title: request.title, metric: request.metric.text, breakdown: breakdown,
                        raterPlace: place)
                }
            }
            tellNotDivided(request.metric, by: [rater, rated], of: subject)
            return nil
        }
    }
}
