// The holidays that come with Rapport, against the numbers of working days that two other lists give.

import Diagnostics
import Pipelines
import Stages
import Tabular
import TestSupport
import Testing

struct HolidaysTests {
    private static func china() throws -> (file: HolidayFile, calendar: BusinessCalendar) {
        let collector = DiagnosticCollector()
        let file = try #require(BuiltInHolidays.holidays(named: "china", collector: collector))
        let node = try #require(
            OptionNode.text("calendar: { hours: { mon-fri: 09:00-18:00 }, holidays: china }")["calendar"])
        let calendar = CalendarOptions(node, collector: collector).calendar(with: [file])
        #expect(collector.diagnostics.isEmpty)
        return (file, calendar)
    }

    /// NateScarlet/holiday-cn and LKI/chinese-calendar, identical day by day.
    private static let workingDays: [(year: Int, months: [Int], sum: Int)] = [
        (2024, [22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22], 251),
        (2025, [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23], 248),
        (2026, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23], 248),
    ]

    @Test func `the working days of China's months are those of other lists`() throws {
        let calendar = try Self.china().calendar
        for (year, months, sum) in Self.workingDays {
            let first = try #require(CivilDate(year: year, month: 1, day: 1)).dayNumber
            let ofYear = Period(.year, containing: first)
            #expect(ofYear.divided(into: .month).map { calendar.workingDays(in: $0) } == months)
            #expect(calendar.workingDays(in: ofYear) == sum)
        }
        #expect(calendar.workingDays(in: .allTime) == nil)
    }

    @Test func `China's days off and worked days are those of the notices`() throws {
        let (file, calendar) = try Self.china()
        #expect(file.years.keys.sorted() == [2024, 2025, 2026])
        #expect(file.years.values.allSatisfy { $0.sources.count == 1 })
        #expect([2024, 2025, 2026].map { file.years[$0]?.holidays.count } == [28, 28, 33])
        #expect([2024, 2025, 2026].map { file.years[$0]?.workdays.count } == [8, 5, 6])
        func day(_ text: String) -> Int { CivilDate(isoText: text)?.dayNumber ?? 0 }
        for off in ["2024-02-10", "2024-09-15", "2025-01-28", "2025-02-04", "2026-02-15", "2026-09-25"] {
            #expect(!calendar.isWorkingDay(day(off)), "\(off)")
        }
        for worked in [
            "2024-02-04", "2024-09-14", "2025-01-26", "2025-10-11", "2026-01-04", "2026-10-10", "2024-02-09",
        ] {
            #expect(calendar.isWorkingDay(day(worked)), "\(worked)")
        }
        // Worked days are weekend days, and no holiday is among them.
        for year in file.years.values {
            #expect(year.workdays.allSatisfy { CivilDate(dayNumber: $0).weekday > 5 })
        }
        #expect(calendar.unknownYears(in: day("2026-12-31")..<day("2027-01-02")) == [2027])
    }
}
