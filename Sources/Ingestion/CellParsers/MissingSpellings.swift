// The ways exports write that there is no value.

/// The spellings of a missing cell; an empty cell is always missing.
package struct MissingSpellings: Equatable, Sendable {
    /// Folded: trimmed, ASCII letters in lower case.
    private let spellings: Set<[UInt8]>
    private let longest: Int

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
        spellings = Set(folded.filter { !$0.isEmpty })
        longest = spellings.map(\.count).max() ?? 0
    }

    /// Whether a bare cell is one of the spellings, in any case of ASCII letters.
    func contains(_ text: CellBytes) -> Bool {
        if text.isEmpty { return true }
        guard text.count <= longest else { return false }
        return spellings.contains(MissingSpellings.folded(text))
    }

    private static func folded(_ text: CellBytes) -> [UInt8] {
        text.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    }
}
