// Tells whether the rows below a header are header rows too: the texts of questions, sub-headings, marks of a survey system.

/// Surveys are exported with the code of a question in the first row, its wording in the second, and sometimes marks for machines in
/// a third. Taken for data, each would be one more answer, and every column a column of texts.
enum FurtherHeaderRows {
    /// The rows below a header that are hardly data.
    ///
    /// - Parameter missing: how the table writes that there is no value.
    static func below(_ header: Int, in block: RecordBlock, missing: MissingSpellings) -> [Int] {
        let marks = ofMachines(below: header, in: block)
        if !marks.isEmpty { return marks }
        let sample = Sample(block, header: header, missing: missing)
        return sample.isSubheading || sample.isAgainstValues || sample.isWording ? [header + 1] : []
    }

    /// The rows through the one in which Qualtrics names its own columns.
    static func ofMachines(below header: Int, in block: RecordBlock) -> [Int] {
        for row in (header + 1)..<max(header + 1, min(header + 3, block.rowCount)) {
            let cells = FirstRows.names(block, row: row)
            if cells.contains(where: { HeaderName.isMark($0) }) { return Array((header + 1)...row) }
        }
        return []
    }

    /// Whether a row holds words wherever the rows below it hold numbers or dates: one column of these will do.
    static func looksLikeHeader(row: Int, in block: RecordBlock, missing: MissingSpellings) -> Bool {
        guard row < block.rowCount else { return false }
        return Sample(block, header: row - 1, missing: missing).isNamesOfValues
    }

    /// The row below a header, and the rows below that.
    private struct Sample {
        private let header: [String]
        private let row: [Cell]
        /// By column, the cells below that are not missing.
        private let below: [[Cell]]
        private let rowsBelow: Int

        private struct Cell: Equatable {
            var text: String
            var isValue: Bool
        }

        init(_ block: RecordBlock, header: Int, missing: MissingSpellings) {
            // Above the first row there is none.
            let names = FirstRows.names(block, row: max(0, header))
            self.header = names
            let folded = FoldedCell()
            func cells(_ row: Int) -> [Cell] {
                let span = block.rows[row]
                return (0..<min(names.count, Int(span.cellCount))).map { column in
                    let bytes = block.cellBytes(Int(span.firstCell) + column)
                    let isMissing = missing.contains(CellText.bare(bytes))
                    return Cell(
                        text: isMissing ? "" : HeaderName.bare(bytes),
                        isValue: !isMissing && ValueCell.isValue(bytes, folded))
                }
            }
            row = header + 1 < block.rowCount ? cells(header + 1) : []
            var below = [[Cell]](repeating: [], count: row.count)
            let last = min(block.rowCount, header + 2 + FirstRows.searchLimit)
            for next in (header + 2)..<max(header + 2, last) {
                for (column, cell) in cells(next).enumerated() where column < below.count && !cell.text.isEmpty {
                    below[column].append(cell)
                }
            }
            self.below = below
            rowsBelow = max(0, last - header - 2)
        }

        private var hasValue: Bool { row.contains { $0.isValue } }

        /// The row fills what the header leaves blank, and leaves blank a column that all rows below fill.
        var isSubheading: Bool {
            guard rowsBelow >= 2 else { return false }
            let fills = row.indices.contains { header[$0].isEmpty && !row[$0].text.isEmpty }
            let leaves = row.indices.contains {
                !header[$0].isEmpty && row[$0].text.isEmpty && below[$0].count == rowsBelow
            }
            return fills && leaves
        }

        /// The row holds words wherever the rows below hold numbers or dates.
        var isAgainstValues: Bool {
            guard !hasValue else { return false }
            let ofValues = row.indices.filter { below[$0].count >= 3 && below[$0].allSatisfy(\.isValue) }
            return ofValues.count >= 2 && ofValues.allSatisfy { !row[$0].text.isEmpty }
        }

        /// The row holds different words, and rows below hold nothing but values in at least one column.
        var isNamesOfValues: Bool {
            guard !hasValue, row.allSatisfy({ !$0.text.isEmpty }), Set(row.map(\.text)).count == row.count else {
                return false
            }
            return below.contains { $0.count >= 3 && $0.allSatisfy(\.isValue) }
        }

        /// The row asks, or stands below codes, and never comes again although answers do.
        var isWording: Bool {
            guard !hasValue, row.allSatisfy({ !$0.text.isEmpty }) || row.count > 4, rowsBelow >= 3 else { return false }
            let filled = row.indices.filter { !row[$0].text.isEmpty }
            guard filled.count >= 2, filled.allSatisfy({ !below[$0].contains(row[$0]) }) else { return false }
            let asking = filled.count { row[$0].text.hasSuffix("?") || row[$0].text.hasSuffix("？") }
            if asking >= 2, asking * 2 >= filled.count { return true }
            let coded = filled.filter { Self.isCode(header[$0]) }
            let repeating = coded.filter { column in
                below[column].count >= 4 && Set(below[column].map(\.text)).count * 2 <= below[column].count
            }
            return repeating.count >= 2 && coded.count * 2 >= filled.count
        }

        /// `Q1`, `q0004_0001`, `V12`: a few letters, and a number.
        private static func isCode(_ name: String) -> Bool {
            guard name.utf8.count <= 12, let first = name.utf8.first, first | 0x20 &- 0x61 < 26,
                name.utf8.contains(where: { $0 &- 0x30 < 10 })
            else { return false }
            return name.utf8.allSatisfy {
                $0 | 0x20 &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x5F || $0 == 0x2E || $0 == 0x2D || $0 == 0x23
            }
        }
    }
}
