// Every sentence about a cell that cannot be asked about, or not in full.

import Diagnostics

enum WhyDiagnostics {
    static func noMetric(_ key: String, known: [String]) -> Diagnostic {
        Diagnostic(
            .usage("no-such-metric"),
            Wording(en: "the run has no metric '\(key)'", zh: "该次运行没有指标 '\(key)'"),
            help: NearestName.suggestion(for: key, among: known))
    }

    static func noPeriod(_ name: String, of metric: String, known: [String]) -> Diagnostic {
        Diagnostic(
            .usage("no-such-period"),
            Wording(
                en: "the run has no cell of '\(metric)' for period \(quoted: name)",
                zh: "该次运行中 '\(metric)' 没有周期 \(quoted: name) 的单元格"),
            help: NearestName.suggestion(for: name, among: known))
    }

    static func unreadableSegment(_ text: String) -> Diagnostic {
        Diagnostic(
            .usage("unreadable-segment"),
            Wording(
                en: "expected labels as results.csv writes them, such as 'region=华东; tier=A', found \(quoted: text)",
                zh: "应为 results.csv 中的写法，如 'region=华东; tier=A'，实际为 \(quoted: text)"))
    }

    static func noSegment(_ text: String, of metric: String, known: [String]) -> Diagnostic {
        let message =
            text.isEmpty
            ? Wording(
                en: "the run has no total of '\(metric)' for this period", zh: "该次运行中 '\(metric)' 在此周期没有总计")
            : Wording(
                en: "the run has no cell of '\(metric)' for \(quoted: text) in this period",
                zh: "该次运行中 '\(metric)' 在此周期没有 \(quoted: text) 的单元格")
        return Diagnostic(.usage("no-such-segment"), message, help: NearestName.suggestion(for: text, among: known))
    }
}
