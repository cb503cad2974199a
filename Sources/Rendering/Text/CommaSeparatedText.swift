// Writes CSV by RFC 4180, safe to open in a spreadsheet.

/// Gathers the bytes of a CSV file.
///
/// - Shape: cells joined by commas, rows ended by a line feed; UTF-8.
/// - Source: RFC 4180 for the quoting.
struct CommaSeparatedText {
    private(set) var bytes: [UInt8] = []
    private var isAtRowStart = true

    init(startsWithByteOrderMark: Bool = false) {
        if startsWithByteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
    }

    /// Appends a cell whose text is ours: a number, a date, a fixed word.
    mutating func append(_ text: String) {
        if !isAtRowStart { bytes.append(0x2C) }
        isAtRowStart = false
        let needsQuotes = text.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
        guard needsQuotes else {
            bytes.append(contentsOf: text.utf8)
            return
        }
        bytes.append(0x22)
        for byte in text.utf8 {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }

    /// Appends a cell that holds data or names; a spreadsheet will not take it for a formula.
    mutating func append(data text: String) { append(Self.guarded(text)) }

    mutating func append(_ number: Int) { append(String(number)) }

    mutating func endRow() {
        bytes.append(0x0A)
        isAtRowStart = true
    }

    mutating func appendRow(_ cells: [String]) {
        for cell in cells { append(cell) }
        endRow()
    }

    /// The text with an apostrophe in front when a spreadsheet would read it as a formula:
    /// `=1+1` becomes `'=1+1`.
    static func guarded(_ text: String) -> String {
        switch text.utf8.first {
        case 0x3D?, 0x2B?, 0x2D?, 0x40?, 0x09?, 0x0D?: "'" + text
        default: text
        }
    }
}
