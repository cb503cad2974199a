// Makes any text one that a cell can hold.

import Charts

/// Texts as cells of a workbook hold them: no formula is made of them, nothing in them acts.
enum SheetText {
    /// A cell holds so many UTF-16 units at most.
    static let mostUnits = 32_767

    /// The text without what no file of XML can hold, and without signs that cannot be seen.
    static func plain(_ text: String) -> String {
        var plain = String.UnicodeScalarView()
        var isBehindReturn = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\r": plain.append("\n")
            case "\n": if !isBehindReturn { plain.append("\n") }
            case "\t": plain.append(scalar)
            default: plain.append(HTMLText.isPrintable(scalar) ? scalar : "\u{FFFD}")
            }
            isBehindReturn = scalar == "\r"
        }
        return String(plain)
    }

    /// The text as the file has it: `_x0041_` would be read as `A`, so the sign that begins it is told by its number.
    ///
    /// What is too long for a cell ends with an ellipsis.
    static func escaped(_ text: String) -> String {
        let whole = escapes(plain(text))
        guard whole.utf16.count > mostUnits else { return whole }
        var kept = String()
        var units = 1
        for character in plain(text) {
            // An escape takes seven units; whether one begins here is seen behind it, so that all underscores pay for it.
            units += character.utf16.count + (character == "_" ? 7 : 0)
            if units > mostUnits { break }
            kept.append(character)
        }
        return escapes(kept) + "…"
    }

    private static func escapes(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        let bytes = Array(text.utf8)
        var escaped: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if isEscape(bytes[index...].prefix(7)) { escaped.append(literal: "_x005F") }
            escaped.append(byte)
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    private static func isEscape(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count == 7 && bytes.starts(with: "_x".utf8) && bytes.last == UInt8(ascii: "_")
            && bytes.dropFirst(2).prefix(4).allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    }

    /// How wide a text is in a column, in digits; a Han character takes two.
    static func width(_ text: String) -> Double {
        text.split(separator: "\n").map { TextMeasure.width(String($0), size: 2) }.max() ?? 0
    }

    /// How many lines a text takes where there is so much room.
    static func lines(_ text: String, room: Double) -> Int {
        text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { lines, line in
            lines + max(1, Int((TextMeasure.width(String(line), size: 2) / max(room, 1)).rounded(.up)))
        }
    }
}
