// A length in days or months of the calendar, as people write it: `90 days`, `12 months`.

/// So many days or months, counted back from a day.
package enum CalendarLength: Sendable, Hashable {
    case days(Int)
    case months(Int)

    /// Reads `90 days`, `4 weeks`, `12 months`, `2 quarters`, `1 year`, and the same in Chinese; nil for anything else.
    package init?(_ text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        var unit = text.dropFirst(digits.count)
        while unit.first == " " { unit.removeFirst() }
        guard let count = Int(digits), (1...10_000).contains(count) else { return nil }
        switch unit {
        case "day", "days", "d", "天", "日": self = .days(count)
        case "week", "weeks", "周", "个星期": self = .days(count * 7)
        case "month", "months", "个月", "月": self = .months(count)
        case "quarter", "quarters", "个季度": self = .months(count * 3)
        case "year", "years", "年": self = .months(count * 12)
        default: return nil
        }
    }

    /// The first day of a stretch of this length that ends before `end`.
    ///
    /// A month before the 31st is the last day of a shorter month.
    package func start(before end: Int) -> Int {
        switch self {
        case .days(let count): return end - count
        case .months(let count):
            let date = CivilDate(dayNumber: end)
            let month = date.year * 12 + date.month - 1 - count
            let (year, monthOfYear) = (month / 12, month % 12 + 1)
            let day = min(date.day, CivilDate.daysIn(month: monthOfYear, ofYear: year))
            let start = CivilDate(year: year, month: monthOfYear, day: day)?.dayNumber ?? end - count * 31
            return min(start, end)
        }
    }

    /// The first day after a stretch of this length that begins on `start`.
    package func end(after start: Int) -> Int {
        switch self {
        case .days(let count): return start + count
        case .months(let count):
            let date = CivilDate(dayNumber: start)
            let month = date.year * 12 + date.month - 1 + count
            let (year, monthOfYear) = (month / 12, month % 12 + 1)
            let day = min(date.day, CivilDate.daysIn(month: monthOfYear, ofYear: year))
            return CivilDate(year: year, month: monthOfYear, day: day)?.dayNumber ?? start + count * 31
        }
    }
}

extension CalendarLength: CustomStringConvertible {
    package var description: String {
        switch self {
        case .days(let count): count == 1 ? "1 day" : "\(count) days"
        case .months(let count): count == 1 ? "1 month" : "\(count) months"
        }
    }
}
