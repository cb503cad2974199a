// The signs an input method writes in place of the ASCII ones, so that a message can name the right one.

import Diagnostics

/// Signs that look like those of a formula or of YAML and are not.
package enum Lookalikes {
    /// The ASCII sign, letter or digit that a full-width or typographic one stands for.
    package static func ascii(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "\u{FF01}"..."\u{FF5E}": FullWidth.narrowed(scalar)
        case "、": ","
        case "。": "."
        case "−", "–", "—": "-"
        case "×": "*"
        case "÷", "∕": "/"
        default: nil
        }
    }

    /// The comparison that a single mathematical sign stands for.
    static func comparison(_ scalar: Unicode.Scalar) -> Sign? {
        switch scalar {
        case "≠": .unequal
        case "≤", "≦": .lessOrEqual
        case "≥", "≧": .greaterOrEqual
        default: nil
        }
    }

    /// The sign that closes a text opened with a typographic or full-width quote.
    static func closingQuote(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "“", "”", "„": "”"
        case "‘", "’": "’"
        case "「": "」"
        case "『": "』"
        case "＂": "＂"
        case "＇": "＇"
        default: nil
        }
    }

    /// The signs of a text that stand where YAML wants others, and those, in the order of appearance.
    package static func syntax(in text: String) -> [(found: Unicode.Scalar, meant: Unicode.Scalar)] {
        var pairs: [(found: Unicode.Scalar, meant: Unicode.Scalar)] = []
        for scalar in text.unicodeScalars where !pairs.contains(where: { $0.found == scalar }) {
            if let meant = syntax(of: scalar) { pairs.append((scalar, meant)) }
        }
        return pairs
    }

    private static func syntax(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "\u{3000}": " "
        case "【": "["
        case "】": "]"
        case "“", "”", "‘", "’": "\""
        case "、": ","
        default: ascii(of: scalar).flatMap { "-:,[]{}#\"'*&|>%@`?!".unicodeScalars.contains($0) ? $0 : nil }
        }
    }
}
