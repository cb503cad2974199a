// Makes any text safe inside GitHub-flavoured Markdown, and lets templates do so by themselves.

import Mustache

/// Escapes text for a Markdown paragraph, heading or table cell.
///
///     a|b        a\|b
///     <b>        &lt;b&gt;
///     - item     \- item
///     two⏎lines  two lines
struct MarkdownText: MustacheContentType {
    static let name = "RAPPORT_MARKDOWN"

    func escapeText(_ text: String) -> String { Self.escaped(text) }

    static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        let scalars = Array(text.unicodeScalars)
        let leading = leadingSign(of: scalars)
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "\\", "`", "*", "_", "[", "]", "|", "~", "$", "#":
                escaped.append("\\")
                escaped.append(scalar)
            case "\t", "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": escaped.append(" ")
            default:
                if index == leading { escaped.append("\\") }
                escaped.append(HTMLText.isPrintable(scalar) ? scalar : "\u{FFFD}")
            }
        }
        return String(escaped)
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
