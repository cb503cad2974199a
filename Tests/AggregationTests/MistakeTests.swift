// What aggregation says of mistakes in a pipeline file, each at its place and all in one go.

import Aggregation
import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@Suite struct MistakeTests {
    private func expectNone(_ differences: [String], _ location: Testing.SourceLocation = #_sourceLocation) {
        #expect(differences == [], sourceLocation: location)
    }

    private func differences(
        _ text: MarkedText, _ expected: [Character: String], tables: [Table] = CanonicalTables.all,
        segments: [String: (table: String, column: String)] = [:],
        periods: ReportPeriods = ReportPeriods(period: .month("2026-09"), today: 30_000)
    ) throws -> [String] {
        var bench = AggregationBench(tables: tables, periods: periods)
        bench.segments = segments
        bench.catalogue = try SourceCatalogue.load()
        let collector = DiagnosticCollector()
        _ = bench.plan(text.text, collector)
        return text.differences(from: expected, collector.diagnostics).map { String($0) }
    }

    @Test func `a metric that is written as a key is told how to be written`() throws {
        expectNone(
            try differences(
                """
                metrics:
                  - ①service_level: { variants: true }
                  - ②mine: { sum: paid, of: sales, at: pay_time }
                """,
                [
                    "①": "'metrics' expects a list of metrics, found 'service_level' as a key\n"
                        + "write { metric: service_level, … } with its keys behind the name, or 'service_level' alone",
                    "②": "'metrics' expects a list of metrics, found 'mine' as a key\n"
                        + "write its definition under 'define' of 'aggregate', and list 'mine' here",
                ]))
    }

    @Test func `unknown names are told with the nearest known one`() throws {
        expectNone(
            try differences(
                """
                metrics: [①csat_top, nps]
                by: [[②regoin], [month, ③day], [region, ④region]]
                define:
                  mine: { ⑤likes: nps }
                  yours: { like: ⑥npz, ⑦amogn: csat > 1 }
                  theirs: { sum: ⑧payed, of: ⑨sale, at: pay_time }
                  ours: { sum: ⑩refundet, of: sales, at: ⑪paytime }
                targets: [ { metric: ⑫npss, at_least: 40 } ]
                """,
                [
                    "①": "unknown metric 'csat_top'\ndid you mean 'csat_top2'?",
                    "②": "unknown segment 'regoin'\ndid you mean 'region'?",
                    "③": "a breakdown expects one length of period, found 'month' and 'day'",
                    "④": "'region' stands twice in one breakdown",
                    "⑤": "unknown key 'likes' in 'mine'\ndid you mean 'like'?",
                    "⑥": "unknown metric 'npz'\ndid you mean 'nps'?",
                    "⑦": "unknown key 'amogn' in 'yours'\ndid you mean 'among'?",
                    "⑨": "metric 'theirs' needs a table of kind 'sale'; none is ingested\n"
                        + "if one of 'calls', 'tickets', 'surveys', 'sales' holds such rows, say so with 'kind: sale'",
                    "⑩": "unknown column 'refundet' in table 'sales'\ndid you mean 'refunded'?",
                    "⑪": "unknown column 'paytime' in table 'sales'\ndid you mean 'pay_time'?",
                    "⑫": "unknown metric 'npss'\ndid you mean 'nps'?",
                ], segments: ["region": ("calls", "direction")]
            )
            .filter { !$0.contains("'mine' expects a key") })
    }

    @Test func `a built-in metric that the tables cannot serve is told of where it is listed`() throws {
        let calls = Table.sample(
            "calls",
            [
                "start": .texts(["yesterday"]), "direction": .texts(["in"]), "disposition": .texts(["answered"]),
                "wait": .texts(["10"]),
            ])
        expectNone(
            try differences(
                "metrics: [①aht, ②complaint_rate, ③service_level, answered]",
                [
                    "①":
                        "metric 'aht' needs the columns 'talk', 'direction', 'disposition', 'start' of "
                        + "table 'calls'; absent: 'talk'\n"
                        + "name their header under 'columns' of the table: talk: …",
                    "②": "metric 'complaints' needs a table of kind 'tickets'; none is ingested\n"
                        + "if one of 'calls' holds such rows, say so with 'kind: tickets'",
                ], tables: [calls]
            ).filter { !$0.contains("'start'") && !$0.contains("service_level") })
    }

    @Test func `a built-in formula that does not fit a column's type points at the pipeline file`() throws {
        var tables = CanonicalTables.all
        tables[0] = Table.sample(
            "calls",
            [
                "start": .instants(["2026-09-01"]), "direction": .texts(["in"]), "disposition": .texts(["answered"]),
                "wait": .texts(["10"]), "talk": .texts(["1"]), "hold": .seconds([1]), "wrap": .seconds([1]),
                "transferred": .texts(["否"]),
            ])
        var bench = AggregationBench(tables: tables, periods: ReportPeriods(period: .month("2026-09"), today: 30_000))
        bench.catalogue = try SourceCatalogue.load()
        let collector = DiagnosticCollector()
        _ = bench.plan("metrics:\n  - offered\n  - transfer_rate\n  - asa", collector)
        #expect(collector.diagnostics.map { $0.location?.line } == [3, 4])
        #expect(collector.diagnostics.allSatisfy { $0.location?.file == "pipeline.yml" })
        #expect(
            collector.texts().first?.contains("metric 'transfer_rate' needs flags in column 'transferred'")
                == true)
    }

    @Test func `definitions that cannot be are told of`() throws {
        expectNone(
            try differences(
                """
                define:
                  ①nothing: { of: sales, at: pay_time }
                  both: { count: rows, ②sum: paid, of: sales, at: pay_time }
                  counted: { count: ③customer, of: sales, at: pay_time }
                  mixed: { mean: paid, of: sales, at: pay_time, ④among: paid > 0 }
                  timed: { mean: paid, of: sales, at: pay_time, interval: ⑤wilson }
                  text: { mean: ⑥customer, of: sales, at: pay_time }
                  ⑦timeless: { mean: paid, of: sales }
                  wrong_time: { mean: paid, of: sales, at: ⑧customer }
                  a: { calculate: ⑨b + 1 }
                  b: { calculate: a * 2 }
                  share_of_text: { share: ⑩customer, of: sales, at: pay_time }
                  rate: { calculate: ⑪csat_mean / responses, interval: poisson }
                  ⑫waits: { mean: wait, of: calls, at: start, unit: points }
                  ⑬q: { quantile: paid, of: sales, at: pay_time }
                  ⑭once: { unrepeated: customer, of: sales, at: pay_time }
                  soon: { unrepeated: customer, within: ⑮soon, of: sales, at: pay_time }
                  days: { count: rows, ⑯within: 7 d, of: sales, at: pay_time }
                """,
                [
                    "①": "metric 'nothing' expects a key that says what is computed, found none\n"
                        + "choose from 'affinity', 'agreement', 'calculate', 'churn', 'conversion', 'count', 'distinct', 'first_time', 'gap', "
                        + "'growth', 'like', 'maximum' and 18 more",
                    "②": "metric 'both' expects one key that says what is computed, found 'count' and 'sum'",
                    "③":
                        "'count' expects 'rows', found \"customer\"\nto count different values write 'distinct: customer'",
                    "④": "'among' has no meaning with 'mean'\nit belongs to 'share'",
                    "⑤": "'mean' has no interval 'wilson'\nchoose from 'none', 't'",
                    "⑥": "'mean' of metric 'text' expects a number or a duration, found a text",
                    "⑦": "metric 'timeless' needs the key 'at': the column that says in which period a row counts",
                    "⑧":
                        "metric 'wrong_time' expects a date or a time in column 'customer' of table 'sales', found a text",
                    "⑨": "a metric cannot be made from itself: 'a' → 'b' → 'a'",
                    "⑩": "expected a formula that gives a condition, found a text\n"
                        + "compare it with a value, as in 'wait > 60 s'",
                    "⑪": "metric 'rate' expects one count divided by another for its interval 'poisson'\n"
                        + "write 'calculate: a / b' with two metrics of 'count' or 'distinct', or 'interval: none'",
                    "⑫": "metric 'waits' is a duration and expects the unit s, min, h or d, found 'points'",
                    "⑬": "'q' needs the key 'at_share'",
                    "⑭": "'once' needs the key 'within'",
                    "⑮": "'within' expects a length of time such as 7 d or 24 h, found \"soon\"",
                    "⑯": "'within' has no meaning with 'count'\nit belongs to 'unrepeated', 'repeated', 'conversion'",
                ]
            ))
    }

    @Test func `parameters are checked against those of the metric`() throws {
        expectNone(
            try differences(
                """
                metrics:
                  - { metric: service_level, ①treshold: 10 s, target: ②20 }
                  - { metric: csat_top2, satisfied: ③best }
                  - ④service_level
                define:
                  mine: { like: csat_mean, parameters: { ⑤top: 3 } }
                """,
                [
                    "①": "metric 'service_level' has no parameter 'treshold'\nchoose from 'short', 'target'",
                    "②": "parameter 'target' expects a duration such as 20 s, found \"20\"",
                    "③": "parameter 'satisfied' expects a single value such as 20 s, 5 or 'A', found \"best\"",
                    "④": "metric 'service_level' is listed twice\n"
                        + "give the second a name of its own: define it with 'like: service_level'",
                    "⑤": "metric 'csat_mean' has no parameter 'top'\nchoose from 'best', 'worst'",
                ]))
    }

    @Test func `targets are read in the metric's own unit`() throws {
        expectNone(
            try differences(
                """
                metrics: [csat_top2, nps, asa, offered]
                targets:
                  - { metric: csat_top2, at_least: ①90 }
                  - { metric: nps, at_least: ②40% }
                  - { metric: asa, at_most: ③soon }
                  - { metric: ④aht, at_most: 300 }
                  - ⑤{ metric: offered }
                  - { metric: ⑥csat_top2, at_least: 80% }
                """,
                [
                    "①": "the target of 'csat_top2' expects a share from 0% to 100%, found \"90\"\ndid you mean 90%?",
                    "②": "the target of 'nps' expects a number in the metric's unit (points), found \"40%\"",
                    "③": "the target of 'asa' expects a number of s or a duration such as 5 min, found \"soon\"",
                    "④": "the target is for metric 'aht', which is not listed under 'metrics'\nadd 'aht' to 'metrics'",
                    "⑤":
                        "the target of 'offered' needs one of 'at_least', 'at_most', 'between', 'increase_by', 'reduce_by'",
                    "⑥":
                        "metric 'csat_top2' has a second target\nseveral targets of a metric differ in 'for', 'each', 'per', 'within' or 'owner'",
                ]))
    }

    @Test func `a segment that no metric's table can use is a mistake, one that some cannot is a note`() throws {
        expectNone(
            try differences(
                "metrics: [nps]\nby: [[①queue]]",
                ["①": "metrics of 'surveys' are not divided by 'queue': no link leads to it"],
                segments: ["queue": ("calls", "direction")]))
        var bench = AggregationBench(
            tables: CanonicalTables.all, periods: ReportPeriods(period: .month("2026-09"), today: 30_000))
        bench.segments = ["queue": ("calls", "direction")]
        bench.catalogue = try SourceCatalogue.load()
        let collector = DiagnosticCollector()
        _ = bench.plan("metrics: [nps, offered]\nby: [[queue]]", collector)
        #expect(collector.diagnostics.map(\.severity) == [.note])
    }

    @Test func `a condition can mention a segment of the metric's table and no other`() throws {
        expectNone(
            try differences(
                """
                define:
                  vip: { like: answered, where: tier = 'A' }
                  wrong: { like: nps, where: ①tier = 'A' }
                """,
                [
                    "①":
                        "segment 'tier' cannot be used with table 'surveys': no link leads to it\nadd a link under 'link'"
                ],
                segments: ["tier": ("calls", "direction")]))
    }

    @Test func `periods that do not fit into the report's are told of`() throws {
        expectNone(
            try differences(
                "metrics: [nps]\nby: [[①year], [week], [month], ②[week]]",
                [
                    "①": "the report's period 2026-09 cannot be divided by 'year', which is longer",
                    "②": "this breakdown is listed twice",
                ]))
    }

    @Test func `every sentence exists in both languages`() throws {
        var bench = AggregationBench(tables: CanonicalTables.all)
        bench.catalogue = try SourceCatalogue.load()
        let collector = DiagnosticCollector()
        _ = bench.plan("metrics: [npz, {metric: csat_top2, worst: x}]\ntargets: [{metric: nps}]", collector)
        for (english, chinese) in zip(collector.texts(.english), collector.texts(.chinese)) {
            #expect(english != chinese)
        }
        #expect(collector.diagnostics.count == 3)
    }
}
