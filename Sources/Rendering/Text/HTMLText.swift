// Makes any text safe inside HTML, and lets templates do so by themselves.

import Mustache

/// Escapes text for HTML elements and quoted attributes.
///
/// Works scalar by scalar. The template library's own escaping looks at whole characters, and so lets a quotation mark
/// pass that is followed by a combining mark: `"` + U+0301 would end an attribute.
struct HTMLText: MustacheContentType {
    /// The name templates ask for in their first line: `{{% CONTENT_TYPE:RAPPORT_HTML}}`.
    static let name = "RAPPORT_HTML"

    func escapeText(_ text: String) -> String { Self.escaped(text) }

    static func escaped(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && ![0x22, 0x26, 0x27, 0x3C, 0x3E].contains($0) }) {
            return text
        }
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            case "\t", "\n": escaped.append(scalar)
            case "\r": escaped.append(" ")
            default: escaped.append(isPrintable(scalar) ? scalar : "\u{FFFD}")
            }
        }
        return String(escaped)
    }

    /// Whether a scalar may stand in a document: no control and no non-character.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if value < 0x20 || (0x7F...0x9F).contains(value) { return false }
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
