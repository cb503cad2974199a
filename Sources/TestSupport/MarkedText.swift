// A text with marks where problems are expected, so that a test shows the mistake and its place at once.

import Diagnostics

/// A text with the marks ① ② … ⑳ taken out, and the place each stood at.
///
///     clean:
///       calls:
///         - drop_duplicates: { key: ①cal_id }
package struct MarkedText: Sendable, ExpressibleByStringLiteral {
    /// The text without its marks.
    package var text: String
    /// Where each mark stood: its line and the character that followed it, both 1-based.
    package var places: [Character: (line: Int, column: Int)]

    package init(stringLiteral marked: String) { self.init(marked) }

    package init(_ marked: String) {
        text = ""
        places = [:]
        var line = 1
        var column = 1
        for scalar in marked.unicodeScalars {
            if (0x2460...0x2473).contains(scalar.value) {
                places[Character(scalar)] = (line, column)
                continue
            }
            text.unicodeScalars.append(scalar)
            column += 1
            if scalar == "\n" {
                line += 1
                column = 1
            }
        }
    }

    /// Every difference between the marks and the diagnostics, in words; empty when they agree.
    ///
    /// `expected` holds the message (without place and severity, with its help after a line end) of every mark.
    package func differences(
        from expected: [Character: String], _ diagnostics: [Diagnostic], in language: Language = .english
    ) -> [String] {
        var differences: [String] = []
        var unexplained = diagnostics
        for (mark, message) in expected.sorted(by: { $0.key < $1.key }) {
            guard let place = places[mark] else {
                differences.append("\(mark) stands nowhere in the text")
                continue
            }
            let found = unexplained.firstIndex { diagnostic in
                diagnostic.location?.line == place.line && diagnostic.location?.column == place.column
                    && Self.message(of: diagnostic, in: language) == message
            }
            if let found {
                unexplained.remove(at: found)
            } else {
                differences.append("\(mark) at \(place.line):\(place.column) is not reported: \(message)")
            }
        }
        let layout = DiagnosticText(language: language)
        return differences + unexplained.map { "not expected: " + layout.text(of: $0) }
    }

    private static func message(of diagnostic: Diagnostic, in language: Language) -> String {
        diagnostic.message[language] + (diagnostic.help.map { "\n" + $0[language] } ?? "")
    }
}
