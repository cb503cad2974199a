// What aggregation says of tables of targets and their rows.

import Diagnostics
import Stages

/// Why a row of a table of targets is set aside: phrases that a sentence ends in.
enum TargetRowWords {
    static func missing(_ field: TargetField) -> Wording {
        Wording(
            en: "it says no '\(field.rawValue)'", zh: "没有写 '\(field.names.last ?? field.rawValue)'（\(field.rawValue)）")
    }

    static func joined(_ message: Wording, _ help: Wording?) -> Wording {
        guard let help else { return message }
        return Wording(
            en: "\(message.english); \(help.english)", zh: "\(message.chinese)；\(help.chinese)")
    }

    static func unknownMetric(_ name: String, known: [String]) -> Wording {
        joined(
            Wording(en: "the report has no metric \(quoted: name)", zh: "报告中没有指标 \(quoted: name)"),
            NearestName.suggestion(for: name, among: known))
    }

    static func unknownMode(_ found: String) -> Wording {
        let words = TargetMode.allCases.map(\.rawValue)
        return Wording(
            en: "'mode' expects one of \(words.joined(separator: ", ")), found \(quoted: found)",
            zh: "'mode' 应为 \(words.joined(separator: "、")) 之一，实际为 \(quoted: found)")
    }

    static func noDirection(_ metric: String) -> Wording {
        Wording(
            en:
                "'\(metric)' has no good direction, so that 'absolute' does not say whether more or less is "
                + "aimed at; write 'at_least' or 'at_most'",
            zh: "'\(metric)' 无所谓高好或低好，'absolute' 没有说明目标方向；请写 'at_least' 或 'at_most'")
    }

    static func noBand(_ found: String) -> Wording {
        Wording(
            en: "a band expects two numbers, the lower first, such as 80%..90%, found \(quoted: found)",
            zh: "区间应为两个数，先小后大，如 80%..90%，实际为 \(quoted: found)")
    }

    static func noRelative(_ found: String) -> Wording {
        Wording(
            en: "'relative' expects a percentage up to 100%, such as 5%, found \(quoted: found)",
            zh: "'relative' 应为不超过 100% 的百分比，如 5%，实际为 \(quoted: found)")
    }

    static func wrongBaseline(_ found: String) -> Wording {
        Wording(
            en:
                "'baseline' expects a number above 0 in the metric's unit, 'previous', 'year-ago' or a period "
                + "such as 2026-Q2, found \(quoted: found)",
            zh: "'baseline' 应为指标单位下大于 0 的数、'previous'、'year-ago' 或某个周期（如 2026-Q2），实际为 \(quoted: found)")
    }

    static func entityWithoutScope(_ entity: String) -> Wording {
        Wording(
            en: "'scope' does not say what segment \(quoted: entity) is a label of",
            zh: "'scope' 没有说明 \(quoted: entity) 属于哪个分组")
    }

    static func unknownScope(_ found: String, known: [String]) -> Wording {
        Wording(
            en: "'scope' expects all or a segment (\(known.joined(separator: ", "))), found \(quoted: found)",
            zh: "'scope' 应为 all 或某个分组（\(known.joined(separator: "、"))），实际为 \(quoted: found)")
    }

    static func unknownLabel(_ found: String, of segment: String, known: [String]) -> Wording {
        joined(
            Wording(
                en: "segment '\(segment)' has no label \(quoted: found)", zh: "分组 '\(segment)' 没有标签 \(quoted: found)"),
            NearestName.suggestion(for: found, among: known))
    }

    static func unknownPeriod(_ found: String) -> Wording {
        Wording(
            en: "a period expects a name such as 2026-07, 2026年7月 or 2026-Q3, found \(quoted: found)",
            zh: "周期应为 2026-07、2026年7月、2026-Q3 之类，实际为 \(quoted: found)")
    }

    static func longerPeriod(_ name: String, than report: String) -> Wording {
        Wording(
            en: "its period \(name) is no part of the report's \(report)", zh: "其周期 \(name) 不是报告期 \(report) 的一部分")
    }

    static func noCells(_ metric: String, by words: [String]) -> Wording {
        let division = "[\(words.joined(separator: ", "))]"
        return Wording(
            en: "the report has no '\(metric)' by \(division); add \(division) to 'by' of 'aggregate'",
            zh: "报告中没有按 \(division) 划分的 '\(metric)'；请在 'aggregate' 的 'by' 中加入 \(division)")
    }

    static let twice = Wording(
        en: "there is a target of the same metric, rows, period and owner before it", zh: "前面已有同一指标、范围、周期与负责人的目标")

    static let contradicts = Wording(
        en: "no number can reach it and a target before it", zh: "任何数值都不能同时达到它与前面的目标")
}

extension AggregationDiagnostics {
    static func noTargetTable(_ name: SourceText, lacking: [String]) -> Diagnostic {
        let columns = lacking.map { "'\($0)'" }
        return Diagnostic(
            .pipeline("no-target-table"), at: name.start,
            Wording(
                en:
                    "a table of targets expects the columns 'metric', 'mode' and 'value'; '\(name.text)' lacks "
                    + "\(columns.joined(separator: ", "))",
                zh: "目标表应有列 'metric'、'mode'、'value'；'\(name.text)' 缺少 \(columns.joined(separator: "、"))"),
            help: Wording(
                en: "'rapport template targets' writes a table to fill in", zh: "'rapport template targets' 可生成待填的表"))
    }

    static func targetRowSetAside(_ why: Wording, table: String, at location: SourceLocation?) -> Diagnostic {
        Diagnostic(
            .remark("target-row-set-aside"), .warning, at: location,
            Wording(
                en: "a row of table '\(table)' is set aside as no target: \(why.english)",
                zh: "表 '\(table)' 的一行未作为目标采用：\(why.chinese)"))
    }

    static func targetsOfOtherPeriods(_ count: Int, table: String, period: String) -> Diagnostic {
        Diagnostic(
            .remark("targets-of-other-periods"), .note, at: nil,
            Wording(
                en:
                    "\(English.count(count, "target")) of table '\(table)' \(English.form(count, "is", "are")) "
                    + "for other periods than \(period)",
                zh: "表 '\(table)' 中有 \(count) 个目标针对 \(period) 以外的周期"))
    }

    static func targetOfUnknownLabel(_ goal: TargetGoal, _ part: TargetGoal.Part, labels: [String]) -> Diagnostic {
        Diagnostic(
            .remark("target-of-unknown-label"), .warning, at: goal.location,
            Wording(
                en:
                    "the target of '\(goal.metric)' is for \(quoted: part.label), which no row of segment '\(part.segment)' has",
                zh: "'\(goal.metric)' 的目标针对 \(quoted: part.label)，分组 '\(part.segment)' 没有这样的行"),
            help: NearestName.suggestion(for: part.label, among: labels))
    }
}
