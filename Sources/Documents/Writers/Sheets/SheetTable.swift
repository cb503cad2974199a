// A table of cells before it is laid on a sheet.

/// Heads and rows; columns in which nothing stands are left out.
struct SheetTable: Sendable {
    struct Head: Sendable {
        var text: String
        var isNumber: Bool

        init(_ text: String, isNumber: Bool = false) {
            self.text = text
            self.isNumber = isNumber
        }

        var cell: Workbook.Cell { Workbook.Cell(text, isNumber ? .numberHead : .head) }
    }

    private(set) var heads: [Head]
    private(set) var rows: [[Workbook.Cell]]

    /// - Parameter rows: a cell per head each.
    init(heads: [Head], rows: [[Workbook.Cell]]) {
        let kept = heads.indices.filter { column in
            column == 0 || rows.contains { column < $0.count && $0[column].content != .blank }
        }
        self.heads = kept.map { heads[$0] }
        self.rows = rows.map { row in kept.map { $0 < row.count ? row[$0] : .blank } }
    }

    /// The row of heads, then the others.
    var lines: [Workbook.Row] { [.cells(heads.map(\.cell))] + rows.map { .cells($0) } }
}
