// Tells the cells that are numbers or moments from those that may be names of columns.

enum ValueCell {
    /// Whether a cell is a number or a moment, which no name is. A number with a remark in brackets is a name: surveys call their
    /// columns `4(物流速度)`.
    static func isValue(_ cell: CellBytes, _ folded: borrowing FoldedCell) -> Bool {
        guard let text = folded.fold(cell) else { return false }
        if text.last == 0x29, text.first != 0x28 { return false }
        return PlainNumber.read(text, decimalComma: false) != nil
            || PlainNumber.read(text, decimalComma: true) != nil
            || DecimalParser.parse(text, decimalComma: false) != nil
            || InstantParser.parse(text, order: nil) != nil
    }
}
