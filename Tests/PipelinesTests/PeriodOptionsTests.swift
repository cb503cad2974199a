// Which period a report is about: the last full one, a named one, fixed days, or all time.

import Diagnostics
import Pipelines
import Stages
import Tabular
import TestSupport
import Testing

struct PeriodOptionsTests {
    private func options(_ text: String) -> (options: PeriodOptions, diagnostics: [Diagnostic]) {
        let collector = DiagnosticCollector()
        let node = OptionNode.text("period: \(text)\n", file: "p.yml", collector: collector)["period"]
        return (PeriodOptions(node, file: "p.yml", collector: collector), collector.diagnostics)
    }

    private func day(_ text: String) -> Int { CivilDate(isoText: text)?.dayNumber ?? 0 }

    @Test(arguments: [
        ("day", "2026-09-15", "2026-09-14"), ("week", "2026-09-15", "2026-W37"), ("week", "2026-01-05", "2026-W01"),
        ("month", "2026-09-15", "2026-08"), ("month", "2026-01-01", "2025-12"),
        ("quarter", "2026-10-01", "2026-Q3"), ("quarter", "2026-09-30", "2026-Q2"), ("year", "2026-11-21", "2025"),
        ("all", "2026-11-21", "all"), ("{ from: 2017-01-01, to: 2017-02-01 }", "2026-11-21", "2017-01-01..2017-01-31"),
        ("{ every: year, fiscal_year_starts: 4 }", "2026-11-21", "FY2025-26"),
    ])
    func `a report is about the last full period before the as-of day`(text: String, today: String, name: String) {
        let (options, diagnostics) = options(text)
        #expect(diagnostics.isEmpty)
        #expect(options.periods(asOf: day(today)).period.name == name)
    }

    @Test func `comparisons are with the period before and the same a year ago`() {
        let (options, _) = options("{ every: quarter, compare: [previous, year-ago] }")
        let periods = options.periods(asOf: day("2026-10-09"))
        #expect(periods.compared[.previous]?.name == "2026-Q2")
        #expect(periods.compared[.yearAgo]?.name == "2025-Q3")
        #expect(periods.trend.map(\.name).suffix(2) == ["2026-Q2", "2026-Q3"])
        #expect(periods.trend.count == 8)
    }

    @Test(arguments: [
        ("2026-09-14", 1, "2026-09-14"), ("2026-W01", 1, "2026-W01"), ("2026-W53", 1, "2026-W53"),
        ("2026-09", 1, "2026-09"), ("2026-Q3", 1, "2026-Q3"), ("2026", 1, "2026"), ("all", 1, "all"),
        ("FY2026-27-Q2", 4, "FY2026-27-Q2"), ("2026-02-01..2026-04-30", 2, "2026-02-01..2026-04-30"),
        ("FY2026-27", 4, "FY2026-27"), ("FY1999-00-Q4", 12, "FY1999-00-Q4"), ("2026-W01", 4, "2026-W01"),
        ("2026-09-01..2026-09-14", 1, "2026-09-01..2026-09-14"),
    ])
    func `a period can be named`(name: String, startMonth: Int, expected: String) {
        #expect(Period(named: name, fiscal: FiscalCalendar(startMonth: startMonth))?.name == expected)
    }

    @Test(arguments: [
        "", "2026-13", "2026-Q5", "2025-W53", "2026-W00", "26-09", "2026-9", "2026-Q", "x", "2026-09-31", "2026--",
    ])
    func `what names no period is refused`(name: String) {
        #expect(Period(named: name, fiscal: .civil) == nil)
    }

    @Test(arguments: 2...12)
    func `a calendar's name of a quarter or year is ambiguous in a fiscal year, and what it may mean is proposed`(
        startMonth: Int
    ) {
        for name in ["2026-Q2", "2026", "FY2026", "FY2026-Q2", "FY2026-28", "FY2026-27-Q5", "FY2026-27-"] {
            #expect(Period(named: name, fiscal: FiscalCalendar(startMonth: startMonth)) == nil)
        }
        let years = Period.fiscalNames(for: "2026", fiscal: FiscalCalendar(startMonth: startMonth)).map(\.name)
        #expect(years == ["FY2026-27", "FY2025-26"])
        let quarters = Period.fiscalNames(for: "2026-Q2", fiscal: FiscalCalendar(startMonth: startMonth))
        #expect(quarters.prefix(2).map(\.name) == ["FY2026-27-Q2", "FY2025-26-Q2"])
        for period in quarters {
            #expect(Period(named: period.name, fiscal: FiscalCalendar(startMonth: startMonth)) == period)
        }
        // That of the calendar is among them wherever the fiscal year has it.
        let april = CivilDate(isoText: "2026-04-01")?.dayNumber
        #expect(quarters.contains { $0.start == april } == ([4, 7, 10].contains(startMonth)))
        #expect(Period.fiscalNames(for: "FY2026", fiscal: FiscalCalendar(startMonth: startMonth)).count == 2)
        #expect(Period.fiscalNames(for: "2026-W10", fiscal: FiscalCalendar(startMonth: startMonth)).isEmpty)
    }

