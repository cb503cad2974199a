// The JSON that Rapport writes.

import Documents
import Foundation
import Stages
import Tabular
import TestSupport
import Testing

struct `Written JSON` {
    /// As `run.json` and as `results.json` is laid out.
    static let layouts: [JSONLayout] = [.flatOnOneLine, .lines(levels: 2), .lines(levels: 0)]

    private static let sample = JSONValue.object([
        ("b", .integer(1)), ("a", .list([.text("x"), .null, .flag(true)])), ("empty", .list([])),
        ("nested", .object([("z", .number("1.50")), ("y", .real(0.5))])),
        ("deep", .list([.object([("k", .list([]))])])),
    ])

    private func text(_ value: JSONValue, _ layout: JSONLayout) -> String {
        String(decoding: JSONText(value, layout: layout).bytes, as: UTF8.self)
    }

    @Test func `keeps the order of keys, and puts flat values on one line`() {
        #expect(
            text(Self.sample, .flatOnOneLine) == """
                {
                  "b": 1,
                  "a": ["x", null, true],
                  "empty": [],
                  "nested": {"z": 1.50, "y": 0.5},
                  "deep": [
                    {"k": []}
                  ]
                }

                """)
    }

    @Test func `breaks into lines down to a level`() {
        #expect(
            text(Self.sample, .lines(levels: 2)) == """
                {
                  "b": 1,
                  "a": [
                    "x",
                    null,
                    true
                  ],
                  "empty": [],
                  "nested": {
                    "z": 1.50,
                    "y": 0.5
                  },
                  "deep": [
                    {"k": []}
                  ]
                }

                """)
        #expect(text(.list([.integer(1), .list([]), .object([])]), .lines(levels: 0)) == "[1, [], {}]\n")
    }

    @Test(arguments: [0, 1, 3]) func `a list that writes its items itself looks like any other`(count: Int) {
        let list = JSONList([("a", .list([.integer(1)]))], endingWith: "items", isEmpty: count == 0)
        let items = JSONValue.list((0..<count).map { .integer($0) })
        let whole = JSONText(
            .object([("a", .list([.integer(1)])), ("items", items)]), layout: .lines(levels: 2))
        var bytes = list.beginning
        for position in 0..<count {
            bytes.append(literal: JSONList.separator(before: position))
            bytes.append(integer: position)
        }
        bytes += list.ending
        #expect(String(decoding: bytes, as: UTF8.self) == String(decoding: whole.bytes, as: UTF8.self))
    }

    @Test(arguments: layouts)
    func `escapes quotes, backslashes, controls and line separators, and leaves all other text as it is`(
        layout: JSONLayout
    ) {
        let value = JSONValue.text("\"\\/\n\r\t\u{0}\u{1}\u{1F}\u{7F}\u{2028}\u{2029}\u{202A}\u{85}é客 👩‍👩‍👧'<")
        #expect(
            text(value, layout)
                == "\"\\\"\\\\/\\n\\r\\t\\u0000\\u0001\\u001f\\u007f\\u2028\\u2029\u{202A}\u{85}é客 👩‍👩‍👧'<\"\n")
    }

    @Test(arguments: layouts) func `can be read back, whatever the texts hold`(layout: JSONLayout) throws {
        let texts = DirtyTable.texts + ["\0\u{1}\u{1F}\u{7F}", "\\", "\"\\\"", "\r\n\t", "\u{2028}"]
        let value = JSONValue.list(texts.map { .object([(key: $0, value: .text($0))]) })
        let bytes = JSONText(value, layout: layout).bytes
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
        let bytes = JSONText(.list([.real(number)]), layout: .flatOnOneLine).bytes
        let parsed = try JSONSerialization.jsonObject(with: Data(bytes)) as? [Any]
        if number.isFinite {
            #expect((parsed?.first as? NSNumber)?.doubleValue == number)
        } else {
            #expect(parsed?.first is NSNull)
        }
    }
}
