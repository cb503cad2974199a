// JSON as Rapport writes it: keys in the order given, numbers as given, the same bytes every time.

import Tabular

/// A JSON value to be written.
package enum JSONValue: Sendable {
    case null
    case flag(Bool)
    case integer(Int)
    /// A number as text, already in JSON's form.
    case number(String)
    case text(String)
    case list([JSONValue])
    case object([(key: String, value: JSONValue)])

    /// A floating-point number; one that JSON cannot write is null.
    package static func real(_ number: Double?) -> JSONValue {
        guard let number, number.isFinite else { return .null }
        return .number(MetricValue.real(number).text)
    }

    /// A metric's value, exact where it is exact.
    package static func metric(_ value: MetricValue?) -> JSONValue {
        guard let value, value.doubleValue.isFinite else { return .null }
        return .number(value.text)
    }

    /// A text, or null.
    package static func optional(_ text: String?) -> JSONValue { text.map { .text($0) } ?? .null }

    /// A whole number, or null.
    package static func optional(_ number: Int?) -> JSONValue { number.map { .integer($0) } ?? .null }

    /// The value as UTF-8 text with two blanks of indentation and a line end after it. Objects and lists without objects or lists
    /// in them stand on one line.
    package var bytes: [UInt8] {
        var output: [UInt8] = []
        write(into: &output, depth: 0)
        output.append(UInt8(ascii: "\n"))
        return output
    }

    private var isFlat: Bool {
        switch self {
        case .list(let items): items.allSatisfy(\.isSingle)
        case .object(let entries): entries.allSatisfy(\.value.isSingle)
        default: true
        }
    }

    private var isSingle: Bool {
        switch self {
        case .list(let items): items.isEmpty
        case .object(let entries): entries.isEmpty
        default: true
        }
    }

    private func write(into output: inout [UInt8], depth: Int) {
        switch self {
        case .null: output.append(contentsOf: "null".utf8)
        case .flag(let flag): output.append(contentsOf: (flag ? "true" : "false").utf8)
        case .integer(let number): output.append(contentsOf: String(number).utf8)
        case .number(let text): output.append(contentsOf: text.utf8)
        case .text(let text): Self.write(text, into: &output)
        case .list(let items):
            writeParts(open: "[", close: "]", count: items.count, into: &output, depth: depth) { index, output in
                items[index].write(into: &output, depth: depth + 1)
            }
        case .object(let entries):
            writeParts(open: "{", close: "}", count: entries.count, into: &output, depth: depth) { index, output in
                Self.write(entries[index].key, into: &output)
                output.append(contentsOf: ": ".utf8)
                entries[index].value.write(into: &output, depth: depth + 1)
            }
        }
    }

    private func writeParts(
        open: Unicode.Scalar, close: Unicode.Scalar, count: Int, into output: inout [UInt8], depth: Int,
        part: (Int, inout [UInt8]) -> Void
    ) {
        let isFlat = isFlat
        output.append(UInt8(ascii: open))
        for index in 0..<count {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            if isFlat {
                if index > 0 { output.append(UInt8(ascii: " ")) }
            } else {
                Self.newLine(depth + 1, into: &output)
            }
            part(index, &output)
        }
        if !isFlat { Self.newLine(depth, into: &output) }
        output.append(UInt8(ascii: close))
    }

    private static func newLine(_ depth: Int, into output: inout [UInt8]) {
        output.append(UInt8(ascii: "\n"))
        for _ in 0..<depth { output.append(contentsOf: "  ".utf8) }
    }

    private static func write(_ text: String, into output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): output.append(contentsOf: "\\\"".utf8)
            case UInt8(ascii: "\\"): output.append(contentsOf: "\\\\".utf8)
            case 0x0A: output.append(contentsOf: "\\n".utf8)
            case 0x0D: output.append(contentsOf: "\\r".utf8)
            case 0x09: output.append(contentsOf: "\\t".utf8)
            case 0..<0x20, 0x7F:
                let digits = Array("0123456789abcdef".utf8)
                output.append(contentsOf: "\\u00".utf8)
                output.append(digits[Int(byte >> 4)])
                output.append(digits[Int(byte & 15)])
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
