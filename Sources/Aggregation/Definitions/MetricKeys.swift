// The keys that every metric may have, whatever its kind; those of a kind stand in its file.

import Diagnostics
import Expressions
import Stages

/// The keys of a definition that belong to no kind of their own.
enum MetricKeys {
    // MARK: Which rows

    static let table = OptionKey(
        "of", .name(.table), help: Wording(en: "the table, by name or kind", zh: "所用的表：名称或种类"))
    static let time = OptionKey(
        "at", .name(.column),
        help: Wording(
            en:
                "the column that says in which period a row counts; 'none' for a snapshot, whose rows count in every period",
            zh: "决定一行归入哪个周期的时间列；快照表写 'none'，各行计入每个周期"))
    static let condition = OptionKey(
        "where", .formula, help: Wording(en: "a condition; other rows do not count", zh: "条件；其他行不计入"))

    /// What stands behind `at` when a table is a snapshot.
    static let noTime = "none"

    static let until = OptionKey(
        "until", .name(.column),
        help: Wording(
            en: "the column that says until when a row stands: it counts in every period at whose end it does",
            zh: "说明一行存续到何时的列：凡期末仍存续的周期都计入"))
    static let stands = OptionKey(
        "stands", .choice(of: Standing.self),
        help: Wording(
            en: "with 'until': at which moment of a period it is looked which rows stand; 'at_end' if nothing is said",
            zh: "与 'until' 同用：在周期的哪一时刻看哪些行存续；不写则为 'at_end'"))
    static let window = OptionKey(
        "window", .text,
        help: Wording(
            en: "how far back rows count from the end of a period, such as '12 months' or '28 days'",
            zh: "从期末往回计入多长时间的行，如 '12 months'、'28 days'"))
    static let toDate = OptionKey(
        "to_date", .choice(of: WrittenAttribution.Reach.self),
        help: Wording(
            en: "rows count from the start of the week, month, quarter, half-year or year up to the end of a period",
            zh: "从周、月、季、半年、年之初累计到期末"))

    // MARK: What is shown

    static let title = OptionKey("title", .wording, help: Wording(en: "its name in reports", zh: "报告中的名称"))
    static let unit = OptionKey(
        "unit", .either([.choice(unitWords), moneyOfCurrency]),
        help: Wording(
            en: "what its numbers are measured in; 'money:' with the code of a currency for a certain one",
            zh: "数值的单位；特定货币写 'money:' 加货币代码"))
    static let better = OptionKey(
        "better", .choice(Direction.allCases.map(\.rawValue)),
        help: Wording(en: "which way is better", zh: "何种方向更好"))
    static let minimumN = OptionKey(
        "minimum_n", .integer(sampleSizes),
        help: Wording(en: "fewer rows are a small sample", zh: "行数低于此值即为小样本"))
    static let interval = OptionKey(
        "interval", .choice(IntervalMethod.allCases.map(\.rawValue)),
        help: Wording(en: "how its interval is made, as its kind allows", zh: "区间方法，须为该种类所允许"))
    static let parameters = OptionKey(
        "parameters", .entries(.text),
        help: Wording(en: "names with single values, mentioned as '$name'", zh: "名称与单个值，以 '$名称' 引用"))
    static let formula = OptionKey(
        "formula", .wording, help: Wording(en: "the formula in the words of readers", zh: "以读者的语言写出的公式"))
    static let source = OptionKey(
        "source", .wording, help: Wording(en: "where the definition comes from", zh: "定义的出处"))
    static let caution = OptionKey(
        "caution", .wording, help: Wording(en: "what readers must beware of", zh: "读者须注意之处"))

    // MARK: What is known of it

    static let variants = OptionKey(
        "variants", .either([.oneOrMore(.name(.metric)), .entries(.any)]),
        help: Wording(
            en: "other definitions of the same: a list of metrics, or by name a metric or a copy",
            zh: "同一事物的其他口径：指标列表，或按名称列出指标或副本"))
    static let needs = OptionKey(
        "needs", .oneOrMore(.name(.column)),
        help: Wording(
            en: "in the built-in catalogue: columns without which the metric means nothing",
            zh: "仅用于内置目录：缺少则指标无意义的列"))
    static let meaning = OptionKey(
        "meaning", .wording,
        help: Wording(en: "in the built-in catalogue: what it is, in a sentence", zh: "仅用于内置目录：一句话定义"))
    static let version = OptionKey(
        "version", .integer(1...1000),
        help: Wording(
            en: "in the built-in catalogue: raised when what it counts changes", zh: "仅用于内置目录：口径改变时加一"))
    static let unchecked = OptionKey(
        "unchecked", .oneOrMore(.name(.column)),
        help: Wording(
            en: "columns whose words and scores are right, whatever the metric expects",
            zh: "其文字与分值确实无误的列，不再与指标的预期核对"))

    /// Those that choose rows, and so belong to whatever looks at rows.
    static let ofRows = [table, time, condition, until, stands, window, toDate]

    /// Those that belong to every definition.
    static let ofEvery = [
        title, unit, better, minimumN, interval, parameters, formula, source, caution, variants, unchecked,
    ]

    /// Those that belong to no kind; some are for the catalogue alone.
    static func common(isBuiltIn: Bool) -> [OptionKey] {
        ofRows + ofEvery + (isBuiltIn ? [needs, meaning, version] : [])
    }

    /// The smallest numbers of rows that may be asked for.
    static let sampleSizes = 1...1_000_000

    /// The units as written, but for a certain currency.
    static let unitWords = ["fraction", "per_1000", "points", "count", "s", "min", "h", "d", "number", "money"]

    private static let moneyOfCurrency = OptionValue.pattern(
        "^money:[A-Z]{3}$", Wording(en: "money of a currency, as money:CNY", zh: "某种货币的金额，如 money:CNY"))
}
