// A mail as plain text, for programs that show no HTML and for who reads it aloud.

import Diagnostics

/// Writes forms line by line; a table is told row by row, each cell after what it is.
struct MailText {
    private(set) var text = ""
    private let punctuation: Punctuation

    init(language: Language) { punctuation = Punctuation(language) }

    /// A line; what no text can hold becomes `�`.
    mutating func line(_ line: String = "") {
        for scalar in line.unicodeScalars {
            if scalar == "\n" || scalar == "\r" || scalar == "\t" {
                text += " "
            } else {
                text.unicodeScalars.append(HTMLText.isPrintable(scalar) ? scalar : "\u{FFFD}")
            }
        }
        text += "\n"
    }

    /// A line that stands out, and one of signs below it.
    mutating func title(_ title: String, _ sign: Character) {
        line(title)
        let width = title.reduce(0) { $0 + ($1.unicodeScalars.contains { $0.value >= 0x2E80 } ? 2 : 1) }
        line(String(repeating: sign, count: min(width, Self.widest)))
    }

    mutating func write(_ form: MailForm) {
        switch form {
        case .heading(let heading): title(heading, "-")
        case .paragraph(let text, let role):
            line(role == .warning ? "! " + text : text)
            line()
        case .list(let items, let isNumbered):
            for (index, item) in items.enumerated() {
                line((isNumbered ? "\(index + 1). " : "- ") + item.headline)
                for text in item.further { line("   " + text) }
            }
            line()
        case .table(let table): write(table)
        }
    }

    private mutating func write(_ table: MailTable) {
        if !table.title.isEmpty { title(table.title, "-") }
        for row in table.rows {
            for (position, cell) in row.cells.enumerated() {
                let parts = [cell.text] + cell.small
                let told = parts.filter { !$0.isEmpty }.joined(separator: punctuation.semicolon)
                if told.isEmpty { continue }
                let head = table.heads.indices.contains(position) ? table.heads[position].text : ""
                line(position == 0 ? "* " + told : "    " + (head.isEmpty ? "" : head + punctuation.colon) + told)
            }
        }
        line()
    }

    private static let widest = 72
}
