// What a kind of metrics computes, in SQL over rows whose columns have fixed names.

import Expressions
import Stages
import Tabular

/// What a kind computes of a group of rows, as SQL.
///
/// The rows are those of one table that have a time, where one is asked for; their columns are
///
///     counts     whether the row counts
///     value_1    the value of the kind's own formula, value_2 that of its key
///     moment     when it was: a day, or a moment of UTC
///     place      its place in the order of the files
///     breakdown, period, segment    in which group it is
///
/// and those that ``overTable`` and ``overGroup`` add.
struct KindSQL: Sendable {
    /// Aggregates over the rows of a group.
    var value: String
    var numerator: String?
    var denominator: String?
    var n: String
    /// Columns made from all rows of the table: `… OVER (…) AS next_moment`.
    var overTable: [String] = []
    /// Columns made from the rows of a group, which is `PARTITION BY breakdown, period, segment`.
    var overGroup: [String] = []
}

/// What a kind may use to say in SQL what it computes.
struct KindSQLScope {
    let dialect: SQLDialect
    /// The type of the kind's own formula; nil where it has none.
    let type: ColumnType?
    /// The type of `moment`; nil where the metric asks for no time.
    let timeType: ColumnType?
    let scale: UnitScale
    /// The last moment that the data are known to reach, in days of a date or milliseconds; nil when there is none, or the kind does not
    /// wait for what is to come.
    let end: Int64?

    /// How many rows fulfil a condition.
    func count(where condition: String = "counts") -> String { "count(*) FILTER (WHERE \(condition))" }

    /// How many different values there are among the rows that fulfil a condition.
    func differentCount(of value: String, where condition: String = "counts") -> String {
        "count(DISTINCT \(value)) FILTER (WHERE \(condition))"
    }

    /// The sum of the values of the rows that count, in the unit of the metric.
    var sum: String { inUnit(dialect.sum("value_1", of: type ?? .integer, where: "counts")) }

    /// The rows that count and whose value is a number.
    var numbers: String { type == .real ? "counts AND NOT isnan(value_1)" : "counts" }

    /// A raw number in the unit of the metric.
    func inUnit(_ number: String) -> String {
        scale.divisor == 1 ? number : "CAST(\(number) AS DOUBLE) / \(scale.divisor)"
    }

    /// A number divided by another; nothing where that is 0.
    func quotient(_ number: String, _ divisor: String) -> String {
        "CAST(\(number) AS DOUBLE) / nullif(\(divisor), 0)"
    }

    /// The value below which a share of the values lies, in the unit of the metric.
    func quantile(_ share: Double) -> String { inUnit(dialect.quantile(share, of: "value_1", where: numbers)) }

    /// Whether `moment` is a day.
    var hasDays: Bool { timeType == .date }

    /// The moment some milliseconds, or days where there are only these, after that of a row.
    func later(by gap: Int64) -> String {
        hasDays ? dialect.day("moment", "+", days: "\(gap)") : dialect.moment("moment", "+", milliseconds: "\(gap)")
    }

    /// A time as a literal of the type of `moment`.
    func literal(_ time: Int64) -> String {
        dialect.literal(hasDays ? .date(Int32(clamping: time)) : .instant(time))
    }
}