    @Test(arguments: [
        ("day", "2025-01-16", "2025-01-15", "2024-01-27"), ("day", "2026-02-18", "2026-02-17", "2025-01-29"),
        ("month", "2025-02-10", "2025-01", "2024-01-13..2024-02-12"),
        ("month", "2025-03-01", "2025-02", "2024-02-13..2024-03-11"),
        ("week", "2025-02-05", "2025-W05", "2024-02-08..2024-02-14"),
        ("quarter", "2025-04-01", "2025-Q1", "2024-01-13..2024-04-11"),
        ("year", "2025-04-01", "2024", "2022-12-13..2023-12-13"),
    ])
    func `a comparison aligned to the festival is as many days earlier as the festival was`(
        every: String, today: String, name: String, compared: String
    ) {
        let (options, diagnostics) = options("{ every: \(every), compare: [spring-festival] }")
        #expect(diagnostics.isEmpty)
        let periods = options.periods(asOf: day(today))
        #expect(periods.period.name == name)
        let base = periods.compared[.springFestival]
        #expect(base?.name == compared)
        let lengths = [periods.period, base ?? .allTime].map { ($0.end ?? 0) - ($0.start ?? 0) }
        #expect(lengths[0] == lengths[1])
    }

    @Test func `a span is aligned to the festival that it holds`() {
        func compared(_ from: String, _ to: String) -> String? {
            options("{ from: \(from), to: \(to), compare: spring-festival }").options.periods(asOf: day("2027-01-01"))
                .compared[.springFestival]?.name
        }
        #expect(compared("2025-01-08", "2025-02-19") == "2024-01-20..2024-03-01")
        #expect(compared("2024-12-15", "2025-02-16") == "2023-12-27..2024-02-27")
        #expect(compared("2024-12-01", "2025-01-20") == "2023-12-13..2024-01-31")
        #expect(compared("2024-02-01", "2025-01-01") == "2023-01-13..2023-12-13")
        #expect(compared("2023-01-01", "2023-02-01") == nil && compared("2029-01-01", "2029-02-01") == nil)
    }

    @Test func `a night is compared with the night before and with the same weekday`() {
        let (options, diagnostics) = options("{ every: day, compare: [previous, week-ago, year-ago] }")
        #expect(diagnostics.isEmpty)
        let periods = options.periods(asOf: day("2026-09-15"))
        #expect(
            periods.compared.mapValues(\.name) == [
                .previous: "2026-09-13", .weekAgo: "2026-09-07", .yearAgo: "2025-09-15",
            ])
        let days = self.options("{ from: 2026-09-14, to: 2026-09-19, compare: week-ago }").options
        #expect(days.periods(asOf: day("2026-10-01")).compared[.weekAgo]?.name == "2026-09-07..2026-09-11")
    }

    @Test(arguments: [
        ("fortnight", "unknown-choice"), ("{ every: quater }", "unknown-choice"),
        ("{ from: 2017-01-01 }", "missing-key"),
        ("{ from: 2017-02-30, to: 2018-01-01 }", "wrong-value"),
        ("{ from: 2018-01-01, to: 2017-01-01 }", "empty-period"),
        ("{ every: day, from: 2018-01-01, to: 2018-02-01 }", "period-twice"),
        ("{ every: day, trend: 0 }", "wrong-value"),
        ("{ every: day, compare: [last] }", "unknown-choice"),
        ("{ every: month, compare: [week-ago] }", "week-ago-of-long-period"),
        ("{ from: 2026-09-01, to: 2026-10-01, compare: [week-ago] }", "week-ago-of-long-period"), ("{}", "missing-key"),
        ("{ every: day, until: x }", "unknown-key"),
    ])
    func `a mistake in the period is told once`(text: String, kind: String) {
        #expect(options(text).diagnostics.map(\.kind.name) == [kind])
    }
}
