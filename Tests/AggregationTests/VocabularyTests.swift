// Words, scores and labels that metrics do not know, or that never occur: told, and an error where nothing would be counted.

import Aggregation
import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@Suite struct VocabularyTests {
    /// What is said of a table: the kinds and severities, and the sentences.
    private struct Said {
        var errors: [String] = []
        var remarks: [String] = []
        var results: MetricResults?
    }

    private func said(_ options: String, _ tables: [Table], language: Language = .english) throws -> Said {
        var bench = AggregationBench(tables: tables)
        bench.catalogue = try SourceCatalogue.load()
        let collector = DiagnosticCollector()
        let plan = bench.plan(options, collector)
        #expect(!collector.hasErrors, "\(collector.texts())")
        var said = Said()
        do {
            said.results = try bench.run(plan, collector)
        } catch let failure as DiagnosedFailure {
            said.errors = failure.diagnostics.filter { $0.severity == .error }
                .map { DiagnosticText(language: language).text(of: $0) }
        }
        said.remarks = collector.texts(language)
        return said
    }

    private func calls(_ dispositions: [String?], direction: [String?]? = nil) -> Table {
        let count = dispositions.count
        return Table.sample(
            "calls",
            [
                "start": .instants([String](repeating: "2026-09-14T08:00:00Z", count: count)),
                "direction": .texts(direction ?? [String](repeating: "in", count: count)),
                "disposition": .texts(dispositions), "wait": .seconds([Double](repeating: 5, count: count)),
                "transferred": .flags([Bool](repeating: false, count: count)),
                "talk": .seconds([Double](repeating: 60, count: count)),
            ], chunkRows: 3)
    }

    @Test func `words of which none is known end the run with a map to paste`() throws {
        let table = calls(["ANSWERED", "NO ANSWER", "ANSWERED", "ANSWERED", "BUSY", "CONGESTION", nil])
        let said = try said("metrics: [answered, answer_rate]", [table])
        #expect(
            said.errors == [
                """
                pipeline.yml:1:11: error: column 'disposition' of table 'calls' holds only words that metrics 'answered', \
                'answer_rate' do not know, in 6 of 6 rows: "ANSWERED" (3), "BUSY" (1), "CONGESTION" (1), "NO ANSWER" (1)
                  help: the words are answered, transferred, abandoned, missed, voicemail, callback, bot, failed; add to \
                'clean' of table 'calls': map: { column: disposition, values: { "ANSWERED": answered, "BUSY": missed, \
                "CONGESTION": failed, "NO ANSWER": missed } }
                """
            ])
    }

    /// Every built-in metric that compares a column with words.
    @Test(arguments: [
        "offered", "answered", "answer_rate", "abandon_rate", "service_level", "service_level_strict",
        "service_level_credit", "service_level_ignore", "service_level_short_credit", "service_level_answered_only",
        "asa",
        "wait_p90", "aht", "aht_median", "transfer_rate",
    ])
    func `no metric of calls counts nothing because its words are in another language`(metric: String) throws {
        let outcome = try said("metrics: [\(metric)]", [calls(["已接听", "未接"])])
        #expect(outcome.errors.count == 1)
        #expect(outcome.errors.first?.contains("\"已接听\": answered, \"未接\": missed") == true)
        let direction = try said("metrics: [\(metric)]", [calls(["answered", "missed"], direction: ["呼入", "呼入： in"])])
        #expect(direction.errors.count == 1)
        #expect(direction.errors.first?.contains("\"呼入\": in") == true)
    }

    @Test func `unknown words beside known ones are counted and listed, and the run goes on`() throws {
        let table = calls(["answered", "Answered", "abandoned", "未接", "未接", "failed"])
        let said = try said("metrics: [answered]", [table], language: .chinese)
        #expect(said.errors == [])
        #expect(said.results?.cell("answered")?.value == .exact(ExactDecimal(1)))
        #expect(
            said.remarks.filter { $0.contains("警告") } == [
                """
                pipeline.yml:1:11: 警告：表 'calls' 的列 'disposition' 有指标 'answered' 不认识的词，6 行中占 3 行："未接" (2)、"Answered" (1)
                  建议：可用的词为 answered, transferred, abandoned, missed, voicemail, callback, bot, failed；请在表 'calls' 的 \
                'clean' 中加上：map: { column: disposition, values: { "未接": missed, "Answered": answered } }
                """
            ])
    }

    @Test func `known words, missing cells and words that no row has are nothing to speak of`() throws {
        let known = ["answered", "transferred", "abandoned", "missed", "voicemail", "callback", "bot", "failed", nil]
        #expect(try said("metrics: [offered]", [calls(known)]).remarks == [])
        // Not one row tells how it ended.
        #expect(try said("metrics: [offered]", [calls([nil, nil])]).errors.count == 1)
    }

    @Test func `a column of many different texts is not listed, for it may hold people`() throws {
        let said = try said("metrics: [answered]", [calls((0..<60).map { "1380000\($0)" })])
        #expect(said.errors.count == 1)
        #expect(said.errors.first?.contains("60 different texts") == true)
        #expect(said.errors.first?.contains("1380000") == false)
    }

    private func surveys(_ name: String, _ scores: [Int64?]) -> Table {
        Table.sample(
            "surveys",
            [
                "time": .instants([String](repeating: "2026-09-14T08:00:00Z", count: scores.count)),
                name: .integers(scores),
            ], chunkRows: 7)
    }

    /// A column, a metric of it, scores of another scale.
    @Test(
        arguments: [
            ("csat", "csat_top2", Array(1...10)), ("csat", "csat_mean", [20, 40, 60, 80, 100]),
            ("ces", "ces_mean", Array(0...10)), ("ces", "ces_agree", [1, 50, 100]), ("nps", "nps", [0, 30, 70, 100]),
            ("csat", "csat_top2", [0, 1]),
        ] as [(String, String, [Int64])])
    func `scores of another scale end the run`(column: String, metric: String, scale: [Int64]) throws {
        let scores = (0..<60).map { Optional(scale[$0 % scale.count]) } + [nil]
        let outcome = try said("metrics: [\(metric)]", [surveys(column, scores)])
        #expect(outcome.errors.count == 1)
        #expect(outcome.errors.first?.contains("from \(scale.min() ?? 0) to \(scale.max() ?? 0)") == true)
        let allowed = try said(
            "define:\n  \(metric): { like: \(metric), unchecked: [\(column)] }", [surveys(column, scores)])
        #expect(allowed.errors == [])
    }

    /// Scores, a metric, and what is proposed: the usual scale that holds them, what they reach only where none does.
    @Test(
        arguments: [
            ("csat", "csat_top2", [6, 10], "{ metric: csat_top2, worst: 1, best: 10, satisfied: … }"),
            ("csat", "csat_mean", [0, 9], "{ metric: csat_mean, worst: 0, best: 10 }"),
            ("csat", "csat_mean", [2, 6], "{ metric: csat_mean, worst: 1, best: 7 }"),
            ("csat", "csat_top2", [40, 98], "{ metric: csat_top2, worst: 0, best: 100, satisfied: … }"),
            ("ces", "ces_agree", [3, 9], "{ metric: ces_agree, worst: 1, best: 10, easy: … }"),
            ("ces", "ces_mean", [1, 4], "{ metric: ces_mean, worst: 1, best: 5 }"),
            ("csat", "csat_mean", [1, 3], "{ metric: csat_mean, worst: 1, best: 3 }"),
            ("csat", "csat_mean", [-3, 200], "{ metric: csat_mean, worst: -3, best: 200 }"),
        ] as [(String, String, [Int64], String)])
    func `the usual scale that holds the scores is proposed, not their extremes`(
        column: String, metric: String, scores: [Int64], proposed: String
    ) throws {
        let scores = (0..<60).map { Optional(scores[$0 % scores.count]) }
        for language in [Language.english, .chinese] {
            let outcome = try said("metrics: [\(metric)]", [surveys(column, scores)], language: language)
            let told = outcome.errors + outcome.remarks
            #expect(told.first?.contains(proposed) == true, "\(told)")
        }
    }

    @Test func `all metrics of a column are proposed with its other scale`() throws {
        let scores = (0..<60).map { Optional(Int64($0 % 5 + 6)) }
        let outcome = try said("metrics: [csat_mean, csat_top2]", [surveys("csat", scores)])
        let proposed =
            "{ metric: csat_mean, worst: 1, best: 10 }, { metric: csat_top2, worst: 1, best: 10, satisfied: … }"
        #expect(outcome.errors.first?.contains(proposed) == true, "\(outcome.errors)")
    }

    /// Within the scale and none above its middle: of another scale, or of a bad week.
    @Test(
        arguments: [
            ("nps", "nps", [1, 2, 3, 4, 5]), ("ces", "ces_mean", [1, 2, 3, 4]), ("csat", "csat_top2", [1, 2, 3]),
            ("csat", "csat_mean", [1]),
        ] as [(String, String, [Int64])])
    func `low scores alone are a warning`(column: String, metric: String, scale: [Int64]) throws {
        let table = surveys(column, (0..<60).map { Optional(scale[$0 % scale.count]) } + [nil])
        let outcome = try said("metrics: [\(metric)]", [table])
        #expect(outcome.errors == [])
        #expect(outcome.remarks.count == 1)
        #expect(outcome.remarks.first?.contains("warning: ") == true)
        #expect(outcome.remarks.first?.contains("as if the scale were another") == true)
        #expect(outcome.results?.cell(metric)?.n == 60)
        #expect(try said("define:\n  \(metric): { like: \(metric), unchecked: [\(column)] }", [table]).remarks == [])
        // Fewer may well be.
        #expect(try said("metrics: [\(metric)]", [surveys(column, [1, 1, 2])]).remarks == [])
    }

    @Test func `whoever changes the ends of a scale says which scores count`() throws {
        func mistakes(_ options: String) throws -> [String] {
            let table = Table.sample(
                "surveys", ["time": .instants(["2026-09-14T08:00:00Z"]), "csat": .integers([1]), "ces": .integers([1])])
            var bench = AggregationBench(tables: [table])
            bench.catalogue = try SourceCatalogue.load()
            let collector = DiagnosticCollector()
            _ = bench.plan(options, collector)
            return collector.texts()
        }
        #expect(
            try mistakes("metrics: [{ metric: csat_top2, worst: 1, best: 10 }]") == [
                """
                pipeline.yml:1:32: error: metric 'csat_top2' on a scale from 1 to 10 expects 'satisfied', the least score that counts, \
                found none; 4 is that of another scale
                  help: such as { metric: csat_top2, worst: 1, best: 10, satisfied: 9 }
                """
            ])
        #expect(
            try mistakes("metrics: [{ metric: ces_agree, worst: 1, best: 5 }]").first?.contains(
                "worst: 1, best: 5, easy: 3 }") == true)
        #expect(
            try mistakes("define:\n  mine: { like: csat_top2, parameters: { best: 3 } }").first?.contains(
                "expects 'satisfied'") == true)
        #expect(
            try mistakes("metrics: [{ metric: csat_top2, best: 3, satisfied: 4 }]").first?
                .contains("'satisfied' of metric 'csat_top2' expects a score from 1 to 3, found 4") == true)
        #expect(
            try mistakes("metrics: [{ metric: csat_top2, satisfied: 9 }]").first?.contains("from 1 to 5, found 9")
                == true)
        #expect(
            try mistakes("metrics: [{ metric: csat_mean, worst: 5, best: 1 }]").first?.contains(
                "expects 'worst' below 'best'") == true)
        for right in [
            "{ metric: csat_top2, best: 10, satisfied: 9 }", "{ metric: csat_mean, best: 10 }",
            "{ metric: csat_top2, satisfied: 5 }",
            "{ metric: csat_top2, worst: 1, best: 5 }",
        ] {
            #expect(try mistakes("metrics: [\(right)]") == [])
        }
    }

    @Test func `what cannot be is told with its number of rows, and by itself ends nothing`() throws {
        let calls = Table.sample(
            "calls",
            [
                "start": .instants([String](repeating: "2026-09-14T08:00:00Z", count: 5) + ["2026-09-13T08:00:00Z"]),
                "direction": .texts([String](repeating: "in", count: 6)),
                "disposition": .texts([String](repeating: "answered", count: 6)),
                "wait": .seconds([-3, 4, nil, -1, 0, -9]), "talk": .seconds([5, 6, 7, 8, 9, 1]),
            ], chunkRows: 4)
        let tickets = Table.sample(
            "tickets",
            [
                "opened": .instants([
                    "2026-09-13T08:00:00Z", "2026-09-14T08:00:00Z", "2026-09-14T08:00:00Z", "2026-09-14T08:00:00Z",
                ]),
                "resolved": .instants(["2026-09-14T07:00:00Z", "2026-09-14T07:00:00Z", nil, "2026-09-12T08:00:00Z"]),
                "first_response": .instants([
                    "2026-09-13T09:00:00Z", "2026-09-14T07:59:59Z", nil, "2026-09-14T08:00:00Z",
                ]),
            ], chunkRows: 3)
        let date = CivilDate(isoText: "2026-09-14")?.dayNumber ?? 0
        let periods = ReportPeriods(period: Period(.day, containing: date), today: 30_000)
        var bench = AggregationBench(tables: [calls, tickets], periods: periods)
        bench.catalogue = try SourceCatalogue.load()
        let collector = DiagnosticCollector()
        let plan = bench.plan("metrics: [asa, aht, ttr, ttr_p90, frt]", collector)
        _ = try bench.run(plan, collector)
        let warnings = collector.diagnostics.filter { $0.severity == .warning }.map(\.message.english)
        #expect(
            warnings == [
                "column 'wait' of table 'calls', which metric 'asa' counts by, is negative in 2 rows of 2026-09-14",
                "metrics 'ttr', 'ttr_p90' leave out 1 of 2 rows of 2026-09-14: 'resolved' of table 'tickets' lies before 'opened'",
                "metric 'frt' leaves out 1 of 2 rows of 2026-09-14: 'first_response' of table 'tickets' lies before 'opened'",
            ])
    }

    @Test func `scores of another scale on the report's own day end the run`() throws {
        func said(_ day: String) throws -> [String] {
            var scores: [Int64?] = []
            var times: [String?] = []
            for number in 0..<1000 {
                let isOwn = number >= 970
                scores.append(Int64(number % (isOwn ? 10 : 5)) + 1)
                times.append(isOwn ? "2026-09-14T08:00:00Z" : "2026-09-13T08:00:00Z")
            }
            let table = Table.sample(
                "surveys", ["time": .instants(times), "csat": .integers(scores)], chunkRows: 300)
            let date = CivilDate(isoText: day)?.dayNumber ?? 0
            let periods = ReportPeriods(period: Period(.day, containing: date), today: 30_000)
            var bench = AggregationBench(tables: [table], periods: periods)
            bench.catalogue = try SourceCatalogue.load()
            let collector = DiagnosticCollector()
            let plan = bench.plan("metrics: [csat_top2]", collector)
            do { _ = try bench.run(plan, collector) } catch let failure as DiagnosedFailure {
                return failure.diagnostics.filter { $0.severity == .error }.map {
                    DiagnosticText(language: .english).text(of: $0)
                }
            }
            return []
        }
        let own = try said("2026-09-14")
        #expect(own.count == 1)
        #expect(own.first?.contains("in 2026-09-14 metric 'csat_top2' expects scores from 1 to 5") == true, "\(own)")
        #expect(own.first?.contains("15 of 30 lie outside") == true)
        #expect(try said("2026-09-13") == [])
    }

    @Test func `the scale is that of the parameters, and a few slips are a warning`() throws {
        let ten = surveys("csat", (0..<100).map { Int64($0 % 10 + 1) })
        let right = try said("metrics: [{ metric: csat_top2, best: 10, satisfied: 8 }]", [ten])
        #expect(right.errors == [])
        #expect(right.remarks == [])
        #expect(right.results?.cell("csat_top2")?.value == .real(0.3))
        let slips = surveys("csat", (0..<100).map { $0 < 2 ? 99 : Int64($0 % 5 + 1) })
        let outcome = try said("metrics: [csat_top2]", [slips])
        #expect(outcome.errors == [])
        #expect(outcome.remarks.count == 1)
        #expect(outcome.remarks.first?.contains("warning") == true)
        #expect(outcome.remarks.first?.contains("2 of 100 lie outside; the scores go from 1 to 99") == true)
        #expect(outcome.results?.cell("csat_top2")?.denominator == .exact(ExactDecimal(98)))
        #expect(try said("metrics: [nps, csat_top2]", [CanonicalTables.surveys]).remarks == [])
    }

    @Test func `a text of the user's own condition that never occurs is told, with the one that looks like it`() throws
    {
        let table = Table.sample("other", ["queue": .texts(["Support", "ＶＩＰ", "sales"]), "n": .integers([1, 2, 3])])
        func remarks(_ condition: String) throws -> [String] {
            try said("define:\n  m: { count: rows, of: other, where: \"\(condition)\" }", [table]).remarks
        }
        #expect(try remarks("queue = 'Support'") == [])
        #expect(try remarks("queue in ('sales', 'ＶＩＰ') or queue != 'Support'") == [])
        let lookalike = try remarks("queue = 'support'")
        #expect(lookalike.count == 1)
        #expect(
            lookalike.first?.contains("warning: \"support\" never occurs in column 'queue' of table 'other'") == true)
        #expect(lookalike.first?.contains("there is \"Support\"") == true)
        #expect(try remarks("queue in ('VIP', 'sales')").first?.contains("there is \"ＶＩＰ\"") == true)
        let absent = try remarks("queue = 'complaints'")
        #expect(absent.count == 1)
        #expect(absent.first?.contains("note: \"complaints\" never occurs") == true)
    }

    /// A condition, and what is said of it.
    @Test(
        arguments: [
            ("queue like 'S%'", nil), ("queue like 'X%'", "note: no row of table 'other' fulfils queue like 'X%'"),
            ("not starts_with(queue, 'sup')", "note: no row of table 'other' fulfils starts_with(queue, 'sup')"),
            ("lower(queue) in ('support', 'Sales')", "note: no row of table 'other' fulfils lower(queue) = 'Sales'"),
            ("late", "note: column 'late' of table 'other' is never true"), ("not late", nil),
            ("late = true or n > 1", "note: column 'late' of table 'other' is never true"),
            ("team like 'Z%'", "note: segment 'team' has no label with team like 'Z%' in these data"),
            ("team like 's%'", nil), ("upper(team) = 'SALES'", nil),
        ] as [(String, String?)])
    func `patterns, functions and flags are looked for like words`(condition: String, expected: String?) throws {
        var bench = AggregationBench(tables: [
            Table.sample(
                "other",
                [
                    "queue": .texts(["Support", "sales", nil]), "n": .integers([1, 2, 3]),
                    "late": .flags([false, nil, false]),
                ], chunkRows: 2)
        ])
        bench.segments = ["team": ("other", "queue")]
        let collector = DiagnosticCollector()
        let plan = bench.plan("define:\n  m: { count: rows, of: other, where: \"\(condition)\" }", collector)
        _ = try bench.run(plan, collector)
        let said = collector.diagnostics.map { "\($0.severity): \($0.message.english)" }
        #expect(said == [expected].compactMap { $0 }, "\(said)")
    }

    @Test func `a label that the segment cannot have is an error, one that it has not today is told`() throws {
        let collector = DiagnosticCollector()
        let table = Table.sample("other", ["queue": .texts(["a", "b"])])
        let options = AggregationOptions(
            .text("define:\n  m: { count: rows, of: other, where: wait_band = '≥1 min' or wait_band = '<10 s' }"),
            collector: collector)
        let band = SegmentSchema(
            key: "wait_band", title: Wording("wait_band"), location: SourceLocation(file: "pipeline.yml"),
            tables: ["other"], labelKeys: ["<10 s", "10 s–60 s", "≥60 s", "unknown"])
        _ = Aggregation.plan(
            options, catalogue: .empty, schemas: [.sample(table)], segments: [band],
            periods: ReportPeriods(period: .allTime, today: 30_000), collector: collector)
        #expect(
            collector.texts() == [
                """
                pipeline.yml:2:51: error: segment 'wait_band' has no label "≥1 min"
                  help: its labels are '<10 s', '10 s–60 s', '≥60 s', 'unknown'
                """
            ])
        let patterns = DiagnosticCollector()
        let pattern = AggregationOptions(
            .text("define:\n  m: { count: rows, of: other, where: wait_band like '<1%' or wait_band like '<%m' }"),
            collector: patterns)
        _ = Aggregation.plan(
            pattern, catalogue: .empty, schemas: [.sample(table)], segments: [band],
            periods: ReportPeriods(period: .allTime, today: 30_000), collector: patterns)
        #expect(
            patterns.diagnostics.map(\.message.english) == [
                "segment 'wait_band' has no label with wait_band like '<%m'"
            ])
        var bench = AggregationBench(tables: [table])
        bench.segments = ["team": ("other", "queue")]
        let told = DiagnosticCollector()
        let plan = bench.plan(
            "define:\n  m: { count: rows, of: other, where: team = 'A' }\n  n: { count: rows, of: other, where: team = 'c' }",
            told)
        _ = try bench.run(plan, told)
        #expect(told.texts().count == 2)
        #expect(told.texts().first?.contains("warning: segment 'team' has no label \"A\" in these data") == true)
        #expect(told.texts().last?.contains("note: segment 'team' has no label \"c\"") == true)
    }

    // MARK: Amounts of orders on each of their rows

    private func sales(_ orders: [String?], paid: [Double], refunded: [Double]) -> Table {
        let times = [String](repeating: "2026-09-14T08:00:00Z", count: orders.count)
        return Table.sample(
            "sales",
            [
                "order_id": .texts(orders), "pay_time": .instants(times), "customer": .texts(orders),
                "paid": .reals(paid), "refunded": .reals(refunded),
            ], chunkRows: 3)
    }

    @Test(arguments: ["net_revenue", "gross_revenue", "aov", "refund_rate"])
    func `amounts that stand on every row of their orders are told with the rule to paste`(metric: String) throws {
        let orders = (0..<20).map { "o\($0 / 2)" }
        let table = sales(
            orders, paid: (0..<20).map { Double(100 + $0 / 2) }, refunded: [Double](repeating: 0, count: 20))
        let said = try said("metrics: [\(metric)]", [table])
        let told = said.remarks.filter {
            $0.contains("of orders of table") || $0.contains("orders of table 'sales' that have several rows")
        }
        #expect(told.count == 1, "\(said.remarks)")
        #expect(
            told.first?.contains(
                "in 10 of 10 orders of table 'sales' that have several rows, 'paid' is the same on each") == true)
        #expect(told.first?.contains("drop_duplicates: { key: [order_id], keep: first, differ_limit: 100% }") == true)
        #expect(
            try self.said("metrics: [\(metric)]", [table], language: .chinese).remarks.contains {
                $0.contains("像是整单金额")
            })
    }

    @Test func `amounts of the rows themselves are no reason to say anything`() throws {
        let orders: [String?] = (0..<20).map { $0 < 2 ? nil : "o\($0 / 2)" }
        let ofRows = sales(orders, paid: (0..<20).map { Double($0) }, refunded: [Double](repeating: 0, count: 20))
        #expect(try !said("metrics: [net_revenue]", [ofRows]).remarks.contains { $0.contains("several rows") })
        let single = sales(
            (0..<20).map { "o\($0)" }, paid: [Double](repeating: 5, count: 20),
            refunded: [Double](repeating: 0, count: 20))
        #expect(try !said("metrics: [net_revenue]", [single]).remarks.contains { $0.contains("several rows") })
        let alike = sales(
            (0..<20).map { "o\($0 / 2)" }, paid: [Double](repeating: 5, count: 20),
            refunded: [Double](repeating: 1, count: 20))
        let refunds = try said("metrics: [refunds, net_revenue]", [alike]).remarks.filter {
            $0.contains("several rows")
        }
        #expect(refunds.count == 2 && refunds.contains { $0.contains("'refunded' is the same") })
        let unchecked = "metrics: [mine]\ndefine: { mine: { like: net_revenue, unchecked: [paid, refunded] } }"
        #expect(try !said(unchecked, [alike]).remarks.contains { $0.contains("several rows") })
    }

    // MARK: Texts that formulas cannot read

    @Test func `texts that a formula cannot read are counted and told once`() throws {
        let table = Table.sample(
            "t",
            [
                "p": .texts(["¥1,200.00", "12.5", nil, "1,5", "7", "x"]),
                "d": .texts(["2026-01-31", "2026/1/31", "31/01/2026", nil, "2026-02-30", "2026-02-01"]),
            ], chunkRows: 2)
        let options = """
            metrics: [s, m, some, days, guarded]
            define:
              s: { sum: number(p), of: t }
              m: { mean: number(p), of: t }
              some: { count: rows, of: t, where: number(p) > 1 }
              days: { count: rows, of: t, where: date(d) is not missing }
              guarded: { sum: "if(p like '%.%' and not p like '¥%', number(p), 0)", of: t }
            """
        let said = try said(options, [table])
        let told = said.remarks.filter { $0.contains("cannot read") }
        #expect(told.count == 2, "\(said.remarks)")
        #expect(
            told.contains {
                $0.contains("the metrics of table 't': 'number(p)' is missing in 3 rows")
                    && $0.contains("type: decimal")
            })
        #expect(told.contains { $0.contains("'date(d)' is missing in 3 rows") && $0.contains("type: date") })
        let guarded = try self.said(
            "metrics: [g]\ndefine: { g: { sum: \"if(p = '7' or p = '12.5', number(p), 0)\", of: t } }", [table])
        #expect(!guarded.remarks.contains { $0.contains("cannot read") })
        #expect(
            try self.said(options, [table], language: .chinese).remarks.contains {
                $0.contains("有 3 行的文本无法由 'number(p)' 读取")
            })
    }
}
