// Every segmenter in SQL: DuckDB finds the same label for every row of the same random tables.

import Segmentation
import Stages
import Tabular
import TestSupport
import Testing

struct SegmentSQLTests {
    /// Segments of `calls`, as users write them, some by a table `people` to which it is linked.
    static let segments =
        SegmenterSample.all.map(\.text) + [
            "{ column: people.level }", "{ column: calls.name, labels: { 无: none, support: other, SUPPORT: other } }",
            "{ column: calls.day }", "{ column: calls.resolved }",
            "{ expression: count > 2, of: calls, labels: { true: many, false: few } }",
            "{ expression: 'concat(queue, id)', of: calls }",
            "{ bands: count, of: calls, edges: [0, 5], labels: [below, middle, high] }",
            "{ bands: wait, of: calls, edges: [5 s, 10 s], labels: [short, usual, long] }",
            "{ bands: score, of: calls, edges: [-1, 0.5] }",
            "{ bands: day, of: calls, edges: [2026-08-30, 2026-09-03] }",
            "{ calendar: day, of: calls, part: weekday }", "{ calendar: at, of: calls, part: day }",
            "{ calendar: at, of: calls, part: month }", "{ calendar: day, of: calls, part: quarter }",
            "{ calendar: at, of: calls, part: year }", "{ calendar: at, of: calls, part: time_of_day }",
            "{ calendar: at, of: calls, part: time_of_day, every: 60 min }",
            "{ bands: 'days_between(people.joined, day)', of: calls, edges: [0, 10, 20] }",
            "{ bands: amount * people.rate - people.fee, of: calls, edges: [0, 12.5] }",
            "{ bands: people.joined, of: calls, edges: [2026-08-28] }",
            "{ expression: people.level = 'gold' and count > 2, of: calls }",
            "{ expression: 'concat(queue, people.place)', of: calls }", "{ expression: people.`good one`, of: calls }",
            "{ calendar: people.joined, of: calls, part: weekday }",
        ]

    @Test func `every segmenter is asked for`() {
        let unasked = SegmenterCatalogue.names.filter { name in
            !Self.segments.contains { $0.hasPrefix("{ \(name): ") }
        }
        #expect(unasked == [], "write an example of each into SegmentSQLTests.segments")
    }

    /// One for each seed.
    private static let calendars = [
        FiscalCalendar.civil, FiscalCalendar(startMonth: 4),
        FiscalCalendar(
            startMonth: 2, weeks: FiscalWeeks(.fourFiveFour, ending: .nearest, lastWeekday: 6), naming: .first),
        FiscalCalendar(startMonth: 10, weeks: FiscalWeeks(.fourFourFive, ending: .last, lastWeekday: 6, longMonth: 3)),
    ]

    @Test(arguments: segments)
    func `a segment divides rows in DuckDB as it does here`(segment: String) throws {
        for seed in 1...4 {
            var random = SplitMix64(seed: UInt64(seed) &* 104_729)
            let calls = DirtyTable.random("calls", maximumRows: 80, chunkRows: 9, using: &random)
            let run = try SegmentationSample(
                "link: { calls.id: people.id }\nsegment: { s: \(segment) }", [calls, Self.people(using: &random)],
                end: "2026-09-05", zone: try #require(TimeZoneTable(identifier: "Asia/Shanghai")),
                fiscal: Self.calendars[seed - 1])
            guard let found = try run.labelsBySQL("s", of: "calls") else { return }
            #expect(found == run.labels("s", of: "calls"), "seed \(seed)")
        }
    }

    private static func people(using random: inout SplitMix64) -> Table {
        let ids = (0..<30).map { "c\($0)" }.shuffled(using: &random) + [nil]
        return .sample(
            "people",
            [
                "id": .texts(ids), "level": .texts(ids.map { _ in random.pick("gold", "tin", nil, "unknown", "老客户") }),
                "place": .texts(ids.map { _ in random.pick("广东", nil, "朝阳区", "Suzhou", "上海南京路") }),
                "joined": .dates(ids.map { _ in random.pick("2026-08-20", "2026-09-01", nil, "2026-08-28") }),
                "rate": .decimals(ids.map { _ in random.pick("0.5", "-2", "1.25", nil) }),
                "fee": .integers(ids.map { _ in random.pick(1, -7, nil, 30) }),
                "good one": .flags(ids.map { _ in random.pick(true, false, nil) }),
            ], chunkRows: 7)
    }

    /// Options beside those of which sales and how long.
    static let ofCustomers = [
        "value: paid", "value: paid, method: quantiles, cuts: { top: 10%, high: 30%, middle: 62.5% }",
        "value: paid, method: thresholds, cuts: { A: 500, B: 20.5, C: 3 }", "rfm: sales, amount: paid, labels: scores",
        "rfm: sales, amount: paid", "rfm: sales, amount: paid, convention: mean",
        "rfm: sales, amount: paid, convention: median",
    ]

    @Test(arguments: ofCustomers)
    func `a segment of customers is that of DuckDB`(options: String) throws {
        for seed in 0..<6 {
            var random = SplitMix64(seed: UInt64(seed) &+ 11)
            let table = SalesSample.random(rows: 400, using: &random)
            let sales = options.hasPrefix("rfm") ? "" : "of: sales, "
            let run = try SegmentationSample(
                "segment: { s: { \(options), \(sales)customer: customer, at: day, over: 3 months } }", [table])
            guard let found = try run.labelsBySQL("s", of: "sales") else { return }
            #expect(found == run.labels("s", of: "sales"), "seed \(seed)")
        }
    }

    @Test func `a link with else finds in DuckDB what it finds here`() throws {
        var random = SplitMix64(seed: 0x10)
        for _ in 0..<6 {
            let calls = DirtyTable.random("calls", maximumRows: 80, chunkRows: 9, using: &random)
            let second: [String?] = (0..<20).map { _ in random.pick("sales", "n/a", "客服一组", nil) }
            let people = Table.sample(
                "people",
                [
                    "id": .texts((0..<20).map { "c\($0 + 3)" }),
                    "team": .texts(second.enumerated().map { second.firstIndex(of: $1) == $0 ? $1 : nil }),
                    "place": .texts((0..<20).map { ["广东", nil, "上海"][$0 % 3] }),
                ], chunkRows: 7)
            let run = try SegmentationSample(
                """
                link: { calls.id: people.id, calls.queue: { else: people.team } }
                segment:
                  s: { column: people.place }
                  t: { value: amount, of: calls, customer: id, where: people.place != '广东' }
                  u: { expression: people.place, of: calls }
                """, [calls, people])
            for segment in ["s", "t", "u"] {
                guard let found = try run.labelsBySQL(segment, of: "calls") else { return }
                #expect(found == run.labels(segment, of: "calls"))
            }
        }
    }
}
