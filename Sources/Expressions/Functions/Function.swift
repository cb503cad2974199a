// The functions of the formula language: their names, what they take and what they give.

import Tabular

/// A function of the formula language. Where nothing else is said, a missing argument gives a missing result.
package enum Function: String, Sendable, Hashable, CaseIterable {
    // MARK: Texts; characters are Unicode scalars

    /// In small letters: `lower('Ab')` is `'ab'`. SQL: `lower(x)`.
    case lower
    /// In capitals: `upper('Ab')` is `'AB'`. SQL: `upper(x)`.
    case upper
    /// Without blanks of any script at both ends: `trim(' a ')` is `'a'`. SQL: `regexp_replace(x, …, '', 'g')`.
    case trim
    /// The number of characters: `length('客服')` is 2. SQL: `length(x)`.
    case length
    /// Whether the first text holds the second: `contains('abc', 'b')` is true. SQL: `contains(x, y)`.
    case contains
    /// Whether the first text begins with the second: `starts_with('abc', 'a')` is true. SQL: `starts_with(x, y)`.
    case startsWith = "starts_with"
    /// Whether the first text ends with the second: `ends_with('abc', 'c')` is true. SQL: `ends_with(x, y)`.
    case endsWith = "ends_with"
    /// Every occurrence of the second text replaced by the third: `replace('a-b', '-', '')` is `'ab'`. Nothing is
    /// replaced when the second is empty. SQL: `replace(x, y, z)`.
    case replace
    /// Characters from a position, counted from 1, and at most so many: `substring('abcd', 2, 2)` is `'bc'`. A
    /// position below 1 or a negative count gives a missing value. SQL: `substring(x, y, z)`.
    case substring
    /// The texts one after the other: `concat('a', 'b')` is `'ab'`. Missing when one is missing. SQL: `x || y`.
    case concat

    // MARK: Numbers

    /// Without its sign: `abs(-2)` is 2; also of a duration. SQL: `abs(x)`.
    case abs
    /// To the nearest whole number, halves away from zero: `round(2.5)` is 3, an integer. With a second argument (0
    /// to 18) to so many decimals: `round(2.345, 2)` is 2.35, of the first argument's type. SQL: `round(x, n)`.
    case round
    /// The next whole number below: `floor(-1.5)` is -2, an integer. SQL: `floor(x)`.
    case floor
    /// The next whole number above: `ceil(1.2)` is 2, an integer. SQL: `ceil(x)`.
    case ceil

    // MARK: Choices

    /// The second value where the condition is true, else (also where it is missing) the third, or a missing value where there
    /// is no third: `if(wait > 60 s, 'long', 'short')`, `if(event = 'reply', time)`. SQL: `CASE WHEN c THEN a ELSE b END`.
    case `if`
    /// The first value that is present: `coalesce(nickname, name)`. SQL: `coalesce(…)`.
    case coalesce
    /// The smallest of the values that are present: `least(3, 2)` is 2. SQL: `least(…)`.
    case least
    /// The largest of the values that are present: `greatest(3, 2)` is 3. SQL: `greatest(…)`.
    case greatest

    // MARK: Days and hours, in the zone of the run

    /// The day of an instant, or of a text like `'2026-01-31'` (missing when it is none). SQL:
    /// `CAST(x AT TIME ZONE z AS DATE)`.
    case date
    /// `year(2026-01-31)` is 2026. SQL: `year(x)`.
    case year
    /// 1 to 4. SQL: `quarter(x)`.
    case quarter
    /// 1 to 12. SQL: `month(x)`.
    case month
    /// The day of the month, 1 to 31. SQL: `day(x)`.
    case day
    /// Monday is 1, Sunday 7. SQL: `isodow(x)`.
    case weekday
    /// The hour of an instant, 0 to 23. SQL: `hour(x)`.
    case hour
    /// The minute of an instant, 0 to 59. SQL: `minute(x)`.
    case minute
    /// How many days later the second day is: `days_between(2026-01-31, 2026-02-02)` is 2. SQL:
    /// `date_diff('day', x, y)`.
    case daysBetween = "days_between"

    // MARK: Business hours, by the pipeline file's `calendar`

    /// How long business is open from one instant to another, as `calendar` says: from Friday 17:30 to Monday 09:20 it is 50 min
    /// where business is open from 09:00 to 18:00 on working days. 0 s where both lie outside the same hours; negative where the
    /// second instant is the earlier; missing beyond the years 1970 to 2099. SQL: from the table `business_days`.
    case businessTime = "business_time"
    /// Whether a day, or the day of an instant, is worked by `calendar`: not on weekends and holidays, but on those that are
    /// worked in the place of others. Missing beyond the years 1970 to 2099. SQL: from the table `business_days`.
    case isWorkingDay = "is_working_day"

    // MARK: Durations as numbers; in SQL they are milliseconds

    /// A duration in seconds, exact to the millisecond: `seconds(1500 ms)` is 1.5, a decimal. SQL: `x * 0.001`.
    case seconds
    /// A duration in minutes, a real: `minutes(90 s)` is 1.5. SQL: `x / 60000`.
    case minutes
    /// A duration in hours, a real: `hours(90 min)` is 1.5. SQL: `x / 3600000`.
    case hours
    /// A duration in days of 24 hours, a real: `days(36 h)` is 1.5. SQL: `x / 86400000`.
    case days

    // MARK: Conversions

    /// A text as a decimal: `number(' 12.50 ')` is 12.5. Missing when it is not digits with at most one point and a
    /// sign, or has more than 6 decimals, or more than 12 digits before the point. SQL: `CAST(x AS DECIMAL(18, 6))`
    /// of texts of that form.
    case number
    /// A value as a text: `text(12)` is `'12'`, `text(1.50)` is `'1.5'`, `text(2026-01-31)` is `'2026-01-31'`. SQL:
    /// `CAST(x AS VARCHAR)` without zeros at the end of a fraction.
    case text
}

