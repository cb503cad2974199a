// The tables of a run on their way from ingestion through cleaning, with the books kept on them.

import Diagnostics
import Tabular

/// Named tables, the files they came from, the rows set aside, and the ledger of each table.
package struct TableSet: Sendable {
    /// In the order of the pipeline file.
    package var tables: [Table]
    package var files: [InputFile]
    /// In the order of tables, files and rows; those of later stages after those of earlier ones.
    package var rejects: RejectedRows
    /// One per table, in the tables' order.
    package var ledgers: [TableLedger]

    package init(
        tables: [Table] = [], files: [InputFile] = [], rejects: RejectedRows = [], ledgers: [TableLedger] = []
    ) {
        self.tables = tables
        self.files = files
        self.rejects = rejects
        self.ledgers = ledgers
    }

    package subscript(name: String) -> Table? { tables.first { $0.name == name } }
}

/// Reads a row again from its file, decoded, for `rejects.csv`.
package protocol RawRowSource: Sendable {
    /// The line, the byte on disk and the text of a row; nil when its origin was not kept, or when it cannot be read again,
    /// which ``verify()`` then tells.
    func rawRow(_ row: Int, of chunk: Chunk) -> (line: Int, byte: Int, text: String)?

    /// - Errors: a row that was asked for could not be read again from the file it came from.
    func verify() throws(DiagnosedFailure)
}

extension RawRowSource {
    package func verify() throws(DiagnosedFailure) {}
}
