// Makes any text safe inside HTML.

import Diagnostics

/// Escapes text for HTML elements and quoted attributes.
///
/// Works on scalars, not on whole characters: these would let a quotation mark pass that is followed by a combining mark, and
/// `"` + U+0301 would end an attribute.
enum HTMLText {
    static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the escaped text as UTF-8.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        let isCopied = text.withUTF8 { utf8 in
            guard utf8.allSatisfy(isPlain) else { return false }
            bytes.append(contentsOf: utf8)
            return true
        }
        if !isCopied { appendScalars(of: text, to: &bytes) }
    }

    /// Whether a byte stands for itself whatever is around it: no sign of HTML, no control, no beginning of a scalar that may
    /// have to be replaced.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x26, 0x27, 0x3C, 0x3E, 0x7F, 0xC2, 0xD8, 0xE1, 0xE2, 0xEF, 0xF0...0xFF: false
        default: byte >= 0x20
        }
    }

    private static func appendScalars(of text: String, to bytes: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": bytes.append(literal: "&lt;")
            case ">": bytes.append(literal: "&gt;")
            case "&": bytes.append(literal: "&amp;")
            case "\"": bytes.append(literal: "&quot;")
            case "'": bytes.append(literal: "&#39;")
            case "\t", "\n": bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            case "\r": bytes.append(UInt8(ascii: " "))
            default: bytes.append(contentsOf: (isPrintable(scalar) ? scalar : "\u{FFFD}").utf8)
            }
        }
    }

    /// Whether a scalar may stand in a document: no control, no mark of writing direction, nothing that cannot be seen, no non-character.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if TerminalText.acts(scalar), value != 0xAD { return false }
        if (0xFDD0...0xFDEF).contains(value) || value & 0xFFFE == 0xFFFE { return false }
        return true
    }
}
