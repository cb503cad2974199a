// How the engines that Rapport can speak to write the same thing in SQL.

import Tabular

/// An engine's way to write SQL.
package enum SQLDialect: String, Sendable, CaseIterable {
    /// DuckDB 1.0 and later.
    case duckDB = "duckdb"
    /// Apache Spark 4 in ANSI mode.
    case spark

    /// The name of a column or table.
    package func identifier(_ name: String) -> String {
        switch self {
        case .duckDB: Constant.quoted(name, by: "\"")
        case .spark: Constant.quoted(name, by: "`")
        }
    }

    /// A text as a literal.
    ///
    /// - Note: Spark reads `\` as the beginning of an escape, and two quotes in a row as the seam of two texts.
    package func text(_ text: String) -> String {
        switch self {
        case .duckDB: Constant.quoted(text, by: "'")
        case .spark:
            "'" + text.unicodeScalars.map { $0 == "\\" || $0 == "'" ? "\\\($0)" : "\($0)" }.joined() + "'"
        }
    }

    /// The type in which a column of a type is kept; durations are milliseconds, instants are of UTC.
    ///
    /// - Parameters:
    ///   - scale: the decimals of a decimal column.
    ///   - digits: how many digits it has at most, decimals included.
    package func type(_ type: ColumnType, scale: Int = 6, digits: Int = 18) -> String {
        switch type {
        case .text: self == .duckDB ? "VARCHAR" : "STRING"
        case .integer, .duration: "BIGINT"
        case .decimal: "DECIMAL(\(max(18, min(digits, 38))), \(scale))"
        case .real: "DOUBLE"
        case .flag: "BOOLEAN"
        case .date: "DATE"
        case .instant: self == .duckDB ? "TIMESTAMP" : "TIMESTAMP_NTZ"
        }
    }

    /// A value as a literal of its type.
    package func literal(_ constant: Constant) -> String {
        switch constant {
        case .text(let value): "CAST(\(text(value)) AS \(type(.text)))"
        case .integer(let value), .duration(let value): "CAST(\(value) AS BIGINT)"
        case .decimal: "(\(constant))"
        case .real(let value): "CAST(\(value) AS DOUBLE)"
        case .flag(let value): value ? "TRUE" : "FALSE"
        case .date: "DATE '\(constant)'"
        case .instant(let value): "\(type(.instant)) '\(ISOText.localTime(value).replacing("T", with: " "))'"
        }
    }

    /// A day, counted from 1970-01-01, as a literal; a missing one where there is none.
    package func literal(ofDay day: Int?) -> String {
        day.map { literal(.date(Int32(clamping: $0))) } ?? missing(.date)
    }

    /// A missing value of a type.
    package func missing(_ type: ColumnType) -> String { "CAST(NULL AS \(self.type(type)))" }

    /// Whether a real number is one, and not past all bounds.
    package func isFinite(_ number: String) -> String { "abs(\(number)) <= \(Double.greatestFiniteMagnitude)" }

    /// The day of a time: of a moment of UTC the local one, of a day itself.
    package func day(of time: String, type: ColumnType, zone: String) -> String {
        type == .instant ? "CAST(\(converted(time, from: "UTC", to: zone)) AS DATE)" : time
    }

    /// The local hour of a moment of UTC, from 0.
    package func hour(ofMoment moment: String, zone: String) -> String {
        "hour(\(converted(moment, from: "UTC", to: zone)))"
    }

    /// The minutes since midnight of a moment of UTC, on the local clock.
    package func minuteOfDay(ofMoment moment: String, zone: String) -> String {
        let local = converted(moment, from: "UTC", to: zone)
        return "(hour(\(local)) * 60 + minute(\(local)))"
    }

    /// How often a whole number goes into another of the same sign.
    package func wholeQuotient(_ number: String, by divisor: String) -> String {
        switch self {
        case .duckDB: "(\(number) // \(divisor))"
        case .spark: "(\(number) div \(divisor))"
        }
    }

    /// The sum of a group, which no number of rows makes too large.
    package func sum(_ operand: String, of type: ColumnType, where condition: String) -> String {
        let isWhole = type == .integer || type == .duration
        let wide = self == .spark && isWhole ? "CAST(\(operand) AS DECIMAL(38, 0))" : operand
        return "sum(\(wide)) FILTER (WHERE \(condition))"
    }

    /// The value of a group below which a share of its values lies, interpolated between neighbours.
    package func quantile(_ share: Double, of operand: String, where condition: String) -> String {
        let function = self == .duckDB ? "quantile_cont" : "percentile"
        return "\(function)(CAST(\(operand) AS DOUBLE), \(share)) FILTER (WHERE \(condition))"
    }

    /// The texts of a group that are not missing, one behind the other.
    package func joined(_ operand: String, by separator: String, inOrderOf place: String) -> String {
        switch self {
        case .duckDB: "string_agg(\(operand), \(text(separator)) ORDER BY \(place))"
        case .spark: "listagg(\(operand), \(text(separator))) WITHIN GROUP (ORDER BY \(place))"
        }
    }

    /// A row for each part of a text between separators, as it follows `SELECT`.
    package func parts(of whole: String, by separator: String) -> String {
        switch self {
        case .duckDB: "unnest(string_split(\(whole), \(text(separator))))"
        case .spark: "explode(split(\(whole), \(text("\\Q\(separator)\\E"))))"
        }
    }

    /// Whether two cells are the same, or both missing.
    package func isSame(_ left: String, _ right: String) -> String { "\(left) IS NOT DISTINCT FROM \(right)" }

    /// All columns of a query's source but some, as they follow `SELECT`.
    package func all(without columns: [String]) -> String {
        if columns.isEmpty { return "*" }
        let word = self == .duckDB ? "EXCLUDE" : "EXCEPT"
        return "* \(word) (\(columns.joined(separator: ", ")))"
    }

    /// The last value that is not missing among the rows of a window up to a row, as it stands before `OVER`.
    package func lastValue(_ operand: String) -> String {
        switch self {
        case .duckDB: "last_value(\(operand) IGNORE NULLS)"
        case .spark: "last_value(\(operand)) IGNORE NULLS"
        }
    }

    /// The beginning of a statement that keeps the rows of a query under a name, until the session ends.
    package func keeping(_ name: String) -> String {
        switch self {
        case .duckDB: "CREATE OR REPLACE TEMPORARY TABLE \(name) AS"
        case .spark: "CREATE OR REPLACE TEMPORARY VIEW \(name) AS"
        }
    }

    /// A moment on the clock of one zone as one on that of another.
    func converted(_ moment: String, from zone: String, to other: String) -> String {
        if zone == other { return moment }
        if let offset = TimeZoneTable.fixedOffset(zone), let others = TimeZoneTable.fixedOffset(other) {
            return "(\(moment) + INTERVAL '\((others - offset) / 60_000)' MINUTE)"
        }
        switch self {
        case .duckDB: return "((\(moment) AT TIME ZONE \(text(zone))) AT TIME ZONE \(text(other)))"
        case .spark: return "convert_timezone(\(text(zone)), \(text(other)), \(moment))"
        }
    }

    /// A path that means one file, whatever signs it holds that stand for many in a pattern.
    package func path(_ path: String) -> String {
        let signs: [Unicode.Scalar] = self == .duckDB ? ["*", "?", "["] : ["*", "?", "[", "]", "{", "}", "\\"]
        let plain = path.unicodeScalars.map { sign in
            if !signs.contains(sign) { return "\(sign)" }
            return self == .duckDB ? "[\(sign)]" : "\\\(sign)"
        }
        return text(plain.joined())
    }

    /// Milliseconds from one moment to another.
    package func milliseconds(from start: String, to end: String) -> String {
        switch self {
        case .duckDB: "(epoch_ms(\(end)) - epoch_ms(\(start)))"
        case .spark: "timestampdiff(MILLISECOND, \(start), \(end))"
        }
    }

    /// A moment so many milliseconds later, or earlier where the sign is `-`.
    package func moment(_ moment: String, _ sign: String, milliseconds: String) -> String {
        switch self {
        case .duckDB: "(\(moment) \(sign) to_milliseconds(\(milliseconds)))"
        case .spark: "timestampadd(MILLISECOND, \(sign)(\(milliseconds)), \(moment))"
        }
    }

    /// A day so many days later, or earlier where the sign is `-`.
    package func day(_ day: String, _ sign: String, days: String) -> String {
        switch self {
        case .duckDB: "(\(day) \(sign) CAST(\(days) AS INTEGER))"
        case .spark: "date_add(\(day), \(sign)CAST(\(days) AS INTEGER))"
        }
    }

    /// Days from one day to another, of 64 bits.
    package func days(from start: String, to end: String) -> String {
        switch self {
        case .duckDB: "date_diff('day', \(start), \(end))"
        case .spark: wide("datediff(\(end), \(start))")
        }
    }

    /// A whole number that a function of the engine gives, of 64 bits: one of 32 is soon past its bounds when it is multiplied.
    func wide(_ number: String) -> String {
        switch self {
        case .duckDB: number
        case .spark: "CAST(\(number) AS BIGINT)"
        }
    }

    /// The day of the week, 1 for Monday.
    package func weekday(_ day: String) -> String {
        switch self {
        case .duckDB: "isodow(\(day))"
        case .spark: "(weekday(\(day)) + 1)"
        }
    }

    /// Whether a whole text is of a form.
    func matches(_ whole: String, _ pattern: String) -> String {
        switch self {
        case .duckDB: "regexp_full_match(\(whole), \(text(pattern)))"
        case .spark: "(\(whole) RLIKE \(text("^(?:" + pattern + ")$")))"
        }
    }

    /// The part of a text that a group of a form finds, from 1; an empty text where it finds none.
    package func extracting(_ pattern: String, group: Int, from whole: String) -> String {
        "regexp_extract(\(whole), \(text(pattern)), \(group))"
    }

    /// A text with every part of a form left out.
    package func removing(_ pattern: String, from whole: String) -> String { replacing(pattern, in: whole, by: "") }

    /// A text with another in the place of every part of a form.
    ///
    /// - Parameter other: without `\` and `$`, which mean more than themselves.
    package func replacing(_ pattern: String, in whole: String, by other: String) -> String {
        switch self {
        case .duckDB: "regexp_replace(\(whole), \(text(pattern)), \(text(other)), 'g')"
        case .spark: "regexp_replace(\(whole), \(text(pattern)), \(text(other)))"
        }
    }

    /// A text without a sign at its end, however often it stands there.
    func trimmed(_ whole: String, ofLast sign: String) -> String {
        switch self {
        case .duckDB: "rtrim(\(whole), \(text(sign)))"
        case .spark: "trim(TRAILING \(text(sign)) FROM \(whole))"
        }
    }

    /// Whether a text begins with another.
    func begins(_ whole: String, with part: String) -> String {
        "\(self == .duckDB ? "starts_with" : "startswith")(\(whole), \(part))"
    }

    /// Whether a text ends with another.
    func ends(_ whole: String, with part: String) -> String {
        "\(self == .duckDB ? "ends_with" : "endswith")(\(whole), \(part))"
    }

    /// A pattern of `LIKE`, in which only `%` and `_` mean more than themselves.
    func like(_ operand: String, _ pattern: String) -> String {
        switch self {
        case .duckDB: "(\(operand) LIKE \(text(pattern)))"
        // Without another escape Spark takes `\` for one.
        case .spark: "(\(operand) LIKE \(text(pattern.replacing("~", with: "~~"))) ESCAPE '~')"
        }
    }
}
