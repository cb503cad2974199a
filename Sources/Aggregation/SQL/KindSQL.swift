// What a kind of metrics computes, in SQL over rows whose columns have fixed names.

import Expressions
import Stages
import Tabular

/// What a kind computes of a group of rows, as SQL.
///
/// The rows are those of one table that have a time, where one is asked for; their columns are
///
///     counts     whether the row counts
///     lacks      for a kind that notes it: whether it would, did it not lack its value
///     value_1    the value of the kind's own formula; value_2, value_3 those of its keys
///     moment     when it was: a day, or a moment of UTC
///     day        its local day
///     place      its place in the order of the files
///     breakdown, period, segment    in which group it is
///
/// and those that ``overTable``, ``overGroup``, ``overMarked`` and ``overFound`` add.
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
    /// Columns made from the rows of a group and from those columns.
    var overMarked: [String] = []
    /// Columns made from the rows of a group and from all those columns.
    var overFound: [String] = []
    /// For a kind that finds pairs of `value_1` that stand together in a `value_2`: in how many of these they must.
    var pairsInAtLeast: Int?
}

/// What a kind may use to say in SQL what it computes.
struct KindSQLScope {
    let dialect: SQLDialect
    let zone: String
    /// The type of the kind's own formula; nil where it has none.
    let type: ColumnType?
    /// The types of the values of its keys, from `value_2` on.
    let keyTypes: [ColumnType]
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

    /// The sum of real numbers of the rows that fulfil a condition; nothing where there are none.
    func realSum(_ number: String, where condition: String) -> String {
        dialect.sum(number, of: .real, where: condition)
    }

    /// Whether a value of a row is there, and a number where it is of a numeric type.
    func isKnown(_ value: String, _ type: ColumnType?) -> String {
        type == .real ? dialect.isFinite(value) : "\(value) IS NOT NULL"
    }

    /// The rows that count and whose weight, the value of the first key, is more than nothing.
    var weighted: String { "counts AND value_2 > 0 AND \(isKnown("value_2", keyTypes.first))" }

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

    /// A time as a whole number: the days of a day, the milliseconds of a moment, counted from 1970.
    func number(ofTime time: String, isDay: Bool) -> String {
        length(from: dialect.literal(isDay ? .date(0) : .instant(0)), to: time, isDay: isDay)
    }

    /// Days from one day to another, or milliseconds from one moment to another.
    func length(from start: String, to end: String, isDay: Bool) -> String {
        isDay ? dialect.days(from: start, to: end) : dialect.milliseconds(from: start, to: end)
    }

    /// The local day of a time of the type of `moment`.
    func day(of time: Int64) -> String { dialect.day(of: literal(time), type: timeType ?? .date, zone: zone) }

    /// A time as a literal of the type of `moment`.
    func literal(_ time: Int64) -> String {
        dialect.literal(hasDays ? .date(Int32(clamping: time)) : .instant(time))
    }
}
