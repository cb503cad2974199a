// The JSON that Rapport writes.

import Foundation
import Stages
import Tabular
import TestSupport
import Testing

struct `Written JSON` {
    @Test func `keeps the order of keys, and puts flat values on one line`() {
        let value = JSONValue.object([
            ("b", .integer(1)), ("a", .list([.text("x"), .null, .flag(true)])), ("empty", .list([])),
            ("nested", .object([("z", .number("1.50")), ("y", .real(0.5))])),
        ])
        #expect(
            String(decoding: value.bytes, as: UTF8.self) == """
                {
                  "b": 1,
                  "a": ["x", null, true],
                  "empty": [],
                  "nested": {"z": 1.50, "y": 0.5}
                }

                """)
    }

    @Test func `can be read back, whatever the texts hold`() throws {
        let texts = DirtyTable.texts + ["\0\u{1}\u{1F}\u{7F}", "\\", "\"\\\"", "\r\n\t", "\u{2028}"]
        let bytes = JSONValue.list(texts.map { .object([(key: $0, value: .text($0))]) }).bytes
        let parsed = try JSONSerialization.jsonObject(with: Data(bytes)) as? [[String: String]]
        let pairs = parsed?.flatMap { $0.map { [Array($0.key.utf8), Array($0.value.utf8)] } }
        // Foundation drops a byte order mark at the start of a text.
        let expected = texts.map { Array($0.utf8) }.map { $0.starts(with: [0xEF, 0xBB, 0xBF]) ? Array($0[3...]) : $0 }
        #expect(pairs == expected.map { [$0, $0] })
    }

    @Test(arguments: [
        0.1, -0.0, 1e300, .leastNonzeroMagnitude, 1.0 / 3, 123_456_789.125, .infinity, -.infinity, .nan,
        .greatestFiniteMagnitude,
    ]) func `holds every number exactly, and null for what is none`(_ number: Double) throws {
        let bytes = JSONValue.list([.real(number)]).bytes
        let parsed = try JSONSerialization.jsonObject(with: Data(bytes)) as? [Any]
        if number.isFinite {
            #expect((parsed?.first as? NSNumber)?.doubleValue == number)
        } else {
            #expect(parsed?.first is NSNull)
        }
    }
}
