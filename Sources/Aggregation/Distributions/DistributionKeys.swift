// The keys of `distributions:`, as data: what is read, what editors complete, what the manual lists.

import Diagnostics
import Stages

/// What may be written of a distribution.
enum DistributionKeys {
    static let distributions = OptionKey(
        "distributions", .entries(.either([.mapping(ofScale), .mapping(ofCategories), .mapping(ofAmounts)])),
        help: Wording(
            en: "how answers spread: scales, categories or amounts of the rows of the report's period, by name",
            zh: "回答的分布：报告期内各行的量表、类别或数额，按名称列出"))

    static let of = OptionKey("of", .name(.table), isRequired: true, help: Wording(en: "the table", zh: "所用的表"))
    static let title = OptionKey("title", .wording, help: Wording(en: "its name for readers", zh: "展示给读者的名称"))
    static let condition = OptionKey(
        "where", .formula, help: Wording(en: "which rows; all unless said", zh: "哪些行，默认全部"))
    static let time = OptionKey(
        "time", .name(.column),
        help: Wording(en: "the column that says when a row counts; 'time' unless said", zh: "按哪一列归入周期，默认 'time'"))
    static let by = OptionKey(
        "by", .name(.segment), help: Wording(en: "a segment whose labels stand beside each other", zh: "按哪个分组并列比较"))
    static let words = OptionKey(
        "words", .entries(.wording),
        help: Wording(en: "what answers are called for readers", zh: "各答案展示给读者的名称"))

    // MARK: A scale

    static let scale = OptionKey(
        "scale", .oneOrMore(.either([.formula, .mapping(ofItem)])), isRequired: true,
        help: Wording(
            en: "the columns answered on one scale, each with a title where it has one: { column: speed, title: … }",
            zh: "同一量表的各列，可各写标题：{ column: speed, title: … }"))
    static let column = OptionKey("column", .formula, isRequired: true, help: Wording(en: "the column", zh: "列"))
    static let order = OptionKey(
        "order", .oneOrMore(.text),
        help: Wording(
            en:
                "the answers from the lowest to the highest, such as 1..5; of categories those that stand there in any case",
            zh: "答案由低到高的顺序，如 1..5；对类别而言是必定列出的答案"))
    static let neutral = OptionKey(
        "neutral", .oneOrMore(.text),
        help: Wording(
            en: "the answers that are neither high nor low; the middle one of an odd number unless said",
            zh: "不高不低的答案；答案个数为奇数时默认居中者"))
    static let top = OptionKey(
        "top", .integer(0...10),
        help: Wording(
            en: "how many of the highest answers are told as one share; 2 unless said, of fewer than four answers 1",
            zh: "最高的几个答案合计为一个比例，默认 2，答案不足四个时默认 1"))

    // MARK: Categories

    static let categories = OptionKey(
        "categories", .formula, isRequired: true, help: Wording(en: "the column of answers", zh: "答案所在的列"))
    static let split = OptionKey(
        "split", .text,
        help: Wording(en: "what stands between the choices of an answer that may hold several", zh: "多选答案中各选项之间的分隔符"))
    static let until = OptionKey(
        "until", .text,
        help: Wording(
            en:
                "the sign before which a choice ends; what stands behind it was written in beside the choice, and does not count",
            zh: "选项到此符号为止；其后为自行填写的内容，不计入"))
    static let most = OptionKey(
        "most", .integer(1...50),
        help: Wording(
            en: "how many categories have a row of their own, those with the most answers; 8 unless said",
            zh: "最多单列几个类别，取回答最多者；默认 8"))

    // MARK: Amounts

    static let amounts = OptionKey(
        "amounts", .formula, isRequired: true,
        help: Wording(en: "the column of numbers or lengths of time", zh: "数值或时长所在的列"))

    private static let shared = [of, title, condition, time, by]
    static let ofItem = [column, title]
    static let ofScale = [scale, order, neutral, top, words] + shared
    static let ofCategories = [categories, split, until, order, most, words] + shared
    static let ofAmounts = [amounts] + shared

    /// The words that say what is spread, each with the keys beside it.
    static let forms: [(form: Distribution.Form, key: OptionKey, keys: [OptionKey])] = [
        (.scale, scale, ofScale), (.categories, categories, ofCategories), (.amounts, amounts, ofAmounts),
    ]
}
