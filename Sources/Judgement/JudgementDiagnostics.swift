// What judging says to the user of targets, raters and effects, and what scorecards share with them.

import Diagnostics
import Stages
import Tabular

enum JudgementDiagnostics {
    static func noBaseline(_ progress: TargetProgress) -> Diagnostic {
        Diagnostic(
            .remark("target-baseline-missing"), .warning, at: progress.goal.location,
            Wording(
                en:
                    "the target of '\(progress.goal.metric)' has no goal in \(progress.period.name): its "
                    + "baseline is undefined, hidden, partial or not above 0",
                zh: "'\(progress.goal.metric)' 在 \(progress.period.name) 没有可用的目标值：其基线未定义、未显示、不完整或不大于 0"),
            help: Wording(en: "write the baseline as a number", zh: "请把基线写成一个数"))
    }

    /// - Parameter subject: what names the metric, such as a scorecard.
    static func unlistedMetric(_ metric: SourceText, of subject: Wording, listed: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("judged-metric-unlisted"), at: metric.start,
            Wording(
                en: "\(subject.english) names metric '\(metric.text)', which is not listed under 'metrics'",
                zh: "\(subject.chinese) 所写的指标 '\(metric.text)' 未列在 'metrics' 下"),
            help: NearestName.nearest(to: metric.text, in: listed).map { nearest in
                Wording(en: "did you mean '\(nearest)'?", zh: "您是否想写 '\(nearest)'？")
            }
                ?? Wording(
                    en: "add '\(metric.text)' to 'metrics' of 'aggregate'",
                    zh: "请把 '\(metric.text)' 加入 'aggregate' 的 'metrics'"))
    }

    /// - Parameter meant: segments of the report that resemble those that were written.
    static func notDivided(
        _ metric: SourceText, by segments: [String], of subject: Wording, meant: [String]?
    ) -> Diagnostic {
        let names = segments.map { "'\($0)'" }
        let list = segments.joined(separator: ", ")
        return Diagnostic(
            .pipeline("judged-metric-not-divided"), at: metric.start,
            Wording(
                en:
                    "\(subject.english) expects metric '\(metric.text)' divided by \(names.joined(separator: " and ")), which it is not",
                zh: "\(subject.chinese) 需要按 \(names.joined(separator: "、")) 拆分的指标 '\(metric.text)'，但报告未这样拆分"),
            help: meant.map { meant in
                let names = meant.map { "'\($0)'" }
                return Wording(
                    en: "did you mean \(names.joined(separator: " and "))?",
                    zh: "您是否想写 \(names.joined(separator: "、"))？")
            }
                ?? Wording(
                    en: "write under 'by' of 'aggregate': { by: [\(list)], metrics: [\(metric.text)] }, or add "
                        + "'\(metric.text)' to the metrics of that entry; its table must have a way to these segments",
                    zh: "请在 'aggregate' 的 'by' 中写 { by: [\(list)], metrics: [\(metric.text)] }，或把 '\(metric.text)' "
                        + "加入该项的 metrics；指标所在的表须能关联到这些分组"))
    }

    static func raterIsSubject(_ segment: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("rater-is-subject"), at: segment.start,
            Wording(
                en: "'rater' and 'subject' expect two segments, found '\(segment.text)' twice",
                zh: "'rater' 与 'subject' 应为两个分组，实际都是 '\(segment.text)'"),
            help: Wording(
                en: "name who rates behind 'rater', and who is rated behind 'subject'",
                zh: "请在 'rater' 后写评分者的分组，在 'subject' 后写被评者的分组"))
    }

    static func controlIsTreated(_ label: String, of effect: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("control-is-treated"), at: effect.start,
            Wording(
                en: "effect '\(effect.text)' expects two groups, found \(quoted: label) as both",
                zh: "效果 '\(effect.text)' 应有两个组，实际都是 \(quoted: label)"),
            help: Wording(
                en: "name another label behind 'control', or remove it", zh: "请在 'control' 后写另一个标签，或删去它"))
    }

    static func unknownLabel(
        _ label: SourceText, of segment: String, by subject: Wording, known: [String]
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("judged-label-unknown"), .warning, at: label.start,
            Wording(
                en: "\(subject.english) names '\(label.text)' of segment '\(segment)', which no row of the report has",
                zh: "\(subject.chinese) 所写的分组 '\(segment)' 的 '\(label.text)' 在报告中没有任何行"),
            help: NearestName.nearest(to: label.text, in: known).map { nearest in
                Wording(en: "did you mean '\(nearest)'?", zh: "您是否想写 '\(nearest)'？")
            } ?? Wording(en: "write a label as results.csv has it", zh: "请按 results.csv 中的标签书写"))
    }

    static func noComparedPeriod(_ base: Comparison.Base, of effect: String, at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("effect-without-base"), at: place,
            Wording(
                en: "effect '\(effect)' is a change against '\(base.rawValue)', with which the report is not compared",
                zh: "效果 '\(effect)' 是与 '\(base.rawValue)' 相比的变化，但报告未与之对比"),
            help: Wording(
                en: "add it to the period: period: { every: month, compare: [\(base.rawValue)] }",
                zh: "请在报告期中加上：period: { every: month, compare: [\(base.rawValue)] }"))
    }
}
