// How a file is cut into rows and cells.

/// The signs that separate cells and rows of one file.
package struct Dialect: Equatable, Sendable {
    /// The byte between two cells; nil when every row is one cell.
    package var delimiter: UInt8?
    /// The byte around cells that hold delimiters or line ends.
    package var quote: UInt8
    /// Whether blanks after a delimiter are no part of the next cell.
    package var skipsInitialBlanks: Bool
    /// The byte that takes the meaning from the one behind it, such as the backslash; nil where quotes are doubled.
    package var escape: UInt8?

    package init(
        delimiter: UInt8? = 0x2C, quote: UInt8 = 0x22, skipsInitialBlanks: Bool = false, escape: UInt8? = nil
    ) {
        self.delimiter = delimiter
        self.quote = quote
        self.skipsInitialBlanks = skipsInitialBlanks
        self.escape = escape
    }

    /// Whether a line end with an even number of quotes before it is likely to end a record.
    var canBeCutByQuotes: Bool { !skipsInitialBlanks && escape == nil }

    /// The delimiters that are looked for.
    package static let candidates: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]

    /// A delimiter as people call it.
    package static func name(ofDelimiter byte: UInt8?) -> String {
        switch byte {
        case nil: "none"
        case 0x09: "TAB"
        case let byte?: String(decoding: [byte], as: UTF8.self)
        }
    }
}

/// How rows end in a file.
package struct LineEndCounts: Equatable, Sendable {
    package var lineFeed = 0
    package var carriageReturnLineFeed = 0
    package var carriageReturn = 0

    package init(lineFeed: Int = 0, carriageReturnLineFeed: Int = 0, carriageReturn: Int = 0) {
        self.lineFeed = lineFeed
        self.carriageReturnLineFeed = carriageReturnLineFeed
        self.carriageReturn = carriageReturn
    }

    /// The usual name, all of them when they are mixed.
    package var name: String {
        var names: [String] = []
        if lineFeed > 0 { names.append("LF") }
        if carriageReturnLineFeed > 0 { names.append("CRLF") }
        if carriageReturn > 0 { names.append("CR") }
        return names.isEmpty ? "none" : names.joined(separator: "+")
    }
}

/// What speaks for one way to cut a file into cells.
package struct DialectEvidence: Equatable, Sendable {
    package var dialect: Dialect
    /// Cells in most rows.
    package var width: Int
    /// Rows of that width.
    package var rowsOfThatWidth: Int
    /// Rows looked at.
    package var rows: Int
    /// The first row of that width, 0-based.
    package var firstRow: Int

    package init(dialect: Dialect, width: Int, rowsOfThatWidth: Int, rows: Int, firstRow: Int) {
        self.dialect = dialect
        self.width = width
        self.rowsOfThatWidth = rowsOfThatWidth
        self.rows = rows
        self.firstRow = firstRow
    }

    /// The share of rows with the usual width.
    package var share: Double { rows == 0 ? 0 : Double(rowsOfThatWidth) / Double(rows) }
}
