// Finds the key with a full-width colon behind which the YAML library lost its way.

import Diagnostics
import Stages

/// A line such as `队列： queue`, which YAML takes for the beginning of a text of several lines.
struct FullWidthKey {
    /// 1-based.
    let line: Int
    /// Of the key, 1-based.
    let column: Int
    let key: String
    let value: String

    /// - Parameter line: the line that the library points at, which may stand a few behind the cause; 1-based.
    init?(in lines: [Substring], before line: Int) {
        for index in stride(from: min(line, lines.count) - 1, through: max(0, line - 1 - Self.mostLines), by: -1) {
            guard let found = FullWidthKey(lines[index], number: index + 1) else { continue }
            self = found
            return
        }
        return nil
    }

    private static let mostLines = 5

    private init?(_ text: Substring, number: Int) {
        var rest = text.drop { $0 == " " }
        while rest.hasPrefix("- ") { rest = rest.dropFirst(2).drop { $0 == " " } }
        guard let colon = rest.firstIndex(of: "：") else { return nil }
        let key = rest[..<colon]
        // Behind any of these the colon is text.
        guard !key.isEmpty, !key.contains(where: { ":'\"#{}[]|>".contains($0) }) else { return nil }
        line = number
        column = text.unicodeScalars.count - rest.unicodeScalars.count + 1
        self.key = String(key.reversed().drop { $0 == " " }.reversed())
        value = String(rest[rest.index(after: colon)...].drop { $0 == " " || $0 == "\u{3000}" })
    }
}
