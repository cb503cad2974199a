// The slow, plain twin of a table: rows as dictionaries, for code that is too simple to be wrong.

import Tabular

/// A table as a list of rows. What the stages do to columns and chunks, twins do to this, one row at a time.
package struct TwinTable: Sendable, Equatable {
    package var columns: [ColumnDescription]
    package var rows: [TwinRow]

    package init(_ table: Table) {
        columns = table.columns
        rows = table.chunks.flatMap { chunk in
            (0..<chunk.rowCount).map { row in
                let cells = zip(table.columns.map(\.name), chunk.columns.map { $0.cell(row) })
                return TwinRow(
                    cells: Dictionary(uniqueKeysWithValues: cells), file: chunk.origin.file,
                    line: chunk.origin.line(ofRow: row) ?? 0)
            }
        }
    }

    /// How many rows each file has; a file without rows is absent.
    package var rowsByFile: [Int: Int] { rows.reduce(into: [:]) { $0[$1.file, default: 0] += 1 } }

    /// The first differences from another table, in words; empty when they are equal.
    package func differences(from other: TwinTable) -> [String] {
        var found: [String] = []
        if columns != other.columns { found.append("columns \(columns) and \(other.columns)") }
        if rows.count != other.rows.count { found.append("\(rows.count) and \(other.rows.count) rows") }
        for (number, (mine, theirs)) in zip(rows, other.rows).enumerated() where mine != theirs {
            found.append("row \(number): \(mine) and \(theirs)")
        }
        return Array(found.prefix(3))
    }
}

/// A row with the place it came from.
package struct TwinRow: Sendable, Hashable, CustomStringConvertible {
    package var cells: [String: Cell]
    package var file: Int
    package var line: Int

    /// The cell of a column; missing when there is no such column.
    package subscript(column: String) -> Cell {
        get { cells[column] ?? .missing }
        set { cells[column] = newValue }
    }

    package var description: String {
        "\(file):\(line) " + cells.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }
}
