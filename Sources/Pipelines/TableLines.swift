// The lines of a pipeline file that read a canonical table, to paste.

import Aggregation
import Diagnostics
import Tabular

/// Writes the lines of `ingest` that name and type the columns of canonical tables.
enum TableLines {
    /// Lines as they stand in a pipeline file.
    ///
    /// - Parameters:
    ///   - columns: those that are written; nil for all of the table.
    ///   - titles: the language of the headers; nil for those that are the canonical names themselves.
    static func ingest(_ kind: String, columns wanted: [String]? = nil, titles: Language? = nil) -> [String] {
        guard let table = CanonicalTables.table(kind) else { return [] }
        let columns = table.columns.filter { wanted?.contains($0.name) ?? true }
        return ["ingest:", "  \(kind):", "    files: \(kind).csv", "    columns:"]
            + columns.map { "      \($0.name): \(option($0, titles: titles))" }
    }

    private static func option(_ column: CanonicalColumn, titles: Language?) -> String {
        var parts = titles.map { ["from: \(quoted(column.title[$0]))"] } ?? []
        // Texts too: numbers of phones and orders lose their zeros and cannot be compared with texts otherwise.
        parts.append("type: \(column.type.rawValue)")
        if column.type == .duration { parts.append("unit: text") }
        return "{ \(parts.joined(separator: ", ")) }"
    }

    /// A text that YAML reads as itself.
    private static func quoted(_ text: String) -> String {
        text.contains { ",:#[]{}&*!|>'\"%@`".contains($0) } ? "'\(text.replacing("'", with: "''"))'" : text
    }
}
