// The pages of export formats, from their files as the program reads them.

import Diagnostics
import Ingestion
import Stages
import Tabular

enum ExportPages {
    /// By name.
    static func all() -> [Page] {
        BuiltInExports.all.map { format in
            let summary = "\(format.title.english) · \(format.title.chinese)"
            let source = "Sources/Ingestion/Exports/\(format.name).yml"
            var notes = format.notes.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            while notes.last?.isEmpty == true { notes.removeLast() }
            let comment = DocComments.Comment(lines: notes, declaration: "", source: source)
            return Page(
                name: format.name, summary: summary, body: [summary, ""] + comment.markdown() + body(format),
                source: source)
        }
    }

    private static func body(_ format: ExportFormat) -> [String] {
        let kind = format.kind ?? ""
        var lines = [
            "", "```yaml", "ingest:", "  \(kind):", "    files: exports/*.csv", "    export: \(format.name)", "```",
        ]
        var rows = [["Kind of table", Markdown.code(kind)]]
        rows.append(["Recognised by the headers", Markdown.codes(format.marks.first?.headers ?? [])])
        rows.append(["Time zone", format.zone.map { Markdown.code($0.text) } ?? "not told by the file: set `timezone`"])
        if let dates = format.dateOrder { rows.append(["Dates", Markdown.code(dates.rawValue)]) }
        if !format.missing.isEmpty { rows.append(["Also missing", Markdown.codes(format.missing)]) }
        if !format.footers.isEmpty { rows.append(["Footer", Markdown.codes(format.footers)]) }
        lines += [""] + Markdown.table(["", ""], rows) + ["", "## Columns", ""]
        let columns = format.columns.map { column in
            let type = [column.type.rawValue, column.unit?.rawValue, column.format?.rawValue].compactMap { $0 }
            let values = column.values.map { "`\($0.from)` → `\($0.to)`" }
            return [
                Markdown.code(column.name), Markdown.codes(column.headers), type.joined(separator: ", "),
                values.joined(separator: ", "),
            ]
        }
        lines += Markdown.table(["Column", "Headers", "Type", "Values"], columns)
        lines += [
            "",
            "Other columns keep the names of their headers. What is said under `columns` comes before the format.",
        ]
        if !format.cautions.isEmpty {
            lines += ["", "## Before trusting the numbers", ""]
            lines += format.cautions.map { "- \($0.english) · \($0.chinese)" }
        }
        return lines
    }
}
