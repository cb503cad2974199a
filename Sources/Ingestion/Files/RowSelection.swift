// Chooses the data rows of a block: after the header, not blank, of the right width, before the footer.

/// What is known of the rows of a file before any cell is read.
struct RowShape: Sendable {
    /// Cells of a row.
    var width: Int
    /// Cells that most rows of the file have: more than `width` where every row ends with empty cells.
    var usualWidth: Int
    /// Records before the first data row.
    var rowsBeforeData: Int
    /// Bare texts whose appearance in the first cell ends the data.
    var footers: Set<String>
}

/// The rows of one block, sorted by what they are.
struct SelectedRows {
    /// Data rows of the right width, by their place in the block.
    var rows: [UInt32] = []
    /// Their first cells, by their place in the block; none when the block has its cells in a grid.
    var firstCells: [UInt32] = []
    /// Data rows with too few or too many cells.
    var ragged: [Int] = []
    /// Rows all of whose cells are empty.
    var blankCount = 0
    /// Rows from the footer on.
    var footerCount = 0
    /// The footer begins in this block.
    var endsData = false

    /// Empties the lists and sorts the rows of a block.
    mutating func select(_ block: RecordBlock, shape: RowShape) {
        rows.removeAll(keepingCapacity: true)
        firstCells.removeAll(keepingCapacity: true)
        ragged.removeAll(keepingCapacity: true)
        blankCount = 0
        footerCount = 0
        endsData = false
        let first = min(max(0, shape.rowsBeforeData - block.firstRow), block.rowCount)
        if block.isGrid {
            // All rows have the right width, and none is blank.
            rows.append(contentsOf: UInt32(truncatingIfNeeded: first)..<UInt32(truncatingIfNeeded: block.rowCount))
            return
        }
        let width = UInt32(truncatingIfNeeded: shape.width)
        let (spans, cells) = (block.rows, block.cells)
        rows.reserveCapacity(block.rowCount)
        firstCells.reserveCapacity(block.rowCount)
        for row in first..<block.rowCount {
            let span = spans[row]
            if !shape.footers.isEmpty, isFooter(block, span, shape.footers) {
                endsData = true
                footerCount = block.rowCount - row
                return
            }
            let isNarrow = cells[Int(span.firstCell)].length == 0 || span.cellCount == 1
            if isNarrow, shape.width > 1, isBlank(block, span) {
                blankCount += 1
            } else if span.cellCount == width
                || (span.cellCount == shape.usualWidth && hasOnlyEmptyExtraCells(block, span, width))
            {
                rows.append(UInt32(truncatingIfNeeded: row))
                firstCells.append(span.firstCell)
            } else {
                ragged.append(row)
            }
        }
    }

    private func isBlank(_ block: RecordBlock, _ span: RowSpan) -> Bool {
        for cell in Int(span.firstCell)..<(Int(span.firstCell) + Int(span.cellCount)) {
            if block.cells[cell].length > 0, !CellText.trimmed(block.cellBytes(cell)).isEmpty { return false }
        }
        return true
    }

    /// A spreadsheet may end every row with empty cells, which hold nothing that could be lost. A single row with one cell too
    /// many is another matter: its cells have moved.
    private func hasOnlyEmptyExtraCells(_ block: RecordBlock, _ span: RowSpan, _ width: UInt32) -> Bool {
        guard span.cellCount > width else { return false }
        for cell in (span.firstCell + width)..<(span.firstCell + span.cellCount)
        where block.cells[Int(cell)].length > 0 { return false }
        return true
    }

    private func isFooter(_ block: RecordBlock, _ span: RowSpan, _ footers: Set<String>) -> Bool {
        let text = CellText.bare(block.cellBytes(Int(span.firstCell)))
        guard text.count <= 200 else { return false }
        return footers.contains(String(decoding: text, as: UTF8.self))
    }
}
