// The JSON Schema of pipeline files: it lets through what Rapport takes, and says no where the shape of a file is wrong.

import Cleaning
import Diagnostics
import Foundation
import Ingestion
import OptionFiles
import Pipelines
import Segmentation
import Stages
import TestSupport
import Testing

struct SchemaTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The options in a text, or nil where it is no YAML.
    private static func tree(_ text: String) -> OptionNode? {
        OptionFileReader.read(text, file: "p.yml", collector: DiagnosticCollector())
    }

    private static func files(_ folder: String, ending: String) throws -> [String] {
        let names = FileManager.default.enumerator(atPath: root.path + "/" + folder)?.compactMap { $0 as? String }
        return try #require(names).filter { $0.hasSuffix(ending) }.sorted().map { "\(folder)/\($0)" }
    }

    private static func read(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    /// The YAML of a page.
    private static func examples(_ page: String) throws -> [String] {
        try read(page).matches(of: /(?ms)^```yaml\n(.*?)^```/).map { String($0.1) }
    }

    @Test func `it is JSON, and the same every time`() throws {
        _ = try JSONSerialization.jsonObject(with: Data(PipelineSchema.bytes))
        #expect(PipelineSchema.bytes == PipelineSchema.bytes)
    }

    @Test func `every pipeline of ours is valid`() throws {
        let names =
            // Descriptions of exports have keys of their own, and stand in a folder of their own.
            try Self.files("pipelines", ending: ".yml").filter { !$0.hasPrefix("pipelines/exports/") }
            + Self.files("Tests/RealData", ending: ".yml") + Self.files("docs/tutorial", ending: ".yml")
            + ["Benchmarks/kpis.yml"]
        var documents = try names.map { (name: $0, tree: Self.tree(try Self.read($0))) }
        // What is shown in the manual and is a whole file.
        for page in try Self.files("docs", ending: ".md") + ["README.md", "README.zh-Hans.md"] {
            for text in try Self.examples(page) where text.contains("\ningest:") && text.contains("\naggregate:") {
                documents.append((page, Self.tree(text)))
            }
        }
        #expect(documents.count > 12)
        let trees = try documents.map { try #require($0.tree, "\($0.name)") }
        guard let lines = try SchemaValidator.lines(PipelineSchema.bytes, trees) else { return }
        for (document, lines) in zip(documents, lines) { #expect(lines == [], "\(document.name)") }
    }

    @Test(arguments: [
        ("rules", "clean: { calls: [", "] }"), ("segmenters", "segment: { ", " }"),
    ]) func `every example on the page of a part is valid`(folder: String, before: String, after: String) throws {
        var documents: [(page: String, tree: OptionNode)] = []
        for page in try Self.files("docs/\(folder)", ending: ".md") where !page.hasSuffix("README.md") {
            for text in try Self.examples(page) {
                let body = text.split(separator: "\n").map { "    \($0)\n" }.joined()
                let clause = folder == "rules" ? "clean:\n  calls:\n\(body)" : "segment:\n\(body)"
                let whole = "ingest: { calls: calls.csv }\n\(clause)aggregate: { metrics: [answered] }\n"
                documents.append((page, try #require(Self.tree(whole), "\(page)\n\(whole)")))
            }
        }
        #expect(documents.count >= 7)
        guard let lines = try SchemaValidator.lines(PipelineSchema.bytes, documents.map(\.tree)) else { return }
        for (document, lines) in zip(documents, lines) { #expect(lines == [], "\(document.page)") }
    }

    /// Lines of the file of forty mistakes that are wrong by their shape alone; of the others only Rapport can tell.
    private static let shapely: Set<Int> = [1, 2, 4, 8, 9, 13, 21, 25, 27, 28, 34, 42, 46, 51]

    @Test func `forty mistakes are told as far as the shape shows them`() throws {
        let tree = try #require(Self.tree(try Self.read("Tests/CommandTests/Mistakes/mistakes.yml")))
        guard let lines = try SchemaValidator.lines(PipelineSchema.bytes, [tree]) else { return }
        #expect(Set(lines[0]) == Self.shapely)
    }
}

/// Keys as they are declared, from the top of the file down.
struct DeclaredKeysTests {
    private static let docs = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("docs")

    private static func page(_ name: String) throws -> String {
        try String(contentsOf: docs.appendingPathComponent(name), encoding: .utf8)
    }

    @Test func `every key stands in the page of the pipeline file, or in that of its part`() throws {
        let page = try Self.page("pipeline-file.md")
        for (path, keys) in Self.mappings(in: .mapping(PipelineKeys.all), at: "") {
            let steps = path.split(separator: "/").map(String.init)
            let folder = ["clean": "rules", "segment": "segmenters", "define": "metric-kinds"]
                .first { steps.contains($0.key) }?.value
            for key in keys where !["zh", "zh-Hans", "en"].contains(key.word) {
                var isThere = ["`\(key.word)`", "{ \(key.word): ", ", \(key.word): "].contains { page.contains($0) }
                if !isThere, let folder {
                    let names = try FileManager.default.contentsOfDirectory(
                        atPath: Self.docs.appendingPathComponent(folder).path)
                    isThere = try names.contains { try Self.page("\(folder)/\($0)").contains("| `\(key.word)` |") }
                }
                // What blocks are there, and their keys, stands on the page of the stage.
                if !isThere, steps.contains("blocks") || steps.contains("annex") {
                    isThere = try Self.page("stages/render.md").contains("`\(key.word)`")
                }
                // Lists and distributions have pages of their own.
                for part in ["lists", "distributions"] where !isThere && steps.contains(part) {
                    isThere = try Self.page("stages/\(part).md").contains("`\(key.word)`")
                }
                #expect(
                    isThere,
                    """
                    \(path)/\(key.word) stands on no page: parts get theirs from Scripts/docs, blocks a line in \
                    docs/stages/render.md, all others a row in docs/pipeline-file.md
                    """)
            }
        }
    }

    @Test func `every part has a page with its keys`() throws {
        for (folder, parts) in [
            ("rules", RuleCatalogue.rules.map { ($0.name, $0.declaration.value.keys ?? []) }),
            ("segmenters", SegmenterCatalogue.segmenters.map { ($0.name, $0.keys) }),
            ("metric-kinds", PipelineKeys.metricKinds.map { ($0.key.word, [$0.key] + $0.furtherKeys) }),
        ] {
            #expect(parts.count >= 7)
            for (name, keys) in parts {
                guard let page = try? Self.page("\(folder)/\(name).md") else {
                    Issue.record("there is no docs/\(folder)/\(name).md: run Scripts/docs")
                    continue
                }
                for key in keys {
                    #expect(
                        page.contains("| `\(key.word)` |") && page.contains(key.help.chinese), "\(name): \(key.word)")
                }
            }
        }
        for name in BuiltInExports.names where (try? Self.page("exports/\(name).md")) == nil {
            Issue.record("there is no docs/exports/\(name).md: run Scripts/docs")
        }
    }

    /// Every list of keys that stand beside each other, with the way to it.
    private static func mappings(in value: OptionValue, at path: String) -> [(path: String, keys: [OptionKey])] {
        switch value {
        case .mapping(let keys), .oneKey(let keys):
            return [(path, keys)] + keys.flatMap { mappings(in: $0.value, at: "\(path)/\($0.word)") }
        case .openMapping(let keys, let other):
            return [(path, keys)] + keys.flatMap { mappings(in: $0.value, at: "\(path)/\($0.word)") }
                + mappings(in: other, at: path + "/…")
        case .oneOrMore(let form), .list(let form), .entries(let form): return mappings(in: form, at: path + "/…")
        case .either(let forms): return forms.flatMap { mappings(in: $0, at: path) }
        case .text, .flag, .integer, .number, .share, .choice, .pattern, .wording, .formula, .duration, .size, .date,
            .currency, .zone, .name, .any, .nothing:
            return []
        }
    }

    @Test func `each stands once in its mapping, and says in both languages what it is for`() {
        let mappings = Self.mappings(in: .mapping(PipelineKeys.all), at: "")
        #expect(mappings.count > 40)
        for (path, keys) in mappings {
            #expect(Set(keys.map(\.word)).count == keys.count, "\(path)")
            for key in keys {
                let place = "\(path)/\(key.word)"
                #expect(!key.help.english.isEmpty && !key.help.english.hasSuffix("."), "\(place)")
                #expect(key.help.english.first?.isUppercase == false || key.help.english.hasPrefix("ISO"), "\(place)")
                #expect(!key.help.chinese.isEmpty && !key.help.chinese.hasSuffix("。"), "\(place)")
                #expect(key.help.chinese != key.help.english, "\(place)")
            }
        }
    }
}
