// Reads a small part of Markdown: paragraphs, lists, small headings, bold, italics, links.

import Documents

/// A text of the user as parts of a document.
///
/// Whatever is not of that part stands as it is written: tags, tables and images are text.
///
///     - **Now:** call *first*   → a list of one item: "Now:" bold, " call ", "first" in italics
///     [plan](https://a.cn)      → plan (https://a.cn)
///     # Heading                 → a small heading
struct ProseReading {
    let parts: [Document.Prose.Part]

    init(markdown: String) {
        var parts: [Document.Prose.Part] = []
        var lines: [Substring] = []
        var items: [String] = []
        var isOrdered = false
        func end() {
            if !lines.isEmpty {
                let text = lines.map { Self.trimmed($0) }.reduce("") { Self.joined($0, String($1)) }
                parts.append(.paragraph(Self.runs(text)))
            }
            if !items.isEmpty { parts.append(.list(items.map { Self.runs($0) }, isOrdered: isOrdered)) }
            (lines, items) = ([], [])
        }
        for line in markdown.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let text = Self.trimmed(line)
            if text.isEmpty {
                end()
            } else if let heading = Self.heading(text) {
                end()
                parts.append(.heading(heading))
            } else if let (item, number) = Self.item(text) {
                if !lines.isEmpty || !items.isEmpty && number != isOrdered { end() }
                isOrdered = number
                items.append(String(item))
            } else if !items.isEmpty, line.first == " " || line.first == "\t" {
                items[items.count - 1] = Self.joined(items[items.count - 1], String(text))
            } else {
                if !items.isEmpty { end() }
                lines.append(text)
            }
        }
        end()
        self.parts = parts
    }

    // MARK: Lines

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }

    /// Lines of one paragraph; between Chinese characters without a blank.
    private static func joined(_ text: String, _ line: String) -> String {
        guard let last = text.unicodeScalars.last, let first = line.unicodeScalars.first else { return text + line }
        let isChinese = [last, first].allSatisfy { (0x2E80...0xFFEF).contains($0.value) }
        return text + (isChinese ? "" : " ") + line
    }

    private static func heading(_ text: Substring) -> String? {
        let signs = text.prefix { $0 == "#" }.count
        guard (1...6).contains(signs) else { return nil }
        let rest = text.dropFirst(signs)
        guard rest.first == " " else { return nil }
        let heading = String(trimmed(rest))
        return heading.isEmpty ? nil : heading
    }

    /// What stands behind `-`, `*`, `+` or a number with a dot.
    private static func item(_ text: Substring) -> (Substring, isNumbered: Bool)? {
        if let sign = text.first, "-*+".contains(sign), text.dropFirst().first == " " {
            return (trimmed(text.dropFirst(2)), false)
        }
        let digits = text.prefix { ("0"..."9").contains($0) }
        guard (1...9).contains(digits.count), let dot = text.dropFirst(digits.count).first, ".)".contains(dot),
            text.dropFirst(digits.count + 1).first == " "
        else { return nil }
        return (trimmed(text.dropFirst(digits.count + 2)), true)
    }

    // MARK: Signs within a line

    /// A text in runs of one style each. Signs without a partner stand as they are.
    static func runs(_ text: String) -> [Document.Prose.Run] {
        var runs: [Document.Prose.Run] = []
        var plain = ""
        var rest = Substring(text)
        func end() {
            if !plain.isEmpty { runs.append(Document.Prose.Run(plain)) }
            plain = ""
        }
        while let sign = rest.first {
            if sign == "\\", let next = rest.dropFirst().first, "\\*_[]#`-+.".contains(next) {
                plain.append(next)
                rest = rest.dropFirst(2)
            } else if let (inner, after) = enclosed(rest, by: "**") {
                end()
                runs.append(Document.Prose.Run(inner, .strong))
                rest = after
            } else if let (inner, after) = enclosed(rest, by: "*") {
                end()
                runs.append(Document.Prose.Run(inner, .emphasis))
                rest = after
            } else if let (label, address, after) = link(rest) {
                plain += label == address ? label : "\(label) (\(address))"
                rest = after
            } else {
                plain.append(sign)
                rest = rest.dropFirst()
            }
        }
        end()
        return runs
    }

    /// What stands between two of a sign that touch it, and what follows.
    private static func enclosed(_ text: Substring, by sign: String) -> (String, Substring)? {
        guard text.hasPrefix(sign) else { return nil }
        let inner = text.dropFirst(sign.count)
        guard let first = inner.first, !first.isWhitespace, first != "*", let end = inner.firstRange(of: sign) else {
            return nil
        }
        let found = inner[..<end.lowerBound]
        guard found.last?.isWhitespace == false else { return nil }
        return (String(found), inner[end.upperBound...])
    }

    private static func link(_ text: Substring) -> (String, String, Substring)? {
        guard text.first == "[", let middle = text.firstRange(of: "]("),
            let end = text[middle.upperBound...].firstIndex(of: ")")
        else { return nil }
        let label = text[text.index(after: text.startIndex)..<middle.lowerBound]
        let address = text[middle.upperBound..<end]
        guard !label.isEmpty, !label.contains("["), !address.isEmpty, !address.contains(where: \.isWhitespace) else {
            return nil
        }
        return (String(label), String(address), text[text.index(after: end)...])
    }
}
