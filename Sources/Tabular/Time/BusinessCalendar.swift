// When business is open: hours by the day of the week, holidays, and days that are worked in the place of others.

/// The days and hours on which a centre works.
///
/// It knows no zone: ``BusinessClock`` puts it on the line of instants.
/// - Units: days since 1970-01-01.
package struct BusinessCalendar: Sendable, Hashable {
    /// The hours of every Monday, Tuesday, …, Sunday; none where the day is off.
    package let weekHours: [[OpenHours]]
    /// Days off, whatever the weekday.
    package let holidays: Set<Int>
    /// Days that are worked, whatever the weekday: 调休.
    package let workdays: Set<Int>
    /// The hours of `workdays`.
    package let workdayHours: [OpenHours]
    /// Days with hours of their own, whatever else is said of them; none where such a day is off.
    package let ownHours: [Int: [OpenHours]]
    /// The years whose holidays are told; nil where no holidays are told at all, and so no year is unknown.
    package let knownYears: Set<Int>?

    /// - Parameters:
    ///   - weekHours: seven, from Monday; what is missing is off.
    ///   - workdays: they are worked even where `holidays` names them too.
    package init(
        weekHours: [[OpenHours]], holidays: Set<Int> = [], workdays: Set<Int> = [], workdayHours: [OpenHours] = [],
        ownHours: [Int: [OpenHours]] = [:], knownYears: Set<Int>? = nil
    ) {
        self.weekHours = (0..<7).map { weekHours.indices.contains($0) ? weekHours[$0].sorted() : [] }
        self.holidays = holidays.subtracting(workdays)
        self.workdays = workdays
        self.workdayHours = workdayHours.sorted()
        self.ownHours = ownHours.mapValues { $0.sorted() }
        self.knownYears = knownYears
    }

    /// The hours that begin on a day, in their order.
    package func hours(on day: Int) -> [OpenHours] {
        if let hours = ownHours[day] { return hours }
        if workdays.contains(day) { return workdayHours }
        if holidays.contains(day) { return [] }
        return weekHours[CivilDate(dayNumber: day).weekday - 1]
    }

    /// Whether hours begin on a day.
    package func isWorkingDay(_ day: Int) -> Bool { !hours(on: day).isEmpty }

    /// How many days of a range are worked.
    ///
    /// - Complexity: O(days).
    package func workingDays(in days: Range<Int>) -> Int { days.count { isWorkingDay($0) } }

    /// How many days of a period are worked; nil for all time, which has no end.
    package func workingDays(in period: Period) -> Int? {
        guard let start = period.start, let end = period.end, start <= end else { return nil }
        return workingDays(in: start..<end)
    }

    /// Whether the holidays of a day's year are told, or none are told at all.
    package func knowsHolidays(of day: Int) -> Bool {
        knownYears?.contains(CivilDate(dayNumber: day).year) ?? true
    }

    /// The years of a range of days whose holidays are not told, in their order.
    package func unknownYears(in days: Range<Int>) -> [Int] {
        guard let knownYears, let first = days.first, let last = days.last else { return [] }
        return (CivilDate(dayNumber: first).year...CivilDate(dayNumber: last).year).filter { !knownYears.contains($0) }
    }
}
