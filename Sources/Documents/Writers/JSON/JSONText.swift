// Writes JSON as UTF-8 bytes, the same bytes every time.

/// Where a JSON document breaks into lines, each deeper level indented by two blanks.
package enum JSONLayout: Sendable {
    /// Objects and lists without objects or lists in them stand on one line, all others one entry to a line.
    case flatOnOneLine
    /// One entry to a line down to this many levels; what lies deeper stands on one line.
    case lines(levels: Int)
}

/// The bytes of a JSON document, ended by a line feed.
///
/// - Source: RFC 8259. Beside what it demands, the delete character and the two line separators of Unicode are escaped, which
///   some readers take for line ends; all other text stays as it is.
package struct JSONText {
    package private(set) var bytes: [UInt8] = []
    private let layout: JSONLayout

    package init(_ value: JSONValue, layout: JSONLayout) {
        self.layout = layout
        append(value, level: 0)
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func append(_ entry: JSONValue.Entry, level: Int) {
        bytes.append(quoted: entry.key)
        bytes.append(literal: ": ")
        append(entry.value, level: level)
    }

    private mutating func append(_ value: JSONValue, level: Int) {
        switch value {
        case .null: bytes.append(literal: "null")
        case .flag(let flag): bytes.append(flag: flag)
        case .integer(let number): bytes.append(integer: number)
        case .number(let text): bytes.append(text: text)
        case .text(let text): bytes.append(quoted: text)
        case .list(let items):
            let isBroken = isBroken(value, level: level)
            bytes.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                separate(at: index, isBroken: isBroken, level: level)
                append(item, level: level + 1)
            }
            if isBroken { newLine(level: level) }
            bytes.append(UInt8(ascii: "]"))
        case .object(let entries):
            let isBroken = isBroken(value, level: level)
            bytes.append(UInt8(ascii: "{"))
            for (index, entry) in entries.enumerated() {
                separate(at: index, isBroken: isBroken, level: level)
                append(entry, level: level + 1)
            }
            if isBroken { newLine(level: level) }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private func isBroken(_ value: JSONValue, level: Int) -> Bool {
        switch layout {
        case .flatOnOneLine: !value.isFlat
        case .lines(let levels): level < levels && !value.isEmpty
        }
    }

    private mutating func separate(at index: Int, isBroken: Bool, level: Int) {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        if isBroken {
            newLine(level: level + 1)
        } else if index > 0 {
            bytes.append(UInt8(ascii: " "))
        }
    }

    private mutating func newLine(level: Int) { bytes.append(newLine: level) }

    /// The start of an object: its first entries, and the key and bracket of the list that is its last one.
    fileprivate init(beginning entries: [JSONValue.Entry], endingWith key: String) {
        layout = .lines(levels: JSONList.levels)
        bytes.append(UInt8(ascii: "{"))
        for entry in entries {
            newLine(level: 1)
            append(entry, level: 1)
            bytes.append(UInt8(ascii: ","))
        }
        newLine(level: 1)
        bytes.append(quoted: key)
        bytes.append(literal: ": [")
    }
}

/// An object whose last entry is a long list, one item to a line. The items are written straight into the bytes, whoever does it: no
/// tree of values is built for them.
package struct JSONList: Sendable {
    fileprivate static let levels = 2

    /// What stands before the items, and what after them.
    package let (beginning, ending): ([UInt8], [UInt8])

    /// - Parameters:
    ///   - entries: what stands before the list.
    ///   - isEmpty: whether the list has no items.
    package init(_ entries: [JSONValue.Entry], endingWith key: String, isEmpty: Bool) {
        beginning = JSONText(beginning: entries, endingWith: key).bytes
        var ending: [UInt8] = []
        if !isEmpty { ending.append(newLine: 1) }
        ending.append(literal: "]\n}\n")
        self.ending = ending
    }

    /// What stands before the item at a position, which then follows on one line.
    package static func separator(before position: Int) -> StaticString { position > 0 ? ",\n    " : "\n    " }
}

extension [UInt8] {
    fileprivate mutating func append(newLine level: Int) {
        append(UInt8(ascii: "\n"))
        for _ in 0..<level { append(literal: "  ") }
    }

    /// `true` or `false`.
    package mutating func append(flag: Bool) {
        if flag { append(literal: "true") } else { append(literal: "false") }
    }

    /// A text in quotation marks, with what JSON does not take as it is escaped.
    package mutating func append(quoted text: String) {
        append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            for (index, byte) in utf8.enumerated() {
                // U+2028 and U+2029 are E2 80 A8 and E2 80 A9.
                let isSeparator =
                    byte == 0xE2 && index + 2 < utf8.count && utf8[index + 1] == 0x80 && utf8[index + 2] & 0xFE == 0xA8
                guard byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F || isSeparator else { continue }
                append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
                switch byte {
                case 0x22: append(literal: "\\\"")
                case 0x5C: append(literal: "\\\\")
                case 0x0A: append(literal: "\\n")
                case 0x0D: append(literal: "\\r")
                case 0x09: append(literal: "\\t")
                case 0xE2:
                    append(literal: "\\u202")
                    append(hexadecimal: utf8[index + 2] & 15)
                default:
                    append(literal: "\\u00")
                    append(hexadecimal: byte >> 4)
                    append(hexadecimal: byte & 15)
                }
                start = isSeparator ? index + 3 : index + 1
            }
            append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
        }
        append(UInt8(ascii: "\""))
    }

    private mutating func append(hexadecimal digit: UInt8) {
        append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
    }
}
