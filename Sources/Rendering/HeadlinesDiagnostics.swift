// Every sentence about the groups of headline figures.

import Diagnostics
import Stages

/// What can be wrong with `headlines:`.
enum HeadlinesDiagnostics {
    static func emptyHeadlines(at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("empty-headlines"), at: place,
            Wording(
                en: "'groups' of 'headlines' expects at least one group, found none",
                zh: "'headlines' 的 'groups' 至少应有一组，实际为空"),
            help: Wording(
                en: "write [{ title: Service, metrics: [offered, service_level] }], or leave 'groups' out",
                zh: "请写 [{ title: 服务, metrics: [offered, service_level] }]，或去掉 'groups'"))
    }

    static func repeatedHeadline(_ metric: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("repeated-headline"), at: metric.start,
            Wording(
                en: "'headlines' expects each metric once, found '\(metric.text)' again",
                zh: "'headlines' 中每项指标只能出现一次，'\(metric.text)' 重复"),
            help: Wording(en: "take it out of one of the groups", zh: "请从其中一组去掉"))
    }
}
