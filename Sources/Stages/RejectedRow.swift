// A row set aside because it could not be trusted.

import Diagnostics

/// A row that was set aside, with its place, the reason and its raw text; one line of `rejects.csv`.
package struct RejectedRow: Sendable, Equatable {
    /// The index of its file in the run's list of input files.
    package var file: Int
    /// - Bounds: 1-based.
    package var line: Int
    /// Where the row begins in the file as it lies on disk; 0-based.
    package var byte: Int
    /// The column at fault, by name; nil when the whole row is.
    package var column: String?
    package var stage: StageName
    /// The rule that rejected it, as the user writes it; `read` for ingestion.
    package var rule: String
    package var reason: Wording
    /// The row as it stands in the file, decoded, without its line end.
    package var raw: String

    package init(
        file: Int, line: Int, byte: Int, column: String?, stage: StageName, rule: String, reason: Wording, raw: String
    ) {
        self.file = file
        self.line = line
        self.byte = byte
        self.column = column
        self.stage = stage
        self.rule = rule
        self.reason = reason
        self.raw = raw
    }
}
