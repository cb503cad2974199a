// Labels of which nothing stands any more: a backlog that is worked off is 0, in the results and in their SQL.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Aggregation

@Suite struct StockLabelTests {
    private static func day(_ text: String) -> Int { CivilDate(isoText: text)?.dayNumber ?? 0 }

    /// Team a always has something open; what team b opened in July is solved in August.
    private static let tickets = Table.sample(
        "tickets",
        [
            "opened": .instants([
                "2026-07-01T00:00:00Z", "2026-07-03T10:00:00Z", "2026-07-20T10:00:00Z", "2026-08-10T10:00:00Z",
                "2026-09-30T23:00:00Z",
            ]),
            "resolved": .instants([nil, "2026-08-02T10:00:00Z", "2026-08-15T12:00:00Z", "2026-09-10T10:00:00Z", nil]),
            "team": .texts(["a", "b", "b", "a", "a"]), "hours": .integers([2, 3, 5, 7, 1]),
        ])

    private static func bench(_ period: Period, compared: [Comparison.Base: Period] = [:]) -> AggregationBench {
        var bench = AggregationBench(
            tables: [tickets], periods: ReportPeriods(period: period, compared: compared, today: day("2026-10-02")))
        bench.segments = ["team": ("tickets", "team")]
        bench.asOf = Int64(day("2026-10-02")) * 86_400_000
        return bench
    }

    private static let options = """
        by: [[month], [month, team]]
        define:
          open: { of: tickets, at: opened, until: resolved, count: rows }
          work: { of: tickets, at: opened, until: resolved, sum: hours }
          mean: { of: tickets, at: opened, until: resolved, mean: hours }
          came: { of: tickets, at: opened, count: rows }
        """

    private static let quarter = Period(.quarter, containing: day("2026-08-01"))

    @Test func `a stock that is worked off is 0, and what is no stock is absent`() throws {
        let results = try Self.bench(Self.quarter).results(Self.options)
        func cells(_ metric: String) -> [String] {
            results.cells.filter { $0.metric == metric && $0.breakdown.segments == ["team"] }.map {
                "\($0.period.name) \($0.labels[0]) \($0.value?.text ?? "–") \($0.n)"
            }
        }
        #expect(
            cells("open") == [
                "2026-07 0 1 1", "2026-07 1 2 2", "2026-08 0 2 2", "2026-08 1 0 0", "2026-09 0 2 2", "2026-09 1 0 0",
            ])
        #expect(
            cells("work") == [
                "2026-07 0 2 1", "2026-07 1 8 2", "2026-08 0 9 2", "2026-08 1 0 0", "2026-09 0 3 2", "2026-09 1 0 0",
            ])
        #expect(cells("mean") == ["2026-07 0 2 1", "2026-07 1 4 2", "2026-08 0 4.5 2", "2026-09 0 1.5 2"])
        #expect(cells("came") == ["2026-07 0 1 1", "2026-07 1 2 2", "2026-08 0 1 1", "2026-09 0 1 1"])
    }

    @Test func `where the data do not reach, nothing is said of a label`() throws {
        // The day after the last row is not covered, and is not over.
        let results = try Self.bench(Period(.quarter, containing: Self.day("2026-11-01"))).results(Self.options)
        #expect(!results.cells.contains { $0.metric == "open" && $0.n == 0 && $0.value != nil })
    }

    @Test func `beside another month a label that is worked off has no rows any more, and one that had none is new`()
        throws
    {
        let months = (
            Period(.month, containing: Self.day("2026-08-01")), Period(.month, containing: Self.day("2026-07-01"))
        )
        let breakdown = Breakdown(grain: .month, segments: ["team"])
        let gone = try Self.bench(months.0, compared: [.previous: months.1]).results(Self.options)
        #expect(gone.comparison("open", .previous, breakdown, labels: [1])?.verdict == .gone)
        #expect(gone.comparison("open", .previous, breakdown, labels: [0])?.verdict == .unjudged)
        let new = try Self.bench(months.1, compared: [.previous: months.0]).results(Self.options)
        #expect(new.cell("open", breakdown, period: months.0, labels: [1])?.value == .exact(ExactDecimal(0)))
        #expect(new.comparison("open", .previous, breakdown, labels: [1])?.verdict == .new)
    }

    @Test func `DuckDB comes to the same zeros`() throws {
        guard let witness = try SQLWitness(Self.bench(Self.quarter), Self.options) else { return }
        #expect(witness.differences == [])
        // Of a month beside another; the total would say the months again.
        let months = Self.bench(
            Period(.month, containing: Self.day("2026-09-01")),
            compared: [.previous: Period(.month, containing: Self.day("2026-07-01"))])
        let divided = Self.options.replacing("[[month], [month, team]]", with: "[[month, team]]")
        #expect(try SQLWitness(months, divided)?.differences == [])
    }
}
