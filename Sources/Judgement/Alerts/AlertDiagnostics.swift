// Every sentence about alerts: mistakes in what is written, and what the data do not let be watched.

import Diagnostics
import Stages
import Tabular

enum AlertDiagnostics {
    static func notOneRule(_ found: [String], at place: SourceLocation) -> Diagnostic {
        let listed =
            found.isEmpty ? Wording(en: "none", zh: "没有") : Wording(found.map { "'\($0)'" }.joined(separator: ", "))
        return Diagnostic(
            .pipeline("alert-of-no-single-rule"), at: place,
            Wording(
                en: "an alert expects one of 'beyond', 'missed' and 'crisis', found \(listed.english)",
                zh: "每项警报应有 'beyond'、'missed'、'crisis' 三者之一，实际为 \(listed.chinese)"),
            help: Wording(
                en:
                    "write each rule as an entry of its own; 'crisis' watches every label of its segment, so that it has no 'segment'",
                zh: "每条规则单独写一项；'crisis' 关注该分组的每个标签，不能再写 'segment'"))
    }

    static func judgingIsOff(at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("alerts-without-judging"), at: place,
            Wording(
                en: "'alerts' can never fire: 'judge' is 'false'", zh: "'alerts' 不可能触发：'judge' 为 'false'"),
            help: Wording(en: "take 'judge: false' out", zh: "请删除 'judge: false'"))
    }

    static func unlistedMetric(_ metric: SourceText, listed: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("alert-of-unlisted-metric"), at: metric.start,
            Wording(
                en: "'alerts' is to watch metric '\(metric.text)', which is not listed under 'metrics'",
                zh: "'alerts' 要关注指标 '\(metric.text)'，但它未列在 'metrics' 中"),
            help: NearestName.nearest(to: metric.text, in: listed).map { nearest in
                Wording(en: "did you mean '\(nearest)'?", zh: "您是否想写 '\(nearest)'？")
            }
                ?? Wording(
                    en: "list it under 'metrics' of 'aggregate', or take the alert out",
                    zh: "请在 'aggregate' 的 'metrics' 中列出，或删除该警报"))
    }

    static func unknownSegment(_ name: SourceText, known: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("alert-of-unknown-segment"), at: name.start,
            Wording(
                en: "'alerts' is to watch segment '\(name.text)', by which nothing in the report is divided",
                zh: "'alerts' 要关注分组 '\(name.text)'，但报告没有按它划分"),
            help: NearestName.nearest(to: name.text, in: known).map { nearest in
                Wording(en: "did you mean '\(nearest)'?", zh: "您是否想写 '\(nearest)'？")
            }
                ?? Wording(
                    en: "divide by it under 'by' of 'aggregate': - [month, \(name.text)]",
                    zh: "请在 'aggregate' 的 'by' 中按它划分：- [month, \(name.text)]"))
    }

    /// A rule that can never fire, since the report has no series that is long enough.
    ///
    /// - Parameter grain: what would make one; nil where the report's period is too short for any.
    static func noHistory(
        _ alert: WrittenAlert, needed: Int, found: Int, trend: Int?, grain: Grain?
    ) -> Diagnostic {
        let by = alert.segments.joined(separator: ", ")
        let help: Wording
        if let trend {
            help = Wording(en: "write 'trend: \(trend)' under 'period'", zh: "请在 'period' 中写 'trend: \(trend)'")
        } else if let grain {
            let list = ([grain.rawValue] + alert.segments).joined(separator: ", ")
            help = Wording(
                en: "add '- [\(list)]' to 'by' of 'aggregate'", zh: "请在 'aggregate' 的 'by' 中加入 '- [\(list)]'")
        } else {
            help = Wording(
                en:
                    "the report's period is too short: watch it in the report on a longer one, with '- [day, \(by)]' in 'by'",
                zh: "报告期太短：请在更长周期的报告中关注，并在 'by' 中写 '- [day, \(by)]'")
        }
        return Diagnostic(
            .pipeline("alert-without-history"), at: alert.place,
            Wording(
                en: "the alert on '\(alert.metric.text)' can never fire: it expects a series of \(needed) periods"
                    + (by.isEmpty ? "" : " by \(by)") + ", found \(found)",
                zh: "指标 '\(alert.metric.text)' 的警报不可能触发：" + (by.isEmpty ? "" : "按 \(by) ")
                    + "应有 \(needed) 期的序列，实际为 \(found) 期"),
            help: help)
    }

    static func noCount(_ alert: WrittenAlert) -> Diagnostic {
        Diagnostic(
            .pipeline("crisis-of-no-count"), at: alert.metric.start,
            Wording(
                en: "'crisis' expects a metric that counts, found '\(alert.metric.text)'",
                zh: "'crisis' 应为计数类指标，实际为 '\(alert.metric.text)'"),
            help: Wording(
                en: "name a count, such as complaints; for rates and shares write 'beyond: usual'",
                zh: "请用计数类指标，如投诉量；比率请写 'beyond: usual'"))
    }

    // MARK: What the data do not let be watched

    static func unknownLabel(_ label: SourceText, of segment: String, known: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("alert-of-unknown-label"), .warning, at: label.start,
            Wording(
                en: "'alerts' is to watch '\(label.text)' of segment '\(segment)', which no row of the report has",
                zh: "'alerts' 要关注分组 '\(segment)' 的 '\(label.text)'，但报告中没有这样的行"),
            help: NearestName.nearest(to: label.text, in: known).map { nearest in
                Wording(en: "did you mean '\(nearest)'?", zh: "您是否想写 '\(nearest)'？")
            } ?? Wording(en: "write a label as results.csv has it", zh: "请按 results.csv 中的标签书写"))
    }

    /// nil where the label was told.
    static func notWatched(_ alert: WrittenAlert, _ why: UnwatchedAlert.Why) -> [Diagnostic] {
        let help: Wording
        switch why {
        case .unknownLabel: return []
        case .noTarget: return [noTarget(alert)]
        case .noBound: help = addTarget(alert)
        case .fewPeriods, .ended:
            help = Wording(
                en: "nothing is wrong with the file; the alert is watched again when there is more history",
                zh: "流程文件没有错误；历史数据增多后会重新判断")
        case .fewRows:
            help = Wording(
                en: "nothing is wrong with the file; watch a longer period, or the total", zh: "流程文件没有错误；可改为关注更长的周期或总体")
        case .noVariation:
            help = Wording(
                en: "nothing is wrong with the file; the alert is watched again when its numbers vary",
                zh: "流程文件没有错误；数值有变动后会重新判断")
        case .noSeries:
            help = Wording(
                en: "write 'missed' beside a target of '\(alert.metric.text)', or take the alert out",
                zh: "请为 '\(alert.metric.text)' 设目标并改用 'missed'，或删除该警报")
        }
        return [
            Diagnostic(
                .data("alert-not-watched"), .warning, at: alert.place,
                Wording(
                    en: "the alert on '\(alert.metric.text)' could not be watched: \(why.wording.english)",
                    zh: "指标 '\(alert.metric.text)' 的警报无法判断：\(why.wording.chinese)"),
                help: help)
        ]
    }

    private static func noTarget(_ alert: WrittenAlert) -> Diagnostic {
        Diagnostic(
            .pipeline("alert-without-target"), .warning, at: alert.place,
            Wording(
                en: "the alert on '\(alert.metric.text)' can never fire: 'missed' expects a target, found none",
                zh: "指标 '\(alert.metric.text)' 的警报不可能触发：'missed' 应有目标，实际没有"),
            help: addTarget(alert))
    }

    /// A target of the very labels that are watched.
    private static func addTarget(_ alert: WrittenAlert) -> Wording {
        let labels = alert.labels.map { "\($0.segment): \($0.label.text)" }.joined(separator: ", ")
        let target =
            "- { metric: \(alert.metric.text), at_least: …" + (labels.isEmpty ? "" : ", for: { \(labels) }") + " }"
        return Wording(
            en: "add '\(target)' to 'targets' of 'aggregate'", zh: "请在 'aggregate' 的 'targets' 中加入 '\(target)'")
    }
}
