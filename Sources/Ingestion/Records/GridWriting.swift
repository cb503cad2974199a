// Cuts pieces all of whose records have as many cells as the grid is wide: straight into columns.
import CScanner

extension StructuralTokenizer {
    /// Writes the whole records of a piece and those of their cells that the block's grid keeps.
    ///
    /// False, and nothing counts, when a record has more or fewer cells, or may be blank: then cells must be listed.
    ///
    /// Every column is a walk over the places of the separators, `width` at a step, while they are in the nearest cache: 1 ns a
    /// cell that is kept, nothing for the others, where listing all cells and turning the list took 3 ns a cell.
    func writeGrid(_ block: RecordBlock, _ piece: MarkedPiece) -> Bool {
        guard let grid = block.grid else { return false }
        guard piece.lineEndCount > 0 else { return true }
        guard piece.hasOnly(width: grid.width), let end = writeRows(block, piece, width: grid.width) else {
            return false
        }
        let (firstRow, count) = (block.rowCount, piece.lineEndCount)
        grid.reserve(rows: count)
        for (column, place) in grid.places.enumerated() {
            piece.writeCells(
                at: place, width: grid.width, rows: block.rows + firstRow, to: grid.column(column) + firstRow)
        }
        unquote(grid, piece, firstRow: firstRow)
        grid.countWritten(rows: count)
        block.countWritten(cells: (firstRow + count) * grid.width, rows: firstRow + count)
        line = end.line
        position = piece.begin + end.place
        block.finishedCount = position
        return true
    }

    /// Writes the rows behind those of the block; nil when one may be blank.
    private func writeRows(_ block: RecordBlock, _ piece: MarkedPiece, width: Int) -> (place: Int, line: Int)? {
        let count = piece.lineEndCount
        block.reserveRows(count)
        let (rows, separators, begin) = (block.rows + block.rowCount, piece.separators, piece.begin)
        var firstCell = block.rowCount &* width
        var line = line
        var start = 0
        var ordinal = 0
        var inner = piece.innerLineEnds
        for row in 0..<count {
            let end = Int(separators[ordinal &+ width &- 1])
            // `""` is empty too.
            if Int(separators[ordinal]) &- start <= 2, !piece.hasSign(from: start, to: end) { return nil }
            rows[row] = RowSpan(
                firstCell: UInt32(truncatingIfNeeded: firstCell), cellCount: UInt32(truncatingIfNeeded: width),
                start: UInt32(truncatingIfNeeded: begin &+ start), length: UInt32(truncatingIfNeeded: end &- start),
                line: UInt32(truncatingIfNeeded: line))
            line &+= inner.take(before: end) &+ 1
            start = piece.after(end)
            firstCell &+= width
            ordinal &+= width
        }
        return (start, piece.lacksLineEnd ? line &- 1 : line)
    }

    /// Takes the quotes off the cells of a piece that the grid keeps.
    private func unquote(_ grid: CellGrid, _ piece: MarkedPiece, firstRow: Int) {
        var quoted = piece.quotedCells
        let width = grid.width
        var row = firstRow
        var rowEnd = width
        while let ordinal = quoted.next(through: piece.lineEndCount &* width &- 1) {
            while ordinal >= rowEnd {
                rowEnd &+= width
                row &+= 1
            }
            let place = ordinal &- rowEnd &+ width
            let halved = quoted.takeDoubled(before: Int(piece.separators[ordinal]))
            guard let column = grid.column(ofPlace: place) else { continue }
            let cell = grid.column(column) + row
            cell.pointee = unquoted(cell.pointee, cell: row &* width &+ place, piece, halved)
        }
    }
}

extension MarkedPiece {
    /// Whether every record that ends in the piece has so many cells.
    fileprivate func hasOnly(width: Int) -> Bool {
        let step = UInt32(truncatingIfNeeded: width)
        var expected = step &- 1
        var differing: UInt32 = 0
        for index in 0..<lineEndCount {
            differing |= lineEnds[index] ^ expected
            expected &+= step
        }
        return differing == 0
    }

    /// Whether there surely is something else than delimiters, blanks and quotes: a plain ASCII letter, digit or sign.
    @inline(__always)
    fileprivate func hasSign(from start: Int, to end: Int) -> Bool {
        let text = blockText + begin
        for place in start..<end {
            let byte = text[place]
            if byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 { return true }
        }
        return false
    }

    /// Writes the cells at one place of every record.
    ///
    /// - Shape: one cell per record, all of which have `width` cells; `rows` are the records themselves.
    fileprivate func writeCells(
        at place: Int, width: Int, rows: UnsafePointer<RowSpan>, to cells: UnsafeMutablePointer<CellSpan>
    ) {
        let begin = UInt32(truncatingIfNeeded: begin)
        var ordinal = place
        if place == 0 {
            for row in 0..<lineEndCount {
                let start = rows[row].start
                cells[row] = CellSpan(start: start, length: separators[ordinal] &+ begin &- start)
                ordinal &+= width
            }
        } else {
            // The mark before the cell and the one behind it, `last << 32 | first`, become `length << 32 | start` in one subtraction and
            // one addition.
            let marks = UnsafeRawPointer(separators)
            let step = UInt64(begin) &+ 1 &- 1 << 32
            for row in 0..<lineEndCount {
                let pair = UInt64(
                    littleEndian: marks.loadUnaligned(fromByteOffset: (ordinal &- 1) &* 4, as: UInt64.self))
                cells[row] = CellSpan(startAndLength: pair &- pair &<< 32 &+ step)
                ordinal &+= width
            }
        }
    }
}
