// Periods of the calendar: days, ISO weeks, months, quarters, years.

/// The length of a reporting period.
package enum Grain: String, Sendable, Hashable, CaseIterable {
    case day, week, month, quarter, year
}

/// A half-open stretch of days, `[start, end)`, in the reporting zone.
///
/// - Bounds: `end` is exclusive. A period without bounds holds every row, also those without a time.
package struct Period: Sendable, Hashable, Comparable {
    /// nil for a span the user chose by its days, or for all time.
    package var grain: Grain?
    /// The month (1...12) in which the year begins that a quarter or year is counted in; 1 for every other period.
    private(set) package var fiscalYearStart: Int8 = 1
    /// Days since 1970-01-01; nil for all time.
    package var start: Int?
    package var end: Int?

    package init(grain: Grain?, start: Int, end: Int, fiscalYearStart: Int = 1) {
        self.grain = grain
        self.start = start
        self.end = end
        if grain == .quarter || grain == .year, (1...12).contains(fiscalYearStart) {
            self.fiscalYearStart = Int8(fiscalYearStart)
        }
    }

    private init() {}

    /// All rows, whenever they were and also those without a time.
    package static let allTime = Period()

    /// The period of `grain` that holds a day. `fiscalYearStart` is the month (1...12) in which years and their
    /// quarters begin.
    package init(_ grain: Grain, containing day: Int, fiscalYearStart: Int = 1) {
        let date = CivilDate(dayNumber: day)
        switch grain {
        case .day: self.init(grain: grain, start: day, end: day + 1)
        case .week:
            let monday = day - (date.weekday - 1)
            self.init(grain: grain, start: monday, end: monday + 7)
        case .month: self.init(grain: grain, firstMonth: date.year * 12 + date.month - 1, months: 1)
        case .quarter, .year:
            let months = grain == .quarter ? 3 : 12
            let month = date.year * 12 + date.month - 1
            let sinceStart = (month - (fiscalYearStart - 1)) % months
            self.init(
                grain: grain, firstMonth: month - sinceStart, months: months, fiscalYearStart: fiscalYearStart)
        }
    }

    private init(grain: Grain, firstMonth: Int, months: Int, fiscalYearStart: Int = 1) {
        self.init(
            grain: grain, start: Self.dayNumber(ofMonth: firstMonth), end: Self.dayNumber(ofMonth: firstMonth + months),
            fiscalYearStart: fiscalYearStart)
    }

    /// The period of the calendar that this one is, or is a part of: the whole week of a week's last days. A span that the
    /// user chose, and all time, are whole.
    package var whole: Period {
        guard let grain, let start else { return self }
        return Period(grain, containing: start, fiscalYearStart: Int(fiscalYearStart))
    }

    /// Whether the edge of a longer period cuts days off.
    package var isCut: Bool { whole != self }

    /// The part inside the days `range`; nil when it has none.
    package func clipped(to range: Range<Int>) -> Period? {
        guard let start, let end else { return nil }
        let (low, high) = (max(start, range.lowerBound), min(end, range.upperBound))
        guard low < high else { return nil }
        return Period(grain: grain, start: low, end: high, fiscalYearStart: Int(fiscalYearStart))
    }

    /// The period of the same grain `count` steps later (earlier when negative). A span without grain moves by its own
    /// length; all time stays.
    package func advanced(by count: Int) -> Period {
        guard let start, let end else { return self }
        switch grain {
        case .day, .week, nil:
            let length = end - start
            return Period(grain: grain, start: start + count * length, end: end + count * length)
        case .month?, .quarter?, .year?:
            let months = grain == .month ? 1 : grain == .quarter ? 3 : 12
            let date = CivilDate(dayNumber: start)
            let first = date.year * 12 + date.month - 1 + count * months
            return Period(
                grain: grain, start: Self.dayNumber(ofMonth: first), end: Self.dayNumber(ofMonth: first + months),
                fiscalYearStart: Int(fiscalYearStart))
        }
    }

    /// The same days of the week before.
    package var weekBefore: Period {
        guard let start, let end else { return self }
        return Period(grain: grain, start: start - 7, end: end - 7, fiscalYearStart: Int(fiscalYearStart))
    }

    /// The same stretch a year before: the same calendar dates; for weeks and days 52 weeks before, so that weekdays match.
    package var yearBefore: Period {
        guard let start, let end else { return self }
        switch grain {
        case .day, .week: return Period(grain: grain, start: start - 364, end: end - 364)
        case .month: return advanced(by: -12)
        case .quarter: return advanced(by: -4)
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
    package func divided(into grain: Grain, fiscalYearStart: Int = 1) -> [Period] {
        guard let start, let end else { return [] }
        var parts: [Period] = []
        var part = Period(grain, containing: start, fiscalYearStart: fiscalYearStart)
        while let partStart = part.start, partStart < end {
            if let inside = part.clipped(to: start..<end) { parts.append(inside) }
            part = part.advanced(by: 1)
        }
        return parts
    }

    package var startText: String { start.map { CivilDate(dayNumber: $0).isoText } ?? "" }
    package var endText: String { end.map { CivilDate(dayNumber: $0).isoText } ?? "" }

    /// A short name fit for a folder and for `--period`: `2026-09-14`, `2026-W37`, `2026-09`, `2026-Q3`, `2026`,
    /// `2026-09-01..2026-09-15` or `all`; where years do not begin in January, `FY2026-27-Q1` and `FY2026-27`. What an edge has
    /// cut is named by its days.
    package var name: String {
        guard let start, let end else { return "all" }
        let date = CivilDate(dayNumber: start)
        let year = String(date.isoText.prefix(4))
        if isCut { return "\(startText)..\(CivilDate(dayNumber: end - 1).isoText)" }
        switch grain {
        case .day: return date.isoText
        case .week:
            let thursday = CivilDate(dayNumber: start + 3)
            let firstDay = CivilDate(year: thursday.year, month: 1, day: 1)?.dayNumber ?? start
            let week = (start + 3 - firstDay) / 7 + 1
            return "\(thursday.isoText.prefix(4))-W" + (week < 10 ? "0\(week)" : "\(week)")
        case .month: return String(date.isoText.prefix(7))
        case .quarter:
            let quarter = quarterOfYear ?? 1
            return fiscalYear.map { "\($0.name)-Q\(quarter)" } ?? "\(year)-Q\(quarter)"
        case .year: return fiscalYear?.name ?? year
        case nil: return "\(startText)..\(CivilDate(dayNumber: end - 1).isoText)"
        }
    }

    /// The number (1...4) of a quarter in its year, fiscal where years do not begin in January; nil for other periods.
    package var quarterOfYear: Int? {
        guard grain == .quarter, let first = whole.start else { return nil }
        return (CivilDate(dayNumber: first).month - Int(fiscalYearStart) + 12) % 12 / 3 + 1
    }

    /// The fiscal year of a quarter or year; nil where years begin in January.
    package var fiscalYear: FiscalYear? {
        guard fiscalYearStart != 1, let start else { return nil }
        return FiscalYear(ofDay: start, startMonth: Int(fiscalYearStart))
    }

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

    /// By start, then by end; all time comes first.
    package static func < (left: Period, right: Period) -> Bool {
        (left.start ?? .min, left.end ?? .min) < (right.start ?? .min, right.end ?? .min)
    }

    private static func dayNumber(ofMonth month: Int) -> Int {
        CivilDate(year: month / 12, month: month % 12 + 1, day: 1)?.dayNumber ?? 0
    }

    private static func yearEarlier(_ day: Int) -> Int {
        let date = CivilDate(dayNumber: day)
        let lastDay = CivilDate.daysIn(month: date.month, ofYear: date.year - 1)
        return CivilDate(year: date.year - 1, month: date.month, day: min(date.day, lastDay))?.dayNumber ?? day
    }
}
