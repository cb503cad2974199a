// How periods and instants are named to readers, in both languages.

import Diagnostics
import Tabular
import Testing

@testable import Rendering

struct PeriodFormatTests {
    static func day(_ text: String) -> Int { CivilDate(isoText: text)?.dayNumber ?? 0 }

    static let retail = FiscalCalendar(
        startMonth: 2, weeks: FiscalWeeks(.fourFiveFour, ending: .nearest, lastWeekday: 6), naming: .first)

    static func cut(_ grain: Grain, _ start: String, _ end: String, fiscal: FiscalCalendar = .civil) -> Period {
        Period(grain: grain, start: day(start), end: day(end), fiscal: fiscal)
    }

    @Test(arguments: [
        (Period(.quarter, containing: day("2026-08-15")), "Q3 2026", "2026年第三季度", "Q3 2026", "2026年三季度"),
        (Period(.month, containing: day("2026-09-14")), "September 2026", "2026年9月", "Sep 2026", "2026年9月"),
        (Period(.day, containing: day("2026-09-14")), "14 September 2026", "2026年9月14日", "14 Sep", "9月14日"),
        (Period(.year, containing: day("2026-09-14")), "2026", "2026年", "2026", "2026年"),
        (Period(.week, containing: day("2026-09-14")), "Week 38 of 2026", "2026年第38周", "W38 2026", "2026年第38周"),
        (Period(.week, containing: day("2027-01-01")), "Week 53 of 2026", "2026年第53周", "W53 2026", "2026年第53周"),
        (
            Period(.year, containing: day("2026-09-14"), fiscal: FiscalCalendar(startMonth: 4)), "FY2026/27",
            "2026/27财年", "FY2026/27",
            "2026/27财年"
        ),
        (
            Period(.quarter, containing: day("2026-09-14"), fiscal: FiscalCalendar(startMonth: 4)), "Q2 FY2026/27",
            "2026/27财年第二季度",
            "Q2 FY2026/27", "2026/27财年二季度"
        ),
        (
            cut(.week, "2026-09-01", "2026-09-07"), "Week 36 of 2026, from 1 September", "2026年第36周，自9月1日起",
            "W36, from 1 Sep", "第36周，自9月1日起"
        ),
        (
            cut(.week, "2026-09-28", "2026-10-01"), "Week 40 of 2026, until 30 September", "2026年第40周，至9月30日止",
            "W40, until 30 Sep", "第40周，至9月30日止"
        ),
        (
            cut(.month, "2026-09-10", "2026-10-01"), "September 2026, from 10 September", "2026年9月，自9月10日起",
            "Sep 2026, from 10 Sep", "2026年9月，自9月10日起"
        ),
        (
            cut(.month, "2026-09-10", "2026-09-12"), "September 2026, 10 September to 11 September",
            "2026年9月，9月10日至9月11日", "Sep 2026, 10 Sep to 11 Sep", "2026年9月，9月10日至9月11日"
        ),
        (
            cut(.quarter, "2026-07-01", "2026-09-12"), "Q3 2026, until 11 September", "2026年第三季度，至9月11日止",
            "Q3 2026, until 11 Sep", "2026年三季度，至9月11日止"
        ),
        (
            cut(.year, "2026-02-01", "2026-06-01", fiscal: FiscalCalendar(startMonth: 2)), "FY2026/27, until 31 May",
            "2026/27财年，至5月31日止",
            "FY2026/27, until 31 May", "2026/27财年，至5月31日止"
        ),
        (
            Period(grain: nil, start: day("2026-09-01"), end: day("2026-09-16")), "1 September to 15 September 2026",
            "2026年9月1日至9月15日", "2026-09-01–2026-09-15", "2026-09-01–2026-09-15"
        ),
        (Period(.halfYear, containing: day("2026-09-14")), "H2 2026", "2026年下半年", "H2 2026", "2026年下半年"),
        (
            Period(.halfYear, containing: day("2026-09-14"), fiscal: FiscalCalendar(startMonth: 4)), "H1 FY2026/27",
            "2026/27财年上半年", "H1 FY2026/27", "2026/27财年上半年"
        ),
        (
            Period(.month, containing: day("2024-04-07"), fiscal: retail), "P03 FY2024", "2024财年第3期", "P03 FY2024",
            "2024财年第3期"
        ),
        (
            Period(.week, containing: day("2024-02-03"), fiscal: retail), "Week 53 of FY2023", "2023财年第53周",
            "W53 FY2023",
            "2023财年第53周"
        ),
        (
            cut(.week, "2024-02-04", "2024-02-06", fiscal: retail), "Week 1 of FY2024, until 5 February",
            "2024财年第1周，至2月5日止", "W1, until 5 Feb", "第1周，至2月5日止"
        ),
        (
            Period(.quarter, containing: day("2024-04-07"), fiscal: retail), "Q1 FY2024", "2024财年第一季度", "Q1 FY2024",
            "2024财年一季度"
        ),
        (Period.allTime, "All time", "全部时间", "All time", "全部时间"),
    ])
    func `a period has a name`(
        period: Period, english: String, chinese: String, shortEnglish: String, shortChinese: String
    ) {
        #expect(PeriodFormat(language: .english).name(of: period) == english)
        #expect(PeriodFormat(language: .chinese).name(of: period) == chinese)
        #expect(PeriodFormat(language: .english).shortName(of: period) == shortEnglish)
        #expect(PeriodFormat(language: .chinese).shortName(of: period) == shortChinese)
    }

    @Test func `the last day of a period is named, not the first day after it`() {
        let quarter = Period(.quarter, containing: Self.day("2026-08-15"))
        #expect(PeriodFormat(language: .english).days(of: quarter) == "1 July to 30 September 2026")
        #expect(PeriodFormat(language: .chinese).days(of: quarter) == "2026年7月1日至9月30日")
    }

    @Test(arguments: [
        ("+08:00", Int64(1_790_791_200_000), "1 October 2026, 02:00 (UTC+08:00)", "2026年10月1日 02:00（UTC+08:00）"),
        ("-03:30", 0, "31 December 1969, 20:30 (UTC−03:30)", "1969年12月31日 20:30（UTC−03:30）"),
    ])
    func `an instant is shown on the clock of its zone`(
        zone: String, instant: Int64, english: String, chinese: String
    ) throws {
        let zone = try #require(TimeZoneTable(identifier: zone))
        #expect(PeriodFormat(language: .english).instant(instant, in: zone) == english)
        #expect(PeriodFormat(language: .chinese).instant(instant, in: zone) == chinese)
    }
}
