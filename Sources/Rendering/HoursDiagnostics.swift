// Every sentence about counts by hour and weekday that cannot be shown.

import Diagnostics
import Stages

/// What can be wrong with `hours:`.
enum HoursDiagnostics {
    /// No count is divided by hours and weekdays.
    static func noHours(at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("hours-without-counts"), at: place,
            Wording(
                en: "block 'hours' has nothing to show: no count is divided by hour and weekday together",
                zh: "内容块 'hours' 没有可显示的内容：没有计数同时按小时与星期划分"), help: help("offered"))
    }

    /// A metric that is no count, or is divided otherwise.
    static func notByTheHour(_ metric: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("hours-of-other-metric"), at: metric.start,
            Wording(
                en:
                    "block 'hours' cannot show metric '\(metric.text)': it is no count that is divided by hour and weekday together",
                zh: "内容块 'hours' 不能显示指标 '\(metric.text)'：它不是同时按小时与星期划分的计数"), help: help(metric.text))
    }

    private static func help(_ metric: String) -> Wording {
        let segments =
            "hour: { calendar: start, of: calls, part: hour }, weekday: { calendar: start, of: calls, part: weekday }"
        let by = "{ by: [weekday, hour], metrics: [\(metric)] }"
        return Wording(
            en: "take a count, write '\(segments)' under 'segment', and add '\(by)' to 'by' of 'aggregate'",
            zh: "请选用计数，在 'segment' 下写 '\(segments)'，并在 'aggregate' 的 'by' 中加上 '\(by)'")
    }
}
