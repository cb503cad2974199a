// Years of 52 and 53 weeks: where they end, how they are cut, and that no day is lost or counted twice.

import Tabular
import Testing

private func day(_ text: String) -> Int { CivilDate(isoText: text)?.dayNumber ?? .min }

private func calendar(
    _ pattern: FiscalWeeks.Pattern, _ ending: FiscalWeeks.Ending, weekday: Int, month: Int, longMonth: Int = 12,
    naming: FiscalCalendar.Naming = .both
) -> FiscalCalendar {
    FiscalCalendar(
        startMonth: month % 12 + 1,
        weeks: FiscalWeeks(pattern, ending: ending, lastWeekday: weekday, longMonth: longMonth), naming: naming)
}

/// The last day of a year, looked for among the days at the end of its last month.
private func end(_ ending: FiscalWeeks.Ending, weekday: Int, month: Int, year: Int) -> Int {
    let last = day("\(year)-\(month < 10 ? "0" : "")\(month)-01") + CivilDate.daysIn(month: month, ofYear: year) - 1
    let days = ending == .last ? (last - 6)...last : (last - 3)...(last + 3)
    return days.first { CivilDate(dayNumber: $0).weekday == weekday } ?? .min
}

struct FiscalCalendarTests {
    /// The 4-5-4 calendar of the National Retail Federation.
    private static let retail = calendar(.fourFiveFour, .nearest, weekday: 6, month: 1, naming: .first)

    /// First days as the federation has published them: 2023 has 53 weeks, 2024 has 52.
    private static let published = [
        2023: [
            "2023-01-29", "2023-02-26", "2023-04-02", "2023-04-30", "2023-05-28", "2023-07-02", "2023-07-30",
            "2023-08-27",
            "2023-10-01", "2023-10-29", "2023-11-26", "2023-12-31",
        ],
        2024: [
            "2024-02-04", "2024-03-03", "2024-04-07", "2024-05-05", "2024-06-02", "2024-07-07", "2024-08-04",
            "2024-09-01",
            "2024-10-06", "2024-11-03", "2024-12-01", "2025-01-05",
        ],
    ]

    @Test(arguments: published.keys.sorted())
    func `the retail calendar is as published`(year: Int) {
        let whole = FiscalYear(beginningIn: year, naming: .first).period(in: Self.retail)
        let months = whole?.divided(into: .month, fiscal: Self.retail) ?? []
        #expect(months.map(\.startText) == Self.published[year])
        #expect(months.first?.name == "FY\(year)-P01" && months.last?.name == "FY\(year)-P12")
        #expect(whole?.endText == (year == 2023 ? "2024-02-04" : "2025-02-02"))
        #expect(Self.retail.isLong(year) == (year == 2023))
    }

    @Test func `years of 53 weeks come when the federation says`() {
        #expect((1995...2044).filter(Self.retail.isLong) == [1995, 2000, 2006, 2012, 2017, 2023, 2028, 2034, 2040])
    }

    /// Ends of years as companies have reported them.
    @Test(arguments: [
        (9, "2017-09-30", 53), (9, "2022-09-24", 52), (9, "2023-09-30", 53), (9, "2024-09-28", 52),
        (7, "2020-07-25", 52), (7, "2021-07-31", 53), (7, "2022-07-30", 52), (7, "2024-07-27", 52),
    ])
    func `a year ends on the last Saturday of its month`(month: Int, last: String, weeks: Int) {
        let fiscal = calendar(.fourFourFive, .last, weekday: 6, month: month, naming: .last)
        let year = Period(.year, containing: day(last), fiscal: fiscal)
        #expect(year.end == day(last) + 1)
        #expect(((year.end ?? 0) - (year.start ?? 0)) / 7 == weeks)
        #expect(year.name == "FY\(last.prefix(4))")
    }

    @Test func `the week that a long year has more lies where it is said`() {
        let fiscal = calendar(.fourFourFive, .last, weekday: 6, month: 9, longMonth: 3, naming: .last)
        let year = Period(.year, containing: day("2023-01-01"), fiscal: fiscal)
        let quarters = year.divided(into: .quarter, fiscal: fiscal)
        // The first quarter of that year had 14 weeks and ended with the calendar's.
        #expect(quarters.map(\.startText) == ["2022-09-25", "2023-01-01", "2023-04-02", "2023-07-02"])
        let months = year.divided(into: .month, fiscal: fiscal)
        #expect(months.prefix(4).map(\.startText) == ["2022-09-25", "2022-10-23", "2022-11-20", "2023-01-01"])
        #expect(months.map { (($0.end ?? 0) - ($0.start ?? 0)) / 7 } == [4, 4, 6, 4, 4, 5, 4, 4, 5, 4, 4, 5])
    }

    @Test func `years that end on the Sunday nearest the end of December have the weeks of ISO 8601`() {
        let fiscal = calendar(.fourFourFive, .nearest, weekday: 7, month: 12)
        for day in day("2000-01-01")...day("2040-12-31") {
            let (own, iso) = (Period(.week, containing: day, fiscal: fiscal), Period(.week, containing: day))
            #expect(own.start == iso.start && own.name == "FY" + iso.name)
        }
    }

