// What the pages of labels say, in both languages; never why a number is as it is.

import Diagnostics
import Stages

/// Sentences of the page of a person, a team or another label.
enum LabelPageWords {
    typealias Count = ReportWords.Count

    /// `坐席记分卡` · `Scorecards: Agent`
    static func title(_ segment: Wording) -> Wording {
        Wording(en: "Scorecards: \(segment.english)", zh: "\(segment.chinese)记分卡")
    }

    /// In a plan.
    static func planned(_ segment: String, _ names: String) -> Wording {
        Wording(
            en: "scorecards, a page for each label of '\(segment)': \(names), and one file per label beside it",
            zh: "记分卡，'\(segment)' 的每个标签一页：\(names)，另有每个标签的文件")
    }

    static func index(_ pages: Count, _ segment: Wording) -> Wording {
        Wording(
            en:
                "\(pages.of("page")), in the order of the labels: this is no ranking. Of numbers that rest on too few rows nothing is "
                + "judged; rows without a known label are nobody's and have no page.",
            zh: "共 \(pages.text) 页，按\(segment.chinese)标签的顺序排列，不是排名。样本过少的数值不作判断；\(segment.chinese)未知的行不属于任何人（组），没有页面。")
    }

    // MARK: Can be said

    static func findings(_ found: Count) -> Wording {
        found.number == 0
            ? Wording(
                en:
                    "Nothing: no number here differs from the rest, from its target or from other periods by more than chance, as far as "
                    + "it could be tested.",
                zh: "没有：在能够检验的范围内，这里没有任何数值与其余部分、目标或其他时期的差别超出误差范围。")
            : Wording(
                en:
                    "\(found.of("number")) \(English.form(found.number, "differs", "differ")) by more than chance: from the rest, from a "
                    + "target or from another period.",
                zh: "有 \(found.text) 项数值与其余部分、目标或其他时期的差别超出误差范围。")
    }

    static func pointsNote(shown: Count, of found: Count) -> Wording {
        Wording(
            en: "\(shown.text) of \(found.of("finding")), controlled for false discoveries over the whole report."
                + (shown.number < found.number ? " All stand in findings.csv." : ""),
            zh: "列出 \(found.text) 项发现中的 \(shown.text) 项，已按整份报告控制错误发现率。"
                + (shown.number < found.number ? "全部见 findings.csv。" : ""))
    }

    /// `客户满意度（名次 1–3（共 20））`
    static func ranked(_ metric: Wording, _ ranks: Wording) -> Wording {
        Wording(en: "\(metric.english) (rank \(ranks.english))", zh: "\(metric.chinese)［名次 \(ranks.chinese)］")
    }

    static func apart(_ metrics: String, isAbove: Bool) -> Wording {
        isAbove
            ? Wording(en: "Clearly above the others in \(metrics).", zh: "明显高于其他人（组）：\(metrics)。")
            : Wording(en: "Clearly below the others in \(metrics).", zh: "明显低于其他人（组）：\(metrics)。")
    }

    static func sureBand(_ scorecard: Wording, _ band: Wording) -> Wording {
        Wording(
            en: "\(scorecard.english): the band '\(band.english)' holds whatever chance and other weights do.",
            zh: "\(scorecard.chinese)：档次“\(band.chinese)”不因偶然波动或权重变化而改变。")
    }

    // MARK: Cannot be said

    static func alike(_ metrics: String) -> Wording {
        Wording(
            en: "Whether it is above or below the others in \(metrics): the ranks that are possible reach too far.",
            zh: "无法与其他人（组）区分高低：\(metrics)，可能的名次范围过宽。")
    }

    static func few(_ metrics: String) -> Wording {
        Wording(
            en: "How good \(metrics) is: the value stands there, and rests on too few rows to be judged.",
            zh: "好坏不作判断：\(metrics)。数值列出，但样本过少。")
    }

    static func hidden(_ metrics: String) -> Wording {
        Wording(
            en: "Anything of \(metrics): too few rows, or it would tell a number of too few.",
            zh: "不显示：\(metrics)。样本过少，或会透露样本过少的数值。")
    }

    static func absent(_ metrics: String) -> Wording {
        Wording(en: "Anything of \(metrics): there are no data.", zh: "没有数据：\(metrics)。")
    }

    static func unsureBand(_ scorecard: Wording) -> Wording {
        Wording(
            en: "\(scorecard.english): which band the score lies in; chance or other weights move it into another.",
            zh: "\(scorecard.chinese)：得分属于哪一档；偶然波动或权重变化会使它落入另一档。")
    }

    static func noScore(_ scorecard: Wording) -> Wording {
        Wording(
            en: "\(scorecard.english): there is no score, for too little of the weight is at hand.",
            zh: "\(scorecard.chinese)：有数据的权重不足，不评分。")
    }

    static let neverWhy = Wording(
        en:
            "Why a number is as it is. To lie outside the middle 80 % of the others is nothing in itself: one in five always does.",
        zh: "数值高低的原因。落在其他人（组）的中间 80% 之外本身不说明什么：本就有五分之一落在此范围之外。")

    // MARK: Numbers and score

    static func metricsNote(fewest: String) -> Wording {
        Wording(
            en:
                "Band: the middle 80 % of the others with enough rows, where there are \(fewest) at least. Dot and line: the value with "
                + "its 95 % interval; where groups are judged the shrunken one, and the cross is the value as measured. "
                + "Stroke: the target. A filled circle is better than the rest, a diamond worse, "
                + "a square different, a hollow circle cannot be told apart; "
                + "only findings of the whole report have such a mark.",
            zh: "色带：样本足够的其他人（组）的中间 80%，至少有 \(fewest) 个时才给出。圆点与横线：数值及其 95% 区间；作组间比较的指标用收缩值，"
                + "叉号为实测值。竖线：目标。实心圆为好于其余部分，菱形为差于其余部分，方块为不同，空心圆为无法区分；只有整份报告的发现才有实心标记。")
    }

    /// - Parameters:
    ///   - interval: nil where the score has none.
    ///   - kept: the share of other weights by which the band is the same.
    static func score(
        _ points: String, interval: String?, band: Wording, coverage: String, kept: String
    ) -> Wording {
        Wording(
            en: "Score \(points)" + (interval.map { " (95% interval \($0))" } ?? "")
                + ", band: \(band.english). \(coverage) of the weight is at hand; with other weights the band stays in \(kept) of cases.",
            zh: "得分 \(points)" + (interval.map { "（95% 区间 \($0)）" } ?? "")
                + "，档次：\(band.chinese)。权重覆盖率 \(coverage)；改变权重时，\(kept) 的情形下档次不变。")
    }
}
