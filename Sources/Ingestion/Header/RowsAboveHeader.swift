// Tells whether a row above the header that was found by its names may be data, which would be lost with the preamble.

/// A preamble is titles, periods and filters: rows of few cells, or of words where the columns hold values.
struct RowsAboveHeader {
    let header: Int
    let block: RecordBlock
    /// How the table writes that there is no value.
    let missing: MissingSpellings

    /// The first row above the header that may be data, or the header of another table.
    ///
    /// - Parameter known: folded names that the pipeline or the preset mentions.
    func firstData(usualWidth: Int, known: Set<String>) -> Int? {
        if header == 0 { return nil }
        let width = Int(block.rows[header].cellCount)
        let ofValues = columnsOfValues(width: width)
        return (0..<header).first { row in
            let count = Int(block.rows[row].cellCount)
            let cells = FirstRows.names(block, row: row)
            if count > 1, isOtherHeader(cells, row, known: known) { return true }
            guard count == width || count == usualWidth,
                cells.count(where: { !$0.isEmpty }) * 4 >= min(count, width) * 3
            else {
                return false
            }
            return !ofValues.contains { isWord(cells, row, column: $0) }
        }
    }

    /// At least two of the names in another row: the columns of another table.
    private func isOtherHeader(_ cells: [String], _ row: Int, known: Set<String>) -> Bool {
        let found = Set(cells.map(HeaderName.folded)).intersection(known)
        return found.count >= 2 && !cells.indices.contains { !cells[$0].isEmpty && isValue(row, column: $0) }
    }

    /// Columns in which every row below the header that fills them holds a value, at least two of them.
    private func columnsOfValues(width: Int) -> [Int] {
        let rows = (header + 1)..<max(header + 1, min(block.rowCount, header + FirstRows.searchLimit))
        return (0..<width).filter { column in
            let filled = rows.filter { Int(block.rows[$0].cellCount) == width && !isMissing($0, column: column) }
            return filled.count >= 2 && filled.allSatisfy { isValue($0, column: column) }
        }
    }

    private func isWord(_ cells: [String], _ row: Int, column: Int) -> Bool {
        guard cells.indices.contains(column), !cells[column].isEmpty else { return false }
        return !isMissing(row, column: column) && !isValue(row, column: column)
    }

    private func isMissing(_ row: Int, column: Int) -> Bool {
        missing.contains(CellText.bare(cell(row, column: column)))
    }

    private func isValue(_ row: Int, column: Int) -> Bool {
        ValueCell.isValue(cell(row, column: column), FoldedCell())
    }

    private func cell(_ row: Int, column: Int) -> CellBytes {
        block.cellBytes(Int(block.rows[row].firstCell) + column)
    }
}
