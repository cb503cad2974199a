// Chooses the data rows of a block: after the header, not blank, of the right width, before the footer.

/// What is known of the rows of a file before any cell is read.
struct RowShape: Sendable {
    /// Cells of a row.
    var width: Int
    /// Cells that most rows of the file have: more than `width` where every row ends with empty cells.
    var usualWidth: Int
    /// Records before the first data row.
    var rowsBeforeData: Int
    /// Texts that tell rows which are no data.
    var footers: FooterWords
    /// The header, which may come again.
    var header: RepeatedHeader
}

/// The rows of one block, sorted by what they are.
struct SelectedRows {
    /// Data rows of the right width, by their place in the block.
    var rows: [UInt32] = []
    /// Their first cells, by their place in the block; none when the block has its cells in a grid.
    var firstCells: [UInt32] = []
    /// Data rows with too few or too many cells.
    var ragged: [Int] = []
    /// Data rows that a stray quote may have made of several cells, with its place.
    var merged: [StrayQuote] = []
    /// Data rows that are the header again; those of a block that has its cells in a grid are among `rows` too.
    var headers: [Int] = []
    /// Rows of the right width that come after a blank line or a title, and after others.
    var afterGaps: [Int] = []
    /// Rows of footers that come after a blank line or a title, and after others.
    var footersAfterGaps: [Int] = []
    /// The block ends with a blank line.
    var endsWithGap = false
    /// Data rows that hold bytes that are no text, whatever else is the matter with them.
    var damaged: [Int] = []
    /// Rows all of whose cells are empty.
    var blankCount = 0
    /// Rows of footers, and all rows from the one on at which the data end.
    var footerCount = 0
    /// The data end in this block, at this row.
    var endsData = false
    var endRow = 0

    /// Empties the lists and sorts the rows of a block.
    mutating func select(_ block: RecordBlock, shape: RowShape) {
        rows.removeAll(keepingCapacity: true)
        firstCells.removeAll(keepingCapacity: true)
        ragged.removeAll(keepingCapacity: true)
        merged.removeAll(keepingCapacity: true)
        headers.removeAll(keepingCapacity: true)
        afterGaps.removeAll(keepingCapacity: true)
        footersAfterGaps.removeAll(keepingCapacity: true)
        endsWithGap = false
        damaged.removeAll(keepingCapacity: true)
        blankCount = 0
        footerCount = 0
        endsData = false
        let first = min(max(0, shape.rowsBeforeData - block.firstRow), block.rowCount)
        if block.isGrid {
            // All rows have the right width, and none is blank.
            rows.append(contentsOf: UInt32(truncatingIfNeeded: first)..<UInt32(truncatingIfNeeded: block.rowCount))
            shape.header.list(block, from: first, into: &headers)
            return
        }
        let width = UInt32(truncatingIfNeeded: shape.width)
        let isDamaged = !block.badBytes.isEmpty
        let (spans, cells) = (block.rows, block.cells)
        rows.reserveCapacity(block.rowCount)
        firstCells.reserveCapacity(block.rowCount)
        shape.header.list(block, from: first, into: &headers)
        var isAfterGap = false
        var (nextMerged, nextHeader) = (0, 0)
        for row in first..<block.rowCount {
            let span = spans[row]
            if block.emptyLineCount > 0, row > 0 || block.firstByte > 0, isAfterEmptyLine(block, span) {
                isAfterGap = true
            }
            if !shape.footers.isEmpty, let found = shape.footers.look(at: block, span) {
                if found == .ending {
                    (endsData, endRow) = (true, row)
                    headers.removeAll { $0 >= row }
                    footerCount += block.rowCount - row
                    return
                }
                headers.removeAll { $0 == row }
                footerCount += 1
                if isAfterGap, !rows.isEmpty || block.firstRow > shape.rowsBeforeData { footersAfterGaps.append(row) }
                isAfterGap = false
                continue
            }
            if isDamaged, block.badByte(ofRow: row) != nil {
                damaged.append(row)
                continue
            }
            let isNarrow = cells[Int(span.firstCell)].length == 0 || span.cellCount == 1
            while nextMerged < block.mergedRows.count, block.mergedRows[nextMerged].row < row { nextMerged += 1 }
            while nextHeader < headers.count, headers[nextHeader] < row { nextHeader += 1 }
            if isNarrow, shape.width > 1, isBlank(block, span) {
                blankCount += 1
                isAfterGap = true
                continue
            } else if nextMerged < block.mergedRows.count, block.mergedRows[nextMerged].row == row {
                merged.append(block.mergedRows[nextMerged])
            } else if nextHeader < headers.count, headers[nextHeader] == row {
                // After a gap, the header is that of another table.
                if isAfterGap, !rows.isEmpty || block.firstRow > shape.rowsBeforeData { afterGaps.append(row) }
                isAfterGap = false
                continue
            } else if span.cellCount == width
                || (span.cellCount == shape.usualWidth && hasOnlyEmptyExtraCells(block, span, width))
            {
                rows.append(UInt32(truncatingIfNeeded: row))
                firstCells.append(span.firstCell)
                if isAfterGap, rows.count > 1 || block.firstRow > shape.rowsBeforeData { afterGaps.append(row) }
            } else {
                ragged.append(row)
                // A title of one cell goes before a table as a blank line does.
                if span.cellCount == 1 {
                    isAfterGap = true
                    continue
                }
            }
            isAfterGap = false
        }
        endsWithGap = isAfterGap || endsWithEmptyLine(block)
    }

    /// Whether the line before a row is empty.
    private func isAfterEmptyLine(_ block: RecordBlock, _ span: RowSpan) -> Bool {
        isEmptyLine(block, before: Int(span.start))
    }

    private func endsWithEmptyLine(_ block: RecordBlock) -> Bool {
        block.emptyLineCount > 0 && isEmptyLine(block, before: block.finishedCount)
    }

    /// Whether two line ends stand before a place, or one that begins the block.
    private func isEmptyLine(_ block: RecordBlock, before place: Int) -> Bool {
        func lineEnd(before place: Int) -> Int? {
            guard place > 0 else { return nil }
            if block.bytes[place - 1] == 0x0A {
                return place > 1 && block.bytes[place - 2] == 0x0D ? place - 2 : place - 1
            }
            return block.bytes[place - 1] == 0x0D ? place - 1 : nil
        }
        guard let first = lineEnd(before: place) else { return false }
        return first == 0 || lineEnd(before: first) != nil
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
}
