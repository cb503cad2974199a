// How periods and instants are named to readers, in both languages.

import Diagnostics
import Tabular
import Testing

@testable import Rendering

struct PeriodFormatTests {
    static func day(_ text: String) -> Int { CivilDate(isoText: text)?.dayNumber ?? 0 }

    @Test(arguments: [
        (Period(.quarter, containing: day("2026-08-15")), "Q3 2026", "2026年第三季度", "Q3 2026", "2026年三季度"),
        (Period(.month, containing: day("2026-09-14")), "September 2026", "2026年9月", "Sep 2026", "2026年9月"),
        (Period(.day, containing: day("2026-09-14")), "14 September 2026", "2026年9月14日", "14 Sep", "9月14日"),
        (Period(.year, containing: day("2026-09-14")), "2026", "2026年", "2026", "2026年"),
        (Period(.week, containing: day("2026-09-14")), "Week 38 of 2026", "2026年第38周", "W38 2026", "2026年38周"),
        (Period(.week, containing: day("2027-01-01")), "Week 53 of 2026", "2026年第53周", "W53 2026", "2026年53周"),
        (
            Period(.year, containing: day("2026-09-14"), fiscalYearStart: 4), "1 April 2026 to 31 March 2027",
            "2026年4月1日至2027年3月31日", "2026-04-01–2027-03-31", "2026-04-01–2027-03-31"
        ),
        (
            Period(grain: nil, start: day("2026-09-01"), end: day("2026-09-16")), "1 September to 15 September 2026",
            "2026年9月1日至9月15日", "2026-09-01–2026-09-15", "2026-09-01–2026-09-15"
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
