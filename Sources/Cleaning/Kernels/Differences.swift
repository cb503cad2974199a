// Counts the rows that leave as duplicates although they differ from the rows that stay in their place.

import Tabular

/// A row that leaves, and the one of its key that stays; both counted through the table.
struct ReplacedRow {
    var dropped: Int
    var kept: Int
}

/// In how many rows, and in which columns, dropped rows differ from those in their place.
struct Differences {
    private(set) var rowCount = 0
    /// The columns that differ, those with most rows first.
    private(set) var byColumn: [(column: Int, rows: Int)] = []
    /// The rows that do not differ from those in their place, as far as their columns were read.
    private(set) var alike: [ReplacedRow] = []

    /// - Complexity: O(replaced rows × columns), and each column of a chunk with any of them is unpacked once.
    init(of replaced: [ReplacedRow], in table: Table, columns: [Int]) {
        let replaced = replaced.filter { $0.kept >= 0 }
        let rows = Set(replaced.flatMap { [$0.dropped, $0.kept] }).sorted()
        guard !rows.isEmpty else { return }
        let places = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($0.element, $0.offset) })
        let pairs = replaced.map { (dropped: places[$0.dropped] ?? 0, kept: places[$0.kept] ?? 0) }
        var differs = [Bool](repeating: false, count: pairs.count)
        for column in columns {
            let cells = Self.cells(of: rows, in: table, column: column)
            var count = 0
            for (index, pair) in pairs.enumerated() where cells[pair.dropped] != cells[pair.kept] {
                differs[index] = true
                count += 1
            }
            if count > 0 { byColumn.append((column, count)) }
        }
        rowCount = differs.count { $0 }
        alike = zip(replaced, differs).filter { !$1 }.map(\.0)
        byColumn.sort { ($1.rows, $0.column) < ($0.rows, $1.column) }
    }

    /// The cells of some rows, which ascend.
    private static func cells(of rows: [Int], in table: Table, column index: Int) -> [CellWords] {
        var cells: [CellWords] = []
        cells.reserveCapacity(rows.count)
        var (start, next) = (0, 0)
        for chunk in table.chunks {
            let end = start + chunk.rowCount
            if next < rows.count, rows[next] < end {
                let column = chunk.columns[index]
                while next < rows.count, rows[next] < end {
                    cells.append(CellWords(column, row: rows[next] - start))
                    next += 1
                }
            }
            start = end
        }
        return cells
    }
}
