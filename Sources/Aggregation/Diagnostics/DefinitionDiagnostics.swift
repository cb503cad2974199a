// What aggregation says of definitions: kinds, keys, units, currencies and parameters.

import Diagnostics
import Expressions
import Stages
import Tabular

extension AggregationDiagnostics {
    // MARK: Kinds and keys

    static func noKind(of key: SourceText, known: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("metric-without-kind"), at: key.start,
            Wording(
                en: "metric '\(key.text)' expects a key that says what is computed, found none",
                zh: "指标 '\(key.text)' 应有一个说明计算方式的键，实际没有"),
            help: NearestName.suggestion(for: "", among: known))
    }

    /// In the list of metrics one is written as a key with a mapping behind it.
    static func metricAsKey(_ entry: OptionNode.Entry) -> Diagnostic {
        var isDefinition = false
        if case .mapping(let keys) = entry.value.content {
            isDefinition = keys.contains { KindCatalogue.words.contains($0.key) }
        }
        let help =
            isDefinition
            ? Wording(
                en: "write its definition under 'define' of 'aggregate', and list '\(entry.key)' here",
                zh: "请把它的定义写在 'aggregate' 的 'define' 下，此处只列出 '\(entry.key)'")
            : Wording(
                en: "write { metric: \(entry.key), … } with its keys behind the name, or '\(entry.key)' alone",
                zh: "请写 { metric: \(entry.key), … }，其余键接在名称之后；没有其他键时只写 '\(entry.key)'")
        return Diagnostic(
            .pipeline("metric-as-key"), at: entry.keyLocation,
            Wording(
                en: "'metrics' expects a list of metrics, found '\(entry.key)' as a key",
                zh: "'metrics' 应为指标列表，'\(entry.key)' 却写成了键"),
            help: help)
    }

    static func twoKinds(of metric: String, first: String, second: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("metric-of-two-kinds"), at: second.start,
            Wording(
                en:
                    "metric '\(metric)' expects one key that says what is computed, found '\(first)' and '\(second.text)'",
                zh: "指标 '\(metric)' 只应有一个说明计算方式的键，实际有 '\(first)' 和 '\(second.text)'"))
    }

    static func countOfSomethingElse(_ found: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-value"), at: found.start,
            Wording(
                en: "'count' expects 'rows', found \(quoted: found.text)",
                zh: "'count' 应为 'rows'，实际为 \(quoted: found.text)"),
            help: Wording(
                en: "to count different values write 'distinct: \(found.text)'",
                zh: "要统计不同的值，请写 'distinct: \(found.text)'"))
    }

    /// A line to paste.
    static func write(_ line: String) -> Wording { Wording(en: "write '\(line)'", zh: "请写 '\(line)'") }

    static func countOfMapping(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-value"), at: location,
            Wording(en: "'count' expects 'rows', found keys and values", zh: "'count' 应为 'rows'，实际为键值表"),
            help: Wording(
                en: "write 'count: rows'; conditions and other keys stand beside it",
                zh: "请写 'count: rows'；条件及其他键与它并列"))
    }

    static func keyOfAnotherKind(_ key: SourceText, kind: String, owners: [String]) -> Diagnostic {
        let list = owners.map { "'\($0)'" }
        return Diagnostic(
            .pipeline("key-of-another-kind"), at: key.start,
            Wording(en: "'\(key.text)' has no meaning with '\(kind)'", zh: "'\(key.text)' 不能与 '\(kind)' 同用"),
            help: list.isEmpty
                ? nil
                : Wording(
                    en: "it belongs to \(list.joined(separator: ", "))", zh: "它只用于 \(list.joined(separator: "、"))"))
    }

    static func wrongInterval(_ found: SourceText, kind: String, choices: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-interval"), at: found.start,
            Wording(
                en: "'\(kind)' has no interval '\(found.text)'", zh: "'\(kind)' 没有区间方法 '\(found.text)'"),
            help: NearestName.suggestion(for: found.text, among: choices))
    }

    static func intervalOfNoCounts(_ interval: String, metric: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-interval"), at: location,
            Wording(
                en: "metric '\(metric)' expects one count divided by another for its interval '\(interval)'",
                zh: "指标 '\(metric)' 的区间 '\(interval)' 要求公式为一个计数除以另一个计数"),
            help: Wording(
                en: "write 'calculate: a / b' with two metrics of 'count' or 'distinct', or 'interval: none'",
                zh: "请写 'calculate: a / b'，两个指标都为 'count' 或 'distinct'；或写 'interval: none'"))
    }

    static func intervalOfNoCount(_ interval: String, metric: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-interval"), at: location,
            Wording(
                en: "metric '\(metric)' expects a metric of 'count' or 'distinct' for its interval '\(interval)'",
                zh: "指标 '\(metric)' 的区间 '\(interval)' 要求所用指标为 'count' 或 'distinct'"),
            help: Wording(en: "write 'interval: none'", zh: "请写 'interval: none'"))
    }

    static func noWhole(_ part: String, metric: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("parts-of-no-whole"), at: location,
            Wording(
                en: "metric '\(metric)' expects a count or a sum, whose parts add up to a total, found '\(part)'",
                zh: "指标 '\(metric)' 要求计数或合计，其各部分相加为总计，实际为 '\(part)'"),
            help: Wording(
                en: "take the share of a metric of 'count' or 'sum'", zh: "请取 'count' 或 'sum' 指标的占比"))
    }

    static func notOfDays(_ total: String, metric: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("total-of-no-days"), at: location,
            Wording(
                en: "metric '\(metric)' expects a count or a sum of what happened in a period, found '\(total)'",
                zh: "指标 '\(metric)' 要求对周期内发生之事的计数或合计，实际为 '\(total)'"),
            help: Wording(
                en: "take the days of a metric of 'count' or 'sum' without 'until', 'window' and 'to_date'",
                zh: "请对不含 'until'、'window'、'to_date' 的 'count' 或 'sum' 指标求日均"))
    }

    static func needsPeriods(_ metric: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("metric-needs-periods"), at: location,
            Wording(
                en: "metric '\(metric)' needs periods, and the report is over all time without any",
                zh: "指标 '\(metric)' 需要周期，而本报告覆盖全部时间，没有划分周期"),
            help: Wording(
                en: "write 'period: { every: month }', or show it by periods: 'aggregate: { by: [[month]] }'",
                zh: "请写 'period: { every: month }'，或按周期展示：'aggregate: { by: [[month]] }'"))
    }

    static func weightCount(_ weights: Int, parts: Int, metric: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-value"), at: location,
            Wording(
                en: "metric '\(metric)' expects a weight for each of its \(parts) parts, found \(weights)",
                zh: "指标 '\(metric)' 有 \(parts) 个部分，应各有一个权重，实际有 \(weights) 个"))
    }

    static func mixedUnits(
        _ metric: String, _ operands: [(String, MetricUnit)], at location: SourceLocation
    ) -> Diagnostic {
        let found = operands.map { "'\($0)' \($1.text)" }
        return Diagnostic(
            .pipeline("mixed-units"), at: location,
            Wording(
                en: "metric '\(metric)' expects a formula of one unit, found \(found.joined(separator: " and "))",
                zh: "指标 '\(metric)' 的公式应只含一种单位，实际为 \(found.joined(separator: " 与 "))"),
            help: Wording(
                en: "convert one of them by 'derive' before it is measured, or report both beside each other",
                zh: "请先用 'derive' 换算其中之一再计算，或将两者分别列出"))
    }

    static func unitOfNoTime(_ unit: String, metric: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-unit"), at: location,
            Wording(
                en: "metric '\(metric)' is no length of time and expects another unit, found '\(unit)'",
                zh: "指标 '\(metric)' 不是时长，应使用其他单位，实际为 '\(unit)'"),
            help: Wording(
                en: "a time divided by a time is a 'number' or a 'fraction'",
                zh: "时长除以时长的结果是 'number' 或 'fraction'"))
    }

    static func twoCurrencies(
        _ first: String, _ second: String, metric: String, at location: SourceLocation
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("mixed-currencies"), at: location,
            Wording(
                en: "metric '\(metric)' expects amounts of one currency, found \(first) and \(second)",
                zh: "指标 '\(metric)' 应只含一种货币，实际有 \(first) 与 \(second)"),
            help: Wording(
                en: "measure each currency by itself, or convert one by 'derive' with a rate",
                zh: "请分别计算各货币，或先用 'derive' 按汇率换算"))
    }

    static func wrongCurrency(
        _ declared: String, found: String, metric: String, at location: SourceLocation
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-currency"), at: location,
            Wording(
                en: "metric '\(metric)' expects amounts in \(declared), found \(found)",
                zh: "指标 '\(metric)' 应为 \(declared) 金额，实际为 \(found)"),
            help: Wording(
                en: "write 'unit: money', which takes the currency of its amounts",
                zh: "请写 'unit: money'，货币即取自金额列"))
    }

    static func calculationOfNothing(_ metric: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("calculation-of-nothing"), at: location,
            Wording(
                en: "'calculate' of metric '\(metric)' expects other metrics in its formula, found none",
                zh: "指标 '\(metric)' 的 'calculate' 公式应含其他指标，实际没有"))
    }

    // MARK: Other definitions

    static func unknownVariant(_ name: SourceText, of metric: String, known: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-variant"), at: name.start,
            Wording(
                en: "metric '\(metric)' has no other definition '\(name.text)'",
                zh: "指标 '\(metric)' 没有口径 '\(name.text)'"),
            help: known.isEmpty ? nil : NearestName.suggestion(for: name.text, among: known))
    }

    static func noVariants(_ metric: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .remark("no-variants"), .warning, at: location,
            Wording(en: "metric '\(metric)' has no other definitions", zh: "指标 '\(metric)' 没有其他口径"),
            help: Wording(
                en: "take 'variants' away, or define them: 'variants: { NAME: METRIC }'",
                zh: "请去掉 'variants'，或自行定义：'variants: { 名称: 指标 }'"))
    }

    static func variantLeftOut(_ variant: LeftOutVariant) -> Diagnostic {
        let why = variant.reason?.message ?? Wording("")
        return Diagnostic(
            .remark("variant-left-out"), .note, at: variant.place,
            Wording(
                en: "metric '\(variant.metric)' is shown without its definition '\(variant.name)': \(why.english)",
                zh: "指标 '\(variant.metric)' 未列出口径 '\(variant.name)'：\(why.chinese)"))
    }

    // MARK: Parameters

    static func parameterIsNoLiteral(_ name: String, found: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-parameter"), at: found.start,
            Wording(
                en: "parameter '\(name)' expects a single value such as 20 s, 5 or 'A', found \(quoted: found.text)",
                zh: "参数 '\(name)' 应为单个值，如 20 s、5 或 'A'，实际为 \(quoted: found.text)"))
    }

    static func unknownParameter(_ name: SourceText, of metric: String, known: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-parameter"), at: name.start,
            Wording(
                en: "metric '\(metric)' has no parameter '\(name.text)'", zh: "指标 '\(metric)' 没有参数 '\(name.text)'"),
            help: NearestName.suggestion(for: name.text, among: known))
    }

    static func wrongParameter(_ name: String, found: SourceText, example: Constant) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-parameter"), at: found.start,
            Wording(
                en:
                    "parameter '\(name)' expects \(example.type.wording.english) such as \(example), found \(quoted: found.text)",
                zh: "参数 '\(name)' 应为\(example.type.wording.chinese)，如 \(example)，实际为 \(quoted: found.text)"))
    }

    static func reservedParameter(_ name: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("reserved-parameter"), at: name.start,
            Wording(
                en: "'\(name.text)' is the last moment of the data and cannot be a parameter",
                zh: "'\(name.text)' 表示数据的最后时刻，不能用作参数"))
    }
}
