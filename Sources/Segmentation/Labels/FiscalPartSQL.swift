// The quarter, month and year of a day in SQL, in years that begin in any month or are of whole weeks.

import Expressions
import Tabular

/// Says of which part of which fiscal year a day is.
struct FiscalPartSQL {
    let fiscal: FiscalCalendar
    let dialect: SQLDialect
    /// A day.
    let day: String

    /// The year, by the calendar year in which it begins.
    var year: String {
        guard let weeks = fiscal.weeks else { return civilYear(of: day) }
        let decision = dialect.day(
            monday, "+", days: "(\(week(of: day)) * 7 + \(shift + 6 - weeks.daysToDecision))")
        return civilYear(of: decision)
    }

    /// 1...4.
    var quarter: String {
        guard fiscal.weeks != nil else {
            let months = "((month(\(day)) + \(12 - fiscal.startMonth)) % 12)"
            return "(\(dialect.wholeQuotient(months, by: "3")) + 1)"
        }
        return "(\(dialect.wholeQuotient(evenWeek, by: "\(FiscalWeeks.ofQuarter)")) + 1)"
    }

    /// 1...12; where years are not of whole weeks, that of everybody.
    var month: String {
        guard let weeks = fiscal.weeks else { return "month(\(day))" }
        let ofQuarter = "(\(evenWeek) % \(FiscalWeeks.ofQuarter))"
        let starts = weeks.pattern.starts
        return "(\(dialect.wholeQuotient(evenWeek, by: "\(FiscalWeeks.ofQuarter)")) * 3 + "
            + "CASE WHEN \(ofQuarter) < \(starts.second) THEN 1 WHEN \(ofQuarter) < \(starts.third) THEN 2 ELSE 3 END)"
    }

    /// The label of a year.
    func name(ofYear year: String) -> String {
        func padded(_ number: String, _ width: Int) -> String {
            "lpad(CAST(\(number) AS \(dialect.type(.text))), \(width), '0')"
        }
        if fiscal.isCivil { return padded(year, 4) }
        return switch fiscal.naming {
        case .first: "'FY' || \(padded(year, 4))"
        case .last: "'FY' || \(padded("(\(year) + 1)", 4))"
        case .both: "'FY' || \(padded(year, 4)) || '-' || \(padded("((\(year) + 1) % 100)", 2))"
        }
    }

    // MARK: Weeks

    /// A Monday before all days, from which weeks are counted.
    private var monday: String { dialect.literal(ofDay: Self.firstMonday) }
    private static let firstMonday = CivilDate(year: 1, month: 1, day: 1)?.dayNumber ?? 0

    /// Days from that Monday to the weekday on which weeks begin.
    private var shift: Int { (fiscal.weeks?.firstWeekday ?? 1) - 1 }

    /// The number of the week that holds a day.
    private func week(of day: String) -> String {
        dialect.wholeQuotient("(\(dialect.days(from: monday, to: day)) - \(shift))", by: "7")
    }

    /// The week that begins a year.
    private func firstWeek(of year: String) -> String {
        let first = "make_date(\(year), \(fiscal.startMonth), 1)"
        return week(of: dialect.day(first, "+", days: "\(fiscal.weeks?.daysToDecision ?? 0)"))
    }

    /// How many weeks of the year are over, 0...51: the additional week of a long year counts as the one before it.
    private var evenWeek: String {
        let passed = "(\(week(of: day)) - \(firstWeek(of: year)))"
        let even = (fiscal.weeks?.weeks(before: fiscal.weeks?.longMonth ?? 12, isLong: false)) ?? FiscalWeeks.ofYear
        let isLong =
            even < FiscalWeeks.ofYear
            ? " AND \(firstWeek(of: "(\(year) + 1)")) - \(firstWeek(of: year)) > \(FiscalWeeks.ofYear)" : ""
        return "(\(passed) - CASE WHEN \(passed) >= \(even)\(isLong) THEN 1 ELSE 0 END)"
    }

    private func civilYear(of day: String) -> String {
        "(year(\(day)) - CASE WHEN month(\(day)) < \(fiscal.startMonth) THEN 1 ELSE 0 END)"
    }
}
