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
                en: "the target of '\(metric.text)' needs 'at_least' or 'at_most'",
                zh: "'\(metric.text)' 的目标需要 'at_least' 或 'at_most'"))
    }

    static func targetWithTwoBounds(_ metric: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("target-with-two-bounds"), at: location,
            Wording(
                en: "the target of '\(metric)' expects either 'at_least' or 'at_most', found both",
                zh: "'\(metric)' 的目标只应有 'at_least' 或 'at_most' 之一，实际两者都有"))
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
            Wording(en: "metric '\(metric.text)' has a second target", zh: "指标 '\(metric.text)' 有了第二个目标"))
    }

    static func targetIsNoShare(_ found: SourceText, metric: String) -> Diagnostic {
        let number = OptionReader.number(found.text)
        let help = number.flatMap { number in
            number > 1 && number <= 100 && !found.text.hasSuffix("%")
                ? Wording(en: "did you mean \(found.text)%?", zh: "您是否想写 \(found.text)%？") : nil
        }
        return Diagnostic(
            .pipeline("wrong-target"), at: found.start,
            Wording(
                en: "the target of '\(metric)' expects a share from 0% to 100%, found \(quoted: found.text)",
                zh: "'\(metric)' 的目标应为 0% 到 100% 的份额，实际为 \(quoted: found.text)"), help: help)
    }

    static func targetIsNoTime(_ found: SourceText, metric: String, unit: String) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-target"), at: found.start,
            Wording(
                en:
                    "the target of '\(metric)' expects a number of \(unit) or a duration such as 5 min, found \(quoted: found.text)",
                zh: "'\(metric)' 的目标应为以 \(unit) 计的数或时长（如 5 min），实际为 \(quoted: found.text)"))
    }

    static func targetIsNoNumber(_ found: SourceText, metric: String, unit: String) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-target"), at: found.start,
            Wording(
                en:
                    "the target of '\(metric)' expects a number in the metric's unit (\(unit)), found \(quoted: found.text)",
                zh: "'\(metric)' 的目标应为指标单位（\(unit)）下的数，实际为 \(quoted: found.text)"))
    }
}
