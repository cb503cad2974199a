// The catalogue and its tables are whole: every metric is described, looks at columns that are known, and is counted by hand in Tests/Catalogue.

import Aggregation
import Diagnostics
import Foundation
import Ingestion
import OptionFiles
import Stages
import TestSupport
import Testing

@testable import Pipelines

struct CatalogueTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    private let collector = DiagnosticCollector()

    private var catalogue: MetricCatalogue { BuiltInCatalogue.metrics(collector: collector) }

    @Test func `every file of Catalogue is an area, and every metric stands in one`() throws {
        let files = try FileManager.default.contentsOfDirectory(
            atPath: Self.root + "/Sources/Pipelines/Catalogue")
        #expect(files.sorted() == BuiltInCatalogue.areas.map { "\($0.name).yml" }.sorted())
        let keys = BuiltInCatalogue.areas.flatMap { $0.index.keys }
        #expect(Set(keys).count == keys.count, "a metric stands in two areas")
        #expect(catalogue.keys == keys)
        // What the quick index finds is what the whole file holds.
        for area in BuiltInCatalogue.areas {
            let whole = OptionNode.text(String(decoding: area.text(), as: UTF8.self), collector: collector)
            guard case .mapping(let entries) = whole.content else { continue }
            #expect(entries.map(\.key) == area.index.keys)
            for entry in entries {
                #expect(area.index.entry(entry.key, collector: collector)?.keyLocation.line == entry.keyLocation.line)
            }
        }
        #expect(collector.texts() == [])
    }

    @Test func `every metric says what it is in both languages, and its variants exist`() {
        let entries = catalogue.entries
        #expect(entries.map(\.description.key) == catalogue.keys)
        for entry in entries {
            let metric = entry.description
            for text in [metric.title, metric.formula, entry.meaning ?? Wording("")] {
                #expect(!text.english.isEmpty && text.english != text.chinese, "\(metric.key)")
                #expect(!text.english.contains("$") && !text.chinese.contains("$"), "\(metric.key): \(text.english)")
                #expect(text.chinese.contains { ("一"..."鿿").contains($0) }, "\(metric.key): \(text.chinese)")
            }
            for variant in entry.variants {
                #expect(catalogue[variant.metric] != nil, "\(metric.key): \(variant.metric)")
            }
            #expect(BuiltInCatalogue.areas.contains { $0.name == entry.area }, "\(metric.key)")
        }
        #expect(collector.texts() == [])
    }

    @Test func `every column that a metric looks at is one of its canonical table`() {
        for key in catalogue.keys {
            let needs = catalogue.needs(of: key)
            #expect(!needs.isEmpty, "\(key)")
            for need in needs {
                #expect(CanonicalTables.kinds.contains(need.kind), "\(key): \(need.kind)")
                for column in need.columns {
                    let known = CanonicalTables.column(column, ofKind: need.kind)
                    // A column that only stands in for another is not asked for.
                    #expect(known != nil, "\(key): \(need.kind).\(column)")
                }
            }
        }
    }

    @Test func `every file of Tables is a kind that pipelines may name, and is sound`() throws {
        let files = try FileManager.default.contentsOfDirectory(
            atPath: Self.root + "/Sources/Aggregation/Expectations/Tables")
        #expect(files.sorted() == CanonicalTables.kinds.map { "\($0).yml" }.sorted())
        #expect(TableKind.known == CanonicalTables.kinds)
        for kind in CanonicalTables.kinds {
            let table = try #require(CanonicalTables.table(kind))
            #expect(table.title.english != table.title.chinese && table.help.english != table.help.chinese, "\(kind)")
            #expect(table.columns.contains { $0.isNeeded }, "\(kind)")
            let titles = Language.allCases.map { language in Set(table.columns.map { $0.title[language] }).count }
            #expect(titles.allSatisfy { $0 == table.columns.count }, "\(kind): two columns have one title")
            for column in table.columns {
                #expect(column.title.english != column.title.chinese, "\(kind).\(column.name)")
                #expect(
                    !column.help.english.isEmpty && column.help.english != column.help.chinese, "\(kind).\(column.name)"
                )
                #expect((column.form == .words) == !column.words.isEmpty, "\(kind).\(column.name)")
                #expect(column.words.isEmpty || column.words.contains(column.example), "\(kind).\(column.name)")
            }
        }
        #expect(CanonicalTables.problems.map(\.message.english) == [])
    }

    @Test func `a word of a table has no other word's spelling`() {
        for kind in CanonicalTables.kinds {
            for column in CanonicalTables.table(kind)?.columns ?? [] {
                for word in column.words {
                    #expect(
                        column.spellings(of: word).contains(word.lowercased().filter { $0 != "_" })
                            || word.contains("_"))
                }
            }
        }
    }
}
