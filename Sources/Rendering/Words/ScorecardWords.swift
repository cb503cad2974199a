// What a page says of scorecards, in both languages; no place in a row is called a rank.

import Diagnostics
import Stages

/// Sentences about scorecards.
enum ScorecardWords {
    typealias Count = ReportWords.Count

    static let intro = Wording(
        en:
            "A scorecard puts its metrics on one scale: the floor is worth 0 points, the target 80, the stretch 100, with straight lines "
            + "between them. The score is the mean of the points by weight; beside it stands what each part adds to it. The interval takes "
            + "the parts to vary independently of each other.",
        zh: "记分卡把各指标放在同一标尺上：底线为 0 分，目标为 80 分，卓越为 100 分，其间按直线折算；得分是各部分分数的加权平均，"
            + "旁边列出每一部分贡献的分数。区间假定各部分彼此独立波动。")

    static func title(_ title: Wording, by segment: Wording?) -> Wording {
        guard let segment else { return title }
        return Wording(en: "\(title.english), by \(segment.english)", zh: "\(title.chinese)（按\(segment.chinese)）")
    }

    static func band(_ band: Scorecard.Band) -> Wording {
        switch band {
        case .meets: Wording(en: "meets", zh: "达标")
        case .near: Wording(en: "near", zh: "接近")
        case .attention: Wording(en: "attention", zh: "需关注")
        }
    }

    /// A band into which chance or other weights may have put the score.
    static func unsure(_ band: Wording) -> Wording {
        Wording(en: "\(band.english), not sure", zh: "\(band.chinese)（未定）")
    }

    /// - Parameters:
    ///   - tau: as printed, with its interval behind it.
    ///   - people: the title of the segment whose labels are scored.
    static func alignment(_ metric: String, _ tau: String, _ labels: Count, people: Wording) -> Wording {
        Wording(
            en:
                "Scores and \(metric): Kendall's τ is \(tau) over \(labels.text) (\(people.english)); 1 is the same order, −1 the "
                + "reverse, 0 none. That they go together, or do not, proves neither fairness nor unfairness.",
            zh: "得分与\(metric)：\(labels.text) 个\(people.chinese)的 Kendall τ 为 \(tau)；1 为顺序完全一致，−1 为完全相反，0 为没有关联。"
                + "是否一致只是关联，不能证明公平或不公平。")
    }

    static func noAlignment(_ metric: String, _ labels: Count, fewest: String) -> Wording {
        Wording(
            en:
                "Nothing is said of how scores go with \(metric): it takes \(fewest) labels with both, of which not all are alike, and "
                + "there \(English.form(labels.number, "is", "are")) \(labels.text).",
            zh: "无法说明得分与\(metric)是否一致：至少需要 \(fewest) 个两者齐全且不全相同的标签，现有 \(labels.text) 个。")
    }

    static func alignmentLeftOut(_ metric: String, _ labels: Count) -> Wording {
        Wording(
            en:
                "\(labels.text) \(English.form(labels.number, "has", "have")) no part in it, for the score or \(metric) is lacking or "
                + "hidden.",
            zh: "有 \(labels.text) 个因缺少得分，或\(metric)缺失或不显示，而未计入。")
    }

    static let noScore = Wording(en: "no score", zh: "不评分")

    /// - Parameters:
    ///   - meets: from how many points on, as printed; likewise `near`.
    ///   - coverage: the least, as printed.
    static func rules(meets: String, near: String, coverage: String) -> Wording {
        Wording(
            en:
                "From \(meets) points on a score meets, from \(near) it is near, below that it needs attention. \"Not sure\" stands where "
                + "the interval or other weights reach into another band; only a sure band is good or bad. A score needs "
                + "\(coverage) of the weight at hand; the rest is divided by what there is.",
            zh: "\(meets) 分起为达标，\(near) 分起为接近，更低为需关注。区间或权重变化会落入其他档次时标“未定”；只有确定的档次才分好坏。"
                + "给出得分至少需要 \(coverage) 的权重有数据，得分按现有权重折算。")
    }

