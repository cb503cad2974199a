// Rows that count in other periods than that of their time: by hand, against the slow twin, and in DuckDB.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Aggregation

@Suite struct AttributionTests {
    private static let quarter = ReportPeriods(
        period: Period(.quarter, containing: day("2026-07-01")),
        compared: [.previous: Period(.quarter, containing: day("2026-06-01"))],
        today: day("2026-10-02"))

    private static func day(_ text: String) -> Int { CivilDate(isoText: text)?.dayNumber ?? 0 }

    /// Six tickets: one open since June until July, one never solved, one that is solved at the very edge of a month, and one that is
    /// solved before it is opened.
    private static let tickets = Table.sample(
        "tickets",
        [
            "opened": .instants([
                "2026-06-28T10:00:00Z", "2026-07-03T10:00:00Z", "2026-07-20T10:00:00Z", "2026-08-01T00:00:00Z",
                "2026-09-10T10:00:00Z", "2026-09-30T23:00:00Z",
            ]),
            "resolved": .instants([
                "2026-07-02T09:00:00Z", nil, "2026-08-15T12:00:00Z", "2026-09-01T00:00:00Z", "2026-09-09T00:00:00Z",
                nil,
            ]),
            "team": .texts(["a", "a", "b", "b", "a", "b"]), "hours": .integers([2, 3, 5, 7, 1, 1]),
        ], chunkRows: 4)

    private func values(_ definition: String, by breakdown: Breakdown = Breakdown(grain: .month)) throws -> [String] {
        var bench = AggregationBench(tables: [Self.tickets], periods: Self.quarter)
        bench.segments = ["team": ("tickets", "team")]
        let results = try bench.results(
            "by: [[month], [month, team]]\ndefine:\n  m: { of: tickets, at: opened, \(definition) }")
        return results.cells.filter { $0.breakdown == breakdown }.map {
            "\($0.period.name)\($0.labels.isEmpty ? "" : " \($0.labels)") \($0.value?.text ?? "–")"
        }
    }

