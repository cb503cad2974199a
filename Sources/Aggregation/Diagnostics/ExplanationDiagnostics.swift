// What aggregation says of explanations of changes.

import Diagnostics
import Stages
import Tabular

extension AggregationDiagnostics {
    static func explanationOfUnlisted(_ metric: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("explanation-of-unlisted-metric"), at: metric.start,
            Wording(
                en: "'explain' names metric '\(metric.text)', which is not listed under 'metrics'",
                zh: "'explain' 所写的指标 '\(metric.text)' 未列在 'metrics' 下"),
            help: Wording(en: "add '\(metric.text)' to 'metrics'", zh: "请把 '\(metric.text)' 加入 'metrics'"))
    }

    static func explanationTwice(_ metric: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("explanation-twice"), at: metric.start,
            Wording(
                en: "the change of '\(metric.text)' is explained by the same segments a second time",
                zh: "'\(metric.text)' 的变化已按相同分组说明过"),
            help: Wording(
                en: "remove this entry, or give it another 'by' or 'against'", zh: "请删去此项，或改用其他 'by' 或 'against'"))
    }

    static func explanationByNothing(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("explanation-without-segments"), at: location,
            Wording(en: "'by' of an entry of 'explain' names no segment", zh: "'explain' 一项的 'by' 未写任何分组"),
            help: Wording(en: "name a segment, or remove 'by'", zh: "请写明分组，或删去 'by'"))
    }

    static func explanationByPeriods(_ grain: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("explanation-by-periods"), at: grain.start,
            Wording(
                en: "a change is explained by segments, '\(grain.text)' is a length of period",
                zh: "变化按分组说明，而 '\(grain.text)' 是周期长度"),
            help: Wording(en: "leave '\(grain.text)' out", zh: "请去掉 '\(grain.text)'"))
    }

    /// - Parameter segment: one that there is, to propose it.
    static func explanationWithoutSegments(_ metric: SourceText, segment: String?) -> Diagnostic {
        let name = segment ?? "channel"
        let further = segment == nil
        return Diagnostic(
            .pipeline("explanation-without-segments"), at: metric.start,
            Wording(
                en:
                    "there is no segment to explain the change of '\(metric.text)' by: no breakdown without periods shows it",
                zh: "没有可用来说明 '\(metric.text)' 变化的分组：没有不含周期的拆分包含此指标"),
            help: Wording(
                en: "write explain: [{ metric: \(metric.text), by: [\(name)] }]"
                    + (further ? ", and under 'segment', for example: channel: { column: TABLE.channel }" : ""),
                zh: "请写 explain: [{ metric: \(metric.text), by: [\(name)] }]"
                    + (further ? "，并在 'segment' 下加上（例如）：channel: { column: 表名.channel }" : "")))
    }

    static func nothingToExplainAgainst(
        _ metric: String, base: Comparison.Base?, grain: Grain?, isAllTime: Bool, at location: SourceLocation
    ) -> Diagnostic {
        let word = (base ?? .previous).rawValue
        if isAllTime {
            return Diagnostic(
                .pipeline("nothing-to-explain-against"), at: location,
                Wording(
                    en: "the change of '\(metric)' cannot be explained: a report on all time is compared with nothing",
                    zh: "无法说明 '\(metric)' 的变化：全部时间的报告没有对比期"),
                help: Wording(
                    en: "write period: { every: month, compare: [\(word)] }",
                    zh: "请写 period: { every: month, compare: [\(word)] }"))
        }
        let every = grain.map { "every: \($0.rawValue), " } ?? ""
        let proposal = "period: { \(every)compare: [\(word)] }"
        return Diagnostic(
            .pipeline("nothing-to-explain-against"), at: location,
            base.map {
                Wording(
                    en:
                        "the change of '\(metric)' is to be explained against '\($0.rawValue)', with which the report is not compared",
                    zh: "'\(metric)' 的变化要与 '\($0.rawValue)' 相比来说明，但报告未与之对比")
            }
                ?? Wording(
                    en: "the change of '\(metric)' cannot be explained: the report is compared with no period",
                    zh: "无法说明 '\(metric)' 的变化：报告没有对比期"),
            help: Wording(en: "add it to the period: \(proposal)", zh: "请在报告期中加上：\(proposal)"))
    }

    /// - Parameter others: metrics of the pipeline that can be explained.
    static func cannotBeExplained(_ metric: SourceText, others: [String]) -> Diagnostic {
        let names = others.prefix(5).map { "'\($0)'" }
        return Diagnostic(
            .pipeline("change-not-explicable"), at: metric.start,
            Wording(
                en:
                    "the change of '\(metric.text)' cannot be explained by segments, for it is not made up of what they add to it",
                zh: "'\(metric.text)' 的变化无法按分组说明，因为它不是由各分组相加而成"),
            help: Wording(
                en: "counts, sums, shares, means, NPS and plain ratios of counts and sums can be"
                    + (names.isEmpty ? "" : ", here \(names.joined(separator: ", "))"),
                zh: "可以说明的是计数、合计、比例、均值、NPS 以及计数与合计的简单比值"
                    + (names.isEmpty ? "" : "，此处有 \(names.joined(separator: "、"))")))
    }

    static func explanationOutOfReach(_ metric: SourceText, segments: [String]) -> Diagnostic {
        let names = segments.map { "'\($0)'" }
        return Diagnostic(
            .pipeline("explanation-out-of-reach"), at: metric.start,
            Wording(
                en: "metric '\(metric.text)' cannot be divided by \(names.joined(separator: ", "))",
                zh: "指标 '\(metric.text)' 无法按 \(names.joined(separator: "、")) 拆分"),
            help: Wording(
                en: "name segments of its table, or link its table to theirs under 'link'",
                zh: "请改用其数据表的分组，或在 'link' 中把其数据表与分组所在的表连接起来"))
    }
}
