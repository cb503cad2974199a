// Dates that come rarely: a quarter without a leaver has none, and none of it is partial for the days after the last one.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Aggregation

@Suite struct RareTimeTests {
    private static func day(_ text: String) -> Int { CivilDate(isoText: text)?.dayNumber ?? 0 }

    /// Four employees, of whom one left on the first of July.
    private static let agents = Table.sample(
        "agents",
        [
            "agent_id": .texts(["A1", "A2", "A3", "A4"]),
            "hire_date": .dates(["2024-01-01", "2024-01-01", "2024-02-01", "2024-03-01"]),
            "leave_date": .dates([nil, "2026-07-01", nil, nil]), "team": .texts(["a", "b", "a", "b"]),
        ])

    private static func bench(_ period: Period, _ table: Table = agents, today: String = "2026-10-05") throws
        -> AggregationBench
    {
        var bench = AggregationBench(
            tables: [table],
            periods: ReportPeriods(
                period: period, compared: [.previous: period.advanced(by: -1)], today: day(today)))
        bench.asOf = Int64(day(today)) * 86_400_000
        bench.catalogue = try SourceCatalogue.load()
        bench.segments = ["team": (table.name, "team")]
        return bench
    }

    private static func quarter(_ day: String) -> Period { Period(.quarter, containing: Self.day(day)) }

    private static let metrics = "metrics: [leavers, headcount, staff_turnover]\nby: [[month], [team]]"

    @Test func `a quarter without a leaver has none, and no day after one is lacking`() throws {
        let results = try Self.bench(Self.quarter("2026-07-01")).results(Self.metrics)
        let (now, then) = (Self.quarter("2026-07-01"), Self.quarter("2026-04-01"))
        func value(_ metric: String, _ period: Period) -> Double? {
            results.cell(metric, period: period)?.value?.doubleValue
        }
        #expect(value("leavers", then) == 0 && value("leavers", now) == 1)
        #expect(value("headcount", then) == 4 && value("headcount", now) == 3)
        #expect(value("staff_turnover", then) == 0 && value("staff_turnover", now) == 1.0 / 3)
        #expect(results.partialPeriods.isEmpty)
        #expect(results.cells.allSatisfy { $0.value != nil && $0.status != .partial })
        let months = results.cells.filter { $0.metric == "leavers" && $0.breakdown.grain == .month }
        #expect(months.map { $0.value?.text } == ["0", "0", "0", "1", "0", "0"])
    }

    @Test func `a quiet quarter of its own is a report of zeros, and team by team`() throws {
        let bench = try Self.bench(Self.quarter("2026-04-01"))
        let results = try bench.results(Self.metrics)
        #expect(results.cell("leavers")?.value?.text == "0")
        let turnover = results.cells.filter { $0.metric == "staff_turnover" && $0.breakdown.segments == ["team"] }
        #expect(turnover.filter { $0.period == results.period }.map(\.value) == [.real(0), .real(0)])
        let collector = DiagnosticCollector()
        let plan = bench.plan(Self.metrics, collector)
        let context = StageContext(collector: collector, zone: .utc, asOf: bench.asOf, jobs: 1)
        let told = Aggregation.periodsWithoutRows(plan, in: bench.tables, context: context)
        #expect(told.map(\.severity) == [.note])
        #expect(told.map(\.message.english) == ["no row of 'agents' has its 'leave_date' in 2026-Q2"])
    }

    @Test func `before anybody was employed nothing is said, and of a quarter that is not over what is known`() throws {
        let before = try Self.bench(Self.quarter("2023-07-01")).results("metrics: [leavers]")
        #expect(before.cell("leavers")?.value == nil)
        let running = try Self.bench(Self.quarter("2026-10-01"), today: "2026-11-15").results("metrics: [leavers]")
        #expect(running.cell("leavers")?.value?.text == "0")
        #expect(running.cell("leavers")?.status == .partial)
    }

    @Test func `a pipeline may say of its own table that rows come rarely`() throws {
        let table = Table.sample("alarms", ["at": .dates(["2026-01-05", "2026-08-09"]), "team": .texts(["a", "b"])])
        var bench = try Self.bench(Self.quarter("2026-04-01"), table)
        let options = "metrics: [n]\ndefine: { n: { of: alarms, at: at, count: rows } }"
        #expect(try bench.results(options).cell("n")?.value == nil)
        var calendar = TableCalendar()
        calendar.open.empty = .rare
        bench.periods.calendars = ["alarms": calendar]
        let results = try bench.results(options)
        #expect(results.cell("n")?.value?.text == "0" && results.partialPeriods.isEmpty)
        #expect(results.cell("n", period: Self.quarter("2026-01-01"))?.value?.text == "1")
    }

    @Test func `DuckDB comes to the same`() throws {
        for quarter in ["2026-04-01", "2026-07-01"] {
            #expect(try SQLWitness(Self.bench(Self.quarter(quarter)), Self.metrics)?.differences == [])
        }
    }
}
