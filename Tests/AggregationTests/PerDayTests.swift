// Totals by the days of their period: of the calendar, and those that are worked.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Aggregation

@Suite struct PerDayTests {
    private static func day(_ text: String) -> Int { CivilDate(isoText: text)?.dayNumber ?? 0 }

    /// Rows on the last day of September, on a day off and two days of October, and in February.
    private static let calls = Table.sample(
        "calls",
        [
            "at": .instants([
                "2026-02-02T08:00:00Z", "2026-02-02T09:00:00Z", "2026-09-30T08:00:00Z", "2026-10-01T08:00:00Z",
                "2026-10-09T08:00:00Z", "2026-10-31T08:00:00Z",
            ]),
            "queue": .texts(["a", "a", "a", "a", "b", "a"]),
            "seconds": .decimals(["1", "2", "30", "10.5", "4", "20"]),
        ])

    /// The National Day of 2026: seven days off, and two Saturdays worked in their place.
    private static let calendar = BusinessCalendar.sample(
        holidays: ["2026-10-01..2026-10-07"], workdays: ["2026-09-26", "2026-10-10"])

    private func results(
        _ definitions: String, period: Period = Period(.month, containing: day("2026-10-05")), today: Int = 30_000,
        calendar: BusinessCalendar? = calendar
    ) throws -> MetricResults {
        var bench = AggregationBench(tables: [Self.calls])
        bench.periods = ReportPeriods(period: period, today: today, business: calendar)
        bench.segments = ["queue": ("calls", "queue")]
        bench.isExample = true
        return try bench.results(
            "by: [[queue], [week]]\ndefine:\n  n: { of: calls, at: at, count: rows }\n  s: { of: calls, at: at, sum: seconds }\n"
                + definitions)
    }

    @Test func `a month is divided by all its days, or by those that are worked`() throws {
        let results = try results(
            "  a: { per_day: n }\n  w: { per_day: n, days: working }\n  s_w: { per_day: s, days: working }")
        let all = try #require(results.cell("a"))
        #expect(all.value == .real(3.0 / 31))
        #expect(all.numerator?.text == "3" && all.denominator?.text == "31" && all.n == 3)
        // October 2026 has 22 days from Monday to Friday; five of them are off, and a Saturday is worked: 18.
        let worked = try #require(results.cell("w"))
        #expect(worked.denominator?.text == "18")
        #expect(worked.value == .real(3.0 / 18))
        // Garwood's limits of three events are 0.6186721 and 8.767273.
        #expect(abs((worked.low ?? 0) * 18 - 0.6186721) < 1e-6 && abs((worked.high ?? 0) * 18 - 8.767273) < 1e-6)
        #expect(results.cell("s_w")?.value == .real(34.5 / 18))
        #expect(results.cell("s_w")?.low == nil)
    }

    @Test func `a week without a working day has no value, and keeps its rows`() throws {
        let weeks = try results("  w: { per_day: n, days: working }").cells.filter {
            $0.metric == "w" && $0.breakdown.grain == .week
        }
        // The week that October begins in is cut to its four days, all off.
        #expect(weeks.map { $0.value?.text ?? "–" } == ["–", "0.3333333333333333", "0.2"])
        #expect(weeks.first?.value == nil && weeks.first?.n == 1)
        #expect(weeks.dropFirst().first?.denominator?.text == "3")
    }

    @Test func `of a month that is not over the days count that are`() throws {
        let results = try results(
            "  a: { per_day: n }\n  w: { per_day: n, days: working }", today: Self.day("2026-10-11"))
        #expect(results.cell("a")?.denominator?.text == "10")
        #expect(results.cell("w")?.denominator?.text == "3")
    }

    @Test func `all time has no days`() throws {
        #expect(try results("  a: { per_day: n }", period: .allTime).cell("a")?.value == nil)
    }

