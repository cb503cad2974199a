// Periods of the calendar: their bounds, names and neighbours.

import Tabular
import TestSupport
import Testing

private func day(_ text: String) -> Int { CivilDate(isoText: text)?.dayNumber ?? .min }

struct `A period` {
    @Test(arguments: [
        (Grain.day, "2026-09-14", "2026-09-14", "2026-09-15", "2026-09-14"),
        (.week, "2026-09-14", "2026-09-14", "2026-09-21", "2026-W38"),
        (.week, "2026-09-20", "2026-09-14", "2026-09-21", "2026-W38"),
        (.month, "2026-02-28", "2026-02-01", "2026-03-01", "2026-02"),
        (.month, "2026-12-31", "2026-12-01", "2027-01-01", "2026-12"),
        (.quarter, "2026-09-30", "2026-07-01", "2026-10-01", "2026-Q3"),
        (.quarter, "2026-01-01", "2026-01-01", "2026-04-01", "2026-Q1"),
        (.year, "2024-02-29", "2024-01-01", "2025-01-01", "2024"),
    ]) func `holds its day`(_ grain: Grain, _ inside: String, _ start: String, _ end: String, _ name: String) {
        let period = Period(grain, containing: day(inside))
        #expect(period.startText == start)
        #expect(period.endText == end)
        #expect(period.name == name)
        #expect(period.contains(day(inside)))
        #expect(!period.contains(day(end)))
        #expect(period.contains(day(end) - 1))
    }

    @Test(arguments: [
        ("2020-12-31", "2020-W53"), ("2021-01-03", "2020-W53"), ("2021-01-04", "2021-W01"), ("2018-12-31", "2019-W01"),
        ("2019-12-30", "2020-W01"), ("2022-01-02", "2021-W52"), ("2026-12-31", "2026-W53"), ("2027-01-03", "2026-W53"),
        ("2024-12-30", "2025-W01"), ("2016-01-03", "2015-W53"),
    ]) func `of a week has the ISO week's name across years`(_ text: String, _ name: String) {
        #expect(Period(.week, containing: day(text)).name == name)
    }

