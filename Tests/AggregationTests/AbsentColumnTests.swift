// Built-in metrics ask only for what they need, say what they do without, and count by a moment only rows that have it.

import Aggregation
import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@Suite struct AbsentColumnTests {
    private func bench(_ tables: [Table]) throws -> AggregationBench {
        var bench = AggregationBench(tables: tables)
        bench.catalogue = try SourceCatalogue.load()
        return bench
    }

    private func number(_ metric: String, _ tables: [Table]) throws -> Double? {
        try bench(tables).results("metrics: [\(metric)]").cell(metric)?.value?.doubleValue
    }

    private let plainCalls = Table.sample(
        "calls",
        ["disposition": .texts(["answered", "missed", "answered"]), "talk": .seconds([60, nil, 120])])

    @Test func `calls without direction, hold, wrap and time are counted, and the definition says so`() throws {
        let results = try bench([plainCalls]).results("metrics: [offered, aht, answer_rate]")
        #expect(results.cell("offered")?.value == .exact(ExactDecimal(3)))
        #expect(results.cell("aht")?.value == .real(90))
        #expect(results.cell("answer_rate")?.numerator == .exact(ExactDecimal(2)))
        let aht = try #require(results.metrics.first { $0.key == "aht" })
        #expect(aht.definition == "aht{without=hold,without=wrap,without=direction,without=start}")
        #expect(
            aht.formula.english.hasSuffix(
                "(without hold time; without wrap-up time; every call taken as incoming; whenever they were)"))
        #expect(aht.formula.chinese.hasSuffix("（不含保持时长；不含话后处理时长；全部视为呼入；不限时间）"))
        #expect(aht.attribution == nil)
    }

    @Test func `each thing a table lacks is told in one note for all metrics`() throws {
        let collector = DiagnosticCollector()
        _ = try bench([plainCalls]).plan("metrics: [offered, answered, aht]", collector)
        #expect(
            collector.texts().map { String($0.prefix { $0 != "\n" }) } == [
                "pipeline.yml:1:11: note: table 'calls' has no column 'direction': metrics 'offered', 'answered', 'aht', "
                    + "every call taken as incoming",
                "pipeline.yml:1:11: note: table 'calls' has no column 'start': metrics 'offered', 'answered', 'aht', "
                    + "whenever they were",
                "pipeline.yml:1:30: note: table 'calls' has no column 'hold': metric 'aht', without hold time",
                "pipeline.yml:1:30: note: table 'calls' has no column 'wrap': metric 'aht', without wrap-up time",
            ])
    }

    @Test func `a month's report still asks for the time, and refunds are not taken for none`() throws {
        let sales = Table.sample(
            "sales",
            [
                "order_id": .texts(["o1", "o2"]), "pay_time": .instants(["2026-09-14T08:00:00Z", nil]),
                "paid": .decimals(["10.00", "5.00"]), "customer": .texts(["a", "b"]),
            ])
        let results = try bench([sales]).results("metrics: [net_revenue, orders, aov]")
        #expect(results.cell("net_revenue")?.value == .exact(ExactDecimal(units: 1000, scale: 2)))
        #expect(results.cell("aov")?.value == .real(10))
        #expect(results.metrics.allSatisfy { $0.formula.english.hasSuffix("(without refunds)") })
        for metric in ["refunds", "refund_rate", "refund_rate_orders"] {
            let collector = DiagnosticCollector()
            _ = try bench([sales]).plan("metrics: [\(metric)]", collector)
            #expect(collector.diagnostics.map(\.kind.name) == ["missing-columns"], "\(metric)")
        }
        var monthly = try bench([plainCalls])
        monthly.periods = ReportPeriods(period: .month("2026-09"), today: 30_000)
        let collector = DiagnosticCollector()
        _ = monthly.plan("metrics: [offered, answered]", collector)
        let errors = collector.diagnostics.filter { $0.severity == .error }
        #expect(errors.map(\.kind.name) == ["missing-columns"])
    }

    @Test func `an unpaid order is not among paid ones, whatever the period`() throws {
        let sales = Table.sample(
            "sales",
            [
                "order_id": .texts(["o1", "o2", "o3", "o4"]), "customer": .texts(["a", "b", "c", "d"]),
                "pay_time": .instants(["2026-09-13T08:00:00Z", nil, "2026-09-14T10:00:00Z", nil]),
                "paid": .decimals(["100.00", "50.00", "20.00", "9.00"]),
                "refunded": .decimals([nil, nil, "20.00", "1.00"]),
            ], chunkRows: 2)
        let expected: [(String, Double)] = [
            ("orders_paid", 2), ("orders", 1), ("customers", 1), ("gross_revenue", 120), ("net_revenue", 100),
            ("refunds", 20), ("orders_refunded", 1), ("refund_rate_orders", 0.5), ("repeat_purchase_rate", 0),
        ]
        for (metric, value) in expected { #expect(try number(metric, [sales]) == value, "\(metric)") }
        let results = try bench([sales]).results("metrics: [orders_paid]")
        #expect(results.rowsWithoutTime == ["sales": 2])
        // A report over all time that is divided by months has the same total.
        let divided = try bench([sales]).results("metrics: [orders_paid]\nby: [[month]]")
        #expect(divided.cell("orders_paid")?.value == .exact(ExactDecimal(2)))
    }

    @Test(arguments: ["tickets", "responses", "complaints", "offered"])
    func `a row without the moment that a metric counts by does not count`(metric: String) throws {
        let tables = CanonicalTables.all.map { table in
            var table = table
            for name in ["opened", "time", "start"] {
                guard let column = table.index(of: name) else { continue }
                for chunk in table.chunks.indices {
                    guard case .instant(var times) = table.chunks[chunk].columns[column] else { continue }
                    times.presence = Presence(count: times.count) { _ in false }
                    table.chunks[chunk].columns[column] = .instant(times)
                }
            }
            return table
        }
        #expect(try number(metric, tables) ?? 0 == 0)
    }

    @Test func `what a shop received has no refunds in it, so that they are not subtracted twice`() throws {
        let sales = Table.sample(
            "sales",
            [
                "order_id": .texts(["o1", "o2", "o3"]), "customer": .texts(["a", "b", "c"]),
                "pay_time": .instants([String](repeating: "2026-09-13T08:00:00Z", count: 3)),
                "received": .decimals(["38.00", "0.00", "60.00"]), "refunded": .decimals(["0.00", "38.00", "40.00"]),
            ])
        let expected: [(String, Double)] = [
            ("net_revenue", 98), ("gross_revenue", 176), ("refunds", 78), ("orders", 2), ("orders_paid", 3),
            ("aov", 49),
            ("refund_rate", 78.0 / 176), ("refund_rate_orders", 2.0 / 3),
        ]
        for (metric, value) in expected { #expect(try number(metric, [sales]) == value, "\(metric)") }
    }

    @Test func `a rate of orders counts orders, not lines`() throws {
        let lines = Table.sample(
            "sales",
            [
                "order_id": .texts(["o1", "o1", "o1", "o2"]), "customer": .texts(["a", "a", "a", "b"]),
                "pay_time": .instants([String](repeating: "2026-09-13T08:00:00Z", count: 4)),
                "paid": .decimals(["10.00", "10.00", "10.00", "5.00"]), "refunded": .decimals([nil, nil, nil, "5.00"]),
            ])
        #expect(try number("refund_rate_orders", [lines]) == 0.5)
        #expect(try number("orders", [lines]) == 1)
        #expect(try number("orders_refunded", [lines]) == 1)
    }

    @Test func `a window that is not over when the data end does not count`() throws {
        let tickets = Table.sample(
            "tickets",
            [
                "opened": .instants(["2026-06-30T00:10:00Z", "2026-06-30T09:00:00Z", "2026-06-30T11:00:00Z"]),
                "resolved": .instants(["2026-06-30T02:00:00Z", nil, "2026-06-30T12:20:00Z"]),
            ])
        let results = try bench([tickets]).results("metrics: [{ metric: resolution_rate, within: 12 h }]")
        let cell = try #require(results.cell("resolution_rate"))
        #expect(cell.denominator == .exact(ExactDecimal(1)))
        #expect(cell.numerator == .exact(ExactDecimal(1)))
        // A defined metric of the same kind, and one by days.
        let own = try bench([tickets]).results(
            "define:\n  r: { share: resolved <= opened + 3 h, among: opened <= $data_end - 3 h, of: tickets, at: opened }"
        )
        #expect(own.cell("r")?.denominator == .exact(ExactDecimal(2)))
        // As-of bounds what stray late moments claim.
        var early = try bench([tickets])
        early.asOf = SampleColumn.instant("2026-06-30T12:00:00Z") ?? 0
        let bounded = try early.results("metrics: [{ metric: resolution_rate, within: 12 h }]")
        #expect(bounded.cell("resolution_rate")?.denominator == .exact(ExactDecimal(0)))
    }

    @Test func `a column of the wrong type is told once, without a formula that nobody wrote`() throws {
        let surveys = Table.sample(
            "surveys",
            ["time": .instants(["2026-09-14"]), "csat": .texts(["非常满意"]), "ces": .integers([1]), "nps": .integers([9])])
        let collector = DiagnosticCollector()
        _ = try bench([surveys]).plan("metrics: [csat_top2, csat_mean, nps]", collector)
        #expect(
            collector.texts() == [
                """
                pipeline.yml:1:11: error: metrics 'csat_top2', 'csat_mean' need numbers in column 'csat' of table \
                'surveys', found texts
                  help: map its words to 1–5 with 'map', then read them: derive: { column: csat, as: number(csat), replace: true }
                """
            ])
    }
}
