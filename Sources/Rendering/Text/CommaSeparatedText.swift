// Writes CSV by RFC 4180, safe to open in a spreadsheet.

import Stages

/// Gathers the bytes of a CSV file.
///
/// - Shape: cells joined by commas, rows ended by a line feed; UTF-8.
/// - Source: RFC 4180 for the quoting.
struct CommaSeparatedText {
    private(set) var bytes: [UInt8] = []
    private var isAtRowStart = true

    /// - Parameter room: about how many bytes the file will have.
    init(startsWithByteOrderMark: Bool = false, room: Int = 0) {
        bytes.reserveCapacity(room)
        if startsWithByteOrderMark { bytes += [0xEF, 0xBB, 0xBF] }
    }

    /// Appends a cell whose text is ours: a number, a date, a fixed word.
    mutating func append(_ text: String) {
        separate()
        guard Self.needsQuotes(text) else {
            bytes.append(text: text)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: Self.doublingQuotes(in: text))
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends a cell that holds data or names; a spreadsheet will not take it for a formula.
    mutating func append(data text: String) { append(Self.guarded(text)) }

    mutating func append(_ number: Int) {
        separate()
        bytes.append(integer: number)
    }

    /// Appends a number, or an empty cell for what is none.
    mutating func append(_ number: Double?) {
        separate()
        if let number, number.isFinite { bytes.append(real: number) }
    }

    /// Appends a number, or an empty cell for what is none.
    mutating func append(_ number: MetricValue?) {
        separate()
        if let number, number.isFinite { bytes.append(number: number) }
    }

    /// Appends one cell or several that another text wrote.
    mutating func append(written cells: [UInt8]) {
        separate()
        bytes.append(contentsOf: cells)
    }

    /// Appends a cell whose bytes, quoted where they must be, `write` appends.
    mutating func appendCell(_ write: (inout [UInt8]) -> Void) {
        separate()
        write(&bytes)
    }

    mutating func endRow() {
        bytes.append(0x0A)
        isAtRowStart = true
    }

    mutating func appendRow(_ cells: [String]) {
        for cell in cells { append(cell) }
        endRow()
    }

    private mutating func separate() {
        if !isAtRowStart { bytes.append(0x2C) }
        isAtRowStart = false
    }

    static func needsQuotes(_ text: String) -> Bool {
        text.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    }

    static func doublingQuotes(in text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte == 0x22 { bytes.append(byte) }
            bytes.append(byte)
        }
        return bytes
    }

    /// The text with an apostrophe in front when a spreadsheet would read it as a formula:
    /// `=1+1` becomes `'=1+1`.
    static func guarded(_ text: String) -> String { isFormulaStart(text.utf8.first) ? "'" + text : text }

    static func isFormulaStart(_ byte: UInt8?) -> Bool {
        switch byte {
        case 0x3D?, 0x2B?, 0x2D?, 0x40?, 0x09?, 0x0D?: true
        default: false
        }
    }
}