    @Test func `of a month that is not over, the rows of the days that are count, and no later ones`() throws {
        let days = (1...30).map { "2026-09-\($0 < 10 ? "0" : "")\($0)" }
        let today = Self.day("2026-09-16")
        var bench = AggregationBench(
            tables: [.sample("calls", ["at": .dates(days), "seconds": .integers(days.map { _ in 2 })])],
            periods: ReportPeriods(period: .month("2026-09"), today: today))
        bench.asOf = Int64(today) * 86_400_000
        let options =
            "metrics: [n, a, s]\nby: [[week]]\ndefine:\n  n: { of: calls, at: at, count: rows }\n"
            + "  t: { of: calls, at: at, sum: seconds }\n  a: { per_day: n }\n  s: { per_day: t }"
        let results = try bench.results(options)
        #expect(results.cell("n")?.value?.text == "30")
        let perDay = try #require(results.cell("a"))
        #expect(perDay.value == .real(1) && perDay.numerator?.text == "15" && perDay.denominator?.text == "15")
        #expect(results.cell("s")?.value == .real(2))
        #expect(results.metrics.map(\.key) == ["n", "a", "s"])
        #expect(try SQLWitness(bench, options)?.differences == [])
    }

    @Test func `over all time without periods both are refused with what to write`() throws {
        for definition in ["per_day: n", "growth: n"] {
            var bench = AggregationBench(tables: [Self.calls])
            bench.segments = ["queue": ("calls", "queue")]
            func mistakes(_ by: String) -> [Diagnostic] {
                let collector = DiagnosticCollector()
                _ = bench.plan(
                    "\(by)define:\n  n: { of: calls, at: at, count: rows }\n  x: { \(definition) }", collector)
                return collector.diagnostics
            }
            let mistake = try #require(mistakes("by: [[queue]]\n").first)
            #expect(
                mistake.message.english == "metric 'x' needs periods, and the report is over all time without any")
            #expect(mistake.message.chinese == "指标 'x' 需要周期，而本报告覆盖全部时间，没有划分周期")
            #expect(
                mistake.help?.english
                    == "write 'period: { every: month }', or show it by periods: 'aggregate: { by: [[month]] }'")
            #expect(mistakes("by: [[month]]\n").isEmpty)
        }
    }

    @Test func `growth per working day compares what there was on one`() throws {
        let october = try #require(results("  g: { growth: n, per: working_day }").cell("g"))
        // September: 22 days from Monday to Friday and a Saturday; one call. 3 in 18 days against 1 in 23.
        #expect(abs((october.value?.doubleValue ?? 0) - (3.0 / 18 / (1.0 / 23) - 1)) < 1e-12)
    }

    @Test func `what does not add up over time, and a calendar that is not there, are refused with what to write`()
        throws
    {
        func mistakes(_ definitions: String, calendar: BusinessCalendar? = nil) -> [Diagnostic] {
            var bench = AggregationBench(tables: [Self.calls])
            bench.periods = ReportPeriods(
                period: Period(.month, containing: Self.day("2026-10-05")), today: 30_000, business: calendar)
            let collector = DiagnosticCollector()
            _ = bench.plan(
                "define:\n  n: { of: calls, at: at, count: rows }\n  m: { of: calls, at: at, mean: seconds }\n"
                    + "  r: { of: calls, at: at, count: rows, window: 3 months }\n" + definitions, collector)
            return collector.diagnostics
        }
        for total in ["m", "r"] {
            let mistake = try #require(mistakes("  x: { per_day: \(total) }").first)
            #expect(
                mistake.message.english
                    == "metric 'x' expects a count or a sum of what happened in a period, found '\(total)'")
            #expect(mistake.message.chinese == "指标 'x' 要求对周期内发生之事的计数或合计，实际为 '\(total)'")
        }
        for definition in ["per_day: n, days: working", "growth: n, per: working_day"] {
            let mistake = try #require(mistakes("  x: { \(definition) }").first)
            #expect(
                mistake.message.english
                    == "metric 'x' needs the key 'calendar' of the pipeline file, which says when business is open")
            #expect(mistakes("  x: { \(definition) }", calendar: Self.calendar).isEmpty)
        }
    }
}