    /// - Parameter combinations: of weights that were tried where every part is at hand.
    static func stress(combinations: Count) -> Wording {
        Wording(
            en:
                "\"Band kept\" says in how many of all combinations of weights, each a fifth larger or a fifth smaller, the band stays the "
                + "same (with every part at hand \(combinations.of("combination"))).",
            zh: "“档次不变”：各权重分别增加或减少五分之一，在全部组合（各部分齐全时为 \(combinations.text) 种）中档次保持不变的比例。")
    }

    /// How the rows stand.
    static func order(byBand: Bool) -> Wording {
        byBand
            ? Wording(
                en:
                    "The rows stand by band, and within a band in the order of their labels: places within a band are no ranks.",
                zh: "各行按档次排列，同一档次内按标签顺序排列：档次之内不分名次。")
            : Wording(
                en:
                    "The rows stand in the order of their labels: no two bands can be told apart by the intervals, so any ranking would be "
                    + "noise.",
                zh: "各行按标签顺序排列：从区间看，任何两个档次都无法区分，排名只会是噪声。")
    }

    static func noInterval(_ metrics: String) -> Wording {
        Wording(
            en:
                "Where \(metrics) enters, the score has no interval, for the metric has none; its band is not called sure.",
            zh: "该指标没有区间，含有\(metrics)的得分也没有区间，其档次不视为确定。")
    }

    static func shrunken(_ metrics: String) -> Wording {
        Wording(
            en:
                "\(metrics): values of few rows are drawn towards the whole before they are scored; scorecards.csv marks them as shrunken.",
            zh: "\(metrics)：行数少的数值在评分前已向总体收缩；scorecards.csv 中标为 shrunken。")
    }

    static func leavesOutUnknown(_ segment: Wording) -> Wording {
        Wording(
            en: "Rows without a known \(segment.english) are nobody's, and are not scored.",
            zh: "\(segment.chinese)未知的行不属于任何对象，不评分。")
    }

    /// - Parameters:
    ///   - metric: the title of a part.
    ///   - least: the metric's minimum n, as printed.
    ///   - count: of labels; nil for the total.
    static func lacking(_ lack: Scorecard.Lack, metric: String, least: String, _ count: Count?) -> Wording {
        let reason =
            switch lack {
            case .noRows: Wording(en: "no rows", zh: "没有数据")
            case .undefined: Wording(en: "nothing to divide by", zh: "没有可作除数的量")
            case .hidden: Wording(en: "hidden, too few rows here or beside", zh: "不显示，本格或相关格样本过少")
            case .fewRows: Wording(en: "fewer than \(least) rows", zh: "不足 \(least) 行")
            case .partial: Wording(en: "the period is not whole", zh: "周期不完整")
            }
        guard let count else {
            return Wording(en: "\(metric) does not enter: \(reason.english).", zh: "\(metric)未计入：\(reason.chinese)。")
        }
        return Wording(
            en: "\(metric) does not enter for \(count.of("label")): \(reason.english).",
            zh: "\(metric)对 \(count.text) 个标签未计入：\(reason.chinese)。")
    }

    /// Labels, or the centre where `count` is nil, that have too little weight at hand.
    static func withoutScore(_ count: Count?, coverage: String) -> Wording {
        guard let count else {
            return Wording(
                en: "There is no score: less than \(coverage) of the weight is at hand.",
                zh: "不评分：有数据的权重不足 \(coverage)。")
        }
        return Wording(
            en:
                "\(count.of("label")) \(English.form(count.number, "has", "have")) no score: less than \(coverage) of the weight is at "
                + "hand.",
            zh: "\(count.text) 个标签不评分：有数据的权重不足 \(coverage)。")
    }

    static func more(_ count: Count) -> Wording {
        Wording(
            en: "\(count.of("further label")) \(English.form(count.number, "stands", "stand")) in scorecards.csv.",
            zh: "其余 \(count.text) 个标签见 scorecards.csv。")
    }

    static let nothing = Wording(en: "No label has a row of any part.", zh: "没有任何标签有数据。")
}
