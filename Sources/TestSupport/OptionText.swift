// Reads the small part of YAML that pipeline files use, with true places, for tests below the file reader.

import Diagnostics
import Stages

extension OptionNode {
    /// The node of a text written as in a pipeline file: block mappings and lists by indentation, `{ … }`, `[ … ]`,
    /// quotes, comments. Not a YAML reader: whatever it cannot read becomes text.
    package static func text(_ text: String, file: String = "pipeline.yml") -> OptionNode {
        var reader = OptionTextReader(text, file: file)
        return reader.block(indentation: 0)
    }

    /// The value of a key of a mapping.
    package subscript(key: String) -> OptionNode? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }
}

private struct OptionTextReader {
    private let file: String
    private let lines: [[Unicode.Scalar]]
    /// 0-based.
    private var line = 0
    private var column = 0

    init(_ text: String, file: String) {
        self.file = file
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.unicodeScalars) }
    }

    private var place: SourceLocation { SourceLocation(file: file, line: line + 1, column: column + 1) }

    private var current: Unicode.Scalar? {
        line < lines.count && column < lines[line].count ? lines[line][column] : nil
    }

    // MARK: Blocks

    /// A mapping, list or value that stands at `indentation` or deeper, from the current place on.
    mutating func block(indentation: Int) -> OptionNode {
        skipBlanks()
        let nothing = OptionNode(.empty, at: place)
        guard skipToContent(), column >= indentation else { return nothing }
        let (start, depth) = (place, column)
        if isListItem {
            var items: [OptionNode] = []
            while skipToContent(), column == depth, isListItem {
                column += 1
                items.append(block(indentation: depth + 1))
            }
            return OptionNode(.list(items), at: start)
        }
        guard keyEnd != nil else { return value(until: "") }
        var entries: [OptionNode.Entry] = []
        while skipToContent(), column == depth, let end = keyEnd {
            let keyPlace = place
            let key = self.key(until: end)
            column = end + 1
            skipBlanks()
            let isNested = current == nil || current == "#"
            let node = isNested ? nested(under: depth) : value(until: "")
            entries.append(OptionNode.Entry(key: key, keyLocation: keyPlace, value: node))
        }
        return OptionNode(.mapping(entries), at: start)
    }

    private mutating func nested(under depth: Int) -> OptionNode {
        let here = place
        column = line < lines.count ? lines[line].count : 0
        guard skipToContent(), column > depth || (column == depth && isListItem) else {
            return OptionNode(.empty, at: here)
        }
        return block(indentation: column)
    }

    private var isListItem: Bool {
        current == "-" && (column + 1 == lines[line].count || lines[line][column + 1] == " ")
    }

    /// Where the colon after a key stands on this line; nil when there is no key.
    private var keyEnd: Int? {
        guard let first = current, first != "{", first != "[" else { return nil }
        var quote: Unicode.Scalar?
        for index in column..<lines[line].count {
            let scalar = lines[line][index]
            if let open = quote {
                if scalar == open { quote = nil }
            } else if index == column, scalar == "'" || scalar == "\"" {
                quote = scalar
            } else if scalar == ":", index + 1 == lines[line].count || lines[line][index + 1] == " " {
                return index
            }
        }
        return nil
    }

    private func key(until end: Int) -> String {
        let text = Self.string(lines[line][column..<end])
        guard let first = text.first, first == "'" || first == "\"", text.count > 1 else { return text }
        return String(text.dropFirst().dropLast())
    }

    /// Goes on to the next place that is neither blank nor comment; false at the end.
    @discardableResult
    private mutating func skipToContent() -> Bool {
        while line < lines.count {
            skipBlanks()
            if let current, current != "#" { return true }
            line += 1
            column = 0
        }
        return false
    }

    private mutating func skipBlanks() {
        while current == " " { column += 1 }
    }

    // MARK: Values

    /// A value on this line that ends before one of `stops`, a comment or the end of the line.
    private mutating func value(until stops: String) -> OptionNode {
        skipBlanks()
        let start = place
        guard line < lines.count else { return OptionNode(.empty, at: start) }
        switch current {
        case "{": return flowMapping(at: start)
        case "[": return flowList(at: start)
        case "'", "\"": return quoted()
        default: break
        }
        var end = column
        while end < lines[line].count, !stops.unicodeScalars.contains(lines[line][end]) {
            if lines[line][end] == "#", end > column, lines[line][end - 1] == " " { break }
            end += 1
        }
        let text = Self.string(lines[line][column..<end])
        column = end < lines[line].count && lines[line][end] == "#" ? lines[line].count : end
        return OptionNode(text.isEmpty ? .empty : .scalar(text), at: start)
    }

    private mutating func flowMapping(at start: SourceLocation) -> OptionNode {
        var entries: [OptionNode.Entry] = []
        column += 1
        while skipToContent(), current != "}" {
            if current == "," {
                column += 1
                continue
            }
            let keyPlace = place
            let key = current == "'" || current == "\"" ? quoted() : value(until: ":,}")
            skipBlanks()
            var node = OptionNode(.empty, at: place)
            if current == ":" {
                column += 1
                skipToContent()
                node = value(until: ",}")
            }
            entries.append(OptionNode.Entry(key: key.sourceText?.text ?? "", keyLocation: keyPlace, value: node))
        }
        column += 1
        return OptionNode(.mapping(entries), at: start)
    }

    private mutating func flowList(at start: SourceLocation) -> OptionNode {
        var items: [OptionNode] = []
        column += 1
        while skipToContent(), current != "]" {
            if current == "," { column += 1 } else { items.append(value(until: ",]")) }
        }
        column += 1
        return OptionNode(.list(items), at: start)
    }

    private mutating func quoted() -> OptionNode {
        let quote = current
        column += 1
        let start = place
        var text = String.UnicodeScalarView()
        while let scalar = current {
            column += 1
            if scalar == quote {
                guard quote == "'", current == "'" else { break }
                column += 1
            }
            text.append(scalar)
        }
        return OptionNode(.scalar(String(text)), at: start, isQuoted: true)
    }

    /// Without blanks at the end.
    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var scalars = scalars
        while scalars.last == " " { scalars.removeLast() }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
