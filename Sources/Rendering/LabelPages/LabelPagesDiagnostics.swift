// Every sentence about reports of which there is a page for each label of a segment.

import Diagnostics
import Stages

/// What can be wrong with `report: scorecard`.
enum LabelPagesDiagnostics {
    private static let example = Wording(
        en: "write { report: scorecard, for_each: agent }", zh: "请写 { report: scorecard, for_each: agent }")

    static func noSegment(at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("scorecard-without-segment"), at: place,
            Wording(
                en: "the report 'scorecard' has a page for each label of a segment, and nothing says of which",
                zh: "报告 'scorecard' 为分组的每个标签各做一页，但没有写明是哪个分组"), help: example)
    }

    static func segmentOfOtherReport(_ segment: SourceText, report: String) -> Diagnostic {
        Diagnostic(
            .pipeline("segment-of-other-report"), at: segment.start,
            Wording(
                en: "'for_each' belongs to the report 'scorecard', found with '\(report)'",
                zh: "'for_each' 只用于报告 'scorecard'，却写在了 '\(report)' 中"),
            help: Wording(
                en: "take it out here, and \(example.english) as an entry of its own",
                zh: "请从此处去掉，另\(example.chinese.dropFirst(1))作为单独一项"))
    }

    static func pagesHaveNoBlocks(_ key: String, at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("scorecard-with-blocks"), at: place,
            Wording(
                en: "the pages of the report 'scorecard' are what they are: '\(key)' cannot be chosen",
                zh: "报告 'scorecard' 的页面内容是固定的，不能写 '\(key)'"),
            help: Wording(
                en: "take '\(key)' out, or give the report a name of your own without 'for_each'",
                zh: "请去掉 '\(key)'，或为报告自取名称并去掉 'for_each'"))
    }

    static func repeatedSegment(_ segment: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("repeated-report"), at: segment.start,
            Wording(
                en: "'render' expects scorecards for each segment once, found '\(segment.text)' again",
                zh: "'render' 中每个分组的记分卡只能出现一次，'\(segment.text)' 重复"),
            help: Wording(en: "list all its formats in one entry", zh: "请把它的所有格式写在同一项里"))
    }

    static func unknownSegment(_ segment: SourceText, known: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-segment"), at: segment.start,
            Wording(en: "unknown segment '\(segment.text)'", zh: "未知的分组 '\(segment.text)'"),
            help: NearestName.suggestion(for: segment.text, among: known))
    }

    /// Nothing is measured of its labels.
    static func undivided(_ segment: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("scorecard-without-numbers"), at: segment.start,
            Wording(
                en: "scorecards for each '\(segment.text)' have no numbers: no metric is divided by it alone",
                zh: "'\(segment.text)' 的记分卡没有数值：没有指标单独按它划分"),
            help: Wording(
                en: "add [\(segment.text)] to 'by' of 'aggregate'", zh: "请在 'aggregate' 的 'by' 中加上 [\(segment.text)]"))
    }
}