    @Test func `a backlog is what was opened before the end of a period and not solved before it`() throws {
        #expect(
            try values("count: rows, until: resolved") == ["2026-06 1", "2026-07 2", "2026-08 2", "2026-09 2"])
        #expect(
            try values("count: rows, until: resolved", by: Breakdown(grain: .month, segments: ["team"])) == [
                "2026-06 [0] 1", "2026-07 [0] 1", "2026-07 [1] 1", "2026-08 [0] 1", "2026-08 [1] 1", "2026-09 [0] 1",
                "2026-09 [1] 1",
            ])
        // At the start stands what stood at the end of the month before; of what stood before the data begin nothing is known.
        #expect(
            try values("count: rows, until: resolved, stands: at_start") == [
                "2026-07 1", "2026-08 2", "2026-09 2",
            ])
    }

    @Test func `formulas know the age of what stands, and how much of it lies in a period`() throws {
        #expect(
            try values("maximum: $age, unit: d, until: resolved").last == "2026-09 89.58333333333333")
        #expect(
            try values("share: $age > 30 d, until: resolved") == ["2026-06 0", "2026-07 0", "2026-08 1", "2026-09 0.5"])
        #expect(
            try values("sum: $overlap, unit: h, until: resolved, stands: throughout") == [
                "2026-06 62", "2026-07 997", "2026-08 1836", "2026-09 721",
            ])
        // The mean number of open tickets: hours of tickets per hour of the month.
        let mean = try values("sum: $overlap / ($period_end - $period_start), until: resolved, stands: throughout")
        #expect(mean.last == "2026-09 \(721.0 / 720)")
    }

    @Test func `a metric to date counts since the start of the quarter, one over a window since so long ago`() throws {
        #expect(
            try values("sum: hours, to_date: quarter") == ["2026-06 2", "2026-07 8", "2026-08 15", "2026-09 17"])
        #expect(
            try values("sum: hours, to_date: beginning") == ["2026-06 2", "2026-07 10", "2026-08 17", "2026-09 19"])
        #expect(
            try values("sum: hours, window: 2 months") == ["2026-06 2", "2026-07 10", "2026-08 15", "2026-09 9"])
        // Medians and different customers are not added up: they are those of all rows.
        #expect(
            try values("median: hours, to_date: quarter") == ["2026-06 2", "2026-07 4", "2026-08 5", "2026-09 3"])
    }

    @Test func `a snapshot counts the same in every period`() throws {
        var bench = AggregationBench(tables: [Self.tickets], periods: Self.quarter)
        bench.segments = ["team": ("tickets", "team")]
        let results = try bench.results(
            """
            by: [[month], [team]]
            define:
              all: { of: tickets, at: none, count: rows }
              opened: { of: tickets, at: opened, count: rows }
              each: { calculate: opened / all }
            """)
        #expect(results.cells.filter { $0.metric == "all" && $0.breakdown.grain == .month }.allSatisfy { $0.n == 6 })
        #expect(results.cell("each", Breakdown(segments: ["team"]), labels: [1])?.value == .real(1))
    }

    @Test func `of all time, and of a period that is not over, rows are looked at as of now`() throws {
        var bench = AggregationBench(tables: [Self.tickets])
        bench.asOf = 1_790_812_800_000  // 2026-10-01T00:00:00Z
        let options = """
            define:
              open: { of: tickets, at: opened, until: resolved, count: rows }
              age: { of: tickets, at: opened, until: resolved, maximum: $age, unit: h }
              stay: { of: tickets, at: opened, until: resolved, stands: throughout, sum: $overlap, unit: h }
              base: { of: tickets, at: opened, until: resolved, stands: at_start, count: rows }
              part: { of: tickets, at: opened, until: resolved, stands: throughout, sum: $overlap / ($period_end - $period_start) }
            """
        let results = try bench.results(options)
        #expect(results.cell("open")?.value == .exact(ExactDecimal(2)))
        // Since the third of July, ten o'clock, and not a millisecond more.
        #expect(results.cell("age")?.value?.doubleValue == 2150)
        let stay = try #require(results.cell("stay")?.value?.doubleValue)
        #expect(abs(stay - (95 + 2150 + 626 + 744 + 1)) < 1e-9)
        // All time has no start and no length.
        #expect(results.cell("base")?.value == nil)
        #expect(results.cell("part")?.value == nil)
        guard let witness = try SQLWitness(bench, options) else { return }
        #expect(witness.differences == [])
    }

    // MARK: The twin

    private typealias Case = (definition: String, twin: @Sendable (TimeZoneTable) -> MetricTwin)

    private static let cases: [Case] = [
        (
            "count: rows, at: opened, until: resolved",
            { zone in
                MetricTwin(
                    .count, at: "opened",
                    counted: AttributionTwin.standing(from: "opened", until: "resolved", zone: zone))
            }
        ),
        (
            "median: $age, at: opened, until: resolved, where: amount > 3",
            { zone in
                MetricTwin(
                    .quantile(0.5), at: "opened", value: { $0["$age"] ?? .missing },
                    counted: AttributionTwin.standing(from: "opened", until: "resolved", zone: zone),
                    where: { TwinCase.flag($0["amount"]) { $0 > 3 } })
            }
        ),
        (
            "share: $age > 36 h, at: opened, until: resolved, stands: at_start",
            { zone in
                MetricTwin(
                    .share, at: "opened", condition: { TwinCase.flag($0["$age"]) { $0 > 36 * 3_600_000 } },
                    counted: AttributionTwin.standing(from: "opened", until: "resolved", zone: zone, atStart: true))
            }
        ),
        (
            "distinct: who, at: began, until: ended",
            { zone in
                MetricTwin(
                    .distinct, at: "began", value: { $0["who"] ?? .missing },
                    counted: AttributionTwin.standing(from: "began", until: "ended", zone: zone))
            }
        ),
        (
            "sum: $overlap, at: opened, until: resolved, stands: throughout",
            { zone in
                MetricTwin(
                    .sum, at: "opened", value: { $0["$overlap"] ?? .missing },
                    counted: AttributionTwin.overlapping(from: "opened", until: "resolved", zone: zone))
            }
        ),
        (
            "mean: $overlap, at: began, until: ended, stands: throughout",
            { zone in
                MetricTwin(
                    .mean, at: "began", value: { $0["$overlap"] ?? .missing },
                    counted: AttributionTwin.overlapping(from: "began", until: "ended", zone: zone))
            }
        ),
        (
            "median: amount, at: opened, window: 3 days",
            { zone in
                MetricTwin(
                    .quantile(0.5), at: "opened", value: { $0["amount"] ?? .missing },
                    counted: AttributionTwin.days(of: "opened", zone: zone) { ($0.end ?? 0) - 3 })
            }
        ),
        (
            "distinct: who, at: began, to_date: month",
            { zone in
                MetricTwin(
                    .distinct, at: "began", value: { $0["who"] ?? .missing },
                    counted: AttributionTwin.days(of: "began", zone: zone) { period in
                        min(Period(.month, containing: (period.end ?? 0) - 1).start ?? 0, period.start ?? 0)
                    })
            }
        ),
        (
            "first_time: who, at: opened, window: 4 days",
            { zone in
                MetricTwin(
                    .firstTime, at: "opened", value: { $0["who"] ?? .missing },
                    counted: AttributionTwin.days(of: "opened", zone: zone) { ($0.end ?? 0) - 4 })
            }
        ),
        (
            "sum: amount, at: opened, until: resolved, where: amount > 3",
            { zone in
                MetricTwin(
                    .sum, at: "opened", value: { $0["amount"] ?? .missing },
                    counted: AttributionTwin.standing(from: "opened", until: "resolved", zone: zone),
                    where: { TwinCase.flag($0["amount"]) { $0 > 3 } })
            }
        ),
        (
            "stddev: amount, at: opened, until: resolved, stands: at_start",
            { zone in
                MetricTwin(
                    .stddev, at: "opened", value: { $0["amount"] ?? .missing },
                    counted: AttributionTwin.standing(from: "opened", until: "resolved", zone: zone, atStart: true))
            }
        ),
        (
            "maximum: amount, at: began, until: ended, stands: throughout",
            { zone in
                MetricTwin(
                    .maximum, at: "began", value: { $0["amount"] ?? .missing },
                    counted: AttributionTwin.overlapping(from: "began", until: "ended", zone: zone))
            }
        ),
        (
            "median: amount, at: opened, until: resolved",
            { zone in
                MetricTwin(
                    .quantile(0.5), at: "opened", value: { $0["amount"] ?? .missing },
                    counted: AttributionTwin.standing(from: "opened", until: "resolved", zone: zone))
            }
        ),
        (
            "mean: amount, at: opened, window: 3 days",
            { zone in
                MetricTwin(
                    .mean, at: "opened", value: { $0["amount"] ?? .missing },
                    counted: AttributionTwin.days(of: "opened", zone: zone) { ($0.end ?? 0) - 3 })
            }
        ),
        (
            "sum: amount, at: opened, to_date: beginning",
            { zone in
                MetricTwin(
                    .sum, at: "opened", value: { $0["amount"] ?? .missing },
                    counted: AttributionTwin.days(of: "opened", zone: zone) { _ in -1_000_000 })
            }
        ),
    ]

    private static let weeks = ReportPeriods(
        period: Period(.week, containing: day("2026-08-26")),
        compared: [.previous: Period(.week, containing: day("2026-08-19"))], today: day("2026-09-20"))

    /// Rows of three weeks, a fifth of them open, some solved before they were opened, some without any time.
    private static func table(_ random: inout SplitMix64) -> Table {
        let count = Int.random(in: 0...90, using: &random)
        let start: Int64 = Int64(day("2026-08-15")) * 86_400_000
        var columns: [[Cell]] = [[], [], [], [], [], [], []]
        for _ in 0..<count {
            let opened = start + 900_000 * Int64.random(in: 0...(20 * 96), using: &random)
            let resolved = opened + 3_600_000 * Int64.random(in: -5...150, using: &random)
            let began = Int32(day("2026-08-15")) + Int32.random(in: 0...20, using: &random)
            columns[0].append(random.chance(0.05) ? .missing : .instant(opened))
            columns[1].append(random.chance(0.2) ? .missing : .instant(resolved))
            columns[2].append(random.chance(0.05) ? .missing : .date(began))
            columns[3].append(random.chance(0.2) ? .missing : .date(began + .random(in: -1...9, using: &random)))
            columns[4].append(random.chance(0.1) ? .missing : .integer(.random(in: 0...9, using: &random)))
            columns[5].append(random.chance(0.1) ? .missing : .text("c\(Int.random(in: 0...12, using: &random))"))
            columns[6].append(.text(random.pick("a", "b", "c")))
        }
        let types: [(String, ColumnType)] = [
            ("opened", .instant), ("resolved", .instant), ("began", .date), ("ended", .date), ("amount", .integer),
            ("who", .text), ("team", .text),
        ]
        return .sample(
            "tickets", zip(types, columns).map { (name: $0.0, column: .cells($0.1, $1)) },
            chunkRows: random.pick(1, 5, 40, 1000))
    }

    private static func bench(_ table: Table, zone: TimeZoneTable) -> AggregationBench {
        var bench = AggregationBench(tables: [table], periods: weeks)
        bench.segments = ["team": ("tickets", "team")]
        bench.zone = zone
        bench.asOf = Int64(day("2026-09-20")) * 86_400_000
        return bench
    }

    @Test(arguments: cases.indices)
    func `the twin finds the same rows in every period`(_ index: Int) throws {
        var random = SplitMix64(seed: 0xA77 + UInt64(index))
        let zone = try #require(TimeZoneTable(identifier: "Asia/Shanghai"))
        let item = Self.cases[index]
        for round in 0..<8 {
            let table = Self.table(&random)
            var bench = Self.bench(table, zone: zone)
            bench.jobs = 1 + round % 3
            let results = try bench.results(
                "by: [[day], [team], [day, team]]\ndefine:\n  m: { of: tickets, \(item.definition) }")
            let keys = bench.labelKeys("team")
            for breakdown in results.breakdowns {
                let periods =
                    breakdown.grain.map { grain in
                        [Self.weeks.period, Self.weeks.compared[.previous] ?? .allTime].flatMap {
                            $0.divided(into: grain)
                        }
                    } ?? [Self.weeks.period, Self.weeks.compared[.previous] ?? .allTime]
                let expected = item.twin(zone).outcomes(table.rows, periods: periods, zone: zone) { row in
                    breakdown.segments.isEmpty ? [] : [AggregationBench.label(of: row["team"], keys)]
                }
                let cells = results.cells.filter { $0.breakdown == breakdown && ($0.n > 0) }
                #expect(cells.count == expected.values.count { $0.n > 0 }, "\(item.definition) \(breakdown)")
                for cell in cells {
                    let twin = expected[.init(period: cell.period, labels: cell.labels)]
                    #expect(cell.n == twin?.n, "\(item.definition) \(cell.period.name) \(cell.labels)")
                    #expect(
                        Closeness.holds(cell.value?.doubleValue, twin?.value), "\(item.definition) \(cell.period.name)")
                }
            }
        }
    }

    @Test func `the results are the same bits however the rows are cut and spread`() throws {
        var random = SplitMix64(seed: 0xC07)
        let definitions = Self.cases.enumerated().map { "  m\($0): { of: tickets, \($1.definition) }" }
        let options = "by: [[day], [day, team]]\ndefine:\n" + definitions.joined(separator: "\n")
        for _ in 0..<3 {
            let table = Self.table(&random)
            var bench = Self.bench(table, zone: .utc)
            let reference = try bench.results(options).lines
            for (rows, jobs) in [(1, 3), (7, 2), (1000, 1)] {
                bench.tables = [table.rechunked(rows)]
                bench.jobs = jobs
                #expect(try bench.results(options).lines == reference)
            }
        }
    }

    @Test(arguments: 0..<5)
    func `DuckDB comes to the same cells`(_ round: Int) throws {
        var random = SplitMix64(seed: 0x5A1 + UInt64(round))
        let zone = try #require(TimeZoneTable(identifier: round % 2 == 0 ? "Asia/Shanghai" : "Europe/Berlin"))
        let bench = Self.bench(Self.table(&random), zone: zone)
        let definitions = Self.cases.enumerated().map { "  m\($0): { of: tickets, \($1.definition) }\n" }
        let snapshot = "  all: { of: tickets, at: none, count: rows }\n  part: { calculate: m0 / all }\n"
        let options = "by: [[day], [team], [day, team]]\ndefine:\n" + definitions.joined() + snapshot
        guard let witness = try SQLWitness(bench, options) else { return }
        #expect(witness.differences == [])
    }

    @Test func `rows that end before they begin are told once, with the metrics that leave them out too`() {
        var bench = AggregationBench(tables: [Self.tickets], periods: Self.quarter)
        bench.asOf = 1_790_812_800_000
        let options = "define:\n  open: { of: tickets, at: opened, until: resolved, count: rows }"
        let collector = DiagnosticCollector()
        _ = try? bench.run(bench.plan(options, collector), collector)
        let told = collector.diagnostics.filter { $0.kind.name == "ends-before-beginning" }
        #expect(
            told.map(\.message.english) == [
                "1 row of 6 of table 'tickets' has 'resolved' before 'opened'; it stands at no moment"
            ])
        let named = AggregationDiagnostics.endsBeforeBeginnings(
            2, of: 6, leftOutBy: ["wait", "age"], begin: "opened", end: "resolved", table: "tickets")
        #expect(
            named.message.english
                == "2 rows of 6 of table 'tickets' have 'resolved' before 'opened'; they stand at no moment, "
                + "and metrics 'wait', 'age' leave them out"
        )
        #expect(named.message.chinese.hasSuffix("这些行在任何时刻都不算存续，指标 'wait'、'age' 也略去这些行"))
    }

    // MARK: Mistakes

    @Test func `what excludes or needs another key is told at its place`() {
        let bench = AggregationBench(tables: [Self.tickets], periods: Self.quarter)
        let text = MarkedText(
            """
            define:
              a: { of: tickets, at: opened, count: rows, until: resolved, ①window: 2 months }
              b: { of: tickets, at: opened, count: rows, ②stands: at_end }
              c: { of: tickets, at: none, count: rows, ③to_date: year }
              d: { of: tickets, at: opened, count: rows, until: ④team }
              e: { of: tickets, at: opened, first_time: team, ⑤until: resolved }
              f: { of: tickets, at: opened, count: rows, window: ⑥long }
              g: { of: tickets, at: opened, count: rows, until: ⑦closed }
              h: { of: tickets, at: opened, mean: ⑧$overlap, until: resolved }
              i: { of: tickets, at: opened, mean: ⑨$age }
            """)
        let collector = DiagnosticCollector()
        _ = bench.plan(text.text, collector)
        let differences = text.differences(
            from: [
                "①": "metric 'a' expects one of 'until', 'window' and 'to_date', found 'until' and 'window'",
                "②": "metric 'b' expects 'until' beside 'stands': the column that says until when a row stands",
                "③": "metric 'c' expects 'at' beside 'to_date': the column that says when a row begins to count",
                "④": "metric 'd' expects an instant in column 'team' of table 'tickets', as in 'opened', found a text\n"
                    + "give both the same type under 'columns' of the table, or by 'derive'",
                "⑤":
                    "metric 'e': 'first_time' looks at rows one after the other and cannot be measured of rows that stand\n"
                    + "leave 'until' out",
                "⑥": "'window' expects a length such as '90 days' or '12 months', found \"long\"",
                "⑦": "unknown column 'closed' in table 'tickets'\nchoose from 'hours', 'opened', 'resolved', 'team'",
                "⑧": "'$overlap' has no meaning here\nit belongs to 'until' with 'stands: throughout'",
                "⑨": "'$age' has no meaning here\nit belongs to 'until'",
            ], collector.diagnostics)
        #expect(differences.map { String($0) } == [])
        let chinese = collector.diagnostics.map(\.message.chinese)
        #expect(chinese.contains { $0.contains("只能写 'until'、'window'、'to_date' 之一") })
        #expect(chinese.contains { $0.contains("还应写 'until'") })
        #expect(chinese.contains { $0.contains("还应写 'at'") })
        #expect(chinese.contains { $0.contains("不能用于存续中的行") })
        #expect(chinese.contains { $0.contains("在这里没有意义") })
    }
}
