// A cross table: how many rows have each pair of two attributes.

/// Counts in two directions, with their sums.
///
/// - Shape: rows × columns, one count for every pair; sums per row, per column and of all.
/// - Units: rows of a table, or customers.
/// - Missing: a hidden count is nil; that there are none is 0.
package struct CrossTable: Sendable {
    package let rows: ResultAxis
    package let columns: ResultAxis
    package private(set) var rowTotals: [Int?]
    package private(set) var columnTotals: [Int?]
    package private(set) var total: Int?
    /// Row after row.
    private var counts: [Int?]

    /// - Parameter counts: row after row; what is not given is 0.
    package init(rows: ResultAxis, columns: ResultAxis, counts: [Int]) {
        self.rows = rows
        self.columns = columns
        let (height, width) = (rows.labels.count, columns.labels.count)
        let known = counts.prefix(height * width) + repeatElement(0, count: max(0, height * width - counts.count))
        let cells = Array(known)
        self.counts = cells
        rowTotals = (0..<height).map { row in (0..<width).reduce(0) { $0 + cells[row * width + $1] } }
        columnTotals = (0..<width).map { column in (0..<height).reduce(0) { $0 + cells[$1 * width + column] } }
        total = cells.reduce(0, +)
    }

    /// - Bounds: positions of labels, from 0.
    package subscript(row: Int, column: Int) -> Int? { counts[row * columns.labels.count + column] }

    /// Hides every count of one row or more and fewer than `floor`, and as many beside them as it takes that no hidden one is the
    /// rest of a row or of a column, nor fewer than `floor` are hidden in one together.
    package func hidden(below floor: Int) -> CrossTable {
        guard floor > 1 else { return self }
        var table = self
        // Sums are a last row and a last column, so that they too are hidden and hide.
        let (height, width) = (rows.labels.count + 1, columns.labels.count + 1)
        var grid = [Int](repeating: 0, count: height * width)
        for row in 0..<height {
            for column in 0..<width { grid[row * width + column] = wholeCount(row, column) }
        }
        var isHidden = grid.map { $0 > 0 && $0 < floor }
        let lines =
            (0..<height).map { row in (0..<width).map { row * width + $0 } }
            + (0..<width).map { column in (0..<height).map { $0 * width + column } }
        var isSettled = false
        while !isSettled {
            isSettled = true
            for line in lines {
                let hidden = line.filter { isHidden[$0] }
                let open = line.filter { !isHidden[$0] }
                guard !hidden.isEmpty, hidden.count < 2 || hidden.reduce(0, { $0 + grid[$1] }) < floor,
                    let next = open.min(by: { Self.isHiddenSooner(grid[$0], grid[$1]) })
                else { continue }
                isHidden[next] = true
                isSettled = false
            }
        }
        for row in 0..<height {
            for column in 0..<width where isHidden[row * width + column] { table.hide(row, column) }
        }
        return table
    }

    /// The smallest count that tells of somebody, and one of nobody only where nothing else is left.
    private static func isHiddenSooner(_ left: Int, _ right: Int) -> Bool {
        (left == 0 ? Int.max : left) < (right == 0 ? Int.max : right)
    }

    /// A count or, behind the last row or column, a sum.
    private func wholeCount(_ row: Int, _ column: Int) -> Int {
        let count =
            switch (row < rows.labels.count, column < columns.labels.count) {
            case (true, true): self[row, column]
            case (true, false): rowTotals[row]
            case (false, true): columnTotals[column]
            case (false, false): total
            }
        return count ?? 0
    }

    private mutating func hide(_ row: Int, _ column: Int) {
        switch (row < rows.labels.count, column < columns.labels.count) {
        case (true, true): counts[row * columns.labels.count + column] = nil
        case (true, false): rowTotals[row] = nil
        case (false, true): columnTotals[column] = nil
        case (false, false): total = nil
        }
    }
}
