// A formula over other metrics, written like a kind.

import Diagnostics
import Stages

/// `calculate: a / b` – a formula over other metrics of any tables, on cells of the same period and labels.
///
/// Nothing is joined row by row, so nothing can be counted twice. The parts of a plain ratio are shown as numerator and
/// denominator.
///
/// - Units: times are brought to the unit of the result first, so that seconds over calls come out as the minutes asked for.
///   A time added to a plain number, or two currencies in one formula, are refused. The result is multiplied by `scale`.
/// - Language: numbers, `+ - * /`, the functions `if`, `coalesce`, `least`, `greatest`, `abs`, `round`, `floor` and `ceil`,
///   and conditions on numbers. Texts, days and times, and the functions that take or give them, are refused.
/// - Rounding: none. Counts, sums, shares and means are taken as fractions: 29 of 100 reaches 29 %.
/// - Observations: n is that of what is measured: of a ratio that of its divisor; of several rates the fewest; of sums and
///   differences of counts and amounts the most.
/// - Intervals: a ratio of two counts of one table whose numerator's rows are among those of its denominator is a share, with
///   Wilson's interval; one of counts of two tables is a rate, with the exact Poisson interval of its numerator. `interval:
///   wilson`, `poisson` or `none` says so otherwise.
/// - Missing: an operand without a value is missing in the formula, so that the result is undefined unless a function such
///   as `coalesce` or `greatest` does without it; so it is after a division by zero. A count or a sum is 0 where it is known
///   that no row counts: its table has rows in the period, but none of these labels, or the period is declared to be quiet.
/// - Example: `complaints / answered`, `scale: 1000`, with 3 and 1500 → 2 per thousand, n = 1500.
/// - Source: Garwood (1936), Biometrika 28, 437–442; Wilson (1927), JASA 22, 209–212.
enum Calculate: WrittenKind {
    static let declaration = OptionKey(
        "calculate", .formula, help: Wording(en: "a formula over other metrics", zh: "由其他指标计算的公式"))

    static let factor = KindKey.number(
        "scale", help: Wording(en: "by what the result is multiplied", zh: "结果的乘数"),
        expected: Wording(en: "a number above 0", zh: "大于 0 的数")
    ) { $0 > 0 }

    static let keys = [factor]

    static let choosesRows = false

    static let intervals: [IntervalMethod] = [.none, .poisson, .wilson]

    static func computation(_ value: KindValue) -> MetricComputation? { value.formula.map { .calculation($0) } }
}
