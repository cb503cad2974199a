// Which row belongs to which key: keys numbered in the order in which they first appear.

import Tabular

/// The groups of a table's rows that have the same key.
struct RowGroups: Sendable {
    /// Per row, in the order of files and rows, the number of its group from 0; -1 for a row with a missing cell in its key.
    private(set) var numbers: [Int32] = []
    private(set) var count = 0
    /// Per chunk the rows that are the first of their groups, which are numbered in this order.
    private(set) var firstRows: [[Int32]] = []
    /// Per chunk and row whether a cell of the key is missing.
    private(set) var isWithoutKey: [[Bool]] = []

    var rowCount: Int { numbers.count }

    /// The groups that begin in each chunk in which one does.
    var cuts: [Range<Int>] {
        var start = 0
        return firstRows.filter { !$0.isEmpty }.map { rows in
            defer { start += rows.count }
            return start..<start + rows.count
        }
    }

    /// - Complexity: O(rows) on average.
    init(_ table: Table, key: [Int], jobs: Int) {
        numbers.reserveCapacity(table.rowCount)
        if key.count == 1, let pool = table.pool(ofColumn: key[0]) {
            // The codes of texts tell them apart already.
            var groups = [Int32](repeating: -1, count: pool.count)
            for chunk in table.chunks {
                guard case .text(let column) = chunk.columns[key[0]] else { continue }
                let presence = column.presence
                add(chunk.rowCount, &groups) { presence[$0] ? Int(column.codes.values[$0]) : nil }
            }
            return
        }
        let keys = RowKeys(table, columns: key, jobs: jobs)
        let (found, bound) = keys.numbers(skippingIncomplete: true)
        var groups = [Int32](repeating: -1, count: bound)
        var start = 0
        for chunk in table.chunks {
            add(chunk.rowCount, &groups) { keys.isIncomplete[start + $0] ? nil : Int(found[start + $0]) }
            start += chunk.rowCount
        }
    }

    /// The rows of the next chunk.
    ///
    /// - Parameter groups: the group of each key, -1 while it has not appeared.
    /// - Parameter key: the number of a row's key; nil where a cell of it is missing.
    @inline(__always)
    private mutating func add(_ rows: Int, _ groups: inout [Int32], key: (Int) -> Int?) {
        var (first, isWithout): ([Int32], [Bool]) = ([], [])
        isWithout.reserveCapacity(rows)
        for row in 0..<rows {
            guard let key = key(row), key < groups.count else {
                numbers.append(-1)
                isWithout.append(true)
                continue
            }
            if groups[key] < 0 {
                groups[key] = Int32(truncatingIfNeeded: count)
                first.append(Int32(truncatingIfNeeded: row))
                count += 1
            }
            numbers.append(groups[key])
            isWithout.append(false)
        }
        firstRows.append(first)
        isWithoutKey.append(isWithout)
    }
}
