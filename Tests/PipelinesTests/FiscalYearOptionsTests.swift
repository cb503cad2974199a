// Years of whole weeks as a pipeline file writes them: what they make of periods, and what is said of mistakes and comparisons.

import Diagnostics
import Pipelines
import Stages
import Tabular
import TestSupport
import Testing

struct FiscalYearOptionsTests {
    private static let year =
        "fiscal_year: { pattern: 4-5-4, ends: saturday nearest the end of january, named_after: first }"

    private func options(_ text: String) -> (options: PeriodOptions, collector: DiagnosticCollector) {
        let collector = DiagnosticCollector()
        let node = OptionNode.text("period: \(text)\n", file: "p.yml", collector: collector)["period"]
        return (PeriodOptions(node, file: "p.yml", collector: collector), collector)
    }

    private func day(_ text: String) -> Int { CivilDate(isoText: text)?.dayNumber ?? 0 }

    @Test(arguments: [
        ("week", "2024-02-04", "FY2023-W53"), ("month", "2024-02-04", "FY2023-P12"),
        ("month", "2024-03-02", "FY2023-P12"),
        ("month", "2024-03-03", "FY2024-P01"), ("quarter", "2024-05-05", "FY2024-Q1"),
        ("half-year", "2024-08-04", "FY2024-H1"), ("year", "2024-02-04", "FY2023"), ("day", "2024-02-04", "2024-02-03"),
    ])
    func `a report is about the last full period of the pattern`(every: String, today: String, name: String) {
        let (options, collector) = options("{ every: \(every), \(Self.year) }")
        #expect(collector.diagnostics.isEmpty)
        let periods = options.periods(asOf: day(today))
        #expect(periods.period.name == name)
        #expect(periods.trend.last == periods.period && Set(periods.trend.map(\.grain)).count == 1)
    }

    @Test func `what is not said is the last month, and both years`() {
        let (options, _) = options("{ every: month, fiscal_year: { pattern: 4-4-5, ends: 1月最后一个周六 } }")
        #expect(options.fiscal.weeks?.longMonth == 12 && options.fiscal.weeks?.pattern == .fourFourFive)
        #expect(options.periods(asOf: day("2026-03-01")).period.name == "FY2026-27-P01")
        let third = self.options(
            "{ every: month, fiscal_year: { pattern: 4-4-5, ends: last saturday of january, week_53: 3 } }")
        #expect(third.options.fiscal.weeks?.longMonth == 3)
    }

    @Test func `half a year is a period in every calendar`() {
        let half = options("{ every: half-year, compare: [previous, year-ago] }").options
        let periods = half.periods(asOf: day("2026-08-01"))
        #expect(periods.period.name == "2026-H1" && periods.period.endText == "2026-07-01")
        #expect(periods.compared.mapValues(\.name) == [.previous: "2025-H2", .yearAgo: "2025-H1"])
        #expect(options("half-year").options.periods(asOf: day("2026-01-01")).period.name == "2025-H2")
        let april = options("{ every: half-year, fiscal_year_starts: 4 }").options
        #expect(april.periods(asOf: day("2026-10-01")).period.name == "FY2026-27-H1")
    }

    @Test(arguments: [
        (
            "{ every: month, fiscal_year_starts: 2, \(year) }",
            """
            p.yml:1:48: error: 'period' expects either 'fiscal_year_starts' or 'fiscal_year', found both
              help: leave out 'fiscal_year_starts': 'ends' tells when years of whole weeks begin
            """,
            """
            p.yml:1:48: 错误：'period' 应使用 'fiscal_year_starts' 或 'fiscal_year'，不能同时使用
              建议：请删去 'fiscal_year_starts'：按周计的财年由 'ends' 确定起止
            """
        ),
        (
            "{ every: month, fiscal_year: { pattern: 4-4-5, ends: january 31 } }",
            """
            p.yml:1:62: error: 'ends' expects a day such as 'last saturday of january' or 'saturday nearest the end of \
            january', found "january 31"
            """,
            "p.yml:1:62: 错误：'ends' 应为年末日的写法，如 '1月最后一个周六' 或 '最接近1月底的周六'，实际为 \"january 31\""
        ),
    ])
    func `a mistake is told with its place and what to write`(text: String, english: String, chinese: String) {
        let collector = options(text).collector
        #expect(collector.texts(.english) == [english])
        #expect(collector.texts(.chinese) == [chinese])
    }

