// The whole manual: every page that is made, and those written by hand with their lists made anew.

import Cleaning
import Foundation
import Segmentation

/// Every made page by its path below docs/.
struct Manual {
    private static let folders = ["rules", "segmenters", "metric-kinds", "metrics", "tables", "exports"]
    private static let handWritten = [
        "tutorial.md", "tutorial.zh-Hans.md", "pipeline-file.md", "stages/ingest.md", "stages/clean.md",
        "stages/segment.md", "stages/aggregate.md", "stages/explain.md", "stages/judge.md", "stages/targets.md",
        "stages/scorecards.md", "stages/raters.md", "stages/lists.md", "stages/distributions.md",
        "stages/render.md", "expressions.md",
        "outputs.md",
        "commands.md",
    ]

    private let sources: SourceFolder
    private var made: [String: String] = [:]

    init(_ sources: SourceFolder) throws(ManualMistake) {
        self.sources = sources
        let comments = DocComments(sources)
        let rules = try PartPages.rules(comments)
        let segmenters = try PartPages.segmenters(comments)
        let kinds = try PartPages.kinds(comments)
        let exports = ExportPages.all()
        let metrics = try MetricPages(sources)
        let chapters = [
            Chapter(
                folder: "rules", heading: "Cleaning rules",
                text: "What may stand in the lists of `clean`, each an entry with one key.",
                back: "[Cleaning](../stages/clean.md)", source: "Sources/Cleaning/Rules", pages: rules),
            Chapter(
                folder: "segmenters", heading: "Segmenters",
                text: "The ways to divide rows; an entry of `segment` has exactly one of these keys.",
                back: "[Segmentation](../stages/segment.md)", source: "Sources/Segmentation/Segmenters",
                pages: segmenters),
            Chapter(
                folder: "metric-kinds", heading: "Kinds of metrics",
                text:
                    "A definition under `define` has exactly one of these keys; the built-in metrics are made of them too.",
                back: "[Aggregation](../stages/aggregate.md)", source: "Sources/Aggregation", pages: kinds),
            Chapter(
                folder: "exports", heading: "Exports",
                text: "Presets for `export`: column names, types, units and time zone of an export as it comes.",
                back: "[Ingestion](../stages/ingest.md)", source: "Sources/Ingestion/Exports", pages: exports),
            Chapter(
                folder: "tables", heading: "Tables",
                text: "What the built-in metrics expect of the tables that they look at: columns, cells and words.",
                back: "[Built-in metrics](../metrics/README.md)", source: "Sources/Aggregation/Expectations/Tables",
                pages: TablePages.all()),
        ]
        for chapter in chapters { made.merge(chapter.files) { $1 } }
        made.merge(metrics.files) { $1 }
        var lists = Dictionary(uniqueKeysWithValues: chapters.map { ($0.folder, $0.list) })
        lists.merge(try MadeLists.all(comments)) { $1 }
        made.merge(try HandWrittenPages(sources, lists: lists).files) { $1 }
        made["README.md"] = try front()
    }

    /// Whether the manual on disk is the one that would be written; what differs is printed.
    func check() throws(ManualMistake) -> Bool {
        var mistakes: [String] = []
        for (name, text) in made.sorted(by: { $0.key < $1.key }) {
            if !sources.exists("docs/\(name)") {
                mistakes.append("docs/\(name): missing")
            } else if try sources.read("docs/\(name)") != text {
                mistakes.append("docs/\(name): out of date")
            }
        }
        mistakes += leftOver.map { "\($0): left over" }
        for mistake in mistakes { print(mistake) }
        if !mistakes.isEmpty { print("the manual is out of date: run Scripts/docs") }
        return mistakes.isEmpty
    }

    func write() throws(ManualMistake) -> Bool {
        for (name, text) in made {
            let file = URL(fileURLWithPath: sources.top + "/docs/" + name)
            do {
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: file)
            } catch {
                throw ManualMistake("docs/\(name): cannot be written: \(error)")
            }
        }
        for path in leftOver { try? FileManager.default.removeItem(atPath: sources.top + "/" + path) }
        return true
    }

    /// Pages that were once made and are no more.
    private var leftOver: [String] {
        Self.folders.flatMap { sources.files(in: "docs/\($0)", ending: ".md") }.filter {
            made[String($0.dropFirst("docs/".count))] == nil
        }
    }

    /// docs/README.md: every page of the manual.
    private func front() throws(ManualMistake) -> String {
        let others = sources.files(in: "docs", ending: ".md").map { String($0.dropFirst("docs/".count)) }.filter {
            !$0.contains("/") && $0 != "README.md" && !Self.handWritten.contains($0)
        }
        var lines = [Markdown.note("the pages themselves"), "# The manual of Rapport", ""]
        lines += ["New here? Begin with the [tutorial](tutorial.md) · [教程](tutorial.zh-Hans.md).", ""]
        lines += ["## To read", ""] + (try entries(Self.handWritten + others))
        lines += ["", "## To look up", ""] + (try entries(Self.folders.map { "\($0)/README.md" }))
        for folder in Self.folders {
            let names = made.keys.filter { $0.hasPrefix(folder + "/") && !$0.hasSuffix("README.md") }.sorted()
            let links = names.map { "[\($0.dropFirst(folder.count + 1).dropLast(".md".count))](\($0))" }
            let heading = Markdown.headingAndSummary(of: try text(of: "\(folder)/README.md")).heading
            lines += ["", "**\(heading):** " + links.joined(separator: " · ")]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func entries(_ names: [String]) throws(ManualMistake) -> [String] {
        var rows: [[String]] = []
        for name in names {
            let (heading, summary) = Markdown.headingAndSummary(of: try text(of: name))
            rows.append(["[\(heading)](\(name))", summary])
        }
        return Markdown.table(["", ""], rows)
    }

    private func text(of name: String) throws(ManualMistake) -> String {
        if let text = made[name] { return text }
        return try sources.read("docs/\(name)")
    }
}
