// The names of periods, as `--period` takes them.

import Tabular

extension Period {
    /// Reads the name of a period as `--period` takes it: `2026-09-14`, `2026-W37`, `2026-09`, `2026-Q3`, `2026-H2`, `2026`,
    /// `2026-09-01..2026-09-14` (both days included) or `all`. Where years do not begin in January, quarters, halves and years are named
    /// `FY2026-27-Q1`, `FY2026-27-H1` and `FY2026-27`, and `2026-Q3` and `2026` name none: they could be either's. Where years are of
    /// whole weeks, weeks and months are named `FY2026-27-W05` and `FY2026-27-P03` as well.
    package init?(named name: String, fiscal: FiscalCalendar) {
        if name == "all" {
            self = .allTime
            return
        }
        if let dots = name.firstRange(of: "..") {
            guard let first = CivilDate(isoText: name[..<dots.lowerBound]),
                let last = CivilDate(isoText: name[dots.upperBound...]), first <= last
            else { return nil }
            self.init(grain: nil, start: first.dayNumber, end: last.dayNumber + 1)
            return
        }
        if let date = CivilDate(isoText: name) {
            self.init(.day, containing: date.dayNumber)
            return
        }
        let named = name.hasPrefix("FY") ? Self.ofFiscalYear(name, fiscal) : Self.ofCalendarYear(name)
        guard let named, let grain = named.grain, fiscal.hasOwn(grain) == name.hasPrefix("FY") else { return nil }
        self = named
    }

    private static func ofFiscalYear(_ name: String, _ fiscal: FiscalCalendar) -> Period? {
        let length = FiscalYear.nameLength(fiscal.naming)
        guard let year = FiscalYear(named: name.prefix(length), in: fiscal),
            let (grain, number) = part(name.dropFirst(length), monthMark: "P")
        else { return nil }
        return year.period(grain, number: number, in: fiscal)
    }

    private static func ofCalendarYear(_ name: String) -> Period? {
        let digits = name.prefix(4)
        guard digits.utf8.count == 4, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let year = Int(digits),
            let newYear = CivilDate(year: year, month: 1, day: 1)?.dayNumber,
            let (grain, number) = part(name.dropFirst(4), monthMark: "")
        else { return nil }
        // The fourth of January is always in the first week.
        let first = Period(grain, containing: grain == .week ? newYear + 3 : newYear)
        let period = first.advanced(by: number - 1)
        let ofYear = (period.start ?? 0) + (grain == .week ? 3 : 0)
        return CivilDate(dayNumber: ofYear).year == year ? period : nil
    }

    /// What stands behind the year: nothing, `-H2`, `-Q3`, `-09` (or `-P09`) or `-W37`.
    private static func part(_ text: Substring, monthMark: Substring) -> (grain: Grain, number: Int)? {
        if text.isEmpty { return (.year, 1) }
        guard text.first == "-" else { return nil }
        let mark = text.dropFirst().prefix { !$0.isNumber }
        let digits = text.dropFirst(1 + mark.count)
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits), number > 0 else {
            return nil
        }
        switch (mark, digits.utf8.count) {
        case ("H", 1) where number <= 2: return (.halfYear, number)
        case ("Q", 1) where number <= 4: return (.quarter, number)
        case (monthMark, 2) where number <= FiscalCalendar.monthsOfYear: return (.month, number)
        case ("W", 2) where number <= 53: return (.week, number)
        default: return nil
        }
    }

    /// What a calendar's or an incomplete name of a period may have meant, where periods of its length are not those of everybody.
    package static func fiscalNames(for name: String, fiscal: FiscalCalendar) -> [Period] {
        let isFiscal = name.hasPrefix("FY")
        let digits = isFiscal ? name.dropFirst(2) : name[...]
        let monthMark: Substring = isFiscal || digits.contains("P") ? "P" : ""
        guard let year = Int(digits.prefix(4)),
            let (grain, number) = part(digits.dropFirst(4), monthMark: monthMark), fiscal.hasOwn(grain)
        else { return [] }
        let years = fiscal.startMonth == 1 ? [year] : [year, year - 1]
        let numbered = years.compactMap {
            FiscalYear(beginningIn: $0, naming: fiscal.naming).period(grain, number: number, in: fiscal)
        }
        guard !isFiscal, grain != .year, let civil = ofCalendarYear(name) else { return numbered }
        // Those of the same days; where weeks are counted, months and weeks that have days of it.
        let others =
            grain == .month || grain == .week
            ? civil.divided(into: grain, fiscal: fiscal).map(\.whole)
            : [Period(grain, containing: civil.start ?? 0, fiscal: fiscal)].filter { $0.start == civil.start }
        return numbered + others.filter { !numbered.contains($0) }
    }

    /// Names of periods to show what they are like: a day, a week, a month, a quarter and a year.
    package static func examples(in fiscal: FiscalCalendar) -> [String] {
        let day = CivilDate(year: 2026, month: 9, day: 10)?.dayNumber ?? 0
        return ["2026-09-14"]
            + [Grain.week, .month, .quarter, .year].map { Period($0, containing: day, fiscal: fiscal).name }
    }
}
