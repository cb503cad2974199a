// The signs an input method writes in place of the ASCII ones, so that a message can name the right one.

/// Signs that look like those of a formula and are not.
enum Lookalikes {
    /// The ASCII sign, letter or digit that a full-width or typographic one stands for.
    static func ascii(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "\u{FF01}"..."\u{FF5E}": Unicode.Scalar(scalar.value - 0xFEE0)
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
}
