// The keys of an entry of `targets:`, as data.

import Diagnostics
import Stages
import Tabular

/// What may be written in an entry of `targets:`.
enum TargetKeys {
    static let metric = OptionKey(
        "metric", .name(.metric), isRequired: true, help: Wording(en: "the key of a metric", zh: "指标的键"))
    static let atLeast = OptionKey(
        "at_least", .text,
        help: Wording(en: "the least that is aimed at, in the metric's unit", zh: "目标下限，以指标单位表示"))
    static let atMost = OptionKey(
        "at_most", .text, help: Wording(en: "the most that is aimed at, in the metric's unit", zh: "目标上限，以指标单位表示"))
    static let between = OptionKey(
        "between", .list(.text),
        help: Wording(en: "the least and the most of a band, in the metric's unit", zh: "目标区间的下限与上限，以指标单位表示"))
    static let increaseBy = OptionKey(
        "increase_by", .text,
        help: Wording(
            en: "by how much it is to rise: '5 pp', '5% of baseline', or a number in the metric's unit",
            zh: "要提高多少：'5 pp'（百分点）、'5% of baseline'（基线的 5%），或以指标单位表示的数"))
    static let reduceBy = OptionKey(
        "reduce_by", .text,
        help: Wording(
            en: "by how much it is to fall: '2 pp', '2% of baseline', or a number in the metric's unit",
            zh: "要降低多少：'2 pp'（百分点）、'2% of baseline'（基线的 2%），或以指标单位表示的数"))
    static let baseline = OptionKey(
        "baseline", .text,
        help: Wording(
            en: "where it starts from: a number, 'previous', 'year-ago', or a period such as 2026-Q2",
            zh: "从何处算起：一个数、'previous'（上期）、'year-ago'（去年同期）或某个周期，如 2026-Q2"))
    static let per = OptionKey(
        "per", .choice(of: Grain.self),
        help: Wording(en: "the length of period it is for; the report's unless said", zh: "目标所针对的周期长度，默认为报告期"))
    static let within = OptionKey(
        "within", .text,
        help: Wording(
            en: "the time it may take, such as 6 months, from the end of the baseline's period or from 'from'",
            zh: "期限，如 6 个月，自基线周期结束或 'from' 起算"))
    static let from = OptionKey(
        "from", .date, help: Wording(en: "the first day of 'within'", zh: "'within' 的第一天"))
    static let owner = OptionKey("owner", .text, help: Wording(en: "who answers for it", zh: "负责人"))
    static let rows = OptionKey(
        "for", .entries(.text),
        help: Wording(
            en: "labels of segments whose rows it is for, such as { team: A }", zh: "目标所针对的分组标签，如 { team: 一组 }"))
    static let each = OptionKey(
        "each", .oneOrMore(.name(.segment)),
        help: Wording(en: "segments for every label of which it holds", zh: "对哪些分组的每个标签都有此目标"))
    static let table = OptionKey(
        "table", .name(.table), isRequired: true,
        help: Wording(
            en: "a table of targets, one a row; a table of kind 'targets' is read unless another is named",
            zh: "目标表，每行一个目标；默认读取类型为 'targets' 的表"))

    static let steps = [increaseBy, reduceBy]
    static let aims = [atLeast, atMost, between] + steps
    static let ofTarget = [metric] + aims + [baseline, per, within, from, owner, rows, each]
    static let ofTable = [table]

    static let entry = OptionValue.either([.mapping(ofTarget), .mapping(ofTable)])
}
