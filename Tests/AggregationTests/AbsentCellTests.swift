// Cells in which no row counts: what they come to is one thing in results, formulas, explanations and SQL.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Aggregation

@Suite struct AbsentCellTests {
    private static func day(_ text: String) -> Int { CivilDate(isoText: text)?.dayNumber ?? 0 }

    /// In July both teams sell and team b is refunded; in August only team a sells; in September the one refund has no amount.
    private static let orders = Table.sample(
        "orders",
        [
            "at": .dates([
                "2026-07-03", "2026-07-12", "2026-07-31", "2026-08-01", "2026-08-31", "2026-09-02", "2026-09-29",
            ]),
            "team": .texts(["a", "b", "b", "a", "a", "a", "a"]),
            "kind": .texts(["sale", "sale", "refund", "sale", "sale", "sale", "refund"]),
            "amount": .decimals(["100.00", "80.00", "30.50", "50.00", "20.00", "40.00", nil]),
        ])

    private static let definitions = """

        metrics: [sold, refunded, orders, mean, net, rate, grown, mix, index]
        define:
          sold: { of: orders, at: at, sum: amount, where: kind = 'sale' }
          refunded: { of: orders, at: at, sum: amount, where: kind = 'refund' }
          orders: { of: orders, at: at, count: rows, where: kind = 'sale' }
          mean: { of: orders, at: at, mean: amount, where: kind = 'refund' }
          net: { calculate: sold - refunded }
          rate: { calculate: refunded / sold }
          grown: { growth: sold }
          mix: { share_of_total: sold, of_total: [team] }
          index: { weighted_index: [sold, refunded] }

        """

    private static func bench(_ period: Period, compared: [Comparison.Base: Period] = [:], empty: OpenDays.Empty? = nil)
        -> AggregationBench
    {
        var calendar = TableCalendar()
        calendar.open.empty = empty
        var bench = AggregationBench(
            tables: [orders],
            periods: ReportPeriods(
                period: period, compared: compared, today: day("2026-10-02"), calendars: ["orders": calendar]))
        bench.segments = ["team": ("orders", "team")]
        bench.asOf = Int64(day("2026-10-02")) * 86_400_000
        return bench
    }

    private static func months(_ results: MetricResults, _ metric: String) -> [String] {
        results.cells.filter { $0.metric == metric && $0.breakdown == Breakdown(grain: .month) }.map {
            "\($0.period.name) \($0.value?.text ?? "–") n \($0.n)"
        }
    }

    @Test func `a sum that no row of a month fulfils is 0, and formulas over it compute`() throws {
        let results = try Self.bench(Period(.quarter, containing: Self.day("2026-07-01")))
            .results("by: [[month]]" + Self.definitions)
        #expect(Self.months(results, "refunded") == ["2026-07 30.5 n 1", "2026-08 0 n 0", "2026-09 – n 0"])
        #expect(Self.months(results, "net") == ["2026-07 149.5 n 2", "2026-08 70 n 2", "2026-09 – n 1"])
        #expect(results.cells.first { $0.metric == "rate" && $0.period == .month("2026-08") }?.value == .real(0))
        // What no row has is no mean.
        #expect(Self.months(results, "mean")[1] == "2026-08 – n 0")
    }

    @Test func `a sum of a label without rows is 0 beside another period, and its explanation says the same`() throws {
        let bench = Self.bench(.month("2026-08"), compared: [.previous: .month("2026-07")], empty: .zero)
        let results = try bench.results(
            "by: [[team]]\nexplain: [{ metric: sold, by: team, against: previous }]" + Self.definitions)
        let team = Breakdown(segments: ["team"])
        #expect(results.cell("sold", team, labels: [1])?.value?.doubleValue == 0)
        #expect(results.comparison("sold", .previous, team, labels: [1])?.verdict == .gone)
        #expect(results.cell("mix", team, labels: [1])?.value?.doubleValue == 0)
        let explanation = try #require(results.explanations.first)
        #expect(explanation.obstacle == nil)
        #expect(explanation.lines.map { $0.now?.doubleValue } == [70, 0])
        #expect(results.cell("grown", team, labels: [1])?.value == .real(-1))
    }

    @Test func `a quiet month is 0 for a sum, and for what is calculated from it`() throws {
        let quarter = Period(.quarter, containing: Self.day("2026-05-01"))
        var bench = Self.bench(quarter, compared: [.previous: Period(.quarter, containing: Self.day("2026-07-01"))])
        bench.tables = [
            .sample(
                "orders",
                [
                    "at": .dates(["2026-04-01", "2026-06-30", "2026-07-01", "2026-09-30"]),
                    "team": .texts(["a", "a", "b", "b"]), "kind": .texts(["sale", "sale", "sale", "sale"]),
                    "amount": .decimals(["1", "2", "3", "4"]),
                ])
        ]
        bench.periods.calendars["orders"]?.open.empty = .zero
        let options =
            "by: [[month], [month, team]]" + Self.definitions.replacing("index]", with: "index, daily]")
            + "  daily: { per_day: sold }\n"
        let results = try bench.results(options)
        #expect(
            Self.months(results, "sold") == [
                "2026-04 1 n 1", "2026-05 0 n 0", "2026-06 2 n 1", "2026-07 3 n 1", "2026-08 0 n 0", "2026-09 4 n 1",
            ])
        #expect(Self.months(results, "net")[1] == "2026-05 0 n 0")
        #expect(Self.months(results, "daily")[1] == "2026-05 0 n 0")
        #expect(results.cells.first { $0.metric == "grown" && $0.period == .month("2026-05") }?.value == .real(-1))
        #expect(results.cells.allSatisfy { $0.status != .partial })
        #expect(try SQLWitness(bench, options)?.differences == [])
    }

    @Test func `DuckDB comes to the same nothing`() throws {
        let quarter = Period(.quarter, containing: Self.day("2026-07-01"))
        let options = "by: [[month], [team], [month, team]]" + Self.definitions
        for empty in [nil, OpenDays.Empty.zero] {
            #expect(try SQLWitness(Self.bench(quarter, empty: empty), options)?.differences == [])
            let month = Self.bench(.month("2026-08"), compared: [.previous: .month("2026-07")], empty: empty)
            let explained = "by: [[team]]\nexplain: [{ metric: sold, by: team, against: previous }]" + Self.definitions
            #expect(try SQLWitness(month, explained)?.differences == [])
        }
    }

    @Test func `every kind says of no rows what it is, alone`() throws {
        var bench = Self.bench(.allTime)
        bench.tables = [.sample("calls", ["at": .dates([]), "id": .texts([]), "x": .decimals([])])]
        let zeros = ["count: rows", "sum: x", "distinct: id", "first_time: id"]
        let undefined = ["mean: x", "median: x", "share: x > 1", "nps: x", "stddev: x", "maximum: x", "gap: id"]
        for (texts, isZero) in [(zeros, true), (undefined, false)] {
            for text in texts {
                let collector = DiagnosticCollector()
                let plan = bench.plan("define: { m: { of: calls, at: at, \(text) } }", collector)
                #expect(collector.diagnostics.isEmpty)
                #expect(plan.nothing(ofMetric: 0)?.value?.doubleValue == (isZero ? 0 : nil), "\(text)")
            }
        }
    }
}
