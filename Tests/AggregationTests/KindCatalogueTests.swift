// The list of kinds is complete, and what kinds declare of their keys holds.

import Diagnostics
import Foundation
import Stages
import TestSupport
import Testing

@testable import Aggregation

struct `Every kind of metric` {
    @Test func `stands in the catalogue, in a file of its name`() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources/Aggregation/Kinds")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).map {
            String($0.dropLast(".swift".count))
        }
        #expect(files.sorted() == KindCatalogue.kinds.map { "\($0)" }.sorted())
        for kind in KindCatalogue.kinds {
            #expect("\(kind)".lowercased() == kind.word.replacing("_", with: ""))
        }
        #expect(Set(KindCatalogue.words).count == KindCatalogue.words.count)
    }

    @Test func `is found by other words for it`() {
        #expect(KindManual.known == KindCatalogue.words)
        #expect(KindManual.kinds(called: "同比").map(\.word) == ["growth"])
        #expect(KindManual.kinds(called: "留存").map(\.word) == ["retention", "revenue_retention"])
        #expect(KindManual.kinds(called: "").isEmpty && KindManual.kinds(called: "比").isEmpty)
    }

    @Test func `has keys that no metric has anyway, and that mean the same with every kind`() {
        let common = Set(MetricKeys.common(isBuiltIn: true).map(\.word))
        for kind in KindCatalogue.kinds {
            #expect(common.isDisjoint(with: kind.keys.map(\.word)), "\(kind.word)")
            #expect(!common.contains(kind.word))
            #expect(Set(kind.keys.map(\.word)).isDisjoint(with: KindCatalogue.words), "\(kind.word)")
        }
        for key in KindCatalogue.keys {
            let helps = KindCatalogue.kinds.flatMap { $0.keys }.filter { $0.word == key.word }.map(\.option.help)
            #expect(Set(helps).count == 1, "\(key.word)")
        }
    }

    @Test func `says what it and its keys are for in both languages`() {
        for option in KindCatalogue.kinds.map({ $0.declaration }) + KindCatalogue.keys.map(\.option)
            + MetricKeys.common(isBuiltIn: true)
        {
            #expect(!option.help.english.isEmpty && option.help.chinese != option.help.english, "\(option.word)")
        }
    }

    @Test(arguments: KindCatalogue.keys.map(\.word)) func `refuses the keys of others`(key: String) {
        let owners = KindCatalogue.owners(of: key)
        for kind in KindCatalogue.kinds where !owners.contains(kind.word) && kind.word != Like.word {
            let collector = DiagnosticCollector()
            let value =
                [
                    "at_share": "90%", "on": "day", "range": "[1, 5]", "within": "7 d", "to": "count > 1",
                    "first": "true", "apart": "day",
                ][key] ?? "2"
            let formula =
                kind.word == Count.word
                ? "rows" : kind.word == Calculate.word ? "other / 2" : kind is any CellKind.Type ? "other" : "count"
            let bench = AggregationBench(tables: [
                .sample("calls", ["count": .integers([1]), "day": .instants(["2026-09-14T08:00:00Z"])])
            ])
            _ = bench.plan(
                """
                define:
                  other: { of: calls, count: rows }
                  m: { \(kind.word): \(formula), \(key): \(value) }
                """, collector)
            #expect(
                collector.diagnostics.contains { $0.message.english == "'\(key)' has no meaning with '\(kind.word)'" },
                "\(kind.word)")
        }
    }

    @Test func `reads no key that is not declared`() throws {
        let collector = DiagnosticCollector()
        let known =
            MetricKeys.common(isBuiltIn: true).map(\.word) + KindCatalogue.keys.map(\.word) + KindCatalogue.words
        for key in known {
            _ = AggregationOptions(.text("define:\n  m: { \(key): x }"), collector: collector)
        }
        let unknown = collector.diagnostics.filter { $0.message.english.hasPrefix("unknown key") }
        // Only the catalogue says what a metric cannot do without, what it is in a sentence, and which version of it this is.
        #expect(unknown.map(\.message.english) == ["needs", "meaning", "version"].map { "unknown key '\($0)' in 'm'" })
    }
}
