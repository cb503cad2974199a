// What aggregation says of targets.

import Diagnostics
import Expressions
import Stages
import Tabular

extension AggregationDiagnostics {
    static func targetWithoutBound(_ metric: SourceText, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("target-without-bound"), at: location,
            Wording(
                en: "the target of '\(metric.text)' needs one of \(quotedList(TargetKeys.aims.words))",
                zh: "'\(metric.text)' 的目标需要 \(quotedList(TargetKeys.aims.words, "、")) 之一"))
    }

    /// - Parameter keys: all that are written.
    static func targetWithTwoBounds(_ metric: String, _ keys: [String], at location: SourceLocation) -> Diagnostic {
        let isBand = Set(keys) == [TargetKeys.atLeast.word, TargetKeys.atMost.word]
        return Diagnostic(
            .pipeline("target-with-two-bounds"), at: location,
            Wording(
                en: "the target of '\(metric)' expects one aim, found \(quotedList(keys))",
                zh: "'\(metric)' 的目标只应有一种写法，实际有 \(quotedList(keys, "、"))"),
            help: isBand
                ? Wording(en: "a band is written 'between: [80%, 90%]'", zh: "区间请写 'between: [80%, 90%]'")
                : Wording(en: "write a second target for the other", zh: "另一个请写成第二个目标"))
    }

    static func targetIsNoBand(_ metric: String, count: Int, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-target"), at: location,
            Wording(
                en: "'between' of the target of '\(metric)' expects two numbers such as [80%, 90%], found \(count)",
                zh: "'\(metric)' 目标的 'between' 应为两个数，如 [80%, 90%]，实际为 \(count) 个"))
    }

    static func bandUpsideDown(_ low: SourceText, _ high: SourceText, metric: String) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-target"), at: low.start,
            Wording(
                en:
                    "'between' of the target of '\(metric)' expects the lower number first, found "
                    + "\(quoted: low.text) and \(quoted: high.text)",
                zh: "'\(metric)' 目标的 'between' 应先写较小的数，实际为 \(quoted: low.text) 与 \(quoted: high.text)"))
    }

    private static func quotedList(_ words: [String], _ comma: String = ", ") -> String {
        words.map { "'\($0)'" }.joined(separator: comma)
    }

    static func targetOnUnlisted(_ metric: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("target-on-unlisted-metric"), at: metric.start,
            Wording(
                en: "the target is for metric '\(metric.text)', which is not listed under 'metrics'",
                zh: "目标所指的指标 '\(metric.text)' 未列在 'metrics' 下"),
            help: Wording(en: "add '\(metric.text)' to 'metrics'", zh: "请把 '\(metric.text)' 加入 'metrics'"))
    }

    static func twoTargets(_ metric: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("target-twice"), at: metric.start,
            Wording(en: "metric '\(metric.text)' has a second target", zh: "指标 '\(metric.text)' 有了第二个目标"),
            help: Wording(
                en: "several targets of a metric differ in 'for', 'each', 'per', 'within' or 'owner'",
                zh: "同一指标的多个目标应在 'for'、'each'、'per'、'within' 或 'owner' 上有所不同"))
    }

    static func contradictingTargets(_ metric: SourceText, first: SourceLocation?) -> Diagnostic {
        let place = first.map { " (\($0.description))" } ?? ""
        return Diagnostic(
            .pipeline("targets-contradict"), at: metric.start,
            Wording(
                en: "no number of '\(metric.text)' can reach this target and an earlier one\(place)",
                zh: "'\(metric.text)' 的任何数值都不能同时达到此目标与前面的目标\(place)"))
    }

    // MARK: Amounts

    static func wrongTarget(
        _ mistake: TargetMistake, _ found: SourceText, metric: String, unit: MetricUnit
    ) -> Diagnostic {
        switch mistake {
        case .noAmount: targetIsNoAmount(found, metric: metric, unit: unit)
        case .ofWhat: targetOfWhat(found, metric: metric, unit: unit)
        case .wrongStep: targetIsNoStep(found, metric: metric, unit: unit)
        }
    }

    private static func targetOfWhat(_ found: SourceText, metric: String, unit: MetricUnit) -> Diagnostic {
        let number = String(found.text.filter { !$0.isWhitespace && $0 != "%" && $0 != "+" })
        let isShare = unit == .fraction
        return Diagnostic(
            .pipeline("target-of-what"), at: found.start,
            Wording(
                en: isShare
                    ? "the target of '\(metric)' does not say whether \(quoted: found.text) is percentage points or a share of the baseline"
                    : "the target of '\(metric)' does not say what \(quoted: found.text) is a share of",
                zh: isShare
                    ? "'\(metric)' 的目标没有说明 \(quoted: found.text) 是百分点还是基线的百分比"
                    : "'\(metric)' 的目标没有说明 \(quoted: found.text) 是什么的百分比"),
            help: isShare
                ? Wording(
                    en: "write '\(number) pp' for percentage points, or '\(number)% of baseline'",
                    zh: "百分点请写 '\(number) pp'，相对基线请写 '\(number)% of baseline'")
                : Wording(
                    en: "write '\(number)% of baseline', or a number in the metric's unit (\(unit.text))",
                    zh: "请写 '\(number)% of baseline'，或指标单位（\(unit.text)）下的数"))
    }

    private static func targetIsNoStep(_ found: SourceText, metric: String, unit: MetricUnit) -> Diagnostic {
        let number = unit == .fraction ? "5 pp" : "5"
        return Diagnostic(
            .pipeline("wrong-target"), at: found.start,
            Wording(
                en:
                    "the target of '\(metric)' expects by how much, such as '\(number)' or '5% of baseline', found \(quoted: found.text)",
                zh: "'\(metric)' 的目标应写变化多少，如 '\(number)' 或 '5% of baseline'，实际为 \(quoted: found.text)"))
    }

    // MARK: Baselines

    static func targetWithoutBaseline(_ metric: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("target-without-baseline"), at: metric.start,
            Wording(
                en: "the target of '\(metric.text)' needs 'baseline', from which it is measured",
                zh: "'\(metric.text)' 的目标需要 'baseline'（从何处算起）"),
            help: Wording(
                en: "write a number, a period such as 'baseline: 2026-Q2', 'previous' or 'year-ago'",
                zh: "请写一个数、某个周期（如 'baseline: 2026-Q2'）、'previous' 或 'year-ago'"))
    }

    static func needlessBaseline(_ baseline: SourceText, metric: String) -> Diagnostic {
        Diagnostic(
            .pipeline("target-with-needless-baseline"), at: baseline.start,
            Wording(
                en: "the target of '\(metric)' is a number, which no 'baseline' changes",
                zh: "'\(metric)' 的目标是一个数，'baseline' 对它不起作用"),
            help: Wording(
                en: "take 'baseline' out, or write 'increase_by' or 'reduce_by'",
                zh: "请去掉 'baseline'，或改写 'increase_by'、'reduce_by'"))
    }

    static func wrongBaseline(_ found: SourceText, metric: String) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-target-baseline"), at: found.start,
            Wording(
                en:
                    "the baseline of '\(metric)' expects a number in its unit, 'previous', 'year-ago' or a "
                    + "period such as 2026-Q2, found \(quoted: found.text)",
                zh: "'\(metric)' 的基线应为其单位下的数、'previous'、'year-ago' 或某个周期（如 2026-Q2），实际为 \(quoted: found.text)"))
    }

    static func baselineOfNothing(_ found: SourceText, metric: String) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-target-baseline"), at: found.start,
            Wording(
                en: "a share of the baseline of '\(metric)' expects a baseline above 0, found \(quoted: found.text)",
                zh: "以基线的百分比为目标时，'\(metric)' 的基线应大于 0，实际为 \(quoted: found.text)"))
    }

    /// - Parameter period: its name; nil where the report has no periods.
    static func baselineNotReported(_ found: SourceText, period: String?, isDivided: Bool) -> Diagnostic {
        Diagnostic(
            .pipeline("target-baseline-not-reported"), at: found.start,
            Wording(
                en: "the baseline \(quoted: found.text)\(period.map { " (\($0))" } ?? "") is no period of the report",
                zh: "基线 \(quoted: found.text)\(period.map { "（\($0)）" } ?? "") 不是报告中的周期"),
            help: isDivided
                ? Wording(
                    en: "add it to 'compare' under 'period', or write the number it had",
                    zh: "请在 'period' 的 'compare' 中加入该周期，或直接写出当时的数")
                : Wording(
                    en: "let 'trend' or 'compare' under 'period' reach it, or write the number it had",
                    zh: "请让 'period' 的 'trend' 或 'compare' 包含该周期，或直接写出当时的数"))
    }

    static func movingBaseline(_ found: SourceText, metric: String) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-target-baseline"), at: found.start,
            Wording(
                en:
                    "the target of '\(metric)' with 'within' expects a baseline that stays, found "
                    + "\(quoted: found.text), which moves on with every report",
                zh: "'\(metric)' 的目标写了 'within'，基线应固定不变，\(quoted: found.text) 会随每份报告移动"),
            help: Wording(en: "write a number, or a period such as 2026-Q2", zh: "请写一个数，或某个周期，如 2026-Q2"))
    }

    // MARK: Days and rows

    static func targetWithTwoTimes(_ per: SourceText, metric: String) -> Diagnostic {
        Diagnostic(
            .pipeline("target-with-two-times"), at: per.start,
            Wording(
                en: "the target of '\(metric)' expects either 'per' or 'within', found both",
                zh: "'\(metric)' 的目标只应有 'per' 或 'within' 之一，实际两者都有"))
    }

    static func wrongWithin(_ found: SourceText) -> Diagnostic {
        StagesDiagnostics.wrongValue(
            of: Wording("'within'"),
            expected: Wording(en: "a length such as 6 months or 90 days", zh: "时长，如 6 个月或 90 天"), found: found)
    }

    static func wrongFrom(_ found: SourceText) -> Diagnostic {
        StagesDiagnostics.wrongValue(
            of: Wording("'from'"), expected: Wording(en: "a day such as 2026-07-01", zh: "日期，如 2026-07-01"),
            found: found)
    }

    static func fromWithoutWithin(_ from: SourceText, metric: String) -> Diagnostic {
        Diagnostic(
            .pipeline("target-from-without-within"), at: from.start,
            Wording(
                en: "'from' of the target of '\(metric)' expects 'within' beside it",
                zh: "'\(metric)' 目标的 'from' 需要与 'within' 同写"))
    }

    static func withinWithoutBegin(_ within: SourceText, metric: String) -> Diagnostic {
        Diagnostic(
            .pipeline("target-within-without-begin"), at: within.start,
            Wording(
                en: "'within' of the target of '\(metric)' does not say from when",
                zh: "'\(metric)' 目标的 'within' 没有说明自何时起算"),
            help: Wording(
                en: "write its first day, as 'from: 2026-07-01', or a period as 'baseline'",
                zh: "请写第一天，如 'from: 2026-07-01'，或以某个周期为 'baseline'"))
    }

    static func withinOfAdditive(_ within: SourceText, metric: String) -> Diagnostic {
        Diagnostic(
            .pipeline("target-within-of-total"), at: within.start,
            Wording(
                en:
                    "'\(metric)' adds up over time, and a target of it is for a period of the report, not 'within' a time",
                zh: "'\(metric)' 随时间累加，其目标应针对报告中的周期，而不是 'within' 一段时间"),
            help: Wording(en: "write 'per: month' or another length", zh: "请写 'per: month' 或其他长度"))
    }

    static func targetOfOtherDays(_ metric: SourceText, from start: Int, to end: Int, period: String) -> Diagnostic {
        let days = "\(CivilDate(dayNumber: start).isoText)..\(CivilDate(dayNumber: end - 1).isoText)"
        return Diagnostic(
            .pipeline("target-of-other-days"), .warning, at: metric.start,
            Wording(
                en: "the target of '\(metric.text)' is for \(days), of which the report's \(period) has no day",
                zh: "'\(metric.text)' 的目标针对 \(days)，报告的 \(period) 不在其中"))
    }

    /// - Parameter words: the grain and segments that a breakdown needs.
    static func targetWithoutCells(_ metric: SourceText, by words: [String]) -> Diagnostic {
        let division = "[\(words.joined(separator: ", "))]"
        return Diagnostic(
            .pipeline("target-without-cells"), at: metric.start,
            Wording(
                en:
                    "the target of '\(metric.text)' needs '\(metric.text)' by \(division), which the report does not have",
                zh: "'\(metric.text)' 的目标需要按 \(division) 划分的 '\(metric.text)'，报告中没有"),
            help: Wording(
                en: "add \(division) to 'by' of 'aggregate', by which '\(metric.text)' can be divided",
                zh: "请在 'aggregate' 的 'by' 中加入 \(division)，且 '\(metric.text)' 能如此划分"))
    }

    private static func targetIsNoAmount(_ found: SourceText, metric: String, unit: MetricUnit) -> Diagnostic {
        let number = unit == .fraction ? OptionReader.number(found.text) : nil
        let help = number.flatMap { number in
            number > 1 && number <= 100 && !found.text.hasSuffix("%")
                ? Wording(en: "did you mean \(found.text)%?", zh: "您是否想写 \(found.text)%？") : nil
        }
        let expected = unit.expectedAmount
        return Diagnostic(
            .pipeline("wrong-target"), at: found.start,
            Wording(
                en: "the target of '\(metric)' expects \(expected.english), found \(quoted: found.text)",
                zh: "'\(metric)' 的目标应为\(expected.chinese)，实际为 \(quoted: found.text)"), help: help)
    }
}
