// The built-in metrics: readable, complete, and right on tables of the canonical columns.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Aggregation

@Suite struct CatalogueTests {
    @Test func `the catalogue is read without a complaint`() throws {
        let collector = DiagnosticCollector()
        let catalogue = try SourceCatalogue.load(collector)
        #expect(collector.texts() == [])
        #expect(catalogue.definitions.count == 280)
    }

    @Test func `every built-in metric is described in both languages`() throws {
        let catalogue = try SourceCatalogue.load()
        #expect(catalogue.descriptions.count == catalogue.definitions.count)
        for metric in catalogue.descriptions {
            #expect(metric.title.english != metric.key, "\(metric.key)")
            #expect(metric.title.chinese != metric.title.english, "\(metric.key)")
            #expect(metric.formula.chinese != metric.formula.english, "\(metric.key)")
            for text in [metric.formula, metric.caution].compactMap({ $0 }).flatMap({ [$0.english, $0.chinese] }) {
                #expect(!text.contains("$"), "\(metric.key): a parameter is left in \(text)")
            }
        }
    }

    @Test func `every variant that the catalogue mentions exists`() throws {
        let catalogue = try SourceCatalogue.load()
        for definition in catalogue.definitions {
            let found = catalogue.entry(definition.key.text)?.variants.map(\.metric) ?? []
            #expect(found.count == definition.variants.count, "\(definition.key.text)")
            for variant in found { #expect(catalogue[variant] != nil, "\(variant)") }
        }
    }

    @Test func `every built-in metric can be computed from the canonical columns`() throws {
        let catalogue = try SourceCatalogue.load()
        let collector = DiagnosticCollector()
        var bench = AggregationBench(tables: CanonicalTables.all)
        bench.catalogue = catalogue
        bench.clock = BusinessClock(.sample(), zone: .utc)
        // By what mixes are divided.
        bench.segments = ["channel": ("calls", "direction"), "category": ("calls", "direction")]
        bench.shared = ["channel": ["tickets", "surveys"], "category": ["tickets"]]
        // Those of other tables are counted by hand in Tests/Catalogue.
        let schemas = CanonicalTables.all.map { TableSchema.sample($0) }
        let keys = catalogue.keys.filter { key in
            catalogue.needs(of: key).allSatisfy { need in
                schemas.contains { $0.name == need.kind && Set(need.columns).isSubset(of: $0.columnNames) }
            }
        }
        #expect(keys.count >= 60)
        let plan = bench.plan("metrics: [\(keys.joined(separator: ", "))]\nby: [[month]]", collector)
        #expect(collector.texts() == [])
        #expect(plan.descriptions.map(\.key) == keys)
        let results = try bench.run(plan, collector)
        #expect(Set(results.cells.map(\.metric)) == Set(keys))
    }

    @Test func `response and resolution by business hours leave nights and weekends out`() throws {
        var bench = AggregationBench(tables: [CanonicalTables.tickets])
        bench.catalogue = try SourceCatalogue.load()
        bench.clock = BusinessClock(.sample(), zone: .utc)
        let results = try bench.results("metrics: [frt, frt_business, ttr, ttr_business]")
        // Opened at 8 and answered at 8:30 is before business, at 9:00 just when it begins.
        #expect(results.cell("frt")?.value?.doubleValue == 45)
        #expect(results.cell("frt_business")?.value?.doubleValue == 0)
        // Two and ten days by the calendar; two and eight working days of nine hours, the last of which ends before business.
        #expect(results.cell("ttr")?.value?.doubleValue == 144)
        #expect(results.cell("ttr_business")?.value?.doubleValue == 45)
    }

    @Test func `a formula over metrics counts no business hours`() throws {
        for clock in [nil, BusinessClock(.sample(), zone: .utc)] {
            var bench = AggregationBench(tables: [CanonicalTables.tickets])
            bench.clock = clock
            let collector = DiagnosticCollector()
            _ = bench.plan(
                """
                metrics: [n, odd]
                define:
                  n: { count: rows, of: tickets, at: opened }
                  odd: { calculate: "n / hours(business_time(instant '2026-09-01 09:00', instant '2026-09-02 09:00'))" }
                """, collector)
            #expect(collector.diagnostics.count == 1)
            #expect(collector.diagnostics.first?.kind.name == (clock == nil ? "no-calendar" : "not-in-calculation"))
        }
    }

    @Test func `the definition names the parameters, also those that were changed`() throws {
        var bench = AggregationBench(tables: CanonicalTables.all)
        bench.catalogue = try SourceCatalogue.load()
        let results = try bench.results("metrics: [csat_mean, { metric: service_level, target: 30 s }]")
        #expect(
            results.metrics.map(\.definition) == [
                "csat_mean{worst=1,best=5}", "service_level{target=30 s,short=5 s}",
            ])
        #expect(results.metrics[1].formula.english.contains("within 30 s"))
    }

    @Test func `a narrowed metric keeps the conditions of its model`() throws {
        var bench = AggregationBench(tables: CanonicalTables.all)
        bench.catalogue = try SourceCatalogue.load()
        let results = try bench.results(
            """
            metrics: [answered, long_answered]
            define:
              long_answered: { like: answered, where: wait > 20 s, title: { zh: 久等接听量, en: Answered late } }
            """)
        let all = try #require(results.cell("answered")?.value?.doubleValue)
        let long = try #require(results.cell("long_answered")?.value?.doubleValue)
        #expect(all == 3)
        #expect(long == 1)
        #expect(results.metrics[1].definition == "long_answered{like=answered,where=wait > 20 s}")
        #expect(results.metrics[1].title.chinese == "久等接听量")
    }

