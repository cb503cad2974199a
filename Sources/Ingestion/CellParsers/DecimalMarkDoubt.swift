// Tells cells such as 0,125, in which the mark cannot be that of a group of thousands.

/// No group of thousands begins with a lone zero: `0,125` is an eighth, written with the other decimal mark.
enum DecimalMarkDoubt {
    /// Whether a cell is a number under the other convention for decimals alone, and begins with zero.
    static func isIn(_ cell: CellBytes, _ folded: borrowing FoldedCell, decimalComma: Bool) -> Bool {
        guard let text = folded.fold(cell), let start = text.firstIndex(where: { $0 &- 0x30 < 10 }), start <= 8,
            text[start] == 0x30, text.contains(decimalComma ? 0x2E : 0x2C)
        else { return false }
        let rest = CellBytes(rebasing: text[start...])
        var (other, own) = (CellScanner(rest), CellScanner(rest))
        guard PlainNumber.read(&other, decimalComma: !decimalComma) != nil,
            PlainNumber.read(&own, decimalComma: decimalComma) != nil
        else { return false }
        return other.position > own.position
    }
}
