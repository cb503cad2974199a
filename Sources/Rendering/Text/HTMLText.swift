// Makes any text safe inside HTML.

import Diagnostics
import Stages

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

/// Escapes text for a quoted string of a style sheet inside HTML.
enum StyleSheetText {
    /// Everything but ASCII letters and digits and what lies beyond ASCII is written as its number.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars where HTMLText.isPrintable(scalar) {
            switch scalar {
            case "A"..."Z", "a"..."z", "0"..."9": escaped.unicodeScalars.append(scalar)
            case _ where scalar.value > 0x9F: escaped.unicodeScalars.append(scalar)
            default: escaped += "\\" + String(scalar.value, radix: 16) + " "
            }
        }
        return escaped
    }

    /// The style sheet of a page, with a text at the foot of each sheet of paper.
    ///
    /// It is put together here because reading it as a template, for one name in it, took as long as reading all the others.
    static func sheet(footer: String) -> String {
        sheet.beforeFooter + HTMLText.escaped(escaped(footer)) + sheet.afterFooter
    }

    private static let sheet: (beforeFooter: String, afterFooter: String) = {
        let bytes = PackageResources.style_css
        let mark = Array("{{pageFooter}}".utf8)
        let start = bytes.indices.first { bytes[$0...].starts(with: mark) } ?? bytes.endIndex
        // The line end after the last line is the template's.
        return (
            String(decoding: bytes[..<start], as: UTF8.self),
            String(decoding: bytes[start...].dropFirst(mark.count).dropLast(), as: UTF8.self)
        )
    }()
}
