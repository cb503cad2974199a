// The sentences of key points, in both languages: what, where, how far from what; never why.

import Charts
import Diagnostics
import Stages
import Tabular

/// Sentences about the most important things of a report.
enum PointWords {
    typealias Count = ReportWords.Count

    /// A number of a metric, and where it stands.
    struct Figure {
        var metric: Wording
        /// Empty for the total.
        var place: String
        var value: String

        /// `西南客户满意度 42.1%` · `Southwest: customer satisfaction 42.1%`
        var wording: Wording {
            Wording(
                en: place.isEmpty ? "\(metric.english) \(value)" : "\(place): \(metric.english) \(value)",
                zh: "\(place)\(place.isEmpty ? "" : "：")\(metric.chinese) \(value)")
        }
    }

    /// - Parameters:
    ///   - gap: without a sign.
    ///   - isAmount: whether there is more or less of it, and not higher or lower.
    ///   - period: the compared one, where that is what it is compared with.
    static func headline(
        _ figure: Figure, _ against: Finding.Against, isAbove: Bool, gap: String, isAmount: Bool, period: String?,
        level: String
    ) -> Wording {
        let text = figure.wording
        let way =
            switch (isAmount, isAbove) {
            case (true, true): Wording(en: "more than", zh: "多")
            case (true, false): Wording(en: "less than", zh: "少")
            case (false, true): Wording(en: "above", zh: "高")
            case (false, false): Wording(en: "below", zh: "低")
            }
        // 947, 612 more would be one number.
        let comma = isAmount ? ":" : ","
        switch against {
        case .rest:
            return Wording(
                en: "\(text.english)\(comma) \(gap) \(way.english) the rest",
                zh: "\(text.chinese)，比其余部分\(way.chinese) \(gap)")
        case .total:
            return Wording(
                en: "\(text.english)\(comma) \(gap) \(way.english) the total",
                zh: "\(text.chinese)，比总体\(way.chinese) \(gap)")
        case .period:
            return Wording(
                en: "\(text.english)\(comma) \(gap) \(way.english) \(isAmount ? "in" : "that of") \(period ?? "")",
                zh: "\(text.chinese)，比\(period ?? "")\(way.chinese) \(gap)")
        case .target:
            return Wording(
                en: "\(text.english), \(isAbove ? "above" : "below") the target of \(level)",
                zh: "\(text.chinese)，\(isAbove ? "高于" : "低于")目标 \(level)")
        case .history:
            return Wording(
                en: "\(text.english), \(isAbove ? "above" : "below") its usual range",
                zh: "\(text.chinese)，\(isAbove ? "高于" : "低于")正常范围")
        }
    }

    /// A target of which the interval holds the level.
    static func undecided(_ figure: Figure, _ bound: Target.Bound, level: String) -> Wording {
        let text = figure.wording
        return switch bound {
        case .atLeast:
            Wording(
                en: "\(text.english): whether it reaches the target of \(level) cannot be told yet",
                zh: "\(text.chinese)，是否达到目标 \(level)，尚不能判定")
        case .atMost:
            Wording(
                en: "\(text.english): whether it exceeds the limit of \(level) cannot be told yet",
                zh: "\(text.chinese)，是否超过上限 \(level)，尚不能判定")
        }
    }

    /// What else was found at the same place: `净推荐值 −36.8（其余部分 46.4）`.
    ///
    /// - Parameter verdict: where it is another one than that of the first.
    static func beside(
        _ metric: Wording, value: String, against: Wording, expected: String, verdict: Wording?
    ) -> Wording {
        Wording(
            en: "\(metric.english) \(value) (\(against.english) \(expected)\(verdict.map { ", \($0.english)" } ?? ""))",
            zh: "\(metric.chinese) \(value)（\(against.chinese) \(expected)\(verdict.map { "，\($0.chinese)" } ?? "")）")
    }