    /// ICMI's example: 1000 answered, 860 of them within 20 s; 60 abandoned, 10 below 5 s and 20 within 20 s.
    @Test(arguments: [
        ("service_level", 860.0 / 1050), ("service_level_credit", 0.83018867924528306),
        ("service_level_answered_only", 0.86), ("service_level_strict", 0.81132075471698117),
        ("service_level_ignore", 0.82692307692307687), ("service_level_short_credit", 0.82075471698113212),
    ])
    func `the forms of service level give the numbers of ICMI's example`(key: String, expected: Double) throws {
        let waits =
            [Double](repeating: 12, count: 860) + [Double](repeating: 33, count: 140)
            + [Double](repeating: 4, count: 10) + [Double](repeating: 11, count: 10)
            + [Double](repeating: 45, count: 40)
        let outcomes = [String](repeating: "answered", count: 1000) + [String](repeating: "abandoned", count: 60)
        let calls = Table.sample(
            "calls",
            [
                "start": .instants([String](repeating: "2026-09-14T08:00:00Z", count: 1060)),
                "direction": .texts([String](repeating: "in", count: 1060)),
                "disposition": .texts(outcomes), "wait": .seconds(waits),
            ], chunkRows: 100)
        var bench = AggregationBench(tables: [calls])
        bench.catalogue = try SourceCatalogue.load()
        let results = try bench.results("metrics: [\(key)]")
        let value = try #require(results.cell(key)?.value?.doubleValue)
        #expect(abs(value - expected) < 1e-15)
    }

    @Test func `a ticket too young to be judged is not in the resolution rate`() throws {
        let tickets = Table.sample(
            "tickets",
            [
                "opened": .instants([
                    "2026-06-01T10:00:00Z", "2026-06-02T10:00:00Z", "2026-06-23T23:59:59Z", "2026-06-24T00:00:01Z",
                    "2026-06-30T12:00:00Z",
                ]),
                "resolved": .instants([
                    "2026-06-03T10:00:00Z", "2026-06-20T10:00:00Z", nil, "2026-06-25T08:00:00Z", nil,
                ]),
            ])
        var bench = AggregationBench(tables: [tickets])
        bench.catalogue = try SourceCatalogue.load()
        let cell = try #require(try bench.results("metrics: [resolution_rate]").cell("resolution_rate"))
        // The last moment of the data is noon of 30 June: tickets opened after that of the 23rd have not had their seven days.
        #expect(cell.denominator == .exact(ExactDecimal(2)))
        #expect(cell.numerator == .exact(ExactDecimal(1)))
    }
}

/// Small tables with the canonical columns of every kind the catalogue knows.
enum CanonicalTables {
    static let calls = Table.sample(
        "calls",
        [
            "call_id": .texts(["1", "2", "3", "4", "5"]),
            "start": .instants([
                "2026-09-14T08:00:00Z", "2026-09-14T08:10:00Z", "2026-09-14T09:00:00Z", "2026-09-14T09:30:00Z",
                "2026-09-14T10:00:00Z",
            ]),
            "direction": .texts(["in", "in", "in", "in", "internal"]),
            "disposition": .texts(["answered", "answered", "abandoned", "transferred", "answered"]),
            "wait": .seconds([10, 30, 60, 5, 1]), "talk": .seconds([100, 200, nil, 50, 10]),
            "hold": .seconds([0, 10, nil, 5, 0]), "wrap": .seconds([20, nil, nil, 5, 0]),
            "transferred": .flags([false, false, nil, true, false]),
        ])

    static let tickets = Table.sample(
        "tickets",
        [
            "opened": .instants(["2026-09-01T08:00:00Z", "2026-09-02T08:00:00Z", "2026-09-14T08:00:00Z"]),
            "first_response": .instants(["2026-09-01T08:30:00Z", nil, "2026-09-14T09:00:00Z"]),
            "resolved": .instants(["2026-09-03T08:00:00Z", "2026-09-12T08:00:00Z", nil]),
            "is_complaint": .flags([true, false, nil]),
        ])

    static let surveys = Table.sample(
        "surveys",
        [
            "time": .instants(["2026-09-14T08:00:00Z", "2026-09-14T09:00:00Z", "2026-09-14T10:00:00Z"]),
            "csat": .integers([5, 3, nil]), "nps": .integers([10, 6, 8]), "ces": .integers([7, 4, nil]),
        ])

    static let sales = Table.sample(
        "sales",
        [
            "order_id": .texts(["o1", "o2", "o3"]), "customer": .texts(["c1", "c1", "c2"]),
            "pay_time": .instants(["2026-09-13T08:00:00Z", "2026-09-14T09:00:00Z", "2026-09-14T10:00:00Z"]),
            "paid": .decimals(["100.00", "50.00", "20.00"]), "refunded": .decimals([nil, "0.00", "20.00"]),
        ])

    static let all = [calls, tickets, surveys, sales]
}
