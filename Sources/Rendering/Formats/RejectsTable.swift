// `rejects.csv`: every row that was set aside, with its place and the reason.

import Diagnostics
import Stages

/// Writes the rows that were set aside.
///
/// - Shape: one row per rejected row, in the order of tables, files and rows, under
///   `file,line,byte,column,stage,rule,reason,raw`.
/// - Bounds: `line` is 1-based, `byte` 0-based in the file as it lies on disk.
///
///     exports/calls.csv,118,10393,wait,ingest,read,"expects a duration, found ""n/a""","c118,n/a,35"
struct RejectsTable {
    static let header = ["file", "line", "byte", "column", "stage", "rule", "reason", "raw"]

    var facts: RunFacts
    var language: Language
    var startsWithByteOrderMark = false

    var file: RenderedFile {
        var table = CommaSeparatedText(startsWithByteOrderMark: startsWithByteOrderMark)
        table.appendRow(Self.header)
        for row in facts.rejects {
            table.append(data: facts.files.indices.contains(row.file) ? facts.files[row.file].path : "")
            table.append(row.line)
            table.append(row.byte)
            table.append(data: row.column ?? "")
            table.append(row.stage.rawValue)
            table.append(data: row.rule)
            table.append(data: row.reason[language])
            table.append(data: row.raw)
            table.endRow()
        }
        return RenderedFile(name: "rejects.csv", bytes: table.bytes)
    }
}
