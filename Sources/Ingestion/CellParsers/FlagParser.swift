// Reads yes and no in the words exports use.

/// Reads cells of flag columns, in any case.
///
/// | cell | value |
/// | --- | --- |
/// | `true t yes y 1 on 是 有 对 √ ✓` | yes |
/// | `false f no n 0 off 否 无 没有 错 ×` | no |
/// | anything else | bad |
enum FlagParser {
    /// The commonest words as they stand in the cell: `yes no true false y n t f 1 0`, in any case.
    ///
    /// All words are compared, none is jumped to: which one a cell says cannot be guessed, and a wrong guess costs more than all of
    /// them (4 ns a cell before).
    ///
    /// - Bounds: seven bytes after the cell may be read.
    @inline(__always)
    static func fast(_ start: UnsafePointer<UInt8>, _ length: Int) -> Bool? {
        guard length <= 5 else { return nil }
        let mask = ~0 &>> (64 &- 8 &* UInt64(truncatingIfNeeded: length))
        let word = UnsafeRawPointer(start).loadUnaligned(as: UInt64.self) & mask
        // Letters in lower case; a digit must be itself.
        let lower = word | 0x20_2020_2020 & mask
        // The words backwards, as they stand in a register.
        let yes =
            one(lower, 0x73_6579) | one(lower, 0x6575_7274) | one(lower, 0x79) | one(lower, 0x74) | one(word, 0x31)
        let no =
            one(lower, 0x6F6E) | one(lower, 0x65_736C_6166) | one(lower, 0x6E) | one(lower, 0x66) | one(word, 0x30)
        return yes | no == 0 ? nil : yes == 1
    }

    @inline(__always)
    private static func one(_ word: UInt64, _ other: UInt64) -> UInt8 { word == other ? 1 : 0 }

    /// `text` is folded.
    static func parse(_ text: CellBytes) -> Bool? {
        for word in yes where isWord(text, word) { return true }
        for word in no where isWord(text, word) { return false }
        return nil
    }

    /// Only the words `true` and `false`, which alone speak for a column of flags.
    static func isTrueOrFalse(_ text: CellBytes) -> Bool { isWord(text, "true") || isWord(text, "false") }

    private static let yes: [StaticString] = ["true", "t", "yes", "y", "1", "on", "是", "有", "对", "√", "✓", "1.0"]
    private static let no: [StaticString] = ["false", "f", "no", "n", "0", "off", "否", "无", "没有", "错", "×", "0.0"]

    private static func isWord(_ text: CellBytes, _ word: StaticString) -> Bool {
        var scanner = CellScanner(text)
        return scanner.take(word) && scanner.isAtEnd
    }
}
