// The pages of built-in metrics: what the program says of each, and its entry as it stands in the catalogue.

import Aggregation
import Diagnostics
import Expressions
import OptionFiles
import Pipelines
import Stages

struct MetricPages {
    private static let catalogue = "Sources/Pipelines/Catalogue/catalogue.yml"

    /// By their paths below docs/.
    private(set) var files: [String: String] = [:]

    init(_ sources: SourceFolder, _ comments: DocComments) throws(ManualMistake) {
        let text = try sources.read(Self.catalogue)
        let collector = DiagnosticCollector()
        guard let tree = OptionFileReader.read(text, file: Self.catalogue, collector: collector),
            case .mapping(let written) = tree.content,
            let metrics = BuiltInCatalogue.metrics(collector: collector)?.descriptions, !collector.hasErrors,
            metrics.map(\.key) == written.map(\.key)
        else { throw ManualMistake("\(Self.catalogue): expected metrics that can be read") }
        let keys = Set(metrics.map(\.key))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var index = [
            Markdown.note(Self.catalogue), "# Built-in metrics", "", "Each is listed under `metrics` by its key.",
            "What is true of all of them: a row belongs whole to the period of its time column, in the report's zone; a missing cell",
            "is unknown, never zero; an empty denominator gives no number; totals are made from the rows, never from the parts.",
        ]
        for section in CatalogueSection.all(of: lines) {
            index += ["", "## \(section.heading)", ""] + section.words + (section.words.isEmpty ? [] : [""])
            let members = zip(metrics, written).filter { section.lines.contains($0.1.keyLocation.line ?? 0) }
            index += Markdown.table(
                ["Key", "", "Unit"],
                members.map { metric, _ in
                    ["[`\(metric.key)`](\(metric.key).md)", Self.title(metric), Markdown.code(Self.unit(metric))]
                })
        }
        files["metrics/README.md"] = index.joined(separator: "\n") + "\n"
        for (metric, entry) in zip(metrics, written) {
            let page = MetricPage(metric: metric, entry: entry)
            for name in page.variants + metric.operands where !keys.contains(name) {
                throw ManualMistake("\(Self.catalogue): metric '\(metric.key)' names '\(name)', which is no metric")
            }
            let definition = Self.definition(from: (entry.keyLocation.line ?? 1) - 1, lines)
            let body =
                [Markdown.note(Self.catalogue), "# \(metric.key)", "", Self.title(metric), ""] + page.body(definition)
                + ["", "[Built-in metrics](README.md) · [Aggregation](../stages/aggregate.md)"]
            files["metrics/\(metric.key).md"] = body.joined(separator: "\n") + "\n"
        }
    }

    static func title(_ metric: MetricDescription) -> String { "\(metric.title.english) · \(metric.title.chinese)" }

    static func unit(_ metric: MetricDescription) -> String { metric.unit.text }

    /// The lines of an entry of the catalogue.
    private static func definition(from first: Int, _ lines: [String]) -> [String] {
        var entry = [lines[first]] + lines[(first + 1)...].prefix { $0.isEmpty || $0.hasPrefix(" ") }
        while entry.last?.isEmpty == true { entry.removeLast() }
        return entry
    }
}

/// A part of the catalogue under a heading of its own.
private struct CatalogueSection {
    var heading: String
    /// What is said of all its metrics.
    var words: [String]
    /// 1-based.
    var lines: Range<Int>

    static func all(of lines: [String]) -> [CatalogueSection] {
        let starts = lines.indices.filter { lines[$0].hasPrefix("# ── ") }
        return zip(starts, starts.dropFirst() + [lines.count]).map { start, end in
            let heading = lines[start].dropFirst("# ── ".count).prefix { $0 != "─" }
            let words = lines[(start + 1)..<end].prefix { $0.hasPrefix("# ") }.map { String($0.dropFirst(2)) }
            return CatalogueSection(
                heading: String(heading.dropLast()), words: words, lines: (start + 1)..<(end + 1))
        }
    }
}

/// The page of one metric.
private struct MetricPage {
    var metric: MetricDescription
    var entry: OptionNode.Entry

    var variants: [String] { texts("variants") }

    private var kind: String {
        PipelineKeys.metricKinds.map(\.key.word).first { value($0) != nil } ?? ""
    }

    private var parameters: [OptionNode.Entry] {
        if case .mapping(let entries)? = value("parameters")?.content { entries } else { [] }
    }

    private func value(_ key: String) -> OptionNode? {
        guard case .mapping(let entries) = entry.value.content else { return nil }
        return entries.first { $0.key == key }?.value
    }

    private func texts(_ key: String) -> [String] {
        guard let value = value(key) else { return [] }
        if case .list(let items) = value.content { return items.compactMap { $0.sourceText?.text } }
        return value.sourceText.map { [$0.text] } ?? []
    }

    /// The columns its formulas mention, or the metrics it is made of, each once.
    private var columns: [String] {
        var names = texts("at")
        for key in [kind, "among", "on", "where"] where key != "count" {
            guard let text = value(key)?.sourceText else { continue }
            names += Expression(text, collector: DiagnosticCollector())?.columnNames.map(\.text) ?? []
        }
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    func body(_ definition: [String]) -> [String] {
        var rows = [["Formula", metric.formula.english], ["公式", metric.formula.chinese]]
        rows.append(["Unit", Markdown.code(MetricPages.unit(metric))])
        let better =
            switch metric.better {
            case .higher: "higher"
            case .lower: "lower"
            case .none: "neither direction"
            }
        rows.append(["Better", better])
        if metric.table == nil {
            rows.append(["Made of", columns.map { "[`\($0)`](\($0).md)" }.joined(separator: ", ")])
        } else {
            rows.append(["Table", Markdown.code(texts("of").first ?? "")])
            rows.append(["Columns", Markdown.codes(columns)])
            rows.append(["Counted at", Markdown.code(texts("at").first ?? "")])
        }
        let given = parameters.map { "\($0.key): \($0.value.sourceText?.text ?? "")" }
        if !given.isEmpty { rows.append(["Parameters", Markdown.codes(given)]) }
        rows.append(["Interval", Markdown.code(metric.interval ?? "none")])
        rows.append(["Minimum n", "\(metric.minimumN)"])
        if let source = metric.source { rows += [["Source", source.english], ["来源", source.chinese]] }
        if let caution = metric.caution { rows += [["Caution", caution.english], ["注意", caution.chinese]] }
        if !variants.isEmpty {
            rows.append(["Variants", variants.map { "[`\($0)`](\($0).md)" }.joined(separator: ", ")])
        }
        var lines = Markdown.table(["", ""], rows)
        lines += ["", "```yaml", "aggregate:", "  metrics: [\(metric.key)]", "```"]
        if let first = given.first {
            lines += ["", "Its parameters can be changed where it is listed: `{ metric: \(metric.key), \(first) }`."]
        }
        lines += ["", "## Definition", ""]
        lines.append("As it stands in the catalogue; its kind is [`\(kind)`](../metric-kinds/\(kind).md).")
        return lines + ["", "```yaml"] + definition + ["```"]
    }
}
