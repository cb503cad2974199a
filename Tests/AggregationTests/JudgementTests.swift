// Intervals, targets, comparisons and partial periods: what the report may say of a number.

import Aggregation
import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@Suite struct JudgementTests {
    /// September 2026 compared with August 2026.
    private static let periods = ReportPeriods(
        period: .month("2026-09"), compared: [.previous: .month("2026-08"), .yearAgo: .month("2025-09")], today: 30_000)

    /// Answers spread over the whole month: the first `good` of `total` are 10, the others 3 (or 8 for `middle`).
    private static func month(_ month: String, good: Int, middle: Int = 0, of total: Int) -> [(String, Int64)] {
        let days = month == "2025-09" || month == "2026-09" ? 30 : 31
        return (0..<total).map { index in
            let day = 1 + index * (days - 1) / max(1, total - 1)
            return ("\(month)-\(day < 10 ? "0" : "")\(day)", index < good ? 10 : index < good + middle ? 8 : 3)
        }
    }

    private static func surveys(_ rows: [(String, Int64)]) -> Table {
        .sample(
            "surveys", ["time": .dates(rows.map(\.0)), "score": .integers(rows.map(\.1))], chunkRows: 16)
    }

    private static func results(
        _ rows: [(String, Int64)], _ definition: String, extra: String = "", periods: ReportPeriods = Self.periods
    ) throws -> MetricResults {
        try AggregationBench(tables: [surveys(rows)], periods: periods)
            .results("define:\n  m: { of: surveys, at: time, \(definition) }\n\(extra)")
    }

    // METRICS: Wilson and the three NPS rows.
    @Test(arguments: [
        (0, 10, 0.0, 0.277533), (8, 10, 0.490162, 0.943318), (10, 10, 0.722467, 1), (9, 12, 0.467695, 0.911058),
        (80, 100, 0.711171, 0.866633), (270, 300, 0.860834, 0.929052),
    ])
    func `a share has Wilson's interval`(good: Int, total: Int, low: Double, high: Double) throws {
        let results = try Self.results(Self.month("2026-09", good: good, of: total), "share: score >= 9")
        let cell = try #require(results.cell("m"))
        #expect(abs((cell.low ?? -1) - low) < 1e-6)
        #expect(abs((cell.high ?? -1) - high) < 1e-6)
    }

    @Test(arguments: [(50, 30, 100, 30.0, 14.051, 44.201), (6, 3, 10, 50, -0.203, 77.126), (5, 0, 5, 100, 17.491, 100)])
    func `NPS has the adjusted Wald interval`(
        promoters: Int, passives: Int, total: Int, value: Double, low: Double, high: Double
    ) throws {
        let results = try Self.results(
            Self.month("2026-09", good: promoters, middle: passives, of: total), "nps: score")
        let cell = try #require(results.cell("m"))
        #expect(cell.value == .real(value))
        #expect(abs((cell.low ?? -999) - low) < 1e-3)
        #expect(abs((cell.high ?? -999) - high) < 1e-3)
    }

    @Test func `a rate of counts has the exact Poisson interval`() throws {
        let results = try AggregationBench(
            tables: [Self.surveys(Self.month("2026-09", good: 3, of: 1500))], periods: Self.periods
        ).results(
            """
            define:
              good: { count: rows, of: surveys, at: time, where: score = 10 }
              all: { count: rows, of: surveys, at: time }
              rate: { calculate: good / all, scale: 1000, unit: per_1000, interval: poisson }
            """)
        let cell = try #require(results.cell("rate"))
        #expect(cell.value == .real(2))
        #expect(abs((cell.low ?? 0) - 0.6187 / 1.5) < 1e-4)
        #expect(abs((cell.high ?? 0) - 8.7673 / 1.5) < 1e-4)
        #expect(cell.n == 1500)
    }

    @Test func `sums and counts have no interval`() throws {
        for definition in ["sum: score", "count: rows", "maximum: score", "distinct: score"] {
            let cell = try #require(try Self.results(Self.month("2026-09", good: 3, of: 40), definition).cell("m"))
            #expect(cell.low == nil)
            #expect(cell.high == nil)
        }
    }

    // MARK: Targets

    @Test(arguments: [
        ("at_least: 50%", CellStatus.met), ("at_least: 80%", .uncertain), ("at_least: 95%", .missed),
        ("at_most: 50%", .missed), ("at_most: 80%", .uncertain), ("at_most: 95%", .met),
    ])
    func `a target is met or missed only when the whole interval says so`(bound: String, status: CellStatus) throws {
        let results = try Self.results(
            Self.month("2026-09", good: 80, of: 100), "share: score >= 9", extra: "targets: [ { metric: m, \(bound) } ]"
        )
        #expect(results.cell("m")?.status == status)
        #expect(results.cell("m")?.target != nil)
    }

    @Test func `a number without interval is judged by itself`() throws {
        let rows = Self.month("2026-09", good: 10, of: 10)
        #expect(
            try Self.results(rows, "sum: score", extra: "targets: [ { metric: m, at_least: 100 } ]").cell("m")?.status
                == .met)
        #expect(
            try Self.results(rows, "sum: score", extra: "targets: [ { metric: m, at_least: 101 } ]").cell("m")?.status
                == .missed)
    }

    @Test func `a mean of one row decides nothing`() throws {
        let rows = Self.month("2026-09", good: 0, of: 30) + [("2026-09-15", 10)]
        let cell = try Self.results(
            rows, "mean: score, where: score > 9", extra: "targets: [ { metric: m, at_least: 5 } ]"
        )
        .cell("m")
        #expect(cell?.n == 1)
        #expect(cell?.status == .uncertain)
    }

    @Test func `a target for a sum is not one for its parts, a target for a share is`() throws {
        var bench = AggregationBench(
            tables: [
                .sample(
                    "surveys",
                    [
                        "time": .dates(Self.month("2026-09", good: 0, of: 90).map { $0.0 }),
                        "team": .texts((0..<90).map { $0 % 2 == 0 ? "a" : "b" }),
                        "score": .integers((0..<90).map { Int64($0 % 5) }),
                    ])
            ], periods: Self.periods)
        bench.segments = ["team": ("surveys", "team")]
        let results = try bench.results(
            """
            by: [[team], [month], [week]]
            define:
              total: { sum: score, of: surveys, at: time }
              share: { share: score > 2, of: surveys, at: time }
            targets: [ { metric: total, at_least: 150 }, { metric: share, at_least: 10% } ]
            """)
        let teams = Breakdown(segments: ["team"])
        #expect(results.cell("total")?.target != nil)
        #expect(results.cell("total", teams, labels: [0])?.target == nil)
        #expect(results.cell("share", teams, labels: [0])?.status == .met)
        // A month's target is one for the cells of months, not of weeks.
        #expect(results.cell("total", Breakdown(grain: .month))?.target != nil)
        #expect(results.cells.filter { $0.breakdown.grain == .week }.allSatisfy { $0.target == nil })
    }

    @Test func `a target per month is for months even in a quarter's report`() throws {
        let quarter = ReportPeriods(period: Period(.quarter, containing: 20_700), today: 30_000)
        let rows =
            Self.month("2026-07", good: 90, of: 100) + Self.month("2026-08", good: 90, of: 100)
            + Self.month("2026-09", good: 90, of: 100)
        let results = try Self.results(
            rows, "share: score >= 9", extra: "by: [[month]]\ntargets: [ { metric: m, at_least: 50%, per: month } ]",
            periods: quarter)
        #expect(results.cell("m")?.target == nil)
        let months = results.cells.filter { $0.breakdown.grain == .month }
        #expect(months.map(\.status) == [.met, .met, .met])
    }

    // MARK: Comparisons

    @Test(arguments: [
        (90, 60, "higher", Comparison.Verdict.better), (60, 90, "higher", .worse), (90, 60, "lower", .worse),
        (60, 90, "lower", .better), (90, 60, "none", .changed), (80, 78, "higher", .withinNoise),
    ])
    func `a difference is better or worse by the metric's direction, or noise`(
        now: Int, before: Int, better: String, verdict: Comparison.Verdict
    ) throws {
        let rows = Self.month("2026-09", good: now, of: 100) + Self.month("2026-08", good: before, of: 100)
        for kind in ["share: score >= 9", "mean: score", "nps: score"] {
            let results = try Self.results(rows, "\(kind), better: \(better)")
            let comparison = try #require(results.comparison("m", .previous))
            #expect(comparison.verdict == verdict, "\(kind)")
            #expect((comparison.low ?? 9) <= comparison.difference ?? 0)
            #expect((comparison.difference ?? 9) <= comparison.high ?? 0)
        }
    }

    @Test func `Newcombe's interval is that of the two shares`() throws {
        // 56/70 against 48/80: Newcombe (1998), table II, method 10.
        let rows = Self.month("2026-09", good: 56, of: 70) + Self.month("2026-08", good: 48, of: 80)
        let comparison = try #require(try Self.results(rows, "share: score >= 9").comparison("m", .previous))
        #expect(abs((comparison.difference ?? 0) - 0.2) < 1e-12)
        #expect(abs((comparison.low ?? 0) - 0.0524) < 1e-4)
        #expect(abs((comparison.high ?? 0) - 0.3339) < 1e-4)
        #expect(abs((comparison.relative ?? 0) - 1.0 / 3) < 1e-12)
    }

    @Test func `amounts have a difference and a relative change but no verdict`() throws {
        let rows = Self.month("2026-09", good: 30, of: 31) + Self.month("2026-08", good: 31, of: 31)
        let comparison = try #require(try Self.results(rows, "sum: score, better: higher").comparison("m", .previous))
        #expect(comparison.difference == -7)
        #expect(comparison.low == nil)
        #expect(comparison.verdict == .unjudged)
        #expect(abs((comparison.relative ?? 0) + 7.0 / 310) < 1e-12)
    }

    @Test func `a change from nothing has no relative size`() throws {
        let rows = Self.month("2026-09", good: 2, of: 31) + Self.month("2026-08", good: 0, of: 31)
        let comparison = try #require(
            try Self.results(rows, "count: rows, where: score = 10").comparison("m", .previous))
        #expect(comparison.difference == 2)
        #expect(comparison.relative == nil)
    }

    @Test func `a period the data do not cover is never compared`() throws {
        let rows = Self.month("2026-09", good: 60, of: 100) + [("2026-08-20", 10), ("2026-08-31", 10)]
        let results = try Self.results(rows, "share: score >= 9, better: higher")
        #expect(results.cell("m")?.status == .plain)
        #expect(results.cell("m", period: .month("2026-08"))?.status == .partial)
        #expect(results.comparison("m", .previous)?.verdict == .notComparable)
        #expect(results.comparison("m", .previous)?.difference == nil)
        // There is nothing at all of the year before.
        #expect(results.cell("m", period: .month("2025-09"))?.status == .undefined)
        #expect(results.comparison("m", .yearAgo)?.verdict == .notComparable)
        #expect(results.partialPeriods == [.month("2026-08"), .month("2025-09")])
    }

    @Test(arguments: [
        ("2026-09-04", "2026-09-27", false), ("2026-09-05", "2026-09-30", true), ("2026-09-01", "2026-09-26", true),
    ])
    func `a gap of more than a tenth makes a period partial`(first: String, last: String, isPartial: Bool) throws {
        let results = try Self.results([(first, 10), (last, 10)], "count: rows")
        #expect((results.cell("m")?.status == .partial) == isPartial)
    }

    @Test func `a period that is not over is partial, and its target is not judged`() throws {
        var periods = Self.periods
        periods.today = periods.period.end.map { $0 - 1 } ?? 0
        let rows = Self.month("2026-09", good: 100, of: 100)
        let results = try Self.results(
            rows, "share: score >= 9", extra: "targets: [ { metric: m, at_least: 50% } ]", periods: periods)
        #expect(results.cell("m")?.status == .partial)
        #expect(results.comparison("m", .previous)?.verdict == .notComparable)
    }

    @Test func `a rate whose one table does not cover the period is partial`() throws {
        let full = Self.surveys(Self.month("2026-09", good: 3, of: 100))
        var half = Self.surveys([("2026-09-20", 1), ("2026-09-30", 1)])
        half.name = "other"
        let results = try AggregationBench(tables: [full, half], periods: Self.periods).results(
            """
            define:
              a: { count: rows, of: surveys, at: time }
              b: { count: rows, of: other, at: time }
              rate: { calculate: b / a }
            """)
        #expect(results.cell("rate")?.value == .real(0.02))
        #expect(results.cell("rate")?.status == .partial)
    }

    @Test func `rows without a time are left out and counted`() throws {
        let table = Table.sample(
            "surveys",
            ["time": .dates(["2026-09-01", nil, "2026-09-30", nil, nil]), "score": .integers([1, 2, 3, nil, 5])])
        let bench = AggregationBench(tables: [table], periods: Self.periods)
        let results = try bench.results("define:\n  m: { count: rows, of: surveys, at: time, where: score > 0 }")
        #expect(results.cell("m")?.value == .exact(ExactDecimal(2)))
        #expect(results.rowsWithoutTime == ["surveys": 2])
        let all = try AggregationBench(tables: [table]).results("define:\n  m: { count: rows, of: surveys, at: time }")
        #expect(all.cell("m")?.value == .exact(ExactDecimal(2)))
        #expect(all.rowsWithoutTime == ["surveys": 3])
        let timeless = try AggregationBench(tables: [table]).results("define:\n  m: { count: rows, of: surveys }")
        #expect(timeless.cell("m")?.value == .exact(ExactDecimal(5)))
        #expect(timeless.rowsWithoutTime == [:])
    }

    // MARK: Periods and zones

    @Test func `an instant belongs to the day of the reporting zone`() throws {
        let table = Table.sample(
            "surveys", ["time": .instants(["2026-08-31T15:59:59Z", "2026-08-31T16:00:00Z", "2026-09-30T16:00:00Z"])])
        var bench = AggregationBench(tables: [table], periods: Self.periods)
        bench.zone = try #require(TimeZoneTable(identifier: "Asia/Shanghai"))
        let results = try bench.results("define:\n  m: { count: rows, of: surveys, at: time }")
        #expect(results.cell("m")?.value == .exact(ExactDecimal(1)))
        #expect(results.cell("m", period: .month("2026-08"))?.value == .exact(ExactDecimal(1)))
    }

    @Test func `an hour that is skipped or repeated moves no row to another day`() throws {
        let zone = try #require(TimeZoneTable(identifier: "Europe/Berlin"))
        let instants = stride(from: 0, to: 72, by: 1).map { 1_774_569_600_000 + Int64($0) * 3_600_000 }
        let table = Table.sample("surveys", ["time": .cells(.instant, instants.map { .instant($0) })])
        let days = Period(grain: nil, start: 20_538, end: 20_545)
        var bench = AggregationBench(tables: [table], periods: ReportPeriods(period: days, today: 30_000))
        bench.zone = zone
        let results = try bench.results("by: [[day]]\ndefine:\n  m: { count: rows, of: surveys, at: time }")
        let counted = results.cells.filter { $0.breakdown.grain == .day }
        let expected = Dictionary(grouping: instants) { Int(zone.localDay(of: $0)) }.mapValues(\.count)
        #expect(Dictionary(uniqueKeysWithValues: counted.map { ($0.period.start ?? 0, $0.n) }) == expected)
        // The day the clocks go forward has 23 hours.
        #expect(counted.contains { $0.n == 23 })
    }

    @Test func `the trend is for the total only, and its empty periods stand as undefined`() throws {
        var periods = Self.periods
        periods.trend = ["2026-06", "2026-07", "2026-08", "2026-09"].map { .month($0) }
        let results = try Self.results(
            Self.month("2026-09", good: 1, of: 31) + Self.month("2026-07", good: 1, of: 31), "count: rows",
            periods: periods)
        let cells = results.cells.map { "\($0.period.name) \($0.value?.text ?? "–") \($0.status.rawValue)" }
        #expect(
            cells == [
                "2025-09 – undefined", "2026-06 – undefined", "2026-07 31 ", "2026-08 – undefined", "2026-09 31 ",
            ])
    }

    @Test func `a report over all time can still be divided by months`() throws {
        let rows = [("2026-01-31", Int64(1)), ("2026-02-01", 2), ("2026-04-30", 3)]
        let results = try Self.results(
            rows, "sum: score", extra: "by: [[month]]", periods: ReportPeriods(period: .allTime, today: 30_000))
        #expect(results.cell("m")?.value == .exact(ExactDecimal(6)))
        let months = results.cells.filter { $0.breakdown.grain == .month }
        #expect(months.map { "\($0.period.name)=\($0.value?.text ?? "")" } == ["2026-01=1", "2026-02=2", "2026-04=3"])
    }

    @Test func `a wrong year in the data hides no other period of a report over all time`() throws {
        let rows = [("0001-01-01", Int64(1)), ("2026-02-01", 2), ("2026-02-02", 3), ("9999-12-30", 4)]
        let results = try Self.results(
            rows, "sum: score", extra: "by: [[day]]", periods: ReportPeriods(period: .allTime, today: 30_000))
        let days = results.cells.filter { $0.breakdown.grain == .day }
        #expect(
            days.map { "\($0.period.name)=\($0.value?.text ?? "")" } == [
                "0001-01-01=1", "2026-02-01=2", "2026-02-02=3", "9999-12-30=4",
            ])
    }

    @Test func `a count of no rows is zero for labels that have none while others do`() throws {
        let calls = Table.sample(
            "calls", ["at": .dates(["2026-09-01", "2026-09-30"]), "team": .texts(["a", "b"])])
        let tickets = Table.sample(
            "tickets", ["at": .dates(["2026-09-01", "2026-09-30"]), "team": .texts(["a", "a"])])
        var bench = AggregationBench(tables: [calls, tickets], periods: Self.periods)
        // One segment that both tables can use, made by hand.
        bench.segments = ["team": ("calls", "team")]
        let collector = DiagnosticCollector()
        let options = AggregationOptions(
            .text(
                """
                by: [[team]]
                define:
                  calls_made: { count: rows, of: calls, at: at }
                  tickets_opened: { count: rows, of: tickets, at: at }
                  rate: { calculate: tickets_opened / calls_made, interval: poisson }
                """), collector: collector)
        let plan = Aggregation.plan(
            options, catalogue: .empty, schemas: [.sample(calls), .sample(tickets)],
            segments: [
                SegmentSchema(
                    key: "team", title: Wording("team"), location: SourceLocation(file: "p"),
                    tables: ["calls", "tickets"])
            ], periods: Self.periods, collector: collector)
        var segmented = bench.segmented
        segmented.tables[1].numbers["team"] = SegmentNumbers(chunks: [[0, 0]])
        let results = try Aggregation.run(
            plan, on: segmented, context: StageContext(collector: collector, zone: .utc, asOf: 0))
        let teams = Breakdown(segments: ["team"])
        #expect(results.cell("rate", teams, labels: [0])?.value == .real(2))
        let none = try #require(results.cell("rate", teams, labels: [1]))
        #expect(none.value == .real(0))
        #expect(none.low == 0)
        #expect((none.high ?? 0) > 3)
    }
}
