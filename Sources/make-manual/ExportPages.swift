// The pages of export presets: all from the program but the notes, which are their doc comments.

import Diagnostics
import Ingestion
import Stages
import Tabular

enum ExportPages {
    /// By name.
    static func all(_ comments: DocComments) throws(ManualMistake) -> [Page] {
        var notes: [String: DocComments.Comment] = [:]
        for file in comments.sources.files(in: "Sources/Ingestion/Exports", ending: ".swift") {
            for comment in try comments.all(in: file) where comment.declaration.contains("= ExportPreset(") {
                let text = try comments.sources.read(file)
                guard let name = text.firstMatch(of: #/name: "([^"]*)"/#) else { continue }
                notes[String(name.1)] = comment
            }
        }
        var pages: [Page] = []
        for preset in ExportPreset.all.sorted(by: { $0.name < $1.name }) {
            guard let comment = notes[preset.name] else {
                throw ManualMistake("Sources/Ingestion/Exports: expected a doc comment of export '\(preset.name)'")
            }
            let summary = "\(preset.title.english) · \(preset.title.chinese)"
            pages.append(
                Page(
                    name: preset.name, summary: summary, body: [summary, ""] + comment.markdown() + body(preset),
                    source: comment.source))
        }
        return pages
    }

    private static func body(_ preset: ExportPreset) -> [String] {
        let kind = preset.kind ?? ""
        var lines = [
            "", "```yaml", "ingest:", "  \(kind):", "    files: exports/*.csv", "    export: \(preset.name)", "```",
        ]
        var rows = [["Kind of table", Markdown.code(kind)]]
        rows.append(["Recognised by the headers", Markdown.codes(preset.fingerprint)])
        rows.append(["Time zone", preset.zone.map(Markdown.code) ?? "not told by the file: set `timezone`"])
        if let dates = preset.dateOrder { rows.append(["Dates", Markdown.code(dates.rawValue)]) }
        if !preset.missing.isEmpty { rows.append(["Also missing", Markdown.codes(preset.missing)]) }
        if !preset.footers.isEmpty { rows.append(["Footer", Markdown.codes(preset.footers)]) }
        lines += [""] + Markdown.table(["", ""], rows) + ["", "## Columns", ""]
        let columns = preset.columns.map { column in
            let type = [column.type.rawValue, column.unit?.rawValue, column.format?.rawValue].compactMap { $0 }
            let values = column.values.sorted { $0.key < $1.key }.map { "`\($0.key)` → `\($0.value)`" }
            return [
                Markdown.code(column.name), Markdown.codes(column.headers), type.joined(separator: ", "),
                values.joined(separator: ", "),
            ]
        }
        lines += Markdown.table(["Column", "Headers", "Type", "Values"], columns)
        lines += [
            "",
            "Other columns keep the names of their headers. What is said under `columns` comes before the preset.",
        ]
        if !preset.cautions.isEmpty {
            lines += ["", "## Before trusting the numbers", ""]
            lines += preset.cautions.map { "- \($0.english) · \($0.chinese)" }
        }
        return lines
    }
}
