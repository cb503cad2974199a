// A matrix: one number for every pair of two lists, such as cohorts by months.

/// Numbers in two directions.
///
/// - Shape: rows × columns; a cell per pair, and the rows it rests on.
/// - Units: one for all numbers; a share is a fraction.
/// - Missing: nil, for a pair that cannot have a number (a month that is not over) as for a hidden one.
package struct Matrix: Sendable {
    /// A number and how many rows it rests on.
    package struct Cell: Sendable {
        package var value: Double?
        package var n: Int
        package fileprivate(set) var isHidden = false

        package init(_ value: Double?, n: Int) {
            self.value = value
            self.n = n
        }
    }

    package let rows: ResultAxis
    package let columns: ResultAxis
    package let unit: MetricUnit
    /// Row after row.
    private var cells: [Cell]

    /// - Parameter cells: row after row; what is not given is missing.
    package init(rows: ResultAxis, columns: ResultAxis, unit: MetricUnit, cells: [Cell]) {
        self.rows = rows
        self.columns = columns
        self.unit = unit
        let count = rows.labels.count * columns.labels.count
        self.cells = Array((cells + repeatElement(Cell(nil, n: 0), count: max(0, count - cells.count))).prefix(count))
    }

    /// - Bounds: positions of labels, from 0.
    package subscript(row: Int, column: Int) -> Double? { cells[row * columns.labels.count + column].value }

    /// Whether there is a number that rests on too few rows to be shown.
    package func isHidden(_ row: Int, _ column: Int) -> Bool { cells[row * columns.labels.count + column].isHidden }

    /// Hides every number that rests on one row or more and fewer than `floor`.
    package func hidden(below floor: Int) -> Matrix {
        var matrix = self
        for index in cells.indices where cells[index].n > 0 && cells[index].n < floor {
            matrix.cells[index] = Cell(nil, n: 0)
            matrix.cells[index].isHidden = true
        }
        return matrix
    }
}
