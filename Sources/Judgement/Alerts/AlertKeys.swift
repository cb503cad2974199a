// The keys of `alerts:`, as data: what is read, what editors complete, what the manual lists.

import Diagnostics
import Stages

/// What may be written for an alert.
package enum AlertKeys {
    /// On which side of its usual range a point is told of.
    enum Side: String, CaseIterable, Sendable {
        case usual, above, below
    }

    static let metric = OptionKey(
        "metric", .name(.metric), isRequired: true,
        help: Wording(en: "a listed metric", zh: "已列出的指标"))
    static let segment = OptionKey(
        "segment", .entries(.text),
        help: Wording(
            en: "the label to watch, by segment: { region: North }; the total unless said",
            zh: "要关注的分组标签，如 { region: 华北 }；默认总体"))
    static let beyond = OptionKey(
        "beyond", .choice(of: Side.self),
        help: Wording(
            en: "the latest number lies outside its usual range: on any side (usual), above or below",
            zh: "最近一期超出正常范围：任一侧（usual）、高于（above）或低于（below）"))
    static let missed = OptionKey(
        "missed", .integer(1...60),
        help: Wording(en: "the target is missed so many periods in a row", zh: "连续多少期未达标"))
    static let crisis = OptionKey(
        "crisis", .name(.segment),
        help: Wording(
            en:
                "of some label of this segment there are more than chance brings: five or more, and beyond the 99.9 % limit of the "
                + "same weekday's last 8 weeks (of the 8 periods before), or three times as many",
            zh: "该分组的某个标签多于偶然：至少 5 件，且超出前 8 周相同星期（或前 8 期）的 99.9% 界限，或达到其 3 倍"))

    static let all = [metric, segment, beyond, missed, crisis]

    /// What may stand behind `alerts`.
    package static let form = OptionValue.oneOrMore(.mapping(all))
}