    @Test(arguments: [
        ("{ pattern: 4-4-4, ends: last saturday of january }", ["unknown-choice"]),
        ("{ pattern: 4-4-5 }", ["missing-key"]), ("{ ends: last saturday of january }", ["missing-key"]),
        ("4-4-5", ["wrong-kind"]),
        ("{ pattern: 4-4-5, ends: last saturday of january, week_53: 13 }", ["wrong-value"]),
        ("{ pattern: 4-4-5, ends: last saturday of january, named_after: year }", ["unknown-choice"]),
        ("{ pattern: 4-4-5, end: last saturday of january }", ["unknown-key"]),
        ("{ pattern: 4-4-5, ends: [last saturday of january] }", ["wrong-kind"]),
    ])
    func `a mistake in the year is told once`(text: String, kinds: [String]) {
        #expect(options("{ every: month, fiscal_year: \(text) }").collector.diagnostics.map(\.kind.name) == kinds)
    }

    private func told(_ compare: String, every: String, asOf: String) -> DiagnosticCollector {
        let (options, collector) = options("{ every: \(every), compare: \(compare), \(Self.year) }")
        options.tellOtherWeeks(in: options.periods(asOf: day(asOf)), to: collector)
        return collector
    }

    @Test func `a year ago of another length is told`() {
        let collector = told("[year-ago]", every: "month", asOf: "2025-02-02")
        #expect(
            collector.texts() == [
                """
                p.yml:1:35: warning: 'year-ago' compares FY2024-P12 of 4 weeks with FY2023-P12 of 5 weeks: totals differ by \
                that alone, averages and shares do not
                """
            ])
        #expect(
            collector.texts(.chinese) == [
                "p.yml:1:35: 警告：'year-ago' 将 4 周的 FY2024-P12 与 5 周的 FY2023-P12 对比：仅因周数不同，总量就会不同；平均值与比例不受影响"
            ])
    }

    @Test func `a year ago across a year of 53 weeks is by period, and told`() {
        let collector = told("[year-ago]", every: "month", asOf: "2024-03-03")
        #expect(
            collector.texts() == [
                """
                p.yml:1:35: warning: 'year-ago' compares FY2024-P01 with the period of the same number, FY2023-P01, which \
                began 53 weeks before: a year of 53 weeks lies between, so holidays may fall into another one
                """
            ])
        #expect(
            collector.texts(.chinese) == [
                """
                p.yml:1:35: 警告：'year-ago' 将 FY2024-P01 与上年同期号的 FY2023-P01 对比，后者早 53 周开始：其间有一个 53 周的财年，\
                节假日可能落入不同的期
                """
            ])
    }

    @Test(arguments: [
        ("[previous]", "month", "2024-04-07", ["periods-of-other-length"]), ("[previous]", "quarter", "2024-08-04", []),
        ("[previous, year-ago]", "quarter", "2024-05-05", ["periods-of-other-length", "year-of-53-weeks"]),
        ("[year-ago]", "month", "2025-03-02", []), ("[year-ago]", "week", "2024-02-11", []),
        ("[year-ago]", "year", "2024-02-04", ["periods-of-other-length"]),
        ("[year-ago]", "month", "2024-02-04", ["periods-of-other-length"]),
        ("[year-ago]", "half-year", "2024-08-04", ["year-of-53-weeks"]),
    ])
    func `what is told depends on the weeks of both`(compare: String, every: String, asOf: String, kinds: [String]) {
        #expect(told(compare, every: every, asOf: asOf).diagnostics.map(\.kind.name) == kinds)
    }

    @Test func `other calendars are not asked for weeks`() {
        let (options, collector) = options("{ every: month, compare: [previous, year-ago] }")
        options.tellOtherWeeks(in: options.periods(asOf: day("2026-03-01")), to: collector)
        #expect(collector.diagnostics.isEmpty)
    }
}
