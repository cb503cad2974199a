// Which characters are blank, in UTF-8 bytes and without a String.

/// Blank characters: Unicode white space, and the invisible ones that exports leave at the ends of cells.
///
/// - Source: Unicode 16.0, property White_Space; besides, the zero-width space U+200B, the word joiner U+2060 and the
///   byte order mark U+FEFF.
enum Blanks {
    /// The same as a class of a regular expression.
    static let pattern =
        "[" + #"\x{9}-\x{D} \x{85}\x{A0}\x{1680}\x{2000}-\x{200B}\x{2028}\x{2029}\x{202F}"#
        + #"\x{205F}\x{2060}\x{3000}\x{FEFF}"# + "]"

    /// The length in bytes of the blank that begins at `index`; 0 when no blank begins there.
    static func length(at index: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
        guard index >= 0, index < text.count else { return 0 }
        let first = text[index]
        if first == 0x20 || (0x09...0x0D).contains(first) { return 1 }
        guard first >= 0xC2, index + 1 < text.count else { return 0 }
        let second = text[index + 1]
        if first == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : 0 }
        guard index + 2 < text.count else { return 0 }
        let third = text[index + 2]
        switch (first, second) {
        case (0xE1, 0x9A): return third == 0x80 ? 3 : 0  // U+1680
        case (0xE2, 0x80):  // U+2000…U+200B, U+2028, U+2029, U+202F
            return (0x80...0x8B).contains(third) || [0xA8, 0xA9, 0xAF].contains(third) ? 3 : 0
        case (0xE2, 0x81): return third == 0x9F || third == 0xA0 ? 3 : 0  // U+205F, U+2060
        case (0xE3, 0x80): return third == 0x80 ? 3 : 0  // U+3000
        case (0xEF, 0xBB): return third == 0xBF ? 3 : 0  // U+FEFF
        default: return 0
        }
    }

    /// The bytes between the blanks at both ends.
    static func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        var start = 0
        while start < text.count {
            let length = length(at: start, in: text)
            if length == 0 { break }
            start += length
        }
        var end = text.count
        while end > start {
            // The character before `end` begins at the last byte that does not continue one.
            var before = end - 1
            while before > start, text[before] & 0xC0 == 0x80 { before -= 1 }
            if length(at: before, in: text) != end - before { break }
            end = before
        }
        return start..<end
    }
}
