// How a company counts years, and the quarters, months and weeks of them.

/// A calendar of periods.
///
/// A month is counted so that the first one of every year is a multiple of twelve: ``monthsOfYear`` times the number of its year, and as
/// many as the year has before it. So a quarter is three months from a multiple of three, whenever years begin and whatever a month is.
package struct FiscalCalendar: Sendable, Hashable {
    /// After which of the calendar years that it touches a fiscal year is named.
    package enum Naming: String, Sendable, CaseIterable {
        /// `FY2026-27`, which cannot be taken for another one.
        case both
        /// `FY2026` for the year that begins in 2026.
        case first
        /// `FY2027` for the same one.
        case last
    }

    /// The month (1...12) in which years begin; small, for every period has one.
    private let month: Int8
    private let chosenNaming: Naming
    /// Of years of whole weeks; nil where a month is one of everybody's.
    package let weeks: FiscalWeeks?

    /// Years from January, as everybody has them.
    package static let civil = FiscalCalendar(startMonth: 1)
    package static let monthsOfYear = 12

    /// - Parameter weeks: years then begin beside the first day of the month: after the end of the year before.
    /// - Bounds: a month beyond 1...12 is the nearest of these.
    package init(startMonth: Int, weeks: FiscalWeeks? = nil, naming: Naming = .both) {
        month = Int8(min(max(startMonth, 1), Self.monthsOfYear))
        self.weeks = weeks
        chosenNaming = naming
    }

    package var startMonth: Int { Int(month) }

    /// A year from January touches one calendar year, but for days.
    package var naming: Naming { startMonth == 1 ? .first : chosenNaming }

    /// Whether years are those of everybody, so that nothing needs a name of its own.
    package var isCivil: Bool { startMonth == 1 && weeks == nil }

    /// Whether periods of a length are others than those of everybody.
    package func hasOwn(_ grain: Grain) -> Bool {
        switch grain {
        case .day: false
        case .week, .month: weeks != nil
        case .quarter, .halfYear, .year: !isCivil
        }
    }

    // MARK: Weeks

    /// - Units: days since 1970-01-01.
    package func firstDay(ofWeekHolding day: Int) -> Int {
        day - (CivilDate(dayNumber: day).weekday - (weeks?.firstWeekday ?? 1) + 7) % 7
    }

    // MARK: Months

    /// The month that holds a day.
    package func month(holding day: Int) -> Int {
        guard let weeks else { return civilMonth(holding: day) }
        let year = year(of: day)
        let week = (day - firstDay(ofYear: year)) / 7
        return year * Self.monthsOfYear + weeks.month(ofWeek: week, isLong: isLong(year))
    }

    /// - Bounds: day 0 for a month of no year from 1 to 9999.
    package func firstDay(ofMonth month: Int) -> Int {
        guard let weeks else { return civilFirstDay(ofMonth: month) }
        let year = Self.year(ofMonth: month)
        let before = weeks.weeks(before: month - year * Self.monthsOfYear, isLong: isLong(year))
        return firstDay(ofYear: year) + before * 7
    }

    /// How many months of its year are over on a day: 0...11.
    package func monthOfYear(of day: Int) -> Int {
        let month = month(holding: day)
        return month - Self.year(ofMonth: month) * Self.monthsOfYear
    }

    // MARK: Years

    /// The year of a day, by the calendar year in which it begins, or would if it were not of whole weeks.
    package func year(of day: Int) -> Int {
        guard let weeks else { return Self.year(ofMonth: civilMonth(holding: day)) }
        let decision = firstDay(ofWeekHolding: day) + 6 - weeks.daysToDecision
        return Self.year(ofMonth: civilMonth(holding: decision))
    }

    /// - Units: days since 1970-01-01.
    package func firstDay(ofYear year: Int) -> Int {
        let first = civilFirstDay(ofMonth: year * Self.monthsOfYear)
        guard let weeks else { return first }
        return firstDay(ofWeekHolding: first + weeks.daysToDecision)
    }

    /// Whether a year has 53 weeks.
    package func isLong(_ year: Int) -> Bool {
        weeks != nil && firstDay(ofYear: year + 1) - firstDay(ofYear: year) > FiscalWeeks.ofYear * 7
    }

    // MARK: The months of everybody, counted from the month in which years begin

    private func civilMonth(holding day: Int) -> Int {
        let date = CivilDate(dayNumber: day)
        return date.year * Self.monthsOfYear + date.month - startMonth
    }

    private func civilFirstDay(ofMonth month: Int) -> Int {
        let civil = month + startMonth - 1
        return CivilDate.dayNumber(ofMonth: civil)
    }

    private static func year(ofMonth month: Int) -> Int {
        (month >= 0 ? month : month - (monthsOfYear - 1)) / monthsOfYear
    }
}
