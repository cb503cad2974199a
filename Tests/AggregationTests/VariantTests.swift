// A metric under its other published definitions: which rows stand beside it, by which names and with which numbers.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Aggregation

struct VariantTests {
    /// One day of one queue: 1000 offered; 800 answered, 640 of them in 20 s; 150 abandoned, 60 of them below 5 s and 30 more within
    /// 20 s; 30 voicemails and 20 call-backs.
    private static let queueDay: Table = {
        let parts: [(count: Int, disposition: String, wait: Double)] = [
            (640, "answered", 12), (160, "answered", 33), (60, "abandoned", 3), (30, "abandoned", 11),
            (60, "abandoned", 45), (30, "voicemail", 25), (20, "callback", 40),
        ]
        func column<Value>(_ value: ((count: Int, disposition: String, wait: Double)) -> Value) -> [Value] {
            parts.flatMap { part in [Value](repeating: value(part), count: part.count) }
        }
        return Table.sample(
            "calls",
            [
                "start": .instants(column { _ in "2026-09-14T08:00:00Z" }), "direction": .texts(column { _ in "in" }),
                "disposition": .texts(column { $0.disposition }), "wait": .seconds(column { $0.wait }),
                "queue": .texts(column { $0.disposition == "answered" ? "A" : "B" }),
            ], chunkRows: 100)
    }()

    private static func bench(_ tables: [Table] = [VariantTests.queueDay]) throws -> AggregationBench {
        var bench = AggregationBench(tables: tables)
        bench.catalogue = try SourceCatalogue.load()
        return bench
    }

    private static func value(_ key: String, in results: MetricResults) -> Double? {
        results.cell(key)?.value?.doubleValue
    }

    @Test func `one day of one queue has seven service levels, each with its name and its definition`() throws {
        let results = try Self.bench().results("metrics: [{ metric: service_level, variants: true }]")
        let chosen = try #require(results.metrics.first)
        #expect(Self.value("service_level", in: results) == 640.0 / 890)
        let expected: [(name: String, definition: String, value: Double)] = [
            ("offered", "service_level_offered{target=20 s}", 640.0 / 1000),
            ("strict", "service_level_strict{target=20 s}", 640.0 / 950),
            ("credit", "service_level_credit{target=20 s}", 730.0 / 950),
            ("ignore", "service_level_ignore{target=20 s}", 640.0 / 860),
            ("short_credit", "service_level_short_credit{target=20 s,short=5 s}", 700.0 / 950),
            ("answered_only", "service_level_answered_only{target=20 s}", 640.0 / 800),
        ]
        #expect(chosen.variants.map(\.name) == expected.map(\.name))
        for (variant, expected) in zip(chosen.variants, expected) {
            let key = try #require(variant.key)
            #expect(variant.definition == expected.definition)
            #expect(Self.value(key, in: results) == expected.value, "\(expected.name)")
            #expect(variant.title.english != chosen.title.english && variant.title.chinese != chosen.title.chinese)
        }
        #expect(results.metrics.map(\.isVariant) == [false] + expected.map { _ in true })
    }

    @Test func `only the definitions that are named are shown, by their name or the key of their metric`() throws {
        let results = try Self.bench().results(
            "metrics: [{ metric: service_level, variants: [offered, service_level_strict] }]")
        #expect(results.metrics.map(\.key) == ["service_level", "service_level_offered", "service_level_strict"])
    }

