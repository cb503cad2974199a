// The pages of built-in metrics: what the program says of each, and its entry as it stands in the catalogue.

import Aggregation
import Diagnostics
import Expressions
import OptionFiles
import Pipelines
import Stages

struct MetricPages {
    private static let folder = "Sources/Pipelines/Catalogue"

    /// By their paths below docs/.
    private(set) var files: [String: String] = [:]

    init(_ sources: SourceFolder) throws(ManualMistake) {
        let collector = DiagnosticCollector()
        let catalogue = BuiltInCatalogue.metrics(collector: collector)
        let entries = catalogue.entries
        guard !collector.hasErrors, entries.map(\.description.key) == catalogue.keys else {
            throw ManualMistake("\(Self.folder): expected metrics that can be read")
        }
        let keys = Set(catalogue.keys)
        var index = [
            Markdown.note(Self.folder), "# Built-in metrics", "", "Each is listed under `metrics` by its key.",
            "What is true of all of them: a row belongs whole to the period of its time column, in the report's zone; a missing cell",
            "is unknown, never zero; an empty denominator gives no number; totals are made from the rows, never from the parts.",
            "What the tables they look at hold: [tables](../tables/README.md).",
        ]
        for area in BuiltInCatalogue.areas {
            let path = "\(Self.folder)/\(area.name).yml"
            let words = Self.words(of: try sources.read(path))
            index += ["", "## \(area.title.english) · \(area.title.chinese)", ""] + words + (words.isEmpty ? [] : [""])
            let text = area.index
            let members = entries.filter { $0.area == area.name }
            index += Markdown.table(
                ["Key", "", "Unit"],
                members.map {
                    let key = $0.description.key
                    return [
                        "[`\(key)`](\(key).md)", Self.title($0.description), Markdown.code(Self.unit($0.description)),
                    ]
                })
            for entry in members {
                let metric = entry.description
                guard let written = text.entry(metric.key, collector: collector),
                    let definition = text.text(of: metric.key)
                else { throw ManualMistake("\(path): metric '\(metric.key)' cannot be read") }
                let page = MetricPage(entry: entry, written: written, needs: catalogue.needs(of: metric.key))
                for name in entry.variants.map(\.metric) + metric.operands where !keys.contains(name) {
                    throw ManualMistake("\(path): metric '\(metric.key)' names '\(name)', which is no metric")
                }
                let body =
                    [Markdown.note(path), "# \(metric.key)", "", Self.title(metric), ""]
                    + page.body(Self.lines(of: definition))
                    + ["", "[Built-in metrics](README.md) · [Aggregation](../stages/aggregate.md)"]
                files["metrics/\(metric.key).md"] = body.joined(separator: "\n") + "\n"
            }
        }
        files["metrics/README.md"] = index.joined(separator: "\n") + "\n"
    }

    static func title(_ metric: MetricDescription) -> String { "\(metric.title.english) · \(metric.title.chinese)" }

    static func unit(_ metric: MetricDescription) -> String { metric.unit.text }

    /// What a file of the catalogue says of all its metrics: the comment below its first line.
    private static func words(of text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().prefix { $0.hasPrefix("# ") }
            .map { String($0.dropFirst(2)) }
    }

    private static func lines(of definition: String) -> [String] {
        var lines = definition.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}

/// The page of one metric.
private struct MetricPage {
    var entry: CatalogueEntry
    var written: OptionNode.Entry
    var needs: [NeededColumns]

    private var metric: MetricDescription { entry.description }

    private var kind: String {
        PipelineKeys.metricKinds.map(\.key.word).first { value($0) != nil } ?? ""
    }

    private var parameters: [OptionNode.Entry] {
        if case .mapping(let entries)? = value("parameters")?.content { entries } else { [] }
    }

    private func value(_ key: String) -> OptionNode? {
        guard case .mapping(let entries) = written.value.content else { return nil }
        return entries.first { $0.key == key }?.value
    }

    private func texts(_ key: String) -> [String] {
        guard let value = value(key) else { return [] }
        if case .list(let items) = value.content { return items.compactMap { $0.sourceText?.text } }
        return value.sourceText.map { [$0.text] } ?? []
    }

    private static func both(_ wording: Wording) -> String {
        wording.english == wording.chinese ? wording.english : "\(wording.english) · \(wording.chinese)"
    }

    /// The metrics it is made of, each once.
    private var operands: [String] {
        guard let text = value(kind)?.sourceText else { return [] }
        var seen: Set<String> = []
        return (Expression(text, collector: DiagnosticCollector())?.columnNames.map(\.text) ?? [])
            .filter { seen.insert($0).inserted }
    }

    func body(_ definition: [String]) -> [String] {
        var rows: [[String]] = []
        if let meaning = entry.meaning { rows += [["Definition", meaning.english], ["定义", meaning.chinese]] }
        rows += [["Formula", metric.formula.english], ["公式", metric.formula.chinese]]
        rows.append(["Unit", Markdown.code(MetricPages.unit(metric))])
        let better =
            switch metric.better {
            case .higher: "higher"
            case .lower: "lower"
            case .none: "neither direction"
            }
        rows.append(["Better", better])
        if metric.table == nil {
            rows.append(["Made of", operands.map { "[`\($0)`](\($0).md)" }.joined(separator: ", ")])
        } else {
            rows.append(["Counted at", texts("at").first.map(Markdown.code) ?? ""])
        }
        for need in needs {
            rows.append(["[\(need.kind)](../tables/\(need.kind).md)", Markdown.codes(need.columns)])
        }
        let given = parameters.map { "\($0.key): \($0.value.sourceText?.text ?? "")" }
        if !given.isEmpty { rows.append(["Parameters", Markdown.codes(given)]) }
        rows.append(["Interval", Markdown.code(metric.interval ?? "none")])
        rows.append(["Minimum n", "\(metric.minimumN)"])
        if let source = metric.source { rows += [["Source", source.english], ["来源", source.chinese]] }
        if let caution = metric.caution { rows += [["Caution", caution.english], ["注意", caution.chinese]] }
        if !entry.variants.isEmpty {
            let named = entry.variants.map { variant in
                "`\(variant.name)`: "
                    + (variant.key == variant.metric
                        ? "[`\(variant.key)`](\(variant.metric).md)" : Markdown.code(variant.description.definition))
            }
            rows.append(["Other definitions", named.joined(separator: "; ")])
        }
        rows.append(["Version", "\(entry.version)"])
        var lines = Markdown.table(["", ""], rows)
        lines += ["", "```yaml", "aggregate:", "  metrics: [\(metric.key)]", "```"]
        if !entry.variants.isEmpty {
            lines += [
                "",
                "`{ metric: \(metric.key), variants: true }` shows its value under each other definition beside it.",
                "",
            ]
            lines += Markdown.table(
                ["Name", "", "Formula", "Source"],
                entry.variants.map { variant in
                    let other = variant.description
                    return [
                        "`\(variant.name)`", Self.both(other.title), Self.both(other.formula),
                        other.source.map(Self.both) ?? "",
                    ]
                })
        }
        if let first = given.first {
            lines += ["", "Its parameters can be changed where it is listed: `{ metric: \(metric.key), \(first) }`."]
        }
        lines += ["", "## Definition", ""]
        lines.append("As it stands in the catalogue; its kind is [`\(kind)`](../metric-kinds/\(kind).md).")
        return lines + ["", "```yaml"] + definition + ["```"]
    }
}
