// What a page says of groups beside each other, in both languages; never why one is above another.

import Diagnostics
import Stages

/// Sentences about agents, teams or places that are judged beside each other.
enum GroupWords {
    typealias Count = ReportWords.Count

    static let intro = Wording(
        en:
            "A number of few rows is mostly chance. So each label has, beside its value as measured, a shrunken one: drawn towards what "
            + "all have in common, the further the fewer rows it has. The ranks are those that its true value may have among all, 5 % left "
            + "out at each end; where they overlap, there is no order to be told. This is no league table: what counts is whether a label "
            + "can be told apart from the rest. Why it differs, these numbers do not say.",
        zh:
            "行数少的数值多半出于偶然。因此除实测值外，另列收缩值：向各组共同水平靠拢，行数越少靠拢越多。名次区间是其真实水平在各组中可能的名次（两端各去 5%），"
            + "区间重叠即分不出先后。这不是排行榜，要看的是能否与其他组区分开。这些数字不说明差异的原因。")

    static func title(_ metric: Wording, by segment: String) -> Wording {
        Wording(en: "\(metric.english) by \(segment)", zh: "\(metric.chinese)，按\(segment)")
    }

    /// How many are above, below, and neither.
    static func bands(_ judgement: GroupJudgement, _ count: (Int) -> Count) -> Wording {
        let bands = judgement.findings.map(\.finding.band)
        let all = count(bands.count)
        guard judgement.findsDifferences else {
            return Wording(
                en:
                    "The \(all.of("label")) differ no more than chance makes them: none can be told apart from the others.",
                zh: "\(all.text) 个组的差异没有超出偶然：彼此无法区分。")
        }
        let alike = count(bands.count { $0 == .alike })
        let above = count(bands.count { $0 == .above })
        let below = count(bands.count { $0 == .below })
        return Wording(
            en:
                "Of \(all.of("label")), \(alike.text) cannot be told apart from the rest; \(above.text) "
                + "\(English.form(above.number, "lies", "lie")) clearly above it, \(below.text) clearly below.",
            zh: "\(all.text) 个组中，\(alike.text) 个无法与其他组区分，\(above.text) 个明显高于、\(below.text) 个明显低于其他组。")
    }

    /// What values are drawn to, how far, and how wide the funnel is.
    static func method(_ judgement: GroupJudgement, centre: String, strength: String?, ratio: String) -> Wording {
        let drawn: Wording
        switch (judgement.kind, strength) {
        case (.mean, _):
            drawn = Wording(
                en: "drawn towards \(centre) by how sure each is (normal, DerSimonian and Laird)",
                zh: "按各自的把握向 \(centre) 靠拢（正态模型，DerSimonian–Laird）")
        case (.share, let strength?):
            drawn = Wording(
                en:
                    "drawn towards \(centre) as if each had \(strength) more rows like it (beta-binomial, weighted moments)",
                zh: "向 \(centre) 靠拢，如同各组另有 \(strength) 行处于该水平（贝塔–二项模型，加权矩估计）")
        case (.rate, let strength?):
            drawn = Wording(
                en:
                    "drawn towards \(centre) as if each had \(strength) more of what it is divided by (gamma–Poisson, Marshall)",
                zh: "向 \(centre) 靠拢，如同各组另有 \(strength) 个分母单位处于该水平（伽马–泊松模型，Marshall）")
        case (_, nil):
            drawn = Wording(
                en: "drawn wholly to \(centre), for they differ no more than chance", zh: "全部靠拢至 \(centre)，差异未超出偶然")
        }
        let funnel = Self.funnel(judgement.dispersion, ratio: ratio)
        return Wording(
            en: "Shrunken values are \(drawn.english). \(funnel.english)", zh: "收缩值\(drawn.chinese)。\(funnel.chinese)")
    }

    private static func funnel(_ dispersion: GroupJudgement.Dispersion, ratio: String) -> Wording {
        switch dispersion {
        case .additive:
            Wording(
                en:
                    "Funnel limits of 95 % and 99.8 % allow for a spread between groups that chance alone does not explain (additive; "
                    + "mean square of distances \(ratio), 1 being chance).",
                zh: "漏斗图 95% 与 99.8% 控制限已计入偶然之外的组间差异（加法；距离均方 \(ratio)，1 为纯属偶然）。")
        case .multiplicative:
            Wording(
                en:
                    "Funnel limits of 95 % and 99.8 % are widened by how much more groups spread than chance makes them (multiplicative; "
                    + "mean square of distances \(ratio), 1 being chance).",
                zh: "漏斗图 95% 与 99.8% 控制限按各组超出偶然的离散程度放宽（乘法；距离均方 \(ratio)，1 为纯属偶然）。")
        case .none:
            Wording(
                en: "Funnel limits of 95 % and 99.8 % are those of chance alone.", zh: "漏斗图 95% 与 99.8% 控制限仅计偶然。")
        }
    }

