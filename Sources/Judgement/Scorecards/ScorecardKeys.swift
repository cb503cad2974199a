// The keys of `scorecards:`, as data: what is read, what editors complete, what the manual lists.

import Diagnostics
import Stages

/// What may be written under `scorecards:`.
package enum ScorecardKeys {
    static let by = OptionKey(
        "by", .name(.segment),
        help: Wording(
            en: "the segment whose labels are scored, such as team or agent; the centre as a whole unless said",
            zh: "按哪个分组评分，如班组或坐席；默认对整个中心评分"))
    static let parts = OptionKey(
        "parts", .list(.mapping(ofPart)), isRequired: true,
        help: Wording(en: "the metrics it is made of, with weights that add up to 100", zh: "组成记分卡的指标，权重合计为 100"))
    static let coverage = OptionKey(
        "coverage", .share,
        help: Wording(
            en: "the share of the weight that must be at hand for a score; 70% unless said", zh: "给出得分所需的最低权重覆盖率；默认 70%"
        ))
    static let bands = OptionKey(
        "bands", .mapping(ofBands),
        help: Wording(en: "from how many points on a score is in which band", zh: "各档次的起始分数"))

    static let alignedWith = OptionKey(
        "aligned_with", .name(.metric),
        help: Wording(
            en: "a metric, such as the amount of rewards, of which is told how it goes with the scores; needs 'by'",
            zh: "与得分对照的指标，如奖励金额，说明其与得分是否一致；须有 'by'"))

    static let ofScorecard = [by, parts, coverage, bands, alignedWith]

    // MARK: A part

    static let metric = OptionKey(
        "metric", .name(.metric), isRequired: true, help: Wording(en: "the metric's key", zh: "指标的键"))
    static let weight = OptionKey(
        "weight", .number, isRequired: true,
        help: Wording(en: "its weight; those of all parts add up to 100", zh: "权重；各部分合计为 100"))
    static let floor = OptionKey(
        "floor", .text, isRequired: true,
        help: Wording(
            en: "what is worth 0 points, and all that is worse, in the metric's unit", zh: "0 分的数值（更差也为 0 分），以指标单位表示"))
    static let target = OptionKey(
        "target", .text, isRequired: true,
        help: Wording(en: "what is worth 80 points, in the metric's unit", zh: "80 分的数值，以指标单位表示"))
    static let stretch = OptionKey(
        "stretch", .text, isRequired: true,
        help: Wording(
            en: "what is worth 100 points, and all that is better, in the metric's unit",
            zh: "100 分的数值（更好也为 100 分），以指标单位表示"))
    static let better = OptionKey(
        "better", .choice(of: WrittenDirection.self),
        help: Wording(
            en: "which way is good, of a metric that does not say it itself", zh: "哪个方向为好；仅用于自身未定方向的指标"))

    static let ofPart = [metric, weight, floor, target, stretch, better]

    // MARK: Bands

    static let meets = OptionKey(
        "meets", .number, help: Wording(en: "from so many points on it meets; 80 unless said", zh: "达标的起始分数；默认 80"))
    static let near = OptionKey(
        "near", .number,
        help: Wording(
            en: "from so many points on it is near, below it needs attention; 60 unless said",
            zh: "接近的起始分数，低于它为需关注；默认 60"))

    static let ofBands = [meets, near]
}

/// Which way a metric is good, as a part of a scorecard says it.
enum WrittenDirection: String, Sendable, CaseIterable {
    case higher, lower

    var direction: Direction { self == .higher ? .higher : .lower }
}
