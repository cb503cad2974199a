// Keys of the stages that do not declare their own yet, aggregation and rendering: each goes when its stage does.

import Diagnostics
import Rendering
import Stages
import Tabular

/// What may stand behind `aggregate`, until the stage declares it.
enum AggregateKeys {
    static let form = OptionValue.mapping([
        OptionKey(
            "metrics",
            .oneOrMore(
                .either([
                    .name(.metric),
                    .openMapping([metric], .text),
                ])),
            help: Wording(
                en: "keys of built-in or own metrics; parameters may be changed beside one", zh: "内置或自定义指标的键；可在其旁修改参数")),
        OptionKey(
            "by",
            .oneOrMore(
                .either([
                    .oneOrMore(.name(.segment)),
                    .mapping([
                        OptionKey(
                            "by", .oneOrMore(.name(.segment)), isRequired: true,
                            help: Wording(en: "segments, and at most one length of period", zh: "分组，以及至多一个周期长度")),
                        OptionKey(
                            "metrics", .oneOrMore(.name(.metric)),
                            help: Wording(en: "the metrics that are divided so; all unless said", zh: "如此划分的指标，默认全部")),
                    ]),
                ])),
            help: Wording(
                en: "how metrics are divided: lists of segments and at most one length of period",
                zh: "指标的划分：分组与至多一个周期长度的列表")),
        OptionKey(
            "define", .entries(definition),
            help: Wording(en: "metrics of your own, by name", zh: "自定义指标，按名称列出")),
        OptionKey(
            "targets",
            .oneOrMore(
                .mapping([
                    metric,
                    OptionKey(
                        "at_least", .text,
                        help: Wording(en: "the least that is aimed at, in the metric's unit", zh: "目标下限，以指标单位表示")),
                    OptionKey(
                        "at_most", .text,
                        help: Wording(en: "the most that is aimed at, in the metric's unit", zh: "目标上限，以指标单位表示")),
                    OptionKey(
                        "per", .choice(of: Grain.self),
                        help: Wording(
                            en: "the length of period it is for; the report's unless said", zh: "目标所针对的周期长度，默认为报告期")),
                ])), help: Wording(en: "what metrics aim at", zh: "指标的目标")),
    ])

    private static let metric = OptionKey(
        "metric", .name(.metric), isRequired: true, help: Wording(en: "the key of a metric", zh: "指标的键"))

    static let kinds: [(key: OptionKey, furtherKeys: [OptionKey])] = [
        (key("count", .choice(["rows"]), "how many rows there are", "行数"), []),
        (key("sum", .formula, "the total of a formula", "公式的合计"), []),
        (
            key("mean", .formula, "the arithmetic mean of a formula", "公式的平均值"),
            [key("range", .list(.number), "the lowest and the highest score", "最低分与最高分")]
        ),
        (
            key("share", .formula, "the rows that fulfil a condition, of those of 'among'", "满足条件的行占 'among' 的比例"),
            [
                key(
                    "among", .formula, "the rows it is a share of; those for which it can be decided unless said",
                    "分母的条件，默认为可判定的行")
            ]
        ),
        (key("minimum", .formula, "the smallest value", "最小值"), []),
        (key("maximum", .formula, "the largest value", "最大值"), []),
        (
            key("quantile", .formula, "a quantile, at 'at_share'", "分位数，由 'at_share' 指定"),
            [key("at_share", .share, isRequired: true, "which, such as 90%", "分位，如 90%")]
        ),
        (key("median", .formula, "the median", "中位数"), []),
        (key("distinct", .formula, "how many different values", "不同取值的个数"), []),
        (key("nps", .formula, "the Net Promoter Score of answers from 0 to 10", "0–10 分答案的净推荐值"), []),
        (
            key("repeat_share", .formula, "the share of customers with several values of 'on'", "在 'on' 上有多个取值的客户比例"),
            [
                key("on", .formula, isRequired: true, "what has to differ", "须不同的内容"),
                key("at_least", .integer(1...1_000_000), "how many different values; 2 unless said", "至少几个不同取值，默认 2"),
            ]
        ),
        (key("first_time", .formula, "customers whose first row is in the period", "首次出现于本期的客户数"), []),
        (
            key("unrepeated", .formula, "the share of rows not followed by another of the customer", "其后同一客户不再出现的行的比例"),
            [key("within", .duration, isRequired: true, "for how long", "多长时间内")]
        ),
        (
            key("calculate", .formula, "a formula over other metrics", "由其他指标计算"),
            [key("scale", .number, "what the result is multiplied by; 1 unless said", "结果所乘的数，默认 1")]
        ),
        (key("like", .name(.metric), "a copy of another metric", "另一指标的变体"), []),
    ]

