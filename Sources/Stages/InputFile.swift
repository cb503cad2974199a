// What is known of a file that was read, for the run record and the report.

import Diagnostics

/// A file a run has read: what it is and how it was understood.
package struct InputFile: Sendable, Equatable {
    /// The table it became part of.
    package var table: String
    /// As the user would write it: relative to the working folder where possible.
    package var path: String
    package var size: Int
    /// XXH3 of 128 bits over the bytes on disk, in hexadecimal.
    package var fingerprint: String
    /// `utf-8`, `utf-16le`, `utf-16be`, `gb18030`, …
    package var encoding: String
    package var hasByteOrderMark: Bool
    /// One character each.
    package var delimiter: String
    package var quote: String
    /// `lf`, `crlf` or `cr`.
    package var lineEnd: String
    /// How encoding and dialect were told, in words.
    package var evidence: [Wording]
    /// The line of the header; nil when the file has none.
    package var headerLine: Int?
    package var header: [String]
    /// Lines above the header.
    package var preamble: [String]
    /// The preset used, as the user writes it.
    package var export: String?
    /// Data rows, without header, preamble, footer and blank lines.
    package var rows: Int
    package var blankLines: Int
    package var footerRows: Int

    package init(
        table: String, path: String, size: Int, fingerprint: String, encoding: String, hasByteOrderMark: Bool,
        delimiter: String, quote: String, lineEnd: String, evidence: [Wording], headerLine: Int?, header: [String],
        preamble: [String] = [], export: String? = nil, rows: Int = 0, blankLines: Int = 0, footerRows: Int = 0
    ) {
        self.table = table
        self.path = path
        self.size = size
        self.fingerprint = fingerprint
        self.encoding = encoding
        self.hasByteOrderMark = hasByteOrderMark
        self.delimiter = delimiter
        self.quote = quote
        self.lineEnd = lineEnd
        self.evidence = evidence
        self.headerLine = headerLine
        self.header = header
        self.preamble = preamble
        self.export = export
        self.rows = rows
        self.blankLines = blankLines
        self.footerRows = footerRows
    }
}
