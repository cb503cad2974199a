// Changes explained: from rows to effects, and what is refused.

import Aggregation
import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@Suite struct ExplanationTests {
    private static func near(_ numbers: [Double]?, _ known: [Double], _ tolerance: Double = 1e-9) -> Bool {
        guard let numbers, numbers.count == known.count else { return false }
        return zip(numbers, known).allSatisfy { abs($0 - $1) <= tolerance }
    }

    /// Rows that are spread over the days of their months.
    private static func table(_ groups: [(month: String, team: String?, good: Int, of: Int)]) -> Table {
        var (days, teams, good, people): ([String], [String?], [Int64], [String]) = ([], [], [], [])
        for group in groups {
            for row in 0..<group.of {
                let day = row % (group.month == "2026-09" ? 30 : 31) + 1
                days.append("\(group.month)-\(day < 10 ? "0" : "")\(day)")
                teams.append(group.team)
                good.append(row < group.good ? 1 : 0)
                people.append("p\(row % 40)")
            }
        }
        return .sample(
            "answers",
            [
                "at": .dates(days), "team": .texts(teams), "good": .integers(good), "person": .texts(people),
                "site": .texts(teams.indices.map { $0 % 3 == 0 ? "n" : "s" }),
            ])
    }

    /// Every team rises, the total falls.
    private static let simpson = table([
        ("2026-08", "a", 720, 800), ("2026-08", "b", 105, 150), ("2026-08", nil, 30, 50),
        ("2026-09", "a", 273, 300), ("2026-09", "b", 360, 500), ("2026-09", nil, 128, 200),
    ])

    private static let definitions = """

        define:
          ok: { share: good = 1, of: answers, at: at }
          mean: { mean: good * 2, of: answers, at: at }
          oks: { sum: good, of: answers, at: at }
          all: { count: rows, of: answers, at: at }
          good_n: { count: rows, where: good = 1, of: answers, at: at }
          per: { calculate: good_n / all, scale: 1000 }
          people: { distinct: person, of: answers, at: at }
          middle: { median: good, of: answers, at: at }
          half: { calculate: all - good_n }
          grown: { growth: all }

        """

    private static func bench(_ table: Table, today: Int = 30_000) -> AggregationBench {
        var bench = AggregationBench(
            tables: [table],
            periods: ReportPeriods(
                period: .month("2026-09"), compared: [.previous: .month("2026-08")], today: today))
        bench.segments = ["team": ("answers", "team"), "site": ("answers", "site")]
        bench.kinds = ["answers": "answers"]
        return bench
    }

    private static func results(_ options: String, _ table: Table = simpson, today: Int = 30_000) throws
        -> MetricResults
    {
        try bench(table, today: today).results(options + definitions)
    }

    @Test func `shares, means and ratios of which every segment rises and the total falls`() throws {
        let results = try Self.results(
            "metrics: [ok, mean, per, good_n, all]\nby: [[team]]\nexplain: [ok, mean, per]\n")
        #expect(results.explanations.map(\.metric) == ["ok", "mean", "per"])
        for (explanation, factor) in zip(results.explanations, [1.0, 2, 1000]) {
            #expect(explanation.effects == [.mix, .rate] && explanation.obstacle == nil)
            #expect(Self.near(explanation.totals, [-0.111 * factor, 0.017 * factor]))
            #expect(abs((explanation.change ?? 0) - -0.094 * factor) < 1e-9)
            let known = [(-0.0485, 0.0055), (-0.0343, 0.0065), (-0.0282, 0.005)]
            #expect(explanation.lines.count == 3)
            for (line, known) in zip(explanation.lines, known) {
                #expect(Self.near(line.effects, [known.0 * factor, known.1 * factor], 0.5001e-4 * factor))
            }
            #expect(explanation.reversal == .segmentsRose)
            let shares = explanation.lines.map(\.shares)
            #expect(shares.map(\.then) == [0.8, 0.15, 0.05] && shares.map(\.now) == [0.3, 0.5, 0.2])
        }
    }

    @Test func `sums have a volume, counts are what their segments add`() throws {
        let results = try Self.results("metrics: [oks, good_n]\nby: [team]\nexplain: [oks, good_n]\n")
        let (sum, count) = (results.explanations[0], results.explanations[1])
        #expect(sum.effects == [.volume, .mix, .rate] && Self.near(sum.totals, [0, -111, 17]))
        #expect(sum.reversal == nil && sum.change == -94)
        #expect(count.effects == [.volume] && count.lines.map(\.effects) == [[-447], [255], [98]])
        #expect(count.totals == [-94])
    }

    @Test func `segments that a pipeline does not divide by are looked at for what is explained alone`() throws {
        let results = try Self.results(
            "metrics: [ok, per, oks]\nby: [[team]]\nexplain: [{ metric: per, by: [site, team] }, { metric: ok, by: site }]\n"
        )
        let (both, site) = (Breakdown(segments: ["site", "team"]), Breakdown(segments: ["site"]))
        #expect(results.breakdowns == [.total, Breakdown(segments: ["team"]), both, site])
        #expect(Set(results.cells.filter { $0.breakdown == both }.map(\.metric)) == ["per"])
        #expect(Set(results.cells.filter { $0.breakdown == site }.map(\.metric)) == ["ok"])
        #expect(results.explanations[0].lines.count == 6 && results.explanations[1].lines.count == 2)
        for explanation in results.explanations {
            let sum = (explanation.totals ?? []).reduce(0, +)
            #expect(abs(sum - (explanation.change ?? 1)) < 1e-9)
        }
    }

    @Test func `a segment without rows in one of both periods has come or gone, which is mix`() throws {
        let table = Self.table([
            ("2026-08", "a", 40, 80), ("2026-08", "b", 30, 40), ("2026-09", "a", 40, 80), ("2026-09", "c", 10, 40),
        ])
        let results = try Self.results("metrics: [ok, oks, all]\nby: [team]\nexplain: [ok, oks, all]\n", table)
        let (share, sum, count) = (results.explanations[0], results.explanations[1], results.explanations[2])
        #expect(share.lines.map { $0.effects[1] } == [0, 0, 0])
        #expect(share.lines[1].now == nil && share.lines[2].then == nil && share.lines[2].shares.then == 0)
        // R is 70/120 and 50/120, their mean 0.5; b with 0.75 lost a third, c with 0.25 has one.
        #expect(Self.near(share.lines.map { $0.effects[0] }, [0, -1.0 / 12, -1.0 / 12]))
        #expect(Self.near(sum.totals, [0, -20, 0]))
        #expect(count.lines.map(\.effects) == [[0], [-40], [40]])
        #expect(count.lines.map { $0.now?.doubleValue } == [80, 0, 40])
    }

    @Test func `what cannot be explained has its reason`() throws {
        // Each person is in both teams.
        let people = try Self.results("metrics: [people]\nby: [team]\nexplain: people\n")
        #expect(people.explanations.map(\.obstacle) == [.partsAreNotWhole] && people.explanations[0].lines.isEmpty)
        // The month is not over.
        let september = Period.month("2026-09")
        let unfinished = try Self.results(
            "metrics: [ok]\nby: [team]\nexplain: [ok]\n", today: (september.end ?? 0) - 3)
        #expect(unfinished.explanations.map(\.obstacle) == [.partial([september])])
        // The month before has no rows at all, so the data do not cover it.
        let alone = try Self.results(
            "metrics: [ok]\nby: [team]\nexplain: [ok]\n", Self.table([("2026-09", "a", 30, 60)]))
        #expect(alone.explanations.map(\.obstacle) == [.partial([.month("2026-08")])])
    }

    @Test func `DuckDB comes to the same effects by the plan's own SQL`() throws {
        var random = SplitMix64(seed: 77)
        var groups: [(month: String, team: String?, good: Int, of: Int)] = []
        for month in ["2026-08", "2026-09"] {
            for team in ["a", "b", "c", nil, "d; e", "f"] where random.next() % 4 != 0 || team == "a" {
                let count = Int(random.next() % 300) + 60
                groups.append((month, team, Int(random.next() % UInt64(count)), count))
            }
        }
        let options =
            "metrics: [ok, per, oks, all]\nby: [team, site]\n"
            + "explain: [ok, per, oks, all, { metric: ok, by: [team, site] }]\n"
        guard let witness = try SQLWitness(Self.bench(Self.table(groups)), options + Self.definitions) else { return }
        #expect(witness.results.explanations.count == 9)
        #expect(witness.results.explanations.allSatisfy { $0.obstacle == nil })
        #expect(witness.differences == [])
    }

    // MARK: Mistakes

    private static func differences(
        _ text: MarkedText, _ expected: [Character: String], compared: [Comparison.Base: Period]? = nil,
        segments: Bool = true, period: Period = .month("2026-09")
    ) -> [String] {
        var bench = Self.bench(simpson)
        bench.periods = ReportPeriods(
            period: period, compared: compared ?? [.previous: .month("2026-08")], today: 30_000)
        if !segments { bench.segments = [:] }
        let collector = DiagnosticCollector()
        _ = bench.plan(text.text, collector)
        return text.differences(from: expected, collector.diagnostics).map { String($0) }
    }

    @Test func `metrics whose parts do not add up are refused with those that do`() {
        let remedy =
            "\ncounts, sums, shares, means, NPS and plain ratios of counts and sums can be, here 'ok', 'all', 'good_n'"
        func refused(_ metric: String) -> String {
            "the change of '\(metric)' cannot be explained by segments, for it is not made up of what they add to it\(remedy)"
        }
        let differences = Self.differences(
            """
            metrics: [ok, all, good_n, middle, half, grown]
            by: [[team]]
            explain: [ok, ①middle, ②half, { metric: ③grown }]
            define:
              ok: { share: good = 1, of: answers, at: at }
              all: { count: rows, of: answers, at: at }
              good_n: { count: rows, where: good = 1, of: answers, at: at }
              middle: { median: good, of: answers, at: at }
              half: { calculate: all - good_n }
              grown: { growth: all }
            """, ["①": refused("middle"), "②": refused("half"), "③": refused("grown")])
        #expect(differences == [])
    }

    @Test func `names, segments and periods that are not there are told with what to write`() {
        #expect(
            Self.differences(
                """
                metrics: [ok]
                by: [[team]]
                explain: [①okk, ②oks, { metric: ok, by: [③taem] }, { metric: ok, by: [④month] },
                  { metric: ok, against: ⑤year-ago }, ok, ⑥ok, { metric: ok, against: ⑦next }]
                define:
                  ok: { share: good = 1, of: answers, at: at }
                  oks: { sum: good, of: answers, at: at }
                  r: { calculate: oks / oks }
                """,
                [
                    "①": "unknown metric 'okk'\ndid you mean 'ok'?",
                    "②": "'explain' names metric 'oks', which is not listed under 'metrics'\nadd 'oks' to 'metrics'",
                    "③": "unknown segment 'taem'\ndid you mean 'team'?",
                    "④": "a change is explained by segments, 'month' is a length of period\nleave 'month' out",
                    "⑤":
                        "the change of 'ok' is to be explained against 'year-ago', with which the report is not compared\n"
                        + "add it to the period: period: { every: month, compare: [year-ago] }",
                    "⑥": "the change of 'ok' is explained by the same segments a second time\n"
                        + "remove this entry, or give it another 'by' or 'against'",
                    "⑦": "'against' has no choice 'next'\n"
                        + "choose from 'previous', 'spring-festival', 'week-ago', 'year-ago'",
                ]
            ) == [])
        let one = """
            metrics: [ok]
            explain: [①ok]
            define:
              ok: { share: good = 1, of: answers, at: at }
            """
        #expect(
            Self.differences(
                MarkedText(one),
                [
                    "①":
                        "there is no segment to explain the change of 'ok' by: no breakdown without periods shows it\n"
                        + "write explain: [{ metric: ok, by: [site] }]"
                ]) == [])
        #expect(
            Self.differences(
                MarkedText(one),
                [
                    "①":
                        "there is no segment to explain the change of 'ok' by: no breakdown without periods shows it\n"
                        + "write explain: [{ metric: ok, by: [channel] }], and under 'segment', for example: "
                        + "channel: { column: TABLE.channel }"
                ], segments: false) == [])
        #expect(
            Self.differences(
                MarkedText(one),
                [
                    "①": "the change of 'ok' cannot be explained: the report is compared with no period\n"
                        + "add it to the period: period: { every: month, compare: [previous] }"
                ], compared: [:]) == [])
        #expect(
            Self.differences(
                MarkedText(one),
                [
                    "①": "the change of 'ok' cannot be explained: a report on all time is compared with nothing\n"
                        + "write period: { every: month, compare: [previous] }"
                ], compared: [:], period: .allTime) == [])
    }
}
