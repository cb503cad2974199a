// Makes any text safe to send to a terminal: what would act there is shown instead.

/// Shows control signs, marks of writing direction and signs without width as `\u{1B}`.
///
/// A file name or a cell may hold the escapes by which a terminal is steered, or marks that make `gpj.exe` look like `exe.jpg`.
package enum TerminalText {
    /// The text on one line, with nothing in it that acts.
    package static func shown(_ text: String) -> String { shown(text, keepingLines: false) }

    /// The same of a text of several lines.
    package static func shownLines(_ text: String) -> String { shown(text, keepingLines: true) }

    private static func shown(_ text: String, keepingLines: Bool) -> String {
        guard text.unicodeScalars.contains(where: acts) else { return text }
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where keepingLines: shown.append(scalar)
            case "\n": shown.append(contentsOf: "\\n".unicodeScalars)
            case "\r": shown.append(contentsOf: "\\r".unicodeScalars)
            case "\t": shown.append(contentsOf: "\\t".unicodeScalars)
            case _ where acts(scalar):
                shown.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
            default: shown.append(scalar)
            }
        }
        return String(shown)
    }

    /// Whether a sign steers a terminal, turns the direction of writing, or cannot be seen.
    ///
    /// The joiners U+200C and U+200D are part of words and of emoji; alone they do no harm.
    package static func acts(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F: true
        case 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB:
            true
        case 0xE0000...0xE007F: true
        default: false
        }
    }
}
