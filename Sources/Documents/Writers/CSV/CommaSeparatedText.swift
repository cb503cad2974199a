// Writes CSV by RFC 4180, safe to open in a spreadsheet.

/// Gathers the bytes of a CSV file.
///
/// - Shape: cells joined by commas, rows ended by a line feed; UTF-8.
/// - Source: RFC 4180 for the quoting.
package struct CommaSeparatedText {
    package private(set) var bytes: [UInt8] = []
    private var isAtRowStart = true

    /// - Parameter room: about how many bytes the file will have.
    package init(startsWithByteOrderMark: Bool = false, room: Int = 0) {
        bytes.reserveCapacity(room)
        if startsWithByteOrderMark { bytes += [0xEF, 0xBB, 0xBF] }
    }

    /// Appends a cell whose text is ours: a number, a date, a fixed word.
    package mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0, isData: false) }
    }

    /// Appends a cell that holds data or names; a spreadsheet will not take it for a formula.
    package mutating func append(data text: String) {
        var text = text
        text.withUTF8 { append($0, isData: true) }
    }

    /// Appends a cell that holds data, given as UTF-8; a spreadsheet will not take it for a formula.
    package mutating func append(data text: UnsafeBufferPointer<UInt8>) { append(text, isData: true) }

    private mutating func append(_ text: UnsafeBufferPointer<UInt8>, isData: Bool) {
        separate()
        let guards = isData ? FormulaGuard.places(in: text) : []
        let needsQuotes = text.contains(where: Self.asksForQuotes)
        if needsQuotes { bytes.append(UInt8(ascii: "\"")) }
        var start = 0
        for place in guards + [text.count] {
            let piece = UnsafeBufferPointer(rebasing: text[start..<place])
            if needsQuotes { Self.append(doublingQuotesIn: piece, to: &bytes) } else { bytes.append(contentsOf: piece) }
            if place < text.count { bytes.append(FormulaGuard.mark) }
            start = place
        }
        if needsQuotes { bytes.append(UInt8(ascii: "\"")) }
    }

    /// Appends a cell that holds a whole number.
    package mutating func append(_ number: Int) {
        separate()
        bytes.append(integer: number)
    }

    /// Appends one cell or several that another text wrote.
    package mutating func append(written cells: [UInt8]) {
        separate()
        bytes.append(contentsOf: cells)
    }

    /// Appends a cell whose bytes, quoted where they must be, `write` appends.
    package mutating func appendCell(_ write: (inout [UInt8]) -> Void) {
        separate()
        write(&bytes)
    }

    /// Ends the row; the next cell begins another.
    package mutating func endRow() {
        bytes.append(0x0A)
        isAtRowStart = true
    }

    /// Appends a row of texts of ours.
    package mutating func appendRow(_ cells: [String]) {
        for cell in cells { append(cell) }
        endRow()
    }

    private mutating func separate() {
        if !isAtRowStart { bytes.append(0x2C) }
        isAtRowStart = false
    }

    /// Whether a text of a cell must stand in quotation marks.
    package static func needsQuotes(_ text: [UInt8]) -> Bool { text.contains(where: asksForQuotes) }

    private static func asksForQuotes(_ byte: UInt8) -> Bool {
        byte == 0x2C || byte == 0x22 || byte == 0x0A || byte == 0x0D
    }

    /// The text with each quotation mark twice, as it stands in a quoted cell.
    package static func doublingQuotes(in text: String) -> [UInt8] {
        var text = text
        var bytes: [UInt8] = []
        text.withUTF8 { append(doublingQuotesIn: $0, to: &bytes) }
        return bytes
    }

    /// Appends a text in pieces that end with a quote, and each of these once more.
    package static func append(doublingQuotesIn text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        var start = 0
        while let quote = text[start...].firstIndex(of: UInt8(ascii: "\"")) {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...quote]))
            bytes.append(UInt8(ascii: "\""))
            start = quote + 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }

    /// The text with an apostrophe wherever a spreadsheet would read a formula:
    /// `=1+1` becomes `'=1+1`, and `a;=1+1` becomes `a;'=1+1`.
    package static func guarded(_ text: String) -> String {
        var text = text
        return text.withUTF8 { utf8 in
            var guarded: [UInt8] = []
            append(guarding: utf8, to: &guarded)
            return String(decoding: guarded, as: UTF8.self)
        }
    }

    /// Appends a text with its guards.
    package static func append(
        guarding text: UnsafeBufferPointer<UInt8>, beginsCell: Bool = true, to bytes: inout [UInt8]
    ) {
        var start = 0
        for place in FormulaGuard.places(in: text, beginsCell: beginsCell) {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<place]))
            bytes.append(FormulaGuard.mark)
            start = place
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }
}
