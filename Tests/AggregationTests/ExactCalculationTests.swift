// Formulas over metrics: exact at the bound, in one unit, on the right number of observations, with the right interval.

import Aggregation
import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@Suite struct ExactCalculationTests {
    /// 100 calls, of which 29 are answered, 2 complained about; and 50 orders of 0.1 and 0.2 in turn.
    private static func bench() -> AggregationBench {
        let days = (0..<100).map { "2026-09-\($0 % 9 + 10)" }
        let calls = Table.sample(
            "calls",
            [
                "day": .dates(days),
                "outcome": .texts((0..<100).map { $0 < 29 ? "answered" : $0 < 60 ? "lost" : "bot" }),
                "complained": .flags((0..<100).map { $0 < 2 }), "talk": .seconds((0..<100).map { $0 < 10 ? 59.59 : 0 }),
                "score": .integers((0..<100).map { $0 < 96 ? 5 : 4 }),
                "team": .texts((0..<100).map { $0 < 50 ? "a" : "b" }),
            ], chunkRows: 16)
        let orders = Table.sample(
            "orders",
            [
                "day": .dates(Array(days.prefix(50))),
                "amount": .decimals((0..<50).map { $0 % 2 == 0 ? "0.1" : "0.2" }),
                "share": .decimals((0..<50).map { _ in "0.7" }),
            ], chunkRows: 16)
        return AggregationBench(tables: [calls, orders])
    }

    private static func results(_ definitions: String, _ extra: String = "") throws -> MetricResults {
        try bench().results(
            """
            define:
              all: { count: rows, of: calls, at: day }
              answered: { count: rows, of: calls, at: day, where: outcome = 'answered' }
              reached: { count: rows, of: calls, at: day, where: "outcome in ('answered', 'lost')" }
              complaints: { count: rows, of: calls, at: day, where: complained }
              orders: { count: rows, of: orders, at: day }
              amount: { sum: amount, of: orders, at: day }
              share_mean: { mean: share, of: orders, at: day, interval: none }
              amount_mean: { mean: amount, of: orders, at: day, interval: none }
              talk_s: { sum: talk, of: calls, at: day, unit: s }
              talk_min: { sum: talk, of: calls, at: day, unit: min }
              talk_h: { mean: talk, of: calls, at: day, unit: h }
            \(definitions)
            \(extra)
            """)
    }

    private static func problems(_ definitions: String) -> [String] {
        let collector = DiagnosticCollector()
        _ = bench().plan(
            """
            define:
              all: { count: rows, of: calls, at: day }
              talk_s: { sum: talk, of: calls, at: day, unit: s }
              talk_min: { mean: talk, of: calls, at: day, unit: min }
              yuan: { sum: amount, of: orders, at: day, unit: "money:CNY" }
              euro: { sum: amount, of: orders, at: day, unit: "money:EUR" }
            \(definitions)
            """, collector)
        return collector.diagnostics.map(\.kind.name)
    }

    // MARK: At the bound

    @Test(arguments: [
        ("calculate: answered / all, interval: none", "at_least: 29%"),
        ("calculate: answered / all, interval: none", "at_most: 29%"),
        ("calculate: answered / all * 100", "at_least: 29"),
        ("calculate: answered / all, scale: 100, interval: none", "at_least: 29"),
        ("calculate: 1 - share_mean", "at_most: 0.3"),
        ("calculate: 1 - share_mean", "at_least: 0.3"),
        ("calculate: amount / orders", "at_most: 0.15"),
        ("calculate: amount_mean * 3 - 0.15", "at_least: 0.3"),
        ("calculate: amount_mean * 3 - 0.15", "at_most: 0.3"),
    ])
    func `a value at the bound of its target meets it`(definition: String, bound: String) throws {
        let unit = bound.hasSuffix("%") ? ", unit: fraction" : ""
        let results = try Self.results("  m: { \(definition)\(unit) }", "targets: [{ metric: m, \(bound) }]")
        let cell = try #require(results.cell("m"))
        #expect(cell.status == .met, "\(cell)")
    }

    @Test func `the mean of decimals meets a bound that it equals`() throws {
        for bound in ["at_least: 0.7", "at_most: 0.7"] {
            let results = try Self.results("", "targets: [{ metric: share_mean, \(bound) }]")
            #expect(results.cell("share_mean")?.status == .met)
        }
    }

    @Test(arguments: [("28.999%", 0.28999), ("29%", 0.29), ("0.07%", 0.0007), ("57%", 0.57)])
    func `a percentage is read as the nearest number to its hundredths`(text: String, number: Double) {
        #expect(OptionReader.number(text) == number)
    }

    @Test func `a value short of the bound misses it, however little`() throws {
        let results = try Self.results(
            "  m: { calculate: answered / all, interval: none, unit: fraction }",
            "targets: [{ metric: m, at_least: 29.00000001% }]")
        #expect(results.cell("m")?.status == .missed)
    }

    // MARK: Units

    @Test func `seconds over calls are the minutes asked for`() throws {
        // 595.9 seconds are 9.9 minutes, not 595.9.
        let results = try Self.results(
            """
              per_call: { calculate: talk_s / orders, unit: min }
              total: { calculate: talk_s, unit: min }
              both: { calculate: talk_s + talk_min }
              hours: { calculate: talk_h - talk_s / all, unit: h }
              ratio: { calculate: talk_s / talk_min }
            """)
        #expect(results.cell("total")?.value == .real(595.9 / 60))
        #expect(results.cell("per_call")?.value?.doubleValue == 595.9 / 60 / 50)
        #expect(results.cell("both")?.value?.doubleValue == 1191.8)
        #expect(results.cell("hours")?.value?.doubleValue == 0)
        #expect(results.cell("ratio")?.value == .real(1))
        #expect(results.metrics.first { $0.key == "both" }?.unit == .seconds)
        #expect(results.metrics.first { $0.key == "ratio" }?.unit == .number)
    }

    @Test(arguments: [
        ("calculate: talk_s + all", "mixed-units"), ("calculate: yuan + euro", "mixed-units"),
        ("calculate: yuan / euro", "mixed-units"), ("calculate: 'greatest(yuan, euro)'", "mixed-units"),
        ("calculate: 'if(yuan > euro, 1, 2)'", "mixed-units"), ("calculate: talk_s, unit: number", "wrong-unit"),
        ("calculate: talk_s / talk_min, unit: min", "wrong-unit"),
        ("calculate: all / talk_s + all / talk_min", "mixed-units"),
        ("calculate: 'yuan / all', unit: 'money:EUR'", "wrong-currency"),
    ])
    func `what cannot be added is refused`(definition: String, problem: String) {
        #expect(Self.problems("  m: { \(definition) }") == [problem])
    }

    @Test func `money over a count is money of the same currency`() throws {
        let collector = DiagnosticCollector()
        let plan = Self.bench().plan(
            """
            define:
              euro: { sum: amount, of: orders, at: day, unit: "money:EUR" }
              orders: { count: rows, of: orders, at: day }
              m: { calculate: euro / orders }
            """, collector)
        #expect(collector.diagnostics.isEmpty)
        #expect(plan.descriptions.first { $0.key == "m" }?.unit == .currency("EUR"))
    }

    // MARK: What a formula over metrics may hold

    @Test(arguments: [
        "number(text(all)) / 2", "if(text(all) = '100', all, 0)", "length(text(all))",
        "if(starts_with(text(all), '1'), 1, 0)",
        "if(text(all) like '1%', 1, 0)", "all / seconds(60 s)", "days_between(2026-09-01, 2026-09-08) * all",
        "if('a' = 'a', all, 0)", "if(talk_s > 10 and 20 s > 10 s, all, 0)", "if(2026-09-01 is missing, 0, all)",
        "all / hour('2026-09-01 10:00')", "if(trim('a') in ('a', 'b'), all, 0)", "coalesce(number('5'), all)",
    ])
    func `a part that cannot be computed in fractions is refused, not taken for nothing`(formula: String) {
        let problems = Self.problems("  m: { calculate: \"\(formula)\" }")
        #expect(!problems.isEmpty)
        #expect(Self.problems("  m: { calculate: \"number(text(all)) / 2\" }") == ["not-in-calculation"])
    }

    @Test(arguments: [
        ("if(if(all > 50, answered > 20, answered < 0), 1, 2)", 1),
        ("if(coalesce(all / 0 > 1, answered = 29), 1, 2)", 1),
        ("if(not (all between 1 and 99) and answered in (28, 29), all, 0)", 100), ("round(all / 7, 1)", 14.3),
        ("if(all / 0 is missing, floor(answered / 2), ceil(all / 3))", 14),
        ("least(all, answered) + greatest(1, 2)", 31),
        ("coalesce(if(all > 1, missing, 1), abs(answered - all))", 71),
    ])
    func `what is accepted has its value`(formula: String, value: Double) throws {
        let results = try Self.results("  m: { calculate: '\(formula)' }")
        #expect(results.cell("m")?.value?.doubleValue == value)
    }

    // MARK: Observations and intervals

    @Test(arguments: [
        ("complaints / answered * 1000", 29), ("1000 * complaints / all", 100), ("1 - complaints / all", 100),
        ("complaints + all", 100), ("all - complaints", 100), ("(complaints + answered) / all", 100),
        ("complaints / all + amount_mean", 50), ("share_mean / 2", 50), ("coalesce(complaints, 0) * 2", 2),
    ])
    func `a formula rests on the observations of what it measures`(formula: String, n: Int) throws {
        let results = try Self.results("  m: { calculate: '\(formula)' }")
        #expect(results.cell("m")?.n == n)
    }

    @Test func `a ratio of counts of one table has the interval of a share`() throws {
        let results = try Self.results(
            """
              m: { calculate: answered / all }
              part: { calculate: answered / reached }
              times: { calculate: answered / all, scale: 100 }
              apart: { calculate: complaints / answered }
            """)
        let cell = try #require(results.cell("m"))
        // Wilson's for 29 of 100.
        #expect(abs((cell.low ?? 0) - 0.2101) < 1e-4)
        #expect(abs((cell.high ?? 0) - 0.3854) < 1e-4)
        #expect(abs((results.cell("times")?.high ?? 0) - 38.54) < 1e-2)
        #expect(results.cell("part")?.low != nil)
        // Complaints are not among the answered calls, as far as their conditions tell.
        #expect(results.cell("apart")?.low == nil)
        #expect(results.metrics.first { $0.key == "m" }?.interval == "wilson")
    }

    @Test func `a ratio of counts of two tables has the interval of a rate`() throws {
        let results = try Self.results("  m: { calculate: complaints / orders }")
        let cell = try #require(results.cell("m"))
        // Garwood's for 2: 0.2422 to 7.2247.
        #expect(abs((cell.low ?? 0) - 0.2422 / 50) < 1e-5)
        #expect(abs((cell.high ?? 0) - 7.2247 / 50) < 1e-5)
        #expect(results.metrics.first { $0.key == "m" }?.interval == "poisson")
    }

    @Test func `the interval of a mean stays on its scale`() throws {
        let results = try Self.results(
            """
              bounded: { mean: score, of: calls, at: day, where: "score between 1 and 5 and complained" }
              free: { mean: score, of: calls, at: day }
              ranged: { mean: score, of: calls, at: day, range: [1, 5] }
              two: { mean: score, of: calls, at: day, where: score >= 4 and score <= 5 }
            """, "by: [[day]]")
        let days = Breakdown(grain: .day)
        for metric in ["ranged", "two"] {
            let highs = results.cells.filter { $0.metric == metric && $0.breakdown == days }.compactMap(\.high)
            #expect(!highs.isEmpty)
            #expect(highs.allSatisfy { $0 <= 5 })
        }
        let free = results.cells.filter { $0.metric == "free" && $0.breakdown == days }.compactMap(\.high)
        #expect(free.contains { $0 > 5 })
        #expect(results.cell("bounded")?.high == 5)
    }

    // MARK: Copies

    @Test(arguments: [
        "at_share: 75%", "of: other", "at: closed", "where: team = 'a'",
    ])
    func `a changed copy does not inherit what was said of its model`(change: String) throws {
        var bench = Self.bench()
        let rows = Table.sample(
            "other", ["day": .dates(["2026-09-01"]), "closed": .dates(["2026-09-01"]), "talk": .seconds([1])])
        bench.tables.append(rows)
        bench.tables[0] = Table.sample(
            "calls",
            [
                "day": .dates(["2026-09-01"]), "closed": .dates(["2026-09-01"]), "talk": .seconds([1]),
                "team": .texts(["a"]),
            ])
        let results = try bench.results(
            """
            define:
              p90:
                quantile: talk
                at_share: 90%
                of: calls
                at: day
                title: { en: 90th percentile, zh: 第九十百分位 }
                formula: { en: nine in ten, zh: 十分之九 }
                source: { en: a book, zh: 一本书 }
                caution: { en: of ninety, zh: 九十 }
              m: { like: p90, \(change) }
              same: { like: p90, unit: min, better: lower }
            """)
        let copy = try #require(results.metrics.first { $0.key == "m" })
        #expect(copy.title.english != "90th percentile")
        #expect(copy.title.chinese != "第九十百分位")
        #expect(!copy.formula.english.contains("nine"))
        #expect(!copy.formula.chinese.contains("十分"))
        #expect(copy.source == nil)
        #expect(copy.caution == nil)
        let same = try #require(results.metrics.first { $0.key == "same" })
        #expect(same.title.english == "90th percentile")
        #expect(same.caution?.chinese == "九十")
    }
}
