// The style of a page: embedded in the program, with the report's name at the foot of each sheet of paper.

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
    static func sheet(footer: String) -> Sheet {
        Sheet(text: sheet.beforeFooter + HTMLText.escaped(escaped(footer)) + sheet.afterFooter)
    }

    /// A style sheet of ours, which goes into a page as it is.
    struct Sheet {
        let text: String

        fileprivate init(text: String) { self.text = text }
    }

    private static let sheet: (beforeFooter: String, afterFooter: String) = {
        let bytes = PackageResources.style_css
        let mark = Array("{{pageFooter}}".utf8)
        let start = bytes.indices.first { bytes[$0...].starts(with: mark) } ?? bytes.endIndex
        // The line end after the last line is the page's.
        return (
            String(decoding: bytes[..<start], as: UTF8.self),
            String(decoding: bytes[start...].dropFirst(mark.count).dropLast(), as: UTF8.self)
        )
    }()
}
