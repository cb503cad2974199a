// Metrics that a breakdown or a report cannot show: each is named, with the reason, and nothing left is a mistake.

import Aggregation
import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@Suite struct UndividedMetricTests {
    private let tables = [
        Table.sample(
            "other",
            [
                "day": .dates(["2026-09-01", "2026-09-02", "2026-10-01"]), "n": .integers([1, 2, 3]),
                "queue": .texts(["a", "b", "a"]),
            ]),
        Table.sample("plain", ["amount": .integers([10, 20]), "shop": .texts(["x", "y"])]),
    ]

    private func said(
        _ options: String, periods: ReportPeriods = ReportPeriods(period: .allTime, today: 30_000),
        language: Language = .english, running: Bool = false
    ) throws -> [String] {
        var bench = AggregationBench(tables: tables, periods: periods)
        bench.segments = ["queue": ("other", "queue"), "shop": ("plain", "shop")]
        let collector = DiagnosticCollector()
        let plan = bench.plan(options, collector)
        if running { _ = try bench.run(plan, collector) }
        return collector.texts(language).map { String($0.split(separator: "\n").first ?? "") }
    }

    private let definitions = """
        define:
          rows: { count: rows, of: other, at: day }
          sales: { sum: amount, of: plain }
          timeless: { count: rows, of: other }
          per_row: { calculate: sales / rows }

        """

    /// What is asked for, and what is said; metrics in the order of the report.
    @Test(arguments: [
        // The sample: by month under all time, a table without a time.
        (
            "by: [[month]]",
            [
                "pipeline.yml:6:7: warning: metric 'timeless' is not divided by 'month': no time column says when a row counts",
                "pipeline.yml:6:7: warning: metric 'per_row' is not divided by 'month': 'sales', which it is made from, is not "
                    + "(no time column says when a row counts)",
            ]
        ),
        // A segment that one table has: a note for the table, and for the formula over it.
        (
            "by: [[queue]]",
            [
                "pipeline.yml:6:7: note: metric 'per_row' is not divided by 'queue': 'sales', which it is made from, is not "
                    + "(no link leads to it from 'plain')"
            ]
        ),
        // Named in the breakdown, it is expected there.
        (
            "by: [{ by: [queue], metrics: [rows, per_row] }]",
            [
                "pipeline.yml:6:13: warning: metric 'per_row' is not divided by 'queue': 'sales', which it is made from, is not "
                    + "(no link leads to it from 'plain')"
            ]
        ),
        (
            "by: [{ by: [queue], metrics: [per_row] }]",
            [
                "pipeline.yml:6:13: error: metric 'per_row' is not divided by 'queue': 'sales', which it is made from, is not "
                    + "(no link leads to it from 'plain')"
            ]
        ),
        (
            "by: [{ by: [month], metrics: [timeless] }]",
            [
                "pipeline.yml:6:13: error: metric 'timeless' is not divided by 'month': no time column says when a row counts"
            ]
        ),
    ])
    func `a metric that a breakdown cannot show is told with the reason`(by: String, expected: [String]) throws {
        let listed = "metrics: [rows, timeless, per_row]"
        #expect(try said(definitions + by + "\n" + listed) == expected)
    }

    @Test func `a metric over rows that a breakdown names and no link reaches is a warning`() throws {
        let definitions = """
            define:
              rows: { count: rows, of: other, at: day }
              sales: { sum: amount, of: plain }
              double: { calculate: sales * 2 }

            """
        let listed = "metrics: [rows, sales]\n"
        #expect(
            try said(definitions + "by: [{ by: [queue], metrics: [rows, sales] }]\n" + listed) == [
                "pipeline.yml:5:13: warning: metric 'sales' is not divided by 'queue': no link leads to it from 'plain'"
            ])
        #expect(
            try said(definitions + "by: [[queue]]\n" + listed) == [
                "pipeline.yml:5:7: note: metrics of 'plain' are not divided by 'queue': no link leads to it"
            ])
        #expect(
            try said(definitions + "by: [[queue], [month]]\n" + listed, language: .chinese) == [
                "pipeline.yml:5:7: 说明：'plain' 的指标不按 'queue' 拆分：没有关联通向它",
                "pipeline.yml:5:16: 警告：指标 'sales' 不按 'month' 拆分：没有时间列说明各行归入何时",
                "pipeline.yml:5:16: 警告：指标 'double' 不按 'month' 拆分：用到的 'sales' 不能（没有时间列说明各行归入何时）",
            ])
    }

    /// Definitions that left the report, or the plan, without a word.
    @Test(arguments: [
        ("m: { count: rows, of: other, at: queue }", "unknown-column-or-type"),
        ("m: { count: rows, of: other, where: day <= $data_end }", "metric-without-time"),
        ("m: { share: day <= $data_end - 1 d, of: other }", "metric-without-time"),
        ("m: { count: rows, of: plain, at: shop }", "unknown-column-or-type"),
    ])
    func `no definition leaves the report without a mistake that says why`(definition: String, kind: String) throws {
        var bench = AggregationBench(tables: tables)
        bench.segments = ["queue": ("other", "queue"), "team": ("other", "queue")]
        for name in ["queue", "shop", "team"] {
            let collector = DiagnosticCollector()
            let written = definition.replacing("at: queue", with: "at: \(name == "team" ? "team" : "queue")")
            _ = bench.plan("define:\n  \(written)", collector)
            #expect(collector.diagnostics.count == 1, "\(written): \(collector.texts())")
            #expect(collector.hasErrors)
            #expect(collector.diagnostics.first?.kind.fault != .program)
            if kind == "metric-without-time" { #expect(collector.diagnostics.first?.kind.name == kind) }
        }
    }

    @Test func `metrics without a row in the report's period are noted beside the breakdowns that lack them`() throws {
        let august = ReportPeriods(period: .month("2026-08"), today: 30_000)
        let options = """
            define:
              big: { mean: n, of: other, at: day }
            by: [[queue], [week]]
            """
        let notes = try said(options, periods: august, running: true)
        #expect(
            notes.filter { $0.contains("breakdown") } == [
                "note: the breakdown [queue] has nothing of metric 'big': no row counts in the report's period",
                "note: the breakdown [week] has nothing of metric 'big': no row counts in the report's period",
            ], "\(notes)")
    }
}
