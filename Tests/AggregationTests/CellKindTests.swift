// Metrics over the cells of others: shares of a total, growth, an index of weighted parts.

import Diagnostics
import Stages
import Statistics
import Tabular
import TestSupport
import Testing

@testable import Aggregation

@Suite struct CellKindTests {
    private static func day(_ text: String) -> Int { CivilDate(isoText: text)?.dayNumber ?? 0 }

    private static let quarter = ReportPeriods(
        period: Period(.quarter, containing: day("2026-07-01")),
        compared: [.previous: Period(.quarter, containing: day("2026-06-01"))], today: day("2026-10-02"))

    private static let contacts = Table.sample(
        "contacts",
        [
            "at": .instants([
                "2026-05-02T08:00:00Z", "2026-06-01T08:00:00Z", "2026-06-02T08:00:00Z", "2026-07-01T08:00:00Z",
                "2026-07-05T08:00:00Z", "2026-07-09T08:00:00Z", "2026-08-01T08:00:00Z", "2026-09-02T08:00:00Z",
            ]),
            "channel": .texts(["mail", "mail", "call", "mail", "call", "call", nil, "call"]),
            "team": .texts(["a", "a", "a", "a", "b", "a", "b", "b"]),
            "paid": .decimals(["4", "10.00", "30.00", "10.50", "-2.50", "12", nil, "0"]),
        ])

    private func lines(_ definitions: String, _ metric: String, by breakdown: Breakdown) throws -> [String] {
        var bench = AggregationBench(tables: [Self.contacts], periods: Self.quarter)
        bench.isExample = true
        bench.segments = ["channel": ("contacts", "channel"), "team": ("contacts", "team")]
        let words = (breakdown.grain.map { [$0.rawValue] } ?? []) + breakdown.segments
        let by = words.isEmpty ? "" : "by: [[\(words.joined(separator: ", "))]]\n"
        let results = try bench.results(by + "define:\n" + definitions)
        return results.cells.filter { $0.metric == metric && $0.breakdown == breakdown }.map { cell in
            let labels = cell.labels.isEmpty ? "" : " \(cell.labels)"
            let parts = [cell.value, cell.numerator, cell.denominator].map { $0?.text ?? "–" }
            return "\(cell.period.name)\(labels) \(parts.joined(separator: " ")) n \(cell.n)"
        }
    }

    private static let parts = """
          n: { of: contacts, at: at, count: rows }
          paid: { of: contacts, at: at, sum: paid }
          mean: { of: contacts, at: at, mean: paid }
          most: { of: contacts, at: at, maximum: paid }

        """