/// What a function takes.
struct Signature {
    var parameters: [ParameterKind]
    /// How many of the last parameters may be left out.
    var optional = 0
    /// Whether the last parameter may be given any number of times.
    var repeatsLast = false

    init(_ parameters: ParameterKind..., optional: Int = 0, repeatsLast: Bool = false) {
        self.parameters = parameters
        self.optional = optional
        self.repeatsLast = repeatsLast
    }

    var leastCount: Int { parameters.count - optional }

    /// The kind of the argument at `position`.
    func kind(at position: Int) -> ParameterKind? {
        if position < parameters.count { return parameters[position] }
        return repeatsLast ? parameters.last : nil
    }
}

/// What an argument must be.
enum ParameterKind: Hashable {
    case text, integer, number, numberOrDuration, flag, instant, duration
    /// A date or an instant.
    case moment
    /// A date, an instant or a text.
    case momentOrText
    /// A literal whole number from 0 to 18.
    case decimals
    /// What can be spelled without a choice of format: text, integer, decimal, flag or date.
    case spellable
    /// Any type, the same as the other arguments of this kind.
    case same
    /// As `same`, but not a flag.
    case sameWithOrder

    func accepts(_ type: ColumnType) -> Bool {
        switch self {
        case .text: type == .text
        case .integer, .decimals: type == .integer
        case .number: type.isNumeric
        case .numberOrDuration: type.isNumeric || type == .duration
        case .flag: type == .flag
        case .instant: type == .instant
        case .duration: type == .duration
        case .moment: type == .date || type == .instant
        case .momentOrText: type == .date || type == .instant || type == .text
        case .spellable: type != .real && type != .instant && type != .duration
        case .same: true
        case .sameWithOrder: type != .flag
        }
    }

    /// The type a literal `missing` takes as such an argument; nil where it is that of the other arguments.
    var typeOfMissing: ColumnType? {
        switch self {
        case .text, .spellable: .text
        case .integer, .decimals: .integer
        case .number, .numberOrDuration: .decimal
        case .flag: .flag
        case .instant, .moment, .momentOrText: .instant
        case .duration: .duration
        case .same, .sameWithOrder: nil
        }
    }
}

extension Function {
    var signature: Signature {
        switch self {
        case .lower, .upper, .trim, .length, .number: Signature(.text)
        case .contains, .startsWith, .endsWith: Signature(.text, .text)
        case .replace: Signature(.text, .text, .text)
        case .substring: Signature(.text, .integer, .integer, optional: 1)
        case .concat: Signature(.text, .text, repeatsLast: true)
        case .abs: Signature(.numberOrDuration)
        case .round: Signature(.number, .decimals, optional: 1)
        case .floor, .ceil: Signature(.number)
        case .if: Signature(.flag, .same, .same, optional: 1)
        case .coalesce: Signature(.same, .same, repeatsLast: true)
        case .least, .greatest: Signature(.sameWithOrder, .sameWithOrder, repeatsLast: true)
        case .date: Signature(.momentOrText)
        case .year, .quarter, .month, .day, .weekday: Signature(.moment)
        case .hour, .minute: Signature(.instant)
        case .daysBetween: Signature(.moment, .moment)
        case .businessTime: Signature(.instant, .instant)
        case .isWorkingDay: Signature(.moment)
        case .seconds, .minutes, .hours, .days: Signature(.duration)
        case .text: Signature(.spellable)
        }
    }

    /// The type of the result, given the types of the arguments.
    func resultType(_ arguments: [ColumnType]) -> ColumnType {
        switch self {
        case .lower, .upper, .trim, .replace, .substring, .concat, .text: .text
        case .contains, .startsWith, .endsWith, .isWorkingDay: .flag
        case .length, .year, .quarter, .month, .day, .weekday, .hour, .minute, .daysBetween, .floor, .ceil: .integer
        case .seconds, .number: .decimal
        case .minutes, .hours, .days: .real
        case .date: .date
        case .businessTime: .duration
        case .round: arguments.count == 1 ? .integer : arguments.first ?? .integer
        case .abs, .coalesce, .least, .greatest: arguments.first ?? .text
        case .if: arguments.last ?? .text
        }
    }

    /// Whether it needs a calendar that says when business is open.
    var countsByCalendar: Bool { self == .businessTime || self == .isWorkingDay }

    /// What people who come from other languages write, and what it is called here.
    static let foreignNames: [String: Function] = [
        "len": .length, "char_length": .length, "strlen": .length, "substr": .substring, "mid": .substring,
        "ifnull": .coalesce, "nvl": .coalesce, "iff": .if, "iif": .if, "case": .if, "ceiling": .ceil, "min": .least,
        "max": .greatest, "datediff": .daysBetween, "date_diff": .daysBetween, "strip": .trim, "tolower": .lower,
        "toupper": .upper, "to_number": .number, "cast": .number, "str": .text, "to_char": .text, "string": .text,
        "dayofweek": .weekday, "startswith": .startsWith, "endswith": .endsWith, "concatenate": .concat,
        "to_date": .date, "int": .floor, "trunc": .floor, "includes": .contains, "如果": .if,
        "networkdays": .isWorkingDay,
        "business_hours": .businessTime, "working_time": .businessTime, "is_workday": .isWorkingDay,
    ]

    /// Functions over many rows, which a formula does not have.
    static let aggregateNames: Set<String> = [
        "sum", "avg", "average", "mean", "count", "median", "stddev", "countif", "sumif",
    ]
}
