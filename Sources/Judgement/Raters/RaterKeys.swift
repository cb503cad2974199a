// The keys of `raters:`, as data: what is read, what editors complete, what the manual lists.

import Diagnostics
import Stages

/// What may be written under `raters:`.
package enum RaterKeys {
    static let metric = OptionKey(
        "metric", .name(.metric), isRequired: true,
        help: Wording(en: "the metric that raters give, such as qa_score", zh: "评分者给出的指标，如 qa_score"))
    static let rater = OptionKey(
        "rater", .name(.segment), isRequired: true,
        help: Wording(en: "the segment whose labels rate, such as the evaluator", zh: "评分者所在的分组，如质检员"))
    static let subject = OptionKey(
        "subject", .name(.segment), isRequired: true,
        help: Wording(en: "the segment whose labels are rated, such as the agent", zh: "被评者所在的分组，如坐席"))

    static let all = [metric, rater, subject]
}

/// The `raters:` part of a pipeline file.
///
///     raters:
///       quality: { metric: qa_score, rater: evaluator, subject: agent }
package typealias RaterOptions = NamedRequests<RaterRequest>

/// A comparison of raters as written.
package struct RaterRequest: NamedRequest {
    var name: String
    var title: Wording
    var metric: SourceText
    var rater: SourceText
    var subject: SourceText

    package static let keys = RaterKeys.all

    package static func subject(_ name: String) -> Wording { Wording(en: "raters '\(name)'", zh: "评分者 '\(name)'") }

    package init?(_ entry: NamedEntry) {
        name = entry.name.text
        title = entry.title
        let texts = [RaterKeys.metric, RaterKeys.rater, RaterKeys.subject].map { entry.reader.text($0) }
        guard let metric = texts[0], let rater = texts[1], let subject = texts[2] else { return nil }
        (self.metric, self.rater, self.subject) = (metric, rater, subject)
    }
}
