// How the end of a year of whole weeks is written, and the names of its periods.

import Diagnostics
import Stages
import Tabular
import Testing

struct WrittenYearEndTests {
    @Test(arguments: [
        ("last saturday of january", "last saturday of january", "the last Saturday of January", "1月最后一个周六"),
        ("Last  Saturday of January", "last saturday of january", "the last Saturday of January", "1月最后一个周六"),
        ("1月最后一个周六", "last saturday of january", "the last Saturday of January", "1月最后一个周六"),
        (
            "sunday nearest the end of december", "sunday nearest the end of december",
            "the Sunday nearest the end of December", "最接近12月底的周日"
        ),
        (
            "最接近12月底的周日", "sunday nearest the end of december", "the Sunday nearest the end of December", "最接近12月底的周日"
        ),
    ])
    func `the end of a year is read`(written: String, text: String, english: String, chinese: String) throws {
        let end = try #require(WrittenYearEnd(written))
        #expect(end.text == text && WrittenYearEnd(end.text) == end)
        #expect(end.wording == Wording(en: english, zh: chinese))
        #expect(WrittenYearEnd(of: end.calendar(.fourFourFive, longMonth: 12, naming: .both)) == end)
        guard case .pattern(let pattern, _) = WrittenYearEnd.form else { return #expect(Bool(false)) }
        #expect(try Regex(pattern).wholeMatch(in: written) != nil)
    }

    @Test(arguments: [
        "", "saturday", "last saturday", "last saturday in january", "first saturday of january", "2026-01-31",
        "last caturday of january", "last saturday of 1", "saturday nearest january", "13月最后一个周六", "1月第一个周六",
        "最接近1月末的周六", "0月最后一个周六", "最接近月底的周六", "1月底的周六",
    ])
    func `anything else is none`(written: String) throws {
        #expect(WrittenYearEnd(written) == nil)
        guard case .pattern(let pattern, _) = WrittenYearEnd.form else { return #expect(Bool(false)) }
        #expect(try Regex(pattern).wholeMatch(in: written) == nil)
    }

    private static func retail(_ naming: FiscalCalendar.Naming) -> FiscalCalendar {
        WrittenYearEnd(ending: .nearest, weekday: 6, month: 1).calendar(.fourFiveFour, longMonth: 12, naming: naming)
    }

    @Test(arguments: FiscalCalendar.Naming.allCases, [Grain.day, .week, .month, .quarter, .halfYear, .year])
    func `every name of a period is read back`(naming: FiscalCalendar.Naming, grain: Grain) {
        for fiscal in [Self.retail(naming), .civil, FiscalCalendar(startMonth: 4, naming: naming)] {
            var period = Period(grain, containing: 18_000, fiscal: fiscal)
            for _ in 0..<120 {
                #expect(Period(named: period.name, fiscal: fiscal) == period)
                period = period.advanced(by: 1)
            }
        }
    }

    @Test(arguments: [
        "FY2024-W53", "FY2023-W54", "FY2023-P13", "FY2023-P00", "FY2023-Q5", "FY2023-H3", "FY2023-03", "FY2023-P3",
        "FY2023-24", "2023", "2023-Q1", "2023-H1", "2023-03", "2023-W07", "2023-P03",
    ])
    func `what names no period of the calendar is refused`(name: String) {
        #expect(Period(named: name, fiscal: Self.retail(.first)) == nil)
    }

    @Test func `a period of weeks has no name in other calendars`() {
        for fiscal in [FiscalCalendar.civil, FiscalCalendar(startMonth: 4)] {
            for name in ["FY2026-27-P03", "FY2026-27-W03", "FY2026-P03", "2026-P03"] {
                #expect(Period(named: name, fiscal: fiscal) == nil)
            }
            #expect(Period(named: "2026-W03", fiscal: fiscal)?.name == "2026-W03")
        }
    }

    @Test(arguments: [
        ("2023", ["FY2023", "FY2022"]), ("2023-Q1", ["FY2023-Q1", "FY2022-Q1"]), ("FY2023-24-P03", []),
        ("2024-H1", ["FY2024-H1", "FY2023-H1"]), ("2023-P03", ["FY2023-P03", "FY2022-P03"]),
        // The calendar's March of 2024 has two days of the first period.
        ("2024-03", ["FY2024-P03", "FY2023-P03", "FY2024-P01", "FY2024-P02"]),
        ("2024-W10", ["FY2024-W10", "FY2023-W10", "FY2024-W05", "FY2024-W06"]), ("2024-02-30", []), ("last", []),
    ])
    func `what a name of everybody's may mean is proposed`(name: String, candidates: [String]) {
        let fiscal = Self.retail(.first)
        #expect(Period.fiscalNames(for: name, fiscal: fiscal).map(\.name) == candidates)
    }

    @Test(arguments: [
        ("FY2026 P03", "FY2026-P03"), ("fy2026-p3", "FY2026-P03"), ("P3 FY2026", "FY2026-P03"), ("FY2026", "FY2026"),
        ("2026财年第3期", "FY2026-P03"), ("2026财年第12期", "FY2026-P12"), ("2026 财年第一季度", "FY2026-Q1"),
        ("2026财年上半年", "FY2026-H1"), ("2026财年第5周", "FY2026-W05"), ("2026财年", "FY2026"), ("Q4 FY2026", "FY2026-Q4"),
        ("2026-09-14", "2026-09-14"),
    ])
    func `a fiscal period is read as people write it`(written: String, name: String) {
        #expect(Period(written: written, fiscal: Self.retail(.first))?.name == name)
    }

    @Test func `years that are named by both are read as people write them`() {
        let april = FiscalCalendar(startMonth: 4)
        #expect(Period(written: "Q1 FY2026/27", fiscal: april)?.name == "FY2026-27-Q1")
        #expect(Period(written: "2026/27财年第一季度", fiscal: april)?.name == "FY2026-27-Q1")
        #expect(Period(written: "2026/27财年下半年", fiscal: april)?.name == "FY2026-27-H2")
        #expect(Period(written: "FY2026/27", fiscal: april)?.name == "FY2026-27")
        for written in ["2026财年7月", "2026/27财年第3期", "FY2026", "2026年上半年", "2026年第3期", "FY"] {
            #expect(Period(written: written, fiscal: april) == nil)
        }
        #expect(Period(written: "2026H1", fiscal: .civil)?.name == "2026-H1")
        #expect(Period(written: "2026年下半年", fiscal: .civil)?.name == "2026-H2")
    }
}
