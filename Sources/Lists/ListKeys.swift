// The keys of `lists:`, as data: what is read, what editors complete, what the manual lists.

import Diagnostics
import Stages

/// What may be written under `lists:`.
package enum ListKeys {
    static let list = OptionKey(
        "list", .choice(BuiltInLists.names),
        help: Wording(en: "the built-in list that it is; its name unless said", zh: "所用的内置名单，默认与名称相同"))
    static let title = OptionKey("title", .wording, help: Wording(en: "its name for readers", zh: "展示给读者的名称"))
    static let most = OptionKey(
        "most", .integer(1...1_000_000),
        help: Wording(
            en: "at most so many rows, and those that are equal to the last; all unless said",
            zh: "最多几行，与末行并列者一并列出；默认全部"))
    static let once = OptionKey(
        "once", .flag,
        help: Wording(en: "whether rows of the same id become one, with all reasons", zh: "同一编号的多行是否合并为一行并列出全部事由"))
    static let any = OptionKey(
        "any", .list(.mapping(ofSource)),
        help: Wording(en: "several sources of one list, each with these keys", zh: "同一名单的多个来源，各自使用这些键"))

    static let of = OptionKey(
        "of", .name(.table), help: Wording(en: "the table whose rows are listed", zh: "列出哪张表的行"))
    static let when = OptionKey(
        "when", .formula,
        help: Wording(
            en: "which rows; 'as_of' is the moment of the report, 'today' its day, 'limit' what is said beside it",
            zh: "列出哪些行；'as_of' 为报告时刻，'today' 为其日期，'limit' 为另行写明的时限"))
    static let unless = OptionKey(
        "unless", .formula, help: Wording(en: "rows in which it holds are left out", zh: "满足此条件的行不列出"))
    static let since = OptionKey(
        "since", .name(.column),
        help: Wording(
            en:
                "the column from whose time on a row is known; one that is later than the moment of the report is not listed",
            zh: "从哪一列的时间起该行才为人所知；晚于报告时刻的行不列出"))
    static let happened = OptionKey(
        "happened", .oneOrMore(.name(.column)),
        help: Wording(
            en:
                "columns that say when something happened; what is later than the moment of the report is not known yet, and missing",
            zh: "记录何时发生的列；晚于报告时刻的尚未发生，按缺失处理"))
    static let chosen = OptionKey(
        "in", .entries(.oneOrMore(.text)),
        help: Wording(en: "only rows of these labels of segments", zh: "只列属于这些分群标签的行"))
    static let by = OptionKey(
        "by", .name(.segment),
        help: Wording(
            en: "the segment whose metrics are looked at, such as the agent", zh: "按哪个分群看指标，如坐席"))
    static let whenMetric = OptionKey(
        "when_metric", .formula,
        help: Wording(
            en: "which of them by metrics of the segment: METRIC.value, .low, .high or .n",
            zh: "按该分群的指标筛选：指标.value、.low、.high 或 .n"))
    static let yearly = OptionKey(
        "yearly", .formula,
        help: Wording(en: "a day that comes again each year; due is the next time", zh: "每年重复的日期；到期日为下一次"))
    static let within = OptionKey(
        "within", .integer(0...366),
        help: Wording(en: "how many days ahead 'yearly' looks; 30 unless said", zh: "'yearly' 向后看几天，默认 30"))
    static let lunar = OptionKey(
        "lunar", .formula,
        help: Wording(
            en: "whether the day is one of the lunar calendar; such rows are counted and not converted",
            zh: "该日期是否为农历；此类行只计数，不换算"))
    static let limit = OptionKey(
        "limit", .duration, help: Wording(en: "what 'limit' stands for in the formulas", zh: "公式中 'limit' 的值"))
    static let id = OptionKey("id", .formula, help: Wording(en: "what a row is known by", zh: "行的编号"))
    static let name = OptionKey(
        "name", .formula, help: Wording(en: "whom it is about; shown masked", zh: "涉及的人，打码显示"))
    static let owner = OptionKey("owner", .formula, help: Wording(en: "who is to act", zh: "由谁处理"))
    static let due = OptionKey("due", .formula, help: Wording(en: "the day by which", zh: "最迟哪一天"))
    static let order = OptionKey(
        "order", .formula,
        help: Wording(
            en: "what comes first, the least on top; of metrics where 'when_metric' is said; 'due' unless said",
            zh: "排序依据，小者在前；有 'when_metric' 时按指标；默认按 'due'"))
    static let descending = OptionKey(
        "descending", .flag, help: Wording(en: "whether the greatest is on top", zh: "是否大者在前"))
    static let reason = OptionKey("reason", .wording, help: Wording(en: "why a row is listed", zh: "为何列出"))
    static let show = OptionKey(
        "show", .oneOrMore(.formula),
        help: Wording(en: "further columns; those that name people are masked", zh: "另外显示的列；涉及个人信息的打码"))

    static let ofSource = [
        of, when, unless, since, happened, chosen, by, whenMetric, yearly, within, lunar, limit, id, name, owner, due,
        order, descending,
        reason, show,
    ]
    static let ofList = [list, title, most, once, any]
    static let all = ofList + ofSource

    /// What may stand behind `lists`: names, each with `true` for a built-in list or what is listed.
    package static let form = OptionValue.entries(.either([.flag, .mapping(all)]))
}
