// What judging says of the groups that a pipeline file asks to have judged.

import Diagnostics
import Stages

enum GroupDiagnostics {
    /// - Parameter segments: those that the report is divided by alone.
    static func noBreakdown(_ segment: SourceText, among segments: [String]) -> Diagnostic {
        if let nearest = NearestName.nearest(to: segment.text, in: segments) {
            return Diagnostic(
                .pipeline("groups-without-breakdown"), at: segment.start, noBreakdownMessage(segment),
                help: Wording(en: "did you mean '\(nearest)'?", zh: "您是否想写 '\(nearest)'？"))
        }
        return Diagnostic(
            .pipeline("groups-without-breakdown"), at: segment.start, noBreakdownMessage(segment),
            help: Wording(
                en: "add '[\(segment.text)]' to 'by' of 'aggregate', or take '\(segment.text)' out here",
                zh: "请在 'aggregate' 的 'by' 中加上 '[\(segment.text)]'，或从此处去掉 '\(segment.text)'"))
    }

    private static func noBreakdownMessage(_ segment: SourceText) -> Wording {
        Wording(
            en: "'groups' expects segments that the report is divided by, each alone, found '\(segment.text)'",
            zh: "'groups' 应为报告单独据以划分的分组，实际为 '\(segment.text)'")
    }

    static func groupedTwice(_ segment: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("groups-twice"), at: segment.start,
            Wording(
                en: "'groups' expects each segment once, found '\(segment.text)' again",
                zh: "'groups' 中每个分组只能出现一次，'\(segment.text)' 重复"),
            help: Wording(
                en: "put everything that is asked of it into one entry", zh: "请把对它的要求写在同一项里"))
    }

    static func adjustedForItself(_ segment: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("groups-adjusted-for-themselves"), at: segment.start,
            Wording(
                en:
                    "'adjusted_for' expects segments of cases, found '\(segment.text)', whose labels are the groups themselves",
                zh: "'adjusted_for' 应为个案类型的分组，实际为 '\(segment.text)'，即被比较的分组本身"),
            help: Wording(
                en: "name what the groups' cases differ by, such as a category or a channel",
                zh: "请写出各组个案的差别所在，如类别或渠道"))
    }

    /// - Parameter segments: those of the breakdown that is needed.
    static func noCases(_ segment: SourceText, by segments: [String]) -> Diagnostic {
        let list = segments.joined(separator: ", ")
        return Diagnostic(
            .pipeline("groups-without-cases"), at: segment.start,
            Wording(
                en: "'adjusted_for' expects the report to be divided by \(list) together, found no such breakdown",
                zh: "'adjusted_for' 要求报告同时按 \(list) 划分，实际没有这样的拆分"),
            help: Wording(
                en: "add '[\(list)]' to 'by' of 'aggregate'", zh: "请在 'aggregate' 的 'by' 中加上 '[\(list)]'"))
    }

    static func unlistedMetric(_ metric: SourceText, listed: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("groups-of-unlisted-metric"), at: metric.start,
            Wording(
                en: "'groups' names metric '\(metric.text)', which is not listed under 'metrics' of 'aggregate'",
                zh: "'groups' 所写的指标 '\(metric.text)' 未列在 'aggregate' 的 'metrics' 下"),
            help: NearestName.suggestion(for: metric.text, among: listed))
    }
}
