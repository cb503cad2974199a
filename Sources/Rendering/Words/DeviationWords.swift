// What a page says of how far numbers lie from others, in both languages; never that one thing caused another.

import Diagnostics
import Documents
import Stages

/// Sentences about deviations: by place, by period, the largest ones.
enum DeviationWords {
    typealias Count = ReportWords.Count

    // MARK: Where

    /// The title of the numbers of a segment: `按大区：5 处超出误差范围`.
    static func places(_ by: Wording, signals: Count) -> Wording {
        signals.number == 0
            ? Wording(
                en: "\(by.english): nothing that was tested differs beyond noise", zh: "\(by.chinese)：经检验的差异均在误差范围内")
            : Wording(
                en: "\(by.english): \(signals.of("number")) beyond noise",
                zh: "\(by.chinese)：\(signals.text) 处超出误差范围")
    }

    static func placesNote(more: Count?, isInAnnex: Bool) -> Wording {
        Wording(
            en:
                "Shades: how far a number lies from that of all, in standard errors; pale within noise, dark with a sign a finding "
                + "of the whole report; without a shade alike, or not tested. Hatched, on paper within dashes: fewer rows than the metric "
                + "is judged from."
                + (more.map {
                    " \($0.of("further label")) \(English.form($0.number, "stands", "stand")) in "
                        + (isInAnnex ? "the annex." : "results.csv.")
                } ?? ""),
            zh: "底色表示与全部之差有几倍标准误：浅色在误差范围内，深色并带符号者为全报告的发现；无底色者相近或未检验。斜纹（打印时为虚线框）：样本少于该指标的判断下限。"
                + (more.map { "另有 \($0.text) 个标签见\(isInAnnex ? "附录" : " results.csv")。" } ?? ""))
    }

    static func meaning(_ shade: Document.Heat.Shade) -> Wording {
        switch shade {
        case .plain: Wording(en: "as all, or neither good nor bad", zh: "与全部相近，或无好坏之分")
        case .worse1: Wording(en: "worse by 1–2 standard errors", zh: "较差 1–2 倍标准误")
        case .worse2: Wording(en: "worse by more, within noise", zh: "较差 2 倍以上，仍在误差范围内")
        case .better1: Wording(en: "better by 1–2 standard errors", zh: "较好 1–2 倍标准误")
        case .better2: Wording(en: "better by more, within noise", zh: "较好 2 倍以上，仍在误差范围内")
        case .worseSignal: Wording(en: "worse beyond noise", zh: "较差，超出误差")
        case .betterSignal: Wording(en: "better beyond noise", zh: "较好，超出误差")
        case .differentSignal: Wording(en: "different beyond noise", zh: "不同，超出误差")
        case .amount1, .amount2, .amount3, .amount4, .amount5: Wording(en: "darker is more", zh: "越深越多")
        }
    }

    static let fewRows = Wording(en: "too few rows to judge", zh: "样本过少，不作判断")

    // MARK: Changes

    /// `较2026年第二季度：38 项变化中 3 项超出误差范围，另有 2 项未判断`
    ///
    /// - Parameters:
    ///   - tested: how many were judged.
    ///   - others: how many were not.
    static func changes(against period: String, tested: Count, signals: Count, others: Count) -> Wording {
        let left =
            others.number == 0
            ? Wording("")
            : Wording(en: ", \(others.text) not judged", zh: "，另有 \(others.text) 项未判断")
        let told =
            tested.number == 0
            ? Wording(en: "none could be judged", zh: "没有可以判断的变化")
            : signals.number == 0
                ? Wording(
                    en: "none of \(tested.of("change")) is beyond noise", zh: "\(tested.text) 项变化均在误差范围内")
                : Wording(
                    en: "\(signals.text) of \(tested.of("change")) beyond noise",
                    zh: "\(tested.text) 项变化中 \(signals.text) 项超出误差范围")
        return Wording(
            en: "Against \(period): \(told.english)\(left.english)", zh: "较\(period)：\(told.chinese)\(left.chinese)")
    }

    /// What tells the table of shares from that of other metrics.
    static func changesUnit(_ isShare: Bool) -> Wording {
        isShare ? Wording(en: "in points", zh: "以点计") : Wording(en: "in per cent", zh: "以百分比计")
    }

    static func changesNote(_ isShare: Bool) -> Wording {
        isShare
            ? Wording(
                en:
                    "Changes of shares in percentage points and of net promoter scores in points, with 95% intervals; the surest first.",
                zh: "比例的变化以百分点、净推荐值以点计，附 95% 区间；最确定者在前。")
            : Wording(
                en: "Changes as a share of the number then, with 95% intervals where there are any; the surest first.",
                zh: "变化占当时数值的百分比，有 95% 区间者附区间；最确定者在前。")
    }

    // MARK: Exceptions

    static func exceptions(shown: Count, signals: Count, minimum: String) -> Wording {
        Wording(
            en: "The numbers of places that are worst beside all, of those with n ≥ \(minimum). "
                + (signals.number == 0
                    ? "All \(shown.text) lie within noise: worth a look, no ground for judgement."
                    : "\(signals.of("number")) of \(shown.text) \(English.form(signals.number, "lies", "lie")) beyond noise."),
            zh: "各处与全部相比表现最差的数值，只列 n ≥ \(minimum) 者。"
                + (signals.number == 0
                    ? "\(shown.text) 处都在误差范围内，仅供留意，不宜据此评价。"
                    : "\(shown.text) 处中有 \(signals.text) 处超出误差范围。"))
    }

    static let worse = Wording(en: "← worse", zh: "← 更差")

    static let nothingTested = Wording(
        en: "No place could be tested against the others.", zh: "没有哪一处可以与其余部分作检验。")

    static let noException = Wording(
        en: "No place that was tested is worse than all by as much as one standard error.",
        zh: "经检验的各处没有比全部差出一倍标准误的。")

    // MARK: Ledger

    static func links(_ parts: [Wording]) -> Wording {
        Wording(
            en: "Rows that found their partner: \(parts.map(\.english).joined(separator: ", ")).",
            zh: "表间关联的匹配率：\(parts.map(\.chinese).joined(separator: "、"))。")
    }
}