    /// Other places with the very same numbers.
    static func same(_ places: [String]) -> Wording {
        Wording(
            en: "With the very same numbers, so most likely the same rows: \(places.joined(separator: ", ")).",
            zh: "数字完全相同，很可能是同一批记录：\(places.joined(separator: "、"))。")
    }

    static let then = Wording(en: "then", zh: "当时")

    /// - Parameters:
    ///   - isPlace: whether they are of one place, and not of one time.
    ///   - more: how many of them are not named.
    static func together(_ others: [Wording], isPlace: Bool, more: Int) -> Wording {
        let english = others.map(\.english).joined(separator: ", ")
        let chinese = others.map(\.chinese).joined(separator: "、")
        return Wording(
            en: (isPlace ? "Also there: " : "Also: ") + english + (more > 0 ? " and \(more) more" : "") + ".",
            zh: (isPlace ? "同处：" : "同时：") + chinese + (more > 0 ? "等 \(others.count + more) 项" : "") + "。")
    }

    /// How many periods in a row a number has been on the same side of its target, whatever their intervals.
    static func inARow(_ count: Int, of grain: Wording, isAbove: Bool) -> Wording {
        Wording(
            en: "For \(count) \(grain.english) in a row the number has been \(isAbove ? "above" : "below") it.",
            zh: "已连续 \(count) \(grain.chinese)\(isAbove ? "高于" : "低于")目标。")
    }

    /// A period as it is counted: `3 quarters`, `3 个季度`.
    static func counted(_ grain: Grain) -> Wording {
        switch grain {
        case .day: Wording(en: "days", zh: "天")
        case .week: Wording(en: "weeks", zh: "周")
        case .month: Wording(en: "months", zh: "个月")
        case .quarter: Wording(en: "quarters", zh: "个季度")
        case .halfYear: Wording(en: "half-years", zh: "个半年")
        case .year: Wording(en: "years", zh: "年")
        }
    }

    static let withinUsual = Wording(
        en: "The latest period lies within its usual range.", zh: "本期在自身的正常范围内。")

    static func expected(_ range: String) -> Wording { Wording(en: "expected \(range)", zh: "预期 \(range)") }

    static func usual(_ range: String) -> Wording { Wording(en: "usual \(range)", zh: "正常范围 \(range)") }

    static func interval(_ range: String) -> Wording { Wording(en: "95% interval \(range)", zh: "95% 区间 \(range)") }

    static func level(_ level: String, _ bound: Target.Bound) -> Wording {
        switch bound {
        case .atLeast: Wording(en: "target \(level)", zh: "目标 \(level)")
        case .atMost: Wording(en: "limit \(level)", zh: "上限 \(level)")
        }
    }

    static func note(found: Count, of tested: Count, level: String) -> Wording {
        Wording(
            en:
                "\(tested.of("comparison")) in the whole report, \(found.text) beyond noise (false-discovery rate \(level)); the rest "
                + "cannot be told from chance. Ranked by how large the gap is at the least, what belongs together as one. "
                + "Differences are stated, not their causes.",
            zh: "全报告共检验 \(tested.text) 项比较（误报率控制在 \(level)），超出误差范围的有 \(found.text) 项，其余与偶然波动无法区分。"
                + "按差距至少有多大排序，相关的并为一条；只陈述差异，不断言原因。")
    }

    static func meaning(_ sign: LegendSign) -> Wording {
        switch sign {
        case .mark(.better): Wording(en: "better", zh: "较好")
        case .mark(.worse): Wording(en: "worse, or target missed", zh: "较差或未达标")
        case .mark(.different): Wording(en: "different, neither good nor bad", zh: "不同，无好坏之分")
        case .mark(.above): Wording(en: "above the expected range", zh: "高于预期范围")
        case .mark(.below): Wording(en: "below the expected range", zh: "低于预期范围")
        case .mark(.noise): Wording(en: "cannot be told yet", zh: "尚不能判定")
        case .mark(.plain): Wording(en: "value", zh: "数值")
        case .range: Wording(en: "expected or usual range", zh: "预期（正常）范围")
        case .level: Wording(en: "target", zh: "目标")
        }
    }
}
