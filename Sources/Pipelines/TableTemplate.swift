// Templates of canonical tables: a CSV file with a header and a row to fill in, which loads as it is.

import Aggregation
import Diagnostics

/// What `rapport template` prints.
package enum TableTemplate {
    /// The kinds of tables there are, a line each.
    package static var list: [Wording] {
        CanonicalTables.kinds.compactMap { CanonicalTables.table($0) }.map { table in
            let kind = table.kind + String(repeating: " ", count: max(1, 18 - table.kind.count))
            return Wording(
                en: "\(kind)\(table.title.english) – \(table.help.english)",
                zh: "\(kind)\(table.title.chinese)：\(table.help.chinese)")
        }
    }

    /// The header and an example row; nil for an unknown kind, which is told.
    ///
    /// - Parameter titles: the language of the headers; nil for the canonical names, with which the table loads as it is.
    package static func csv(_ kind: String, titles: Language?, collector: DiagnosticCollector) -> String? {
        guard let table = table(kind, collector) else { return nil }
        let header = table.columns.map { column in titles.map { column.title[$0] } ?? column.name }
        let row = table.columns.map(\.example)
        return [header, row].map { $0.map(cell).joined(separator: ",") + "\n" }.joined()
    }

    /// The lines of a pipeline file that read the template.
    package static func lines(_ kind: String, titles: Language?, collector: DiagnosticCollector) -> [String] {
        table(kind, collector) == nil ? [] : TableLines.ingest(kind, titles: titles)
    }

    private static func table(_ kind: String, _ collector: DiagnosticCollector) -> CanonicalTable? {
        let table = CanonicalTables.table(kind)
        if table == nil {
            collector.add(PipelinesDiagnostics.unknownTable(kind, known: CanonicalTables.kinds))
        }
        return table
    }

    private static func cell(_ text: String) -> String {
        text.contains { ",\"\n".contains($0) } ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
    }
}
