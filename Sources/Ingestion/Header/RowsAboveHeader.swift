// Tells whether a row above the header that was found by its names may be data, which would be lost with the preamble.

/// A preamble is titles, periods and filters: rows of few cells, or of words where the columns hold values.
enum RowsAboveHeader {
    /// The first row above a header that may be data, or the header of another table.
    ///
    /// - Parameter known: folded names that the pipeline or the preset mentions.
    static func data(above header: Int, in block: RecordBlock, usualWidth: Int, known: Set<String>) -> Int? {
        if header == 0 { return nil }
        let width = Int(block.rows[header].cellCount)
        let ofValues = columnsOfValues(below: header, in: block, width: width)
        return (0..<header).first { row in
            let count = Int(block.rows[row].cellCount)
            let cells = HeaderRecognition.names(block, row: row)
            if count > 1, isOtherHeader(cells, row, in: block, known: known) { return true }
            guard count == width || count == usualWidth,
                cells.count(where: { !$0.isEmpty }) * 4 >= min(count, width) * 3
            else {
                return false
            }
            return !ofValues.contains { isWord(cells, row, column: $0, in: block) }
        }
    }

    /// At least two of the names in another row: the columns of another table.
    private static func isOtherHeader(
        _ cells: [String], _ row: Int, in block: RecordBlock, known: Set<String>
    ) -> Bool {
        let found = Set(cells.map(HeaderName.folded)).intersection(known)
        return found.count >= 2 && !cells.indices.contains { !cells[$0].isEmpty && isValue(row, column: $0, in: block) }
    }

    /// Columns in which every row below the header that fills them holds a value, at least two of them.
    private static func columnsOfValues(below header: Int, in block: RecordBlock, width: Int) -> [Int] {
        let rows = (header + 1)..<max(header + 1, min(block.rowCount, header + HeaderRecognition.searchLimit))
        let missing = MissingSpellings()
        return (0..<width).filter { column in
            let filled = rows.filter { row in
                Int(block.rows[row].cellCount) == width
                    && !missing.contains(CellText.bare(cell(row, column: column, in: block)))
            }
            return filled.count >= 2 && filled.allSatisfy { isValue($0, column: column, in: block) }
        }
    }

    private static func isWord(_ cells: [String], _ row: Int, column: Int, in block: RecordBlock) -> Bool {
        guard cells.indices.contains(column), !cells[column].isEmpty else { return false }
        return !MissingSpellings().contains(CellText.bare(cell(row, column: column, in: block)))
            && !isValue(row, column: column, in: block)
    }

    private static func isValue(_ row: Int, column: Int, in block: RecordBlock) -> Bool {
        HeaderRecognition.isValue(cell(row, column: column, in: block), FoldedCell())
    }

    private static func cell(_ row: Int, column: Int, in block: RecordBlock) -> CellBytes {
        block.cellBytes(Int(block.rows[row].firstCell) + column)
    }
}
