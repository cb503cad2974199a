// Finds where a spreadsheet would begin to read a formula, whatever separator it takes the file to have.

/// Guards the cells of a table against being read as formulas.
///
/// A formula begins with `=`, `+`, `-` or `@`, plain or full-width, at the beginning of a cell, blanks and quotation marks before it left
/// out. A file opened with `;`, a tab or `|` as separator has more cells than we wrote, and where quotation marks are not
/// understood a line end begins a new row: what stands behind such a sign is looked at like the beginning.
package enum FormulaGuard {
    /// An apostrophe, by which spreadsheets know text.
    package static let mark = UInt8(ascii: "'")

    /// The places, ascending, before which the mark is to be put.
    ///
    /// - Complexity: O(bytes), and no allocation where there is none.
    /// - Parameter beginsCell: whether the text is a cell's beginning, not what follows others in it.
    package static func places(in text: UnsafeBufferPointer<UInt8>, beginsCell: Bool = true) -> [Int] {
        var places: [Int] = []
        if beginsCell, beginsFormula(text, from: 0) || [0x09, 0x0D].contains(text.first) { places.append(0) }
        var index = 0
        while index < text.count {
            if isSeparator(text[index]), beginsFormula(text, from: index + 1) { places.append(index + 1) }
            index += 1
        }
        return places
    }

    /// Whether a text as a whole begins a formula.
    package static func beginsFormula(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { beginsFormula($0, from: 0) }
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ";") || byte == UInt8(ascii: "|") || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    private static func beginsFormula(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        var index = start
        while index < text.count {
            let blank = blankLength(text, at: index)
            if blank == 0 { break }
            index += blank
        }
        guard index < text.count else { return false }
        switch text[index] {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): return true
        case 0xEF where index + 2 < text.count:
            // ＝ ＋ － ＠
            return text[index + 1] == 0xBC && [0x9D, 0x8B, 0x8D, 0xA0].contains(text[index + 2])
        default: return false
        }
    }

    /// The bytes of a blank, a quotation mark or a sign without width at a place; 0 when there is none.
    private static func blankLength(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let left = text.count - index
        switch text[index] {
        case 0x20, 0x09, UInt8(ascii: "\""): return 1
        case 0xC2 where left > 1 && (text[index + 1] == 0xA0 || text[index + 1] == 0xAD): return 2
        case 0xE3 where left > 2 && text[index + 1] == 0x80 && text[index + 2] == 0x80: return 3
        case 0xEF where left > 2 && text[index + 1] == 0xBB && text[index + 2] == 0xBF: return 3
        case 0xE2 where left > 2 && text[index + 1] == 0x80 && (0x80...0x8F).contains(text[index + 2]): return 3
        default: return 0
        }
    }
}