    private static let calendars: [FiscalCalendar] =
        [retail, FiscalCalendar.civil, FiscalCalendar(startMonth: 4)]
        + zip(FiscalWeeks.Pattern.allCases, [1, 4, 7]).flatMap { pattern, weekday in
            FiscalWeeks.Ending.allCases.map {
                calendar(pattern, $0, weekday: weekday, month: weekday + 5, longMonth: weekday)
            }
        }

    @Test(arguments: calendars, [Grain.week, .month, .quarter, .halfYear, .year])
    func `every day lies in one period, and periods follow each other`(fiscal: FiscalCalendar, grain: Grain) {
        var period = Period(grain, containing: day("2000-01-01"), fiscal: fiscal)
        var names: Set<String> = []
        while let start = period.start, let end = period.end, start < day("2041-01-01") {
            #expect(start < end && period.name.count > 3)
            #expect(names.insert(period.name).inserted)
            for day in start..<end where Period(grain, containing: day, fiscal: fiscal) != period {
                Issue.record("\(CivilDate(dayNumber: day).isoText) is not in \(period.name)")
            }
            let next = period.advanced(by: 1)
            #expect(next.start == end && next.advanced(by: -1) == period && !period.isCut)
            period = next
        }
    }

    @Test(arguments: calendars.filter { $0.weeks != nil })
    func `a year has twelve months of four or five weeks, four quarters, two halves`(fiscal: FiscalCalendar) throws {
        let weeks = try #require(fiscal.weeks)
        let pattern = weeks.pattern.rawValue.split(separator: "-").compactMap { Int($0) }
        for number in 2000...2040 {
            let year = try #require(FiscalYear(beginningIn: number, naming: fiscal.naming).period(in: fiscal))
            func lengths(_ grain: Grain) -> [Int] {
                year.divided(into: grain, fiscal: fiscal).map { (($0.end ?? 0) - ($0.start ?? 0)) / 7 }
            }
            let extra = fiscal.isLong(number) ? 1 : 0
            let months = (1...12).map { pattern[($0 - 1) % 3] + ($0 == weeks.longMonth ? extra : 0) }
            #expect(lengths(.month) == months)
            #expect(lengths(.quarter) == (0..<4).map { months[($0 * 3)..<($0 * 3 + 3)].reduce(0, +) })
            #expect(lengths(.halfYear) == [months.prefix(6).reduce(0, +), months.suffix(6).reduce(0, +)])
            #expect(lengths(.week) == Array(repeating: 1, count: 52 + extra))
        }
    }

    @Test(arguments: FiscalWeeks.Ending.allCases, 1...12)
    func `a year ends on the day that is looked for`(ending: FiscalWeeks.Ending, month: Int) {
        for weekday in 1...7 {
            let fiscal = calendar(.fiveFourFour, ending, weekday: weekday, month: month)
            for year in 2000...2040 {
                let last = end(ending, weekday: weekday, month: month, year: year)
                #expect(fiscal.firstDay(ofYear: month == 12 ? year + 1 : year) == last + 1)
                #expect(fiscal.year(of: last + 1) == fiscal.year(of: last) + 1)
            }
        }
    }

    @Test func `names tell the year, the half, the quarter, the period and the week`() {
        func names(_ naming: FiscalCalendar.Naming, month: Int = 1) -> [String] {
            let fiscal = calendar(.fourFiveFour, .nearest, weekday: 6, month: month, naming: naming)
            return [Grain.day, .week, .month, .quarter, .halfYear, .year]
                .map { Period($0, containing: day("2024-02-03"), fiscal: fiscal).name }
        }
        #expect(
            names(.both) == [
                "2024-02-03", "FY2023-24-W53", "FY2023-24-P12", "FY2023-24-Q4", "FY2023-24-H2", "FY2023-24",
            ])
        #expect(names(.first) == ["2024-02-03", "FY2023-W53", "FY2023-P12", "FY2023-Q4", "FY2023-H2", "FY2023"])
        #expect(names(.last) == ["2024-02-03", "FY2024-W53", "FY2024-P12", "FY2024-Q4", "FY2024-H2", "FY2024"])
        // A year from January touches one calendar year, whatever is said.
        for naming in FiscalCalendar.Naming.allCases { #expect(names(naming, month: 12)[5] == "FY2024") }
        #expect(Period(.halfYear, containing: day("2026-07-01")).name == "2026-H2")
        #expect(
            Period(.halfYear, containing: day("2026-09-30"), fiscal: FiscalCalendar(startMonth: 4)).name
                == "FY2026-27-H1")
    }

    @Test func `a year before is the period of the same number, whatever weeks lie between`() {
        let fiscal = Self.retail
        func before(_ grain: Grain, _ text: String) -> String {
            Period(grain, containing: day(text), fiscal: fiscal).yearBefore.name
        }
        #expect(before(.month, "2024-02-04") == "FY2023-P01" && before(.month, "2024-01-01") == "FY2022-P12")
        #expect(before(.quarter, "2024-02-04") == "FY2023-Q1" && before(.halfYear, "2024-02-04") == "FY2023-H1")
        #expect(before(.year, "2024-02-04") == "FY2023")
        // Weeks and days are 52 weeks apart, as in every calendar.
        #expect(before(.week, "2024-02-04") == "FY2023-W02" && before(.day, "2024-02-04") == "2023-02-05")
    }
}
