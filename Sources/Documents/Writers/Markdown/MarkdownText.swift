// Makes any text safe inside GitHub-flavoured Markdown.

/// Escapes text for a Markdown paragraph, heading or table cell.
///
///     a|b        a\|b
///     <b>        &lt;b&gt;
///     - item     \- item
///     two⏎lines  two lines
enum MarkdownText {
    static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the escaped text as UTF-8.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        let scalars = Array(text.unicodeScalars)
        let leading = leadingSign(of: scalars)
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "<": bytes.append(literal: "&lt;")
            case ">": bytes.append(literal: "&gt;")
            case "&": bytes.append(literal: "&amp;")
            case "\\", "`", "*", "_", "[", "]", "|", "~", "$", "#":
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            case "\t", "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": bytes.append(UInt8(ascii: " "))
            default:
                if index == leading { bytes.append(UInt8(ascii: "\\")) }
                bytes.append(contentsOf: (HTMLText.isPrintable(scalar) ? scalar : "\u{FFFD}").utf8)
            }
        }
    }

    /// Where a sign stands that would begin a list, a rule or a heading if the text began a line; nil without one.
    private static func leadingSign(of scalars: [Unicode.Scalar]) -> Int? {
        guard let start = scalars.firstIndex(where: { $0 != " " && $0 != "\t" && $0 != "\u{A0}" }) else { return nil }
        let isDigit = { (scalar: Unicode.Scalar) in ("0"..."9").contains(scalar) }
        switch scalars[start] {
        case "-", "+":
            // A list needs a blank behind its sign, a rule a second one.
            let next = start + 1 < scalars.count ? scalars[start + 1] : " "
            return [" ", "\t", "\n", "\r", scalars[start]].contains(next) ? start : nil
        case "=", ":": return start
        case let first where isDigit(first):
            guard let end = scalars[start...].firstIndex(where: { !isDigit($0) }), [".", ")"].contains(scalars[end])
            else { return nil }
            let next = end + 1 < scalars.count ? scalars[end + 1] : " "
            return next == " " || next == "\t" ? end : nil
        default: return nil
        }
    }
}