    @Test(arguments: Grain.allCases)
    func `a period at the end of what can be written ends after it begins, and so does the one before the first`(
        grain: Grain
    ) throws {
        let last = try #require(CivilDate(year: 9999, month: 12, day: 31)).dayNumber
        let first = try #require(CivilDate(year: 1, month: 1, day: 1)).dayNumber
        for period in [
            Period(grain, containing: last), Period(grain, containing: first),
            Period(grain, containing: first).advanced(by: -1), Period(grain, containing: first).yearBefore,
        ] {
            let (start, end) = (try #require(period.start), try #require(period.end))
            #expect(start < end, "\(grain)")
        }
    }

    @Test func `of weeks agrees with an outside engine`() throws {
        let days = (0..<1200).map { day("2019-06-01") + $0 * 3 }
        let table = Table.sample("t", ["day": .cells(.date, days.map { .date(Int32($0)) })])
        let sql = """
            SELECT strftime(day, '%G-W%V'), strftime(date_trunc('quarter', day), '%Y-%m-%d'),
              strftime(date_trunc('week', day), '%Y-%m-%d') FROM t ORDER BY row_number
            """
        guard let rows = try DuckDB.rows(sql, tables: [table]) else { return }
        for (day, row) in zip(days, rows) {
            let week = Period(.week, containing: day)
            #expect(row == [week.name, Period(.quarter, containing: day).startText, week.startText])
        }
    }

    @Test(arguments: [
        (Grain.quarter, 4, "2026-03-31", "2026-01-01", "2026-04-01"),
        (.quarter, 2, "2026-01-31", "2025-11-01", "2026-02-01"),
        (.quarter, 2, "2026-02-01", "2026-02-01", "2026-05-01"), (.year, 4, "2026-03-31", "2025-04-01", "2026-04-01"),
        (.year, 4, "2026-04-01", "2026-04-01", "2027-04-01"), (.year, 12, "2026-01-01", "2025-12-01", "2026-12-01"),
        (.quarter, 12, "2026-12-01", "2026-12-01", "2027-03-01"),
    ]) func `of a fiscal year begins in its month`(
        _ grain: Grain, _ startMonth: Int, _ inside: String, _ start: String, _ end: String
    ) {
        let period = Period(grain, containing: day(inside), fiscal: FiscalCalendar(startMonth: startMonth))
        #expect(period.startText == start)
        #expect(period.endText == end)
        #expect(period.advanced(by: 1).startText == end)
        #expect(period.advanced(by: 1).advanced(by: -1) == period)
    }

    /// The 31st of August 2026 is a Monday: the week that a report of August cuts off there has no other days.
    @Test func `of the same days have an order all the same`() {
        let day = CivilDate(isoText: "2026-08-31")?.dayNumber ?? 0
        let periods = [
            Period(.day, containing: day), Period(grain: .week, start: day, end: day + 1),
            Period(grain: nil, start: day, end: day + 1),
        ]
        for (place, period) in periods.enumerated() {
            for other in periods.dropFirst(place + 1) { #expect(period < other && !(other < period)) }
        }
        #expect(Set(periods).sorted() == periods)
    }

    @Test func `of a fiscal year is named by both years it touches, another by its days`() {
        #expect(
            Period(.quarter, containing: day("2026-01-31"), fiscal: FiscalCalendar(startMonth: 2)).name
                == "FY2025-26-Q4")
        #expect(
            Period(.quarter, containing: day("2026-06-30"), fiscal: FiscalCalendar(startMonth: 4)).name
                == "FY2026-27-Q1")
        #expect(
            Period(.quarter, containing: day("2026-03-31"), fiscal: FiscalCalendar(startMonth: 4)).name
                == "FY2025-26-Q4")
        #expect(Period(.year, containing: day("2026-05-01"), fiscal: FiscalCalendar(startMonth: 4)).name == "FY2026-27")
        #expect(
            Period(.year, containing: day("1999-12-31"), fiscal: FiscalCalendar(startMonth: 12)).name == "FY1999-00")
        #expect(Period(grain: nil, start: day("2026-09-01"), end: day("2026-09-16")).name == "2026-09-01..2026-09-15")
        #expect(Period.allTime.name == "all")
    }

    @Test(arguments: [
        (Grain.day, "2026-03-01", "2025-03-02"), (.week, "2026-09-14", "2025-09-15"),
        (.month, "2024-02-29", "2023-02-01"),
        (.quarter, "2026-02-01", "2025-01-01"), (.year, "2026-02-01", "2025-01-01"),
    ]) func `a year before keeps dates, or for days and weeks the weekday`(
        _ grain: Grain, _ inside: String, _ start: String
    ) {
        let period = Period(grain, containing: day(inside))
        #expect(period.yearBefore.startText == start)
        #expect(period.yearBefore.grain == grain)
    }

    @Test func `chosen by its days goes back a year by the calendar`() {
        let span = Period(grain: nil, start: day("2024-02-29"), end: day("2024-03-31"))
        #expect(span.yearBefore.startText == "2023-02-28")
        #expect(span.yearBefore.endText == "2023-03-31")
        #expect(span.advanced(by: -1).endText == "2024-02-29")
        #expect(Period.allTime.yearBefore == .allTime)
    }

    @Test func `is divided without gaps or overlaps`() {
        let year = Period(.year, containing: day("2026-05-01"))
        for (grain, count) in [(Grain.day, 365), (.month, 12), (.quarter, 4), (.year, 1)] {
            let parts = year.divided(into: grain)
            #expect(parts.count == count)
            #expect(parts.first?.start == year.start && parts.last?.end == year.end)
            #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.end == $1.start })
        }
        // 2026 begins on a Thursday and ends on one: its first and last week are cut.
        let weeks = year.divided(into: .week)
        #expect(weeks.first?.name == "2026-01-01..2026-01-04" && weeks.last?.name == "2026-12-28..2026-12-31")
        #expect(weeks.first?.whole.name == "2026-W01" && weeks.last?.whole.name == "2026-W53")
        #expect(weeks.map(\.isCut) == [true] + Array(repeating: false, count: 51) + [true])
        #expect(Period.allTime.divided(into: .month) == [])
    }

    @Test(arguments: Grain.allCases, [1, 2, 4, 12])
    func `of any days is cut into parts that hold each day once`(_ grain: Grain, _ startMonth: Int) {
        var random = SplitMix64(seed: UInt64(startMonth))
        for _ in 0..<40 {
            let start = day("2023-01-01") + Int(random.next() % 1000)
            let length = 1 + Int(random.next() % 500)
            let period = Period(grain: nil, start: start, end: start + length)
            let parts = period.divided(into: grain, fiscal: FiscalCalendar(startMonth: startMonth))
            #expect(parts.first?.start == start && parts.last?.end == start + length)
            #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.end == $1.start })
            for part in parts {
                let whole = Period(grain, containing: part.start ?? 0, fiscal: FiscalCalendar(startMonth: startMonth))
                #expect(part.whole == whole && part.isCut == (part != whole))
            }
            #expect(parts.dropFirst().dropLast().allSatisfy { !$0.isCut })
        }
    }

    @Test(arguments: 1...12, [Grain.quarter, .year])
    func `keeps its fiscal year when it moves`(_ startMonth: Int, _ grain: Grain) {
        let period = Period(grain, containing: day("2026-09-14"), fiscal: FiscalCalendar(startMonth: startMonth))
        for count in [-9, -4, -1, 1, 4, 9] {
            let moved = period.advanced(by: count)
            #expect(
                moved == Period(grain, containing: moved.start ?? 0, fiscal: FiscalCalendar(startMonth: startMonth)))
        }
        #expect(
            period.yearBefore
                == Period(grain, containing: day("2025-09-14"), fiscal: FiscalCalendar(startMonth: startMonth)))
        #expect(period.yearBefore.numberInYear == period.numberInYear)
    }

    @Test func `holds every day when it is all time`() {
        #expect(Period.allTime.contains(.min) && Period.allTime.contains(.max))
        #expect(Period.allTime < Period(.day, containing: 0))
    }
}