    @Test func `a mix adds up to the whole in every period, the unknown label with it`() throws {
        let by = Breakdown(segments: ["channel"])
        #expect(
            try lines(Self.parts + "  m: { share_of_total: n, of_total: [channel] }", "m", by: by) == [
                "2026-Q2 [0] 0.3333333333333333 1 3 n 3", "2026-Q2 [1] 0.6666666666666666 2 3 n 3",
                "2026-Q3 [0] 0.6 3 5 n 5", "2026-Q3 [1] 0.2 1 5 n 5", "2026-Q3 [2] 0.2 1 5 n 5",
            ])
    }

    @Test func `other segments and the period stay what they are`() throws {
        let by = Breakdown(grain: .month, segments: ["channel", "team"])
        let lines = try lines(Self.parts + "  m: { share_of_total: n, of_total: channel }", "m", by: by)
        #expect(
            lines == [
                "2026-05 [1, 0] 1 1 1 n 1", "2026-06 [0, 0] 0.5 1 2 n 2", "2026-06 [1, 0] 0.5 1 2 n 2",
                "2026-07 [0, 0] 0.5 1 2 n 2", "2026-07 [0, 1] 1 1 1 n 1", "2026-07 [1, 0] 0.5 1 2 n 2",
                "2026-08 [2, 1] 1 1 1 n 1", "2026-09 [0, 1] 1 1 1 n 1",
            ])
    }

    @Test func `a part below zero and a total that is not above zero are what they are`() throws {
        let by = Breakdown(segments: ["team"])
        #expect(
            try lines(Self.parts + "  m: { share_of_total: paid, of_total: team }", "m", by: by) == [
                "2026-Q2 [0] 1 44 44 n 3", "2026-Q3 [0] 1.125 22.5 20 n 2", "2026-Q3 [1] -0.125 -2.5 20 n 2",
            ])
        #expect(
            try lines(Self.parts + "  m: { share_of_total: paid, of_total: team }", "m", by: Breakdown(grain: .month))
                .last
                == "2026-09 – 0 – n 1")
    }

    @Test func `every month grows since the month before, also since one that the report does not show`() throws {
        // Nothing in April: May has no base. The base of July is June, which the compared quarter has.
        #expect(
            try lines(Self.parts + "  m: { growth: n }", "m", by: Breakdown(grain: .month)) == [
                "2026-05 – – – n 0", "2026-06 1 1 1 n 1", "2026-07 0.5 1 2 n 2", "2026-08 -0.6666666666666666 -2 3 n 1",
                "2026-09 0 0 1 n 1",
            ])
        // The quarter before the compared one is only looked at.
        #expect(
            try lines(Self.parts + "  m: { growth: paid }", "m", by: .total).last
                == "2026-Q3 -0.5454545454545454 -24 44 n 3")
        // From nothing, and from less than nothing, there is a difference but no growth.
        let months = try lines(Self.parts + "  m: { growth: paid }", "m", by: Breakdown(grain: .month))
        #expect(months.suffix(2) == ["2026-08 – – – n 0", "2026-09 – – – n 0"])
        let perDay = try lines(Self.parts + "  m: { growth: n, per: day }", "m", by: Breakdown(grain: .month))
        #expect(perDay[1].hasPrefix("2026-06 1.066666666666666"))
    }

    /// The same on every day: by reals, 31 · 0.7 · 30 ÷ 31 is not 30 · 0.7.
    @Test func `equal rates of months of other lengths have grown by nothing at all`() throws {
        for amount in ["1", "0.7", "1.3", "2.9", "0.07"] {
            let days = (Period.month("2026-05").start ?? 0)..<(Period.month("2026-08").start ?? 0)
            let times = days.map { CivilDate(dayNumber: $0).isoText }
            let amounts = days.map { _ in amount }
            let table = Table.sample(
                "contacts", ["at": .dates(times), "paid": .decimals(amounts)], chunkRows: 2)
            let results = try AggregationBench(
                tables: [table], periods: ReportPeriods(period: .month("2026-07"), today: 30_000)
            ).results(
                """
                metrics: [paid, grown]
                define:
                  paid: { of: contacts, at: at, sum: paid }
                  grown: { growth: paid, per: day }
                """)
            #expect(results.cell("grown")?.value == .real(0), "\(amount)")
            #expect(results.cell("grown")?.numerator?.doubleValue == 0)
        }
    }

    @Test func `the exact interval of a ratio of counts is that of the literature`() throws {
        // Twelve events in 2.5 against five in 3.2 units of exposure, computed by R's exact conditional test.
        let ratio = RateRatio(
            try #require(EventRate(events: 12, exposure: 2.5)), to: try #require(EventRate(events: 5, exposure: 3.2)))
        #expect(abs((ratio.ratio ?? 0) - 3.072) < 1e-12)
        let interval = try #require(ratio.interval())
        #expect(abs(interval.low - 1.007419) < 5e-7)
        #expect(abs(interval.high - 11.13086) < 5e-6)
        let none = RateRatio(try #require(EventRate(events: 0)), to: try #require(EventRate(events: 4)))
        #expect(none.interval()?.low == 0)
        #expect(RateRatio(try #require(EventRate(events: 3)), to: try #require(EventRate(events: 0))).interval() == nil)
    }

    @Test func `an index is the weighted mean of the parts that are there, if they weigh enough`() throws {
        let index = "  m: { weighted_index: [mean, most], weights: [3, 1] }"
        #expect(
            try lines(Self.parts + index, "m", by: Breakdown(grain: .month)).prefix(3) == [
                "2026-05 4 16 4 n 1", "2026-06 22.5 90 4 n 2", "2026-07 8 32 4 n 3",
            ])
        // In August nothing was paid, and there is no mean; the count alone weighs a quarter.
        let partial =
            "  m: { weighted_index: [mean, counted], weights: [3, 1], coverage: 0.25 }\n"
            + "  counted: { like: n, unit: number }"
        #expect(try lines(Self.parts + partial, "m", by: Breakdown(grain: .month))[3] == "2026-08 1 1 1 n 1")
        let whole = partial.split(separator: "0.25").joined(separator: "0.5")
        #expect(try lines(Self.parts + whole, "m", by: Breakdown(grain: .month))[3] == "2026-08 – – – n 1")
    }

    @Test func `a label of which nothing is left has fallen by all of it, and one that is new has a difference`() throws
    {
        let lines = try lines(
            Self.parts + "  m: { growth: n }", "m", by: Breakdown(grain: .month, segments: ["channel"]))
        // Calls: one in June, two in July, none in August, one in September. Mails: one in May, June and July, none later.
        #expect(
            lines == [
                "2026-05 [1] – – – n 0", "2026-06 [0] – 1 0 n 1", "2026-06 [1] 0 0 1 n 1", "2026-07 [0] 1 1 1 n 1",
                "2026-07 [1] 0 0 1 n 1", "2026-08 [0] -1 -2 2 n 2", "2026-08 [1] -1 -1 1 n 1", "2026-08 [2] – 1 0 n 1",
                "2026-09 [0] – 1 0 n 1", "2026-09 [2] -1 -1 1 n 1",
            ])
    }

    @Test func `a period that is not whole has no growth, and counts that share rows have no interval`() throws {
        var bench = AggregationBench(tables: [Self.contacts], periods: Self.quarter)
        let definitions =
            Self.parts
            + "  g: { growth: n }\n  w: { of: contacts, at: at, count: rows, window: 2 months }\n  v: { growth: w }"
        // The data end on the second of September: most of the quarter's last month is not there.
        #expect(try bench.results("define:\n" + definitions).cell("g")?.value == nil)
        bench.isExample = true
        let whole = try bench.results("by: [[month]]\ndefine:\n" + definitions)
        #expect(whole.cell("g")?.value == .real(2.0 / 3))
        #expect(whole.cell("g")?.low != nil)
        let rolling = whole.cells.filter { $0.metric == "v" && $0.breakdown.grain == .month && $0.value != nil }
        #expect(!rolling.isEmpty && rolling.allSatisfy { $0.low == nil })
    }

    @Test func `a built-in mix says which segment it needs`() throws {
        var bench = AggregationBench(tables: [CanonicalTables.tickets], periods: Self.quarter)
        bench.catalogue = try SourceCatalogue.load()
        let collector = DiagnosticCollector()
        _ = bench.plan("metrics: [channel_mix]", collector)
        let mistake = try #require(collector.diagnostics.first)
        #expect(mistake.message.english == "metric 'channel_mix' needs the segment 'channel'")
        #expect(mistake.message.chinese == "指标 'channel_mix' 需要分组 'channel'")
        #expect(mistake.help?.english == "add to 'segment': channel: { column: tickets.channel }")
    }

    // MARK: The twin

    typealias Case = (
        definition: String,
        twin: @Sendable (_ metric: (String) -> CellKindTwin.Outcomes, _ segments: [String]) -> CellKindTwin.Outcomes
    )

    static let cases: [Case] = [
        (
            "share_of_total: n, of_total: [team]",
            { metric, segments in
                CellKindTwin.shares(
                    of: metric("n"), keeping: segments.indices.filter { segments[$0] != "team" }, areCounts: true)
            }
        ),
        (
            "share_of_total: s, of_total: [name, team]",
            { metric, segments in
                CellKindTwin.shares(of: metric("s"), keeping: [], areCounts: false)
            }
        ),
        ("growth: n", { metric, _ in CellKindTwin.growth(of: metric("n"), nothing: 0) { before($0) } }),
        (
            "growth: s, per: day",
            { metric, _ in
                CellKindTwin.growth(of: metric("s"), nothing: 0, isPerDay: true) { before($0) }
            }
        ),
        (
            "growth: w, against: year-ago",
            { metric, _ in
                CellKindTwin.growth(of: metric("w"), nothing: nil) { $0.isCut ? nil : $0.yearBefore }
            }
        ),
        ("per_day: s", { metric, _ in CellKindTwin.perDay(of: metric("s")) }),
        (
            "weighted_index: [w, x], weights: [2, 0.5], coverage: 0.5",
            { metric, _ in
                CellKindTwin.index(of: [metric("w"), metric("x")], weights: [2, 0.5], coverage: 0.5)
            }
        ),
    ]

    private static func before(_ period: Period) -> Period? { period.isCut ? nil : period.advanced(by: -1) }

    private static let operands: [(key: String, text: String, twin: @Sendable () -> MetricTwin)] = [
        ("n", "count: rows", { MetricTwin(.count, at: "day") }),
        ("s", "sum: amount", { MetricTwin(.sum, at: "day", value: TwinCase.cell("amount")) }),
        ("w", "mean: wait", { MetricTwin(.mean, at: "day", value: TwinCase.cell("wait")) }),
        ("x", "maximum: wait", { MetricTwin(.maximum, at: "day", value: TwinCase.cell("wait")) }),
    ]

    @Test(arguments: cases.indices)
    func `the engine agrees with the slow twin`(_ index: Int) throws {
        let item = Self.cases[index]
        var random = SplitMix64(seed: 0xCE11 + UInt64(index))
        for round in 0..<8 {
            let table = DirtyTable.random("calls", maximumRows: 80, using: &random)
            var bench = AggregationBench(tables: [table], periods: TwinTests.periods)
            bench.isExample = true
            bench.segments = ["team": ("calls", "queue"), "name": ("calls", "id")]
            bench.jobs = 1 + round % 3
            let lines = Self.operands.map { "  \($0.key): { of: calls, at: day, \($0.text) }" }
            let results = try bench.results(
                "by: [[team], [day], [week, team], [day, name, team]]\ndefine:\n" + lines.joined(separator: "\n")
                    + "\n  m: { \(item.definition) }")
            for breakdown in results.breakdowns { compare(results, breakdown, table, bench, item) }
        }
    }

    private func compare(
        _ results: MetricResults, _ breakdown: Breakdown, _ table: Table, _ bench: AggregationBench, _ item: Case
    ) {
        let shown = [TwinTests.periods.period] + TwinTests.periods.compared.values
        let periods = Set(breakdown.grain.map { grain in shown.flatMap { $0.divided(into: grain) } } ?? shown)
        let bases = Set(periods.flatMap { [Self.before($0), $0.isCut ? nil : $0.yearBefore] }.compactMap { $0 })
        let keys = breakdown.segments.map { (bench.segments[$0]?.column ?? "", bench.labelKeys($0)) }
        let expected = item.twin(
            { name in
                let twin = Self.operands.first { $0.key == name }?.twin() ?? MetricTwin(.count, at: "day")
                return twin.outcomes(table.rows, periods: Array(periods.union(bases)), zone: .utc) { row in
                    keys.map { AggregationBench.label(of: row[$0], $1) }
                }
            }, breakdown.segments
        ).filter { periods.contains($0.key.period) }
        let cells = results.cells.filter { $0.metric == "m" && $0.breakdown == breakdown && $0.n > 0 }
        #expect(cells.count == expected.values.count { $0.n > 0 }, "\(item.definition) \(breakdown)")
        for cell in cells {
            let twin = expected[.init(period: cell.period, labels: cell.labels)]
            let place = "\(item.definition) \(breakdown) \(cell.period.name) \(cell.labels)"
            #expect(cell.n == twin?.n, "\(place)")
            #expect(Closeness.holds(cell.value?.doubleValue, twin?.value), "\(place)")
            #expect(Closeness.holds(cell.numerator?.doubleValue, twin?.numerator), "\(place)")
            #expect(Closeness.holds(cell.denominator?.doubleValue, twin?.denominator), "\(place)")
        }
    }

    @Test func `mistakes are told at their place in both languages`() {
        var bench = AggregationBench(tables: [Self.contacts], periods: Self.quarter)
        bench.segments = ["channel": ("contacts", "channel")]
        let text = MarkedText(
            """
            define:
              n: { of: contacts, at: at, count: rows }
              mean: { of: contacts, at: at, mean: paid }
              ①a: { share_of_total: mean, of_total: channel }
              b: { share_of_total: n, of_total: [②chanel] }
              c: { growth: ③m }
              ④d: { weighted_index: [n, mean] }
              ⑤e: { weighted_index: [n, n], weights: [1, 2, 3] }
              f: { growth: n, against: ⑥last }
              ⑦g: { share_of_total: n }
              ⑧h: { growth: mean, interval: poisson }
              i: { weighted_index: [n], weights: [⑨0] }
            """)
        let collector = DiagnosticCollector()
        _ = bench.plan(text.text, collector)
        let differences = text.differences(
            from: [
                "①": "metric 'a' expects a count or a sum, whose parts add up to a total, found 'mean'\n"
                    + "take the share of a metric of 'count' or 'sum'",
                "②": "unknown segment 'chanel'\ndid you mean 'channel'?",
                "③": "unknown metric 'm'\ndid you mean 'a'?",
                "④": "metric 'd' expects a formula of one unit, found 'n' count and 'mean' number\n"
                    + "convert one of them by 'derive' before it is measured, or report both beside each other",
                "⑤": "metric 'e' expects a weight for each of its 2 parts, found 3",
                "⑥": "'against' expects 'previous' or 'year-ago', found \"last\"",
                "⑦": "'g' needs the key 'of_total'",
                "⑧":
                    "metric 'h' expects a metric of 'count' or 'distinct' for its interval 'poisson'\nwrite 'interval: none'",
                "⑨": "'weights' expects numbers above 0, such as [2, 1], found \"0\"",
            ], collector.diagnostics)
        #expect(differences.map { String($0) } == [])
        let chinese = collector.diagnostics.map(\.message.chinese)
        #expect(chinese.contains { $0.contains("其各部分相加为总计") })
        #expect(chinese.contains { $0.contains("应各有一个权重") })
        #expect(chinese.contains { $0.contains("要求所用指标为 'count' 或 'distinct'") })
    }
}
