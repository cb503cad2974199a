// How wide a text will be, without a font at hand: an estimate that errs on the wide side.

/// Widths of texts at a font size.
package enum TextMeasure {
    /// The estimated width: a Han character is as wide as the type is high, a Latin letter a good half.
    package static func width(_ text: String, size: Double = 12) -> Double {
        text.unicodeScalars.reduce(0) { $0 + ems($1) } * size
    }

    /// The text, or its beginning with an ellipsis, so that it fits.
    static func shortened(_ text: String, toFit width: Double, size: Double = 12) -> String {
        if Self.width(text, size: size) <= width { return text }
        let room = width - Self.width("…", size: size)
        var kept = ""
        var used = 0.0
        for character in text {
            used += Self.width(String(character), size: size)
            if used > room { break }
            kept.append(character)
        }
        while kept.last == " " { kept.removeLast() }
        return kept + "…"
    }

    private static func ems(_ scalar: Unicode.Scalar) -> Double {
        switch scalar.value {
        case 0x20, 0x21, 0x27, 0x28, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x49, 0x5B, 0x5D, 0x66, 0x69, 0x6A, 0x6C, 0x72, 0x74,
            0x7C:
            0.36
        case 0x25, 0x40, 0x4D, 0x57, 0x6D, 0x77: 0.9
        case 0x41...0x5A: 0.68
        case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
        case 0..<0x1100: 0.58
        case 0x2014, 0x2018...0x201D, 0x2026, 0x2030, 0x2103: 1
        case 0x1100...0x115F, 0x2190...0x21FF, 0x2460...0x27BF, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            1
        case 0x1F000...0x1FAFF: 1.3
        default: 0.6
        }
    }
}
