// The keys under `tests:`, declared: what may stand behind each, and what it is for.

import Diagnostics
import Stages

/// The keys of one test and of what it expects.
enum TestKeys {
    /// What may stand behind `tests`: names of tests, each with its rows and what must come of them.
    static let form = OptionValue.entries(.mapping(ofTest))

    static let ofTest = [tables, period, asOf, expect, expectBy, rejected]

    // MARK: What is given

    static let tables = OptionKey(
        "tables", .entries(.either([.text, .nothing])),
        help: Wording(
            en: "by table its rows as CSV with a header, or a file beside the pipeline; other tables are empty",
            zh: "各表的行：带表头的 CSV 文本，或流程文件旁的文件；未列出的表为空"))
    static let period = OptionKey(
        "period", .text,
        help: Wording(
            en: "the period that is measured, such as 2026-09; by the pipeline's rule from 'as_of' unless said",
            zh: "所计算的周期，如 2026-09；默认由 'as_of' 按流程文件的规则得出"))
    static let asOf = OptionKey(
        "as_of", .text,
        help: Wording(
            en: "the day or moment for which it is measured; the end of 'period' unless said",
            zh: "计算的截止日期或时刻，默认为 'period' 结束之时"))

    // MARK: What is expected

    static let expect = OptionKey(
        "expect", .entries(expectation),
        help: Wording(
            en: "by metric its value of the period: 64.0%, 1000, 90 s, an amount, or missing",
            zh: "各指标在该周期应得的值：64.0%、1000、90 s、金额，或 missing（应无值）"))
    static let expectBy = OptionKey(
        "expect_by", .oneOrMore(.mapping(ofCell)),
        help: Wording(en: "values of parts: by segment, by a period within the period", zh: "各部分应得的值：按分组、按周期内的更短周期"))
    static let rejected = OptionKey(
        "rejected", .either([rowCount, .entries(rowCount)]),
        help: Wording(
            en: "how many rows must be set aside, in all or by table; none unless said", zh: "应被剔除的行数：合计或各表，默认为零"))

    private static let rowCount = OptionValue.integer(0...1_000_000)

    // MARK: An expected value

    private static let expectation = OptionValue.either([.text, .mapping(ofValue)])

    static let value = OptionKey(
        "value", .text,
        help: Wording(en: "what the metric comes to, to the digits that are written", zh: "指标的值，按所写的位数比较"))
    static let n = OptionKey(
        "n", .integer(0...Int.max), help: Wording(en: "how many observations it rests on", zh: "所依据的观测数"))
    static let low = OptionKey("low", .text, help: Wording(en: "the lower end of its interval", zh: "区间下端"))
    static let high = OptionKey("high", .text, help: Wording(en: "the upper end of its interval", zh: "区间上端"))
    static let tolerance = OptionKey(
        "tolerance", .text,
        help: Wording(
            en: "how far off it may be; half of the last digit that is written unless said, 0 for not at all",
            zh: "允许的偏差，默认为所写末位的一半，0 表示必须完全相等"))

    static let ofValue = [value, n, low, high, tolerance]

    // MARK: A cell of a breakdown

    static let metric = OptionKey(
        "metric", .name(.metric), isRequired: true, help: Wording(en: "the key of a metric", zh: "指标的键"))
    static let segment = OptionKey(
        "segment", .entries(.text), help: Wording(en: "by segment the label that is meant", zh: "各分组所指的取值"))
    static let cellPeriod = OptionKey(
        "period", .text,
        help: Wording(en: "the period of the cell; that of the test unless said", zh: "该值的周期，默认为测试的周期"))

    static let ofCell = [metric, segment, cellPeriod] + ofValue
}