    private static func key(
        _ word: String, _ value: OptionValue, isRequired: Bool = false, _ english: String, _ chinese: String
    ) -> OptionKey {
        OptionKey(word, value, isRequired: isRequired, help: Wording(en: english, zh: chinese))
    }

    /// What every definition may have.
    private static let common = [
        key("of", .text, "the table, by name or kind", "表，可用表名或种类"),
        key("at", .name(.column), "the time that says in which period a row counts", "决定归属周期的时间列"),
        key("where", .formula, "which rows count; all unless said", "哪些行计入，默认全部"),
        key("title", .wording, "what readers are shown; the name unless said", "展示给读者的标题，默认为指标名"),
        key(
            "unit",
            .either([
                .choice(["fraction", "per_1000", "points", "count", "s", "min", "h", "d", "number", "money"]),
                .pattern(
                    "^money:[A-Z]{3}$", Wording(en: "money of a currency, as money:CNY", zh: "某种货币的金额，如 money:CNY")),
            ]), "the unit; by kind unless said", "单位，默认由种类决定"),
        key(
            "better", .choice(["higher", "lower", "none"]), "which direction is good; none unless said",
            "越高越好、越低越好或无方向，默认 none"),
        key("minimum_n", .integer(1...1_000_000), "fewer rows are a small sample; 30 unless said", "少于该行数视为小样本，默认 30"),
        key(
            "interval", .choice(["wilson", "t", "nps", "order", "poisson", "none"]),
            "the interval; by kind unless said",
            "区间方法，默认由种类决定"),
        key("parameters", .entries(.text), "values mentioned in formulas as $name", "公式中以 $name 引用的参数"),
        key("formula", .wording, "the formula in words", "公式的文字说明"),
        key("source", .wording, "where the definition comes from", "定义的来源"),
        key("caution", .wording, "what readers should beware of", "读者应注意的事项"),
        key("variants", .oneOrMore(.name(.metric)), "metrics that measure the same otherwise", "以其他方式度量同一事物的指标"),
        key(
            "unchecked", .oneOrMore(.name(.column)), "columns whose words and scores are right, whatever is expected",
            "取值无误、无须核对的列"),
    ]

    /// One form per kind: its own key is what tells it from the others. A copy may have what the metric it is like has.
    private static let definition = OptionValue.either(
        kinds.map { kind in
            let own = OptionKey(kind.key.word, kind.key.value, isRequired: true, help: kind.key.help)
            let further = kind.key.word == "like" ? kinds.flatMap(\.furtherKeys).map(\.optional) : kind.furtherKeys
            return .mapping([own] + further + common)
        })
}

extension OptionKey {
    /// The same key where the part can be read without it.
    fileprivate var optional: OptionKey { OptionKey(word, value, help: help) }
}

/// What may stand behind `render`, until the stage declares it.
enum RenderKeys {
    private static let report = OptionValue.mapping([
        OptionKey(
            "report", .choice(of: ReportKind.self),
            help: Wording(en: "the kind of report; management-review unless said", zh: "报告种类，默认 management-review")),
        OptionKey(
            "formats", .oneOrMore(.choice(of: ReportFormatName.self)),
            help: Wording(en: "the formats; all unless said", zh: "格式，默认全部")),
        OptionKey(
            "suppress_below", .integer(0...1000),
            help: Wording(
                en: "values that rest on fewer rows are in no file; 5 unless said", zh: "行数少于此的值不出现在任何文件中，默认 5")),
        OptionKey(
            "byte_order_mark", .flag,
            help: Wording(en: "whether CSV files begin with one; no unless said", zh: "CSV 文件是否以字节顺序标记开头，默认否")),
        OptionKey(
            "raw_rejects", .flag,
            help: Wording(
                en: "whether 'rejects.csv' holds the rejected rows themselves; yes unless said",
                zh: "'rejects.csv' 是否含原始行，默认是")),
        OptionKey(
            "rejects_mode",
            .pattern("^0?[67][0246][0246]$", Wording(en: "permissions such as 0640", zh: "权限，如 0640")),
            help: Wording(en: "permissions of 'rejects.csv'; 0600 unless said", zh: "'rejects.csv' 的权限，默认 0600")),
    ])

    static let form = OptionValue.either([.oneOrMore(.either([.choice(of: ReportKind.self), report])), .nothing])
}
