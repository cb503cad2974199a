// What the catalogue shall hold: the keys that a customer centre asks for, and what is said of each.

import Aggregation
import Diagnostics
import Foundation
import OptionFiles
import Stages
import TestSupport
import Testing

@testable import Pipelines

struct WantedMetricsTests {
    private static let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

    private static func lines(_ name: String) throws -> [String] {
        try String(contentsOf: here.appendingPathComponent(name), encoding: .utf8).split(separator: "\n").map(
            String.init)
    }

    private let collector = DiagnosticCollector()
    private var catalogue: MetricCatalogue { BuiltInCatalogue.metrics(collector: collector) }

    @Test func `every metric that is wanted is there, or it is said why it is not`() throws {
        let wanted = try Self.lines("WantedMetrics.txt")
        let toCome = try Self.lines("MetricsToCome.txt").map { $0.split(separator: ":", maxSplits: 1).map(String.init) }
        #expect(wanted == Set(wanted).sorted() && toCome.map { $0[0] } == Set(toCome.map { $0[0] }).sorted())
        for entry in toCome { #expect(entry.count == 2 && entry[1].count > 10, "\(entry[0]): say why") }
        let known = Set(catalogue.keys)
        let excused = Set(toCome.map { $0[0] }).union(OtherAnswer.all.map(\.key))
        let lacking = wanted.filter { !known.contains($0) && !excused.contains($0) }
        #expect(lacking == [], "add them to the catalogue, to OtherAnswers, or say in MetricsToCome.txt why not")
        #expect(
            excused.intersection(known).sorted() == [],
            "these are there: take them out of MetricsToCome.txt and OtherAnswers")
        #expect(excused.subtracting(wanted).sorted() == [], "nobody wants these")
    }

    @Test func `no metric lacks a definition in both languages, a unit, a direction, columns or a source`() {
        for entry in catalogue.entries {
            let metric = entry.description
            let key = metric.key
            let meaning = entry.meaning
            #expect(meaning?.english.isEmpty == false && meaning?.chinese.isEmpty == false, "\(key): meaning")
            #expect(!metric.unit.text.isEmpty, "\(key): unit")
            #expect(catalogue[key]?.better != nil, "\(key): say which way is better, or 'none'")
            #expect(!catalogue.needs(of: key).isEmpty, "\(key): the table and its columns")
            let source = metric.source
            #expect(source?.english.isEmpty == false && source?.chinese.isEmpty == false, "\(key): source")
            #expect(source?.english != source?.chinese, "\(key): source in both languages")
        }
        #expect(collector.texts() == [])
    }

    /// A cell of the examples that is empty, that no rows count in, or whose rows are not all counted.
    @Test func `every area has an example with an edge: an empty cell, or a number that is missing`() throws {
        let folder = Self.here.deletingLastPathComponent().appendingPathComponent("Catalogue")
        for area in BuiltInCatalogue.areas {
            let text = try String(contentsOf: folder.appendingPathComponent("\(area.name).yml"), encoding: .utf8)
            let rows = text.split(separator: "\n").filter { $0.hasPrefix("        ") }
            #expect(
                rows.contains { $0.contains(",,") || $0.hasSuffix(",") } || text.contains(": missing"), "\(area.name)")
        }
    }

    // MARK: Looked for by other words

    private func english(_ text: String) -> [String] {
        MetricManual.lines(of: text, collector: collector).map(\.english)
    }

    @Test(arguments: [
        ("留存", ["retention"], ["retention_rate", "revenue_retention"]), ("环比", ["growth"], ["growth_mom"]),
        ("同比", ["growth"], ["growth_yoy"]), ("占比", ["share", "share_of_total"], ["channel_mix"]),
        ("复购", ["repeat_share"], ["repeat_purchase_rate"]), ("percentile", ["quantile"], ["wait_p90"]),
    ])
    func `what people call a kind leads to it and to metrics`(text: String, kinds: [String], metrics: [String]) {
        let lines = english(text)
        for word in kinds + metrics {
            #expect(lines.contains { $0.hasPrefix("  \(word) ") }, "\(text): \(word)")
        }
        #expect(collector.texts() == [])
    }

    @Test func `a word that is none is told as before`() {
        #expect(english("ocupancy").isEmpty)
        #expect(collector.texts() == ["error: unknown metric 'ocupancy'\n  help: did you mean 'occupancy'?"])
    }

    @Test func `the page of a metric shows its other definitions, each with its name, its formula and its source`() {
        let lines = MetricManual.lines(of: "service_level", collector: collector)
        let english = lines.map(\.english)
        #expect(english.contains("    strict – Service level (strict), service_level_strict{target=20 s}"))
        #expect(english.contains("      answered within 20 s ÷ (answered + abandoned); ICMI's third form"))
        #expect(lines.map(\.chinese).contains("    strict – 服务水平（严格），service_level_strict{target=20 s}"))
        #expect(english.last == "      metrics: [{ metric: service_level, variants: true }]")
        #expect(
            self.english("fcr").contains("    within_14_days – First-contact resolution (14 days), fcr{within=14 d}"))
    }

    /// What stands beside the lines of an answer in a pipeline file.
    private static func pipeline(_ answer: OtherAnswer) -> String {
        let others = answer.lines.contains { $0.hasPrefix("aggregate:") } ? "" : "aggregate: { metrics: [csat_top2] }\n"
        return "period: { every: month }\ningest: { surveys: { files: x.csv } }\n" + others
            + answer.lines.joined(separator: "\n")
    }

    @Test func `what is no metric is told with where it stands, and its lines can be pasted`() throws {
        #expect(OtherAnswer.all.map(\.key) == OtherAnswer.all.map(\.key).sorted())
        for answer in OtherAnswer.all {
            let own = DiagnosticCollector()
            #expect(MetricManual.lines(of: answer.key, collector: own).first == Wording(answer.key))
            let file = PipelineFile(
                try #require(OptionFileReader.read(Self.pipeline(answer), file: "p.yml", collector: own)),
                path: "p.yml", bytes: [], settings: [:], collector: own)
            #expect(own.texts() == [], "\(file.name) \(answer.key)")
            #expect(answer.answer.english != answer.answer.chinese && answer.title.english != answer.title.chinese)
        }
    }

    @Test func `a pipeline that lists what is no metric is told where it stands`() throws {
        let found = try #require(BuiltInCatalogue.metrics(collector: collector).otherAnswers["rfm"])
        #expect(found.english.hasPrefix("it divides customers: a segment; write: segment: { rfm:"))
        #expect(found.chinese.hasPrefix("它划分客户，写在 'segment' 下；请写：segment: { rfm:"))
    }
}
