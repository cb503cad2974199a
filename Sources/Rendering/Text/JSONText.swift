// Writes JSON by hand, so that keys keep their order and numbers keep their digits.

import Diagnostics
import Stages
import Tabular

/// A JSON value ready to be written.
///
/// Exact decimals are written with all their digits; a number that is not finite becomes null.
indirect enum JSONValue {
    case null
    case text(String)
    case flag(Bool)
    /// The number's own text.
    case number(String)
    case list([JSONValue])
    /// In the order given.
    case object([(key: String, value: JSONValue)])

    static func integer(_ number: Int) -> JSONValue { .number(String(number)) }

    static func real(_ number: Double?) -> JSONValue {
        guard let number, number.isFinite else { return .null }
        return .number(MetricValue.real(number).text)
    }

    static func value(_ value: MetricValue?) -> JSONValue {
        guard let value else { return .null }
        switch value {
        case .exact(let decimal): return .number(decimal.description)
        case .real(let double): return .real(double)
        }
    }

    static func text(_ text: String?) -> JSONValue { text.map { .text($0) } ?? .null }

    static func wording(_ wording: Wording?) -> JSONValue {
        guard let wording else { return .null }
        return .object([("zh", .text(wording.chinese)), ("en", .text(wording.english))])
    }
}

/// Gathers the bytes of a JSON document.
///
/// - Shape: objects and lists on lines of their own down to `depth` levels, deeper ones on one line.
/// - Source: RFC 8259 for the escapes.
struct JSONText {
    private(set) var bytes: [UInt8] = []
    private let depth: Int

    init(_ value: JSONValue, depth: Int) {
        self.depth = depth
        append(value, level: 0)
        bytes.append(0x0A)
    }

    private mutating func append(_ value: JSONValue, level: Int) {
        switch value {
        case .null: append("null")
        case .flag(let flag): append(flag ? "true" : "false")
        case .number(let text): append(text)
        case .text(let text): append(quoted: text)
        case .list(let items):
            append(items, opening: 0x5B, closing: 0x5D, level: level) { writer, item, level in
                writer.append(item, level: level)
            }
        case .object(let entries):
            append(entries, opening: 0x7B, closing: 0x7D, level: level) { writer, entry, level in
                writer.append(quoted: entry.key)
                writer.append(": ")
                writer.append(entry.value, level: level)
            }
        }
    }

    private mutating func append<Item>(
        _ items: [Item], opening: UInt8, closing: UInt8, level: Int, each: (inout JSONText, Item, Int) -> Void
    ) {
        bytes.append(opening)
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(0x2C) }
            if level < depth {
                newLine(level: level + 1)
            } else if index > 0 {
                bytes.append(0x20)
            }
            each(&self, item, level + 1)
        }
        if level < depth, !items.isEmpty { newLine(level: level) }
        bytes.append(closing)
    }

    private mutating func newLine(level: Int) {
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: level * 2))
    }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func append(quoted text: String) {
        bytes.append(0x22)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": append("\\\"")
            case "\\": append("\\\\")
            case "\n": append("\\n")
            case "\r": append("\\r")
            case "\t": append("\\t")
            case _ where scalar.value < 0x20 || scalar.value == 0x7F || [0x2028, 0x2029].contains(scalar.value):
                let digits = String(scalar.value, radix: 16)
                append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
            default: bytes.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
            }
        }
        bytes.append(0x22)
    }
}
