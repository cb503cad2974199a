// Periods of a calendar: days, weeks, months, quarters, halves of years, years.

/// The length of a reporting period.
package enum Grain: String, Sendable, Hashable, CaseIterable {
    case day, week, month, quarter
    case halfYear = "half-year"
    case year

    /// How many months it has; nil for those that are counted in days.
    package var months: Int? {
        switch self {
        case .day, .week: nil
        case .month: 1
        case .quarter: 3
        case .halfYear: 6
        case .year: 12
        }
    }
}

/// A half-open stretch of days, `[start, end)`, in the reporting zone.
///
/// - Bounds: `end` is exclusive. A period without bounds holds every row, also those without a time.
package struct Period: Sendable, Hashable, Comparable {
    /// nil for a span the user chose by its days, or for all time.
    package var grain: Grain?
    /// The calendar that it is one of; that of everybody where both have the same periods of this length.
    private(set) package var fiscal = FiscalCalendar.civil
    /// Days since 1970-01-01; nil for all time.
    package var start: Int?
    package var end: Int?

    package init(grain: Grain?, start: Int, end: Int, fiscal: FiscalCalendar = .civil) {
        self.grain = grain
        self.start = start
        self.end = end
        if let grain, fiscal.hasOwn(grain) { self.fiscal = fiscal }
    }

    private init() {}

    /// All rows, whenever they were and also those without a time.
    package static let allTime = Period()

    /// The period of `grain` that holds a day, in a calendar.
    package init(_ grain: Grain, containing day: Int, fiscal: FiscalCalendar = .civil) {
        guard let months = grain.months else {
            let start = grain == .week ? fiscal.firstDay(ofWeekHolding: day) : day
            self.init(grain: grain, start: start, end: start + (grain == .week ? 7 : 1), fiscal: fiscal)
            return
        }
        let month = fiscal.month(holding: day)
        self.init(grain: grain, firstMonth: month - month % months, months: months, fiscal: fiscal)
    }

    private init(grain: Grain, firstMonth: Int, months: Int, fiscal: FiscalCalendar) {
        self.init(
            grain: grain, start: fiscal.firstDay(ofMonth: firstMonth),
            end: fiscal.firstDay(ofMonth: firstMonth + months), fiscal: fiscal)
    }

    /// The period of the calendar that this one is, or is a part of: the whole week of a week's last days. A span that the
    /// user chose, and all time, are whole.
    package var whole: Period {
        guard let grain, let start else { return self }
        return Period(grain, containing: start, fiscal: fiscal)
    }

    /// Whether the edge of a longer period cuts days off.
    package var isCut: Bool { whole != self }

    /// The part inside the days `range`; nil when it has none.
    package func clipped(to range: Range<Int>) -> Period? {
        guard let start, let end else { return nil }
        let (low, high) = (max(start, range.lowerBound), min(end, range.upperBound))
        guard low < high else { return nil }
        return Period(grain: grain, start: low, end: high, fiscal: fiscal)
    }

    /// The period of the same grain `count` steps later (earlier when negative). A span without grain moves by its own
    /// length; all time stays.
    package func advanced(by count: Int) -> Period {
        guard let start, let end else { return self }
        guard let grain, let months = grain.months else {
            let length = end - start
            return Period(grain: grain, start: start + count * length, end: end + count * length, fiscal: fiscal)
        }
        return Period(
            grain: grain, firstMonth: fiscal.month(holding: start) + count * months, months: months, fiscal: fiscal)
    }

    /// The same days of the week before.
    package var weekBefore: Period {
        guard let start, let end else { return self }
        return Period(grain: grain, start: start - 7, end: end - 7, fiscal: fiscal)
    }

    /// The same stretch a year before: the period of the same number, or the same calendar dates; for weeks and days 52 weeks before, so
    /// that weekdays match.
    package var yearBefore: Period {
        guard let start, let end else { return self }
        switch grain {
        case .day, .week: return Period(grain: grain, start: start - 364, end: end - 364, fiscal: fiscal)
        case .month: return advanced(by: -12)
        case .quarter: return advanced(by: -4)
        case .halfYear: return advanced(by: -2)
        case .year: return advanced(by: -1)
        case nil: return Period(grain: nil, start: Self.yearEarlier(start), end: Self.yearEarlier(end))
        }
    }

    /// As many days of the year before, that lie alike beside the Spring Festival; nil where a festival is not known, and for
    /// all time. Except for a day it is a span of its own, for it seldom begins where a week or month does.
    package var alignedToSpringFestival: Period? {
        guard let start, let end, start < end,
            let days = LunarNewYear.days(fromYearBefore: LunarNewYear.year(of: start..<end))
        else { return nil }
        return Period(grain: grain == .day ? .day : nil, start: start - days, end: end - days)
    }

    /// This period cut into those of `grain`, without gaps or overlaps: the first and the last may be only a part of theirs.
    /// Empty for all time.
    package func divided(into grain: Grain, fiscal: FiscalCalendar = .civil) -> [Period] {
        guard let start, let end else { return [] }
        var parts: [Period] = []
        var part = Period(grain, containing: start, fiscal: fiscal)
        while let partStart = part.start, partStart < end {
            if let inside = part.clipped(to: start..<end) { parts.append(inside) }
            part = part.advanced(by: 1)
        }
        return parts
    }

    package var startText: String { start.map { CivilDate(dayNumber: $0).isoText } ?? "" }
    package var endText: String { end.map { CivilDate(dayNumber: $0).isoText } ?? "" }

    /// Whether a day lies in the period; every day lies in all time.
    ///
    /// - Units: days since 1970-01-01.
    package func contains(_ day: Int) -> Bool {
        guard let start, let end else { return true }
        return start <= day && day < end
    }

    /// Whether a day lies in both.
    package func overlaps(_ other: Period) -> Bool {
        guard let start, let end, let otherStart = other.start, let otherEnd = other.end else { return true }
        return start < otherEnd && otherStart < end
    }

    /// By start, then by end, then by length; all time comes first.
    package static func < (left: Period, right: Period) -> Bool {
        (left.start ?? .min, left.end ?? .min, left.length) < (right.start ?? .min, right.end ?? .min, right.length)
    }

    /// Periods of the same days in the order of their lengths: a week that is cut down to a day is not that day.
    private var length: Int { grain.flatMap { Grain.allCases.firstIndex(of: $0) } ?? Grain.allCases.count }

    private static func yearEarlier(_ day: Int) -> Int {
        let date = CivilDate(dayNumber: day)
        let lastDay = CivilDate.daysIn(month: date.month, ofYear: date.year - 1)
        return CivilDate(year: date.year - 1, month: date.month, day: min(date.day, lastDay))?.dayNumber ?? day
    }
}