    @Test func `one switch shows the variants of every metric, and a metric may be without`() throws {
        let results = try Self.bench().results(
            """
            variants: true
            metrics: [abandon_rate, offered, { metric: service_level, variants: false }]
            """)
        #expect(
            results.metrics.map(\.key) == [
                "abandon_rate", "abandon_raw", "abandon_rate_of_offered", "offered", "service_level",
            ])
        #expect(Self.value("abandon_rate", in: results) == 90.0 / 890)
        #expect(Self.value("abandon_raw", in: results) == 150.0 / 950)
        #expect(Self.value("abandon_rate_of_offered", in: results) == 150.0 / 1000)
    }

    @Test func `a changed parameter changes the variants too`() throws {
        let results = try Self.bench().results(
            "metrics: [{ metric: service_level, target: 40 s, variants: [strict, offered] }]")
        #expect(
            results.metrics.map(\.definition) == [
                "service_level{target=40 s,short=5 s}", "service_level_strict{target=40 s}",
                "service_level_offered{target=40 s}",
            ])
        #expect(Self.value("service_level_strict", in: results) == 800.0 / 950)
    }

    @Test func `a metric that is listed itself keeps its own parameters, and the variant stands apart`() throws {
        let results = try Self.bench().results(
            "metrics: [{ metric: service_level, variants: [strict] }, { metric: service_level_strict, target: 40 s }]")
        #expect(
            results.metrics.map(\.key) == ["service_level", "service_level_strict_variant", "service_level_strict"])
        #expect(Self.value("service_level_strict_variant", in: results) == 640.0 / 950)
        #expect(Self.value("service_level_strict", in: results) == 800.0 / 950)
        #expect(results.metrics[1].definition == "service_level_strict{target=20 s}")
    }

    @Test func `a variant that is listed itself stands there once`() throws {
        let results = try Self.bench().results(
            "metrics: [{ metric: service_level, variants: [strict] }, service_level_strict]")
        #expect(results.metrics.map(\.key) == ["service_level", "service_level_strict"])
        #expect(results.metrics.map(\.isVariant) == [false, false])
        #expect(results.metrics[0].variants.map(\.key) == ["service_level_strict"])
    }

    @Test func `a narrowed copy is shown under the other definitions of its model, narrowed alike`() throws {
        let results = try Self.bench().results(
            """
            metrics: [{ metric: late, variants: [strict, offered] }]
            define:
              late: { like: service_level, where: wait > 10 s, parameters: { target: 40 s } }
            """)
        // Of the quick hang-ups none is left.
        #expect(results.metrics.map(\.key) == ["late", "late_strict", "late_offered"])
        #expect(Self.value("late_strict", in: results) == 800.0 / 890)
        #expect(Self.value("late_offered", in: results) == 800.0 / 940)
        #expect(
            results.metrics[1].definition == "late_strict{like=service_level_strict,where=wait > 10 s,target=40 s}"
                || results.metrics[1].definition.contains("where=wait > 10 s"))
    }

    @Test func `own metrics have own variants, also copies with other windows`() throws {
        let results = try Self.bench().results(
            """
            metrics: [{ metric: quick, variants: true }]
            define:
              quick:
                share: wait <= $most
                of: calls
                at: start
                parameters: { most: 5 s }
                variants:
                  in_ten: { like: quick, parameters: { most: 12 s }, title: { zh: 十二秒, en: Within 12 s } }
                  strict: service_level_strict
            """)
        #expect(results.metrics.map(\.key) == ["quick", "quick_in_ten", "service_level_strict"])
        #expect(Self.value("quick", in: results) == 60.0 / 1000)
        #expect(Self.value("quick_in_ten", in: results) == 730.0 / 1000)
        #expect(results.metrics[0].variants[0].title.chinese == "十二秒")
    }

    @Test func `a copy that shares a catalogue metric's rows differs in its definition`() throws {
        let calls = Table.sample(
            "calls",
            [
                "start": .instants([
                    "2026-09-01T10:00:00Z", "2026-09-03T10:00:00Z", "2026-09-13T10:00:00Z", "2026-09-30T12:00:00Z",
                ]),
                "direction": .texts(["in", "in", "in", "in"]),
                "disposition": .texts(["answered", "answered", "answered", "answered"]),
                "customer": .texts(["K1", "K1", "K1", "K2"]),
            ])
        let collector = DiagnosticCollector()
        var bench = try Self.bench([calls])
        bench.catalogue = try SourceCatalogue.load()
        let plan = bench.plan("metrics: [{ metric: fcr, variants: true }]", collector)
        let results = try bench.run(plan, collector)
        // Gaps of 2 and 10 days, then silence: repeated within 7 days once, within 14 days twice, within one day never.
        #expect(Self.value("fcr", in: results) == 2.0 / 3)
        #expect(Self.value("fcr_within_1_day", in: results) == 1)
        #expect(Self.value("fcr_within_14_days", in: results) == 1.0 / 3)
        #expect(results.metrics.first { $0.key == "fcr_within_14_days" }?.definition == "fcr{within=14 d}")
        // What needs other tables is left out, and said.
        #expect(results.metrics[0].variants.filter { $0.key == nil }.map(\.name) == ["survey", "one_touch"])
        #expect(collector.diagnostics.map(\.kind.name) == ["variant-left-out", "variant-left-out"])
        #expect(collector.texts()[0].contains("'fcr' is shown without its definition 'survey': "))
    }

    @Test func `a variant that is named must be possible`() throws {
        let collector = DiagnosticCollector()
        _ = try Self.bench().plan(
            "metrics: [{ metric: service_level, variants: [strict] }, { metric: asa, variants: true }]", collector)
        #expect(collector.diagnostics.map(\.kind.name) == ["no-variants"])
        let other = DiagnosticCollector()
        _ = try Self.bench().plan("metrics: [{ metric: fcr, variants: [survey] }]", other)
        #expect(other.diagnostics.contains { $0.kind.name == "no-table-of-kind" && $0.severity == .error })
    }

    @Test func `a name that is none is told with the nearest one in both languages`() throws {
        let collector = DiagnosticCollector()
        _ = try Self.bench().plan("metrics: [{ metric: service_level, variants: [strikt] }]", collector)
        let found = try #require(collector.diagnostics.first)
        #expect(found.kind.name == "unknown-variant")
        #expect(found.message.english == "metric 'service_level' has no other definition 'strikt'")
        #expect(found.message.chinese == "指标 'service_level' 没有口径 'strikt'")
        #expect(found.help?.english.contains("strict") == true)
    }

    @Test func `variants bring no new numbers to other metrics`() throws {
        let alone = try Self.bench().results("metrics: [service_level, abandon_rate]")
        let beside = try Self.bench().results(
            """
            variants: true
            metrics: [service_level, abandon_rate]
            """)
        for key in ["service_level", "abandon_rate"] {
            #expect(Self.value(key, in: alone) == Self.value(key, in: beside))
        }
    }

    @Test func `every variant of the catalogue has a name, a title and a definition of its own`() throws {
        let catalogue = try SourceCatalogue.load()
        var count = 0
        for entry in catalogue.entries {
            #expect(Set(entry.variants.map(\.name)).count == entry.variants.count, "\(entry.description.key)")
            #expect(
                Set(entry.variants.map(\.description.definition) + [entry.description.definition]).count
                    == entry.variants.count + 1, "\(entry.description.key)")
            for variant in entry.variants {
                count += 1
                let (title, formula) = (variant.description.title, variant.description.formula)
                #expect(title.english != title.chinese && title.english != variant.key, "\(variant.key)")
                #expect(formula.english != formula.chinese, "\(variant.key)")
                #expect(variant.description.source != nil, "\(variant.key)")
            }
            #expect(
                entry.variants.count == catalogue[entry.description.key]?.variants.count, "\(entry.description.key)")
        }
        #expect(count > 80)
    }
}
