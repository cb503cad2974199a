// What a page says of series and their limits, in both languages; never why a point lies where it does.

import Diagnostics
import Stages

/// Sentences about what is usual in a series.
enum SeriesWords {
    typealias Count = ReportWords.Count

    static func intro(_ series: Count, unusual: Count) -> Wording {
        Wording(
            en: "\(series.of("series", "series")) of eight periods or more, each judged by how it has moved itself: "
                + "\(unusual.text) \(English.form(unusual.number, "is", "are")) unusual in the latest period. What lies within its "
                + "usual range needs no explanation; that a number lies outside does not say why.",
            zh: "共有 \(series.text) 条八期以上的序列，均按自身的波动判断：最近一期异常的有 \(unusual.text) 条。"
                + "落在正常范围内的数字无需解释；超出范围并不说明原因。")
    }

    /// How limits are made and signals found.
    static func method(_ rules: SeriesJudgement.Rules) -> Wording {
        switch rules {
        case .xmr:
            Wording(
                en:
                    "Usual range (dotted in charts of trends): mean ± 2.66 mean moving ranges of the first 20 points "
                    + "(XmR, ranges not screened); of shares over "
                    + "uneven numbers of rows, and of rates, by Laney's p′ and u′ charts (d₂ = 1.128). Unusual is a point beyond a "
                    + "limit, in 8 in a row on one side of the mean, or among 3 of 4 nearer to the same limit than to the mean.",
                zh: "正常范围（趋势图中的点线）：均值 ± 2.66 × 前 20 点的平均移动极差（XmR，不筛除极差）；样本量变化大的比例及比率用 Laney p′、u′ 图"
                    + "（d₂ = 1.128）。异常：超出界限；或属于均值同侧连续 8 点；或属于 4 点中有 3 点更靠近同一界限。")
        case .nhs:
            Wording(
                en:
                    "Usual range (dotted in charts of trends): mean ± 2.66 mean moving ranges of the first 20 points "
                    + "(XmR, ranges of 3.267 mean ranges and more "
                    + "left out once); of shares over uneven numbers of rows, and of rates, by Laney's p′ and u′ charts "
                    + "(d₂ = 1.128). Unusual, by the rules of NHS England, is a point beyond a limit, among 7 that only rise or "
                    + "fall, among 2 of 3 beyond two thirds of the way to the same limit, or in 7 in a row on one side.",
                zh: "正常范围（趋势图中的点线）：均值 ± 2.66 × 前 20 点的平均移动极差（XmR，先剔除一次达到 3.267 倍平均极差的极差）；样本量变化大的比例及比率"
                    + "用 Laney p′、u′ 图（d₂ = 1.128）。异常（按 NHS England 规则）：超出界限；或属于单向升降的连续 7 点；"
                    + "或属于 3 点中有 2 点超过至同一界限的三分之二；或属于同侧连续 7 点。")
        }
    }

    static func weekdaysRemoved(_ series: Count) -> Wording {
        Wording(
            en:
                "In \(series.of("daily series", "daily series")) weekdays differ (F test over three or four weeks, p < 0.001): "
                + "every day is judged by its own weekday.",
            zh: "有 \(series.text) 条按日序列的星期差异显著（三至四周的 F 检验，p < 0.001），每天与相同星期的正常范围比较。")
    }

    static func weekdaysUntested(_ series: Count) -> Wording {
        Wording(
            en:
                "Of \(series.of("daily series", "daily series")) it cannot be told whether weekdays differ: that takes 21 days, such as "
                + "with 'trend: 28'.",
            zh: "有 \(series.text) 条按日序列不足 21 天，无法判断星期差异；可写 'trend: 28'。")
    }

    static func withoutLimits(_ why: Judgements.WithoutLimits, _ series: Count) -> Wording {
        switch why {
        case .fewPoints:
            Wording(
                en:
                    "\(series.of("series", "series")) \(English.form(series.number, "has", "have")) no limits: fewer than eight whole "
                    + "periods with a number that is shown.",
                zh: "有 \(series.text) 条序列没有界限：完整且有可显示数字的期数不足八期。")
        case .noVariation:
            Wording(
                en:
                    "\(series.of("series", "series")) \(English.form(series.number, "has", "have")) no limits: the numbers do not vary.",
                zh: "有 \(series.text) 条序列没有界限：数字没有变化。")
        }
    }

    static func more(_ series: Count) -> Wording {
        Wording(
            en:
                "\(series.of("further series", "further series")) \(English.form(series.number, "stands", "stand")) in series.csv.",
            zh: "其余 \(series.text) 条见 series.csv。")
    }

    /// A series' state: `usual`, or unusual and by which rule.
    static func state(_ signal: SeriesJudgement.Signal, isAbove: Bool, rules: SeriesJudgement.Rules) -> Wording {
        let (run, near) = rules == .nhs ? ("7", ("2", "3")) : ("8", ("3", "4"))
        let side = isAbove ? Wording(en: "above", zh: "高于") : Wording(en: "below", zh: "低于")
        let limit = isAbove ? Wording(en: "upper", zh: "上限") : Wording(en: "lower", zh: "下限")
        switch signal {
        case .none: return Wording(en: "usual", zh: "正常")
        case .outside:
            return Wording(
                en: "unusual: \(side.english) the \(limit.english) limit", zh: "异常：\(side.chinese)\(limit.chinese)")
        case .trend:
            return Wording(
                en: "unusual: \(run) in a row only rose or fell", zh: "异常：连续 \(run) 期单向升降")
        case .nearLimit:
            return Wording(
                en: "unusual: \(near.0) of \(near.1) near the \(limit.english) limit",
                zh: "异常：\(near.1) 期中有 \(near.0) 期靠近\(limit.chinese)")
        case .run:
            return Wording(
                en: "unusual: \(run) or more in a row \(side.english) what is expected",
                zh: "异常：连续 \(run) 期以上\(side.chinese)预期")
        }
    }

    static func assurance(_ assurance: SeriesJudgement.Assurance) -> Wording {
        switch assurance {
        case .consistentlyMet: Wording(en: "met every time", zh: "稳定达标")
        case .hitAndMiss: Wording(en: "met or missed by chance", zh: "时达时不达（出于偶然）")
        case .consistentlyMissed: Wording(en: "missed every time", zh: "稳定不达标")
        }
    }

    /// `14 days, provisional`.
    static func baseline(_ count: String, isProvisional: Bool, method: SeriesJudgement.Method) -> Wording {
        let name =
            switch method {
            case .xmr: "XmR"
            case .laneyP: "p′"
            case .laneyU: "u′"
            }
        return Wording(
            en: "\(name), \(count) points" + (isProvisional ? ", provisional" : ""),
            zh: "\(name)，\(count) 点" + (isProvisional ? "，暂定" : ""))
    }
}

extension ReportWords.Count {
    /// `1 series`, `12 series`.
    func of(_ one: String, _ many: String) -> String { "\(text) \(English.form(number, one, many))" }
}
