// Reads yes and no in the words exports use.

/// Reads cells of flag columns, in any case.
///
/// | cell | value |
/// | --- | --- |
/// | `true t yes y 1 on 是 有 对 √ ✓` | yes |
/// | `false f no n 0 off 否 无 没有 错 ×` | no |
/// | anything else | bad |
enum FlagParser {
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
