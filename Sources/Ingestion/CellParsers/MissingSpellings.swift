// The ways exports write that there is no value.

/// The spellings of a missing cell; an empty cell is always missing.
package struct MissingSpellings: Equatable, Sendable {
    /// Folded: trimmed, ASCII letters in lower case.
    private let spellings: [[UInt8]]
    /// The lengths that occur, one bit each and one for all from 63 on; and the first bytes, both cases.
    private let lengths: UInt64
    private let firstBytes: [Bool]

    /// What counts as missing when nothing is said. `无` is no member: it is a real answer elsewhere.
    package static let common = [
        "-", "--", "—", "——", "N/A", "#N/A", "null", "None", "nan", "[None]", "[Deleted]", "(空)", "（空）", "(跳过)",
        "（跳过）", "0000-00-00 00:00:00", "0000-00-00",
    ]

    package init(_ texts: some Sequence<String> = MissingSpellings.common) {
        let folded = texts.map { text in
            var copy = text
            return copy.withUTF8 { MissingSpellings.folded(CellText.trimmed($0)) }
        }
        spellings = Array(Set(folded.filter { !$0.isEmpty })).sorted { $0.lexicographicallyPrecedes($1) }
        lengths = spellings.reduce(0) { $0 | 1 << UInt64(min(63, $1.count)) }
        var firstBytes = [Bool](repeating: false, count: 256)
        for spelling in spellings {
            let first = spelling[0]
            firstBytes[Int(first)] = true
            if first >= 0x61, first <= 0x7A { firstBytes[Int(first & 0xDF)] = true }
        }
        self.firstBytes = firstBytes
    }

    /// Whether a bare cell is one of the spellings, in any case of ASCII letters.
    func contains(_ text: CellBytes) -> Bool {
        if text.isEmpty { return true }
        guard mayContain(first: text[0], length: text.count) else { return false }
        for spelling in spellings where spelling.count == text.count {
            if spelling.indices.allSatisfy({ spelling[$0] == MissingSpellings.folded(text[$0]) }) { return true }
        }
        return false
    }

    /// Whether some spelling is such.
    func contains(where isSuch: (CellBytes) -> Bool) -> Bool {
        spellings.contains { $0.withUnsafeBufferPointer(isSuch) }
    }

    /// Whether a bare cell of this length that begins with this byte could be one of the spellings.
    @inline(__always)
    func mayContain(first: UInt8, length: Int) -> Bool {
        lengths & 1 &<< UInt64(truncatingIfNeeded: min(63, length)) != 0 && firstBytes[Int(first)]
    }

    private static func folded(_ text: CellBytes) -> [UInt8] { text.map(folded) }

    private static func folded(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}
