// `rejects.csv`: every row that was set aside, with its place and the reason.

import Diagnostics
import Documents
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
    /// Whether the rows themselves are in the file, and what reasons quote of them.
    var holdsData = true
    /// Whole rows of customers stand in it: nobody but its owner reads it unless told otherwise.
    var permissions: UInt32 = 0o600

    /// The cells that rows of a kind have in common, as they are written.
    private struct KindCells {
        var path: [UInt8]
        /// Column, stage and rule.
        var cause: [UInt8]
        /// Up to the data it quotes, if it does.
        var reason: [UInt8]
        var quotesData: Bool
    }

    var file: RenderedFile {
        let kinds = facts.rejects.kinds.map(cells(of:))
        var table = CommaSeparatedText(startsWithByteOrderMark: startsWithByteOrderMark, room: room(kinds))
        table.appendRow(Self.header)
        facts.rejects.forEach { row in
            let kind = kinds[row.kind]
            table.append(written: kind.path)
            table.append(row.line)
            table.append(row.byte)
            table.append(written: kind.cause)
            table.appendCell { bytes in
                bytes.append(contentsOf: kind.reason)
                guard kind.quotesData else { return }
                append(quoted: row.quoted, to: &bytes)
                bytes.append(literal: "\"\"\"")
            }
            if holdsData { table.append(data: row.raw) } else { table.append("") }
            table.endRow()
        }
        return RenderedFile(name: "rejects.csv", bytes: table.bytes, permissions: permissions)
    }

    /// Appends what a reason quotes, as sentences quote data, guarded, and with its quotation marks doubled as cells do.
    private func append(quoted text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        guard holdsData else {
            bytes.append(literal: "…")
            return
        }
        if !text.contains(UInt8(ascii: "\"")), FormulaGuard.places(in: text, beginsCell: false).isEmpty {
            bytes.append(contentsOf: text)
            return
        }
        var data: [UInt8] = []
        CommaSeparatedText.append(doublingQuotesIn: text, to: &data)
        var guarded: [UInt8] = []
        data.withUnsafeBufferPointer { CommaSeparatedText.append(guarding: $0, beginsCell: false, to: &guarded) }
        guarded.withUnsafeBufferPointer { CommaSeparatedText.append(doublingQuotesIn: $0, to: &bytes) }
    }

    private func cells(of kind: RejectKind) -> KindCells {
        var path = CommaSeparatedText()
        path.append(data: facts.files.indices.contains(kind.file) ? facts.files[kind.file].path : "")
        var cause = CommaSeparatedText()
        cause.append(data: kind.column ?? "")
        cause.append(kind.stage.rawValue)
        cause.append(data: kind.rule)
        var reason = CommaSeparatedText()
        if kind.quotesData {
            let text = CommaSeparatedText.guarded(kind.reason[language] + " \"")
            reason.append(written: [UInt8(ascii: "\"")] + CommaSeparatedText.doublingQuotes(in: text))
        } else {
            reason.append(data: kind.reason[language])
        }
        return KindCells(path: path.bytes, cause: cause.bytes, reason: reason.bytes, quotesData: kind.quotesData)
    }

    /// About as many bytes as the file will have; more when few rows hold quotes.
    private func room(_ kinds: [KindCells]) -> Int {
        var room = facts.rejects.textCount + 100
        let largestNumbers = 24
        facts.rejects.forEach { row in
            let kind = kinds[row.kind]
            room += kind.path.count + kind.cause.count + kind.reason.count + largestNumbers + 14
        }
        return room
    }
}
