// On which day the Spring Festival is: the first day of the Chinese lunar year.

/// The days of the Chinese new year.
///
/// - Source: the lunar calendar as computed by lunardate, zhdate and LunarCalendar, which agree.
package enum LunarNewYear {
    private static let days: [Int: CivilDate] = [
        2023: CivilDate(year: 2023, month: 1, day: 22), 2024: CivilDate(year: 2024, month: 2, day: 10),
        2025: CivilDate(year: 2025, month: 1, day: 29), 2026: CivilDate(year: 2026, month: 2, day: 17),
        2027: CivilDate(year: 2027, month: 2, day: 6), 2028: CivilDate(year: 2028, month: 1, day: 26),
    ].compactMapValues(\.self)

    /// The years it knows.
    package static let years = 2023...2028

    /// The first day of the lunar year that begins in a year; nil beyond ``years``.
    ///
    /// - Units: days since 1970-01-01.
    package static func day(inYear year: Int) -> Int? { days[year]?.dayNumber }

    /// The year whose festival is meant by a stretch of days: the last that it holds, else that of its last day's year.
    package static func year(of days: Range<Int>) -> Int {
        let year = CivilDate(dayNumber: max(days.lowerBound, days.upperBound - 1)).year
        let first = CivilDate(dayNumber: days.lowerBound).year
        let held = (min(first, year)...year).last { Self.day(inYear: $0).map(days.contains) ?? false }
        return held ?? year
    }

    /// How many days lie between the festival of the year before and that of a year; nil where one of them is not known.
    package static func days(fromYearBefore year: Int) -> Int? {
        guard let day = day(inYear: year), let before = Self.day(inYear: year - 1) else { return nil }
        return day - before
    }
}
