// Small pieces of Markdown that all pages share.

enum Markdown {
    /// Says of a page where it comes from.
    static func note(_ source: String) -> String {
        "<!-- Made by Scripts/docs from \(source). Change that, then run Scripts/docs. -->"
    }

    static func code(_ text: String) -> String { "`\(text)`" }

    static func codes(_ texts: [String]) -> String { texts.map(code).joined(separator: ", ") }

    static func table(_ heading: [String], _ rows: [[String]]) -> [String] {
        func line(_ cells: [String]) -> String {
            "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
        }
        return [line(heading), "|" + String(repeating: "---|", count: heading.count)] + rows.map(line)
    }

    static func firstSentence(_ text: String) -> String {
        let plain = text.replacing(#/``(.+?)``/#) { "`\($0.1)`" }
        return plain.prefixMatch(of: #/.*?\.(?=\s|$)/#).map { String($0.0) } ?? plain
    }

    /// The first heading of a page, and the first sentence below it.
    static func headingAndSummary(of page: String) -> (heading: String, summary: String) {
        let lines = page.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("<!--") }
        guard let place = lines.firstIndex(where: { $0.hasPrefix("# ") }) else { return ("", "") }
        let paragraph = lines[(place + 1)...].drop { $0.isEmpty }.prefix { !$0.isEmpty }.joined(separator: " ")
        let sentence = paragraph.prefixMatch(of: #/.*?[.。](?=\s|$)/#).map { String($0.0) } ?? paragraph
        return (String(lines[place].dropFirst(2)), sentence)
    }
}
