// The keys of `raters:`, as data: what is read, what editors complete, what the manual lists.

import Diagnostics
import Stages

/// What may be written under `raters:`.
package enum RaterKeys {
    static let title = OptionKey(
        "title", .wording, help: Wording(en: "what it is called; its name unless said", zh: "标题，默认为其名称"))
    static let metric = OptionKey(
        "metric", .name(.metric), isRequired: true,
        help: Wording(en: "the metric that raters give, such as qa_score", zh: "评分者给出的指标，如 qa_score"))
    static let rater = OptionKey(
        "rater", .name(.segment), isRequired: true,
        help: Wording(en: "the segment whose labels rate, such as the evaluator", zh: "评分者所在的分组，如质检员"))
    static let subject = OptionKey(
        "subject", .name(.segment), isRequired: true,
        help: Wording(en: "the segment whose labels are rated, such as the agent", zh: "被评者所在的分组，如坐席"))

    static let all = [title, metric, rater, subject]

    /// What may stand behind `raters`.
    package static let form = OptionValue.entries(.mapping(all))
}

/// The `raters:` part of a pipeline file.
///
///     raters:
///       quality: { metric: qa_score, rater: evaluator, subject: agent }
package struct RaterOptions: Sendable {
    /// In the order written.
    var requests: [RaterRequest] = []

    package init() {}

    /// Reads the options; every mistake is collected.
    package init(_ file: OptionReader, _ key: OptionKey) {
        guard let node = file.node(key) else { return }
        let reader = OptionReader(node, of: Wording("'raters'"), form: RaterKeys.form, collector: file.collector)
        requests = reader.allEntries().compactMap { RaterRequest($0, collector: file.collector) }
        reader.finish()
    }
}

/// A comparison of raters as written.
struct RaterRequest: Sendable {
    var name: String
    var title: Wording
    var metric: SourceText
    var rater: SourceText
    var subject: SourceText

    init?(_ entry: OptionNode.Entry, collector: DiagnosticCollector) {
        let reader = OptionReader(
            entry.value, of: Wording(en: "raters '\(entry.key)'", zh: "评分者 '\(entry.key)'"), keys: RaterKeys.all,
            collector: collector)
        name = entry.key
        title = reader.wording(RaterKeys.title) ?? Wording(entry.key)
        let texts = [RaterKeys.metric, RaterKeys.rater, RaterKeys.subject].map { reader.text($0) }
        reader.finish()
        guard let metric = texts[0], let rater = texts[1], let subject = texts[2] else { return nil }
        (self.metric, self.rater, self.subject) = (metric, rater, subject)
    }
}