    static func band(_ band: GroupJudgement.Band) -> Wording {
        switch band {
        case .above: Wording(en: "clearly above", zh: "明显高于")
        case .alike: Wording(en: "not to be told apart", zh: "无法区分")
        case .below: Wording(en: "clearly below", zh: "明显低于")
        }
    }

    static func place(_ place: GroupJudgement.Place) -> Wording {
        switch place {
        case .within: Wording(en: "within", zh: "限内")
        case .beyond95: Wording(en: "beyond 95 %", zh: "超出 95% 限")
        case .beyond998: Wording(en: "beyond 99.8 %", zh: "超出 99.8% 限")
        }
    }

    static func ranks(_ ranks: ClosedRange<Int>, of count: String) -> Wording {
        let range =
            ranks.lowerBound == ranks.upperBound ? "\(ranks.lowerBound)" : "\(ranks.lowerBound)–\(ranks.upperBound)"
        return Wording(en: "\(range) of \(count)", zh: "\(range)（共 \(count)）")
    }

    static func obstacle(_ obstacle: GroupJudgement.Obstacle, minimum: Count) -> Wording {
        switch obstacle {
        case .tooFewGroups:
            Wording(
                en: "Not judged: fewer than three labels have \(minimum.of("row")) or more.",
                zh: "未作比较：行数达到 \(minimum.text) 的组不足三个。")
        case .noBase:
            Wording(
                en:
                    "Not judged: the numbers of the labels do not say what they are counted among, or how much they vary.",
                zh: "未作比较：各组的数值没有可供比较的基数，或无从得知其波动大小。")
        case .nothingDiffers:
            Wording(
                en: "Not judged: all rows say the same, so there is nothing to tell groups apart by.",
                zh: "未作比较：所有行取值相同，无从区分各组。")
        }
    }

    /// - Parameter names: of the labels, as far as a page names them.
    static func tooFew(_ count: Count, minimum: String, names: (Language) -> String) -> Wording {
        Wording(
            en:
                "Too few rows (hidden, or fewer than \(minimum)) to be judged, which is neither good nor bad: \(names(.english)) "
                + "(\(count.of("label"))).",
            zh: "行数过少（不显示或不足 \(minimum) 行）而不作比较，并不表示好或差：\(names(.chinese))（\(count.text) 个）。")
    }

    /// - Parameter names: of the labels, as far as a page names them.
    static func noBase(_ count: Count, names: (Language) -> String) -> Wording {
        Wording(
            en:
                "Not judged, for their numbers do not say what they are counted among, or how much they vary: \(names(.english)) "
                + "(\(count.of("label"))).",
            zh: "数值没有可供比较的基数，或无从得知其波动大小，因而不作比较：\(names(.chinese))（\(count.text) 个）。")
    }

    static func others(_ count: Count) -> Wording {
        Wording(en: "\(count.of("label")) between, all in groups.csv", zh: "居中的 \(count.text) 个，见 groups.csv")
    }

    static func adjusted(for segments: String) -> Wording {
        Wording(
            en:
                "Observed ÷ expected: what would be expected of each label with its own mix of \(segments), at everyone's values. Told "
                + "apart are those whose p, adjusted for how many labels there are (Benjamini and Hochberg), is at most 0.05.",
            zh: "观测/预期：预期值为各组按自身的\(segments)构成、以全体水平计算应有的数。校正 p（Benjamini–Hochberg，按组数校正）"
                + "不超过 0.05 者视为可区分。")
    }

    static func notAdjusted(for segments: String) -> Wording {
        Wording(
            en:
                "Not adjusted for \(segments): that needs a share or a rate without weights, and its shown cells by both together.",
            zh: "未按\(segments)调整：仅适用于不加权的比例或比率，并需有二者共同划分且可显示的单元格。")
    }

    static func withoutEvidence(_ metrics: [String], in language: Language) -> Wording {
        let joined = metrics.joined(separator: language == .chinese ? "、" : ", ")
        return Wording(
            en:
                "Not judged, for they have no interval of a share, a mean or a rate that says how sure they are: \(joined).",
            zh: "以下指标没有比例、均值或比率的区间可据以判断，不作比较：\(joined)。")
    }

    static func chartTitle(_ metric: Wording) -> Wording {
        Wording(en: "Funnel: \(metric.english)", zh: "漏斗图：\(metric.chinese)")
    }

    static let chartNote = Wording(
        en: "dashed 95 %, solid 99.8 %", zh: "虚线 95%，实线 99.8%")

    static func chartDescription(_ count: Count, outside: Int) -> Wording {
        Wording(
            en: "\(count.of("label")) by size and value; \(outside) beyond the limits of 99.8 %.",
            zh: "\(count.text) 个组按规模与数值绘出，其中 \(outside) 个超出 99.8% 限。")
    }

    static func sizeTitle(_ kind: GroupJudgement.Kind) -> Wording {
        switch kind {
        case .share, .mean: Wording(en: "rows (n)", zh: "行数（n）")
        case .rate: Wording(en: "what is divided by", zh: "分母")
        }
    }
}
