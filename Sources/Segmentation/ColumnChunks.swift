// One column chunk by chunk, so that a walk through a large table holds one chunk's cells at a time.

import Tabular

/// A column of a table, or the values of a formula.
///
/// A table may keep its cells packed and unpack a chunk's when asked: ask once per chunk.
enum ColumnChunks: Sendable {
    case column(Int, of: Table)
    case values([Column])

    var count: Int {
        switch self {
        case .column(_, let table): table.chunks.count
        case .values(let columns): columns.count
        }
    }

    subscript(chunk: Int) -> Column {
        switch self {
        case .column(let index, let table): table.chunks[chunk].columns[index]
        case .values(let columns): columns[chunk]
        }
    }

    /// Nil when there is no chunk to tell it.
    var type: ColumnType? {
        switch self {
        case .column(let index, let table): table.columns[index].type
        case .values(let columns): columns.first?.type
        }
    }

    /// What `transform` makes of every chunk's cells.
    func map<Output: Sendable>(jobs: Int, _ transform: @escaping @Sendable (Column) -> Output) -> [Output] {
        parallelMap(Array(0..<count), jobs: jobs) { transform(self[$0]) }
    }

    /// Whether all codes of a table's text column are those of a pool; a chunk without present cells has no codes.
    ///
    /// - Complexity: O(chunks): no column is unpacked for it.
    func areCoded(by pool: TextPool) -> Bool {
        guard case .column(let index, let table) = self else { return false }
        return table.chunks.allSatisfy { chunk in
            chunk.columns.pool(of: index) === pool || chunk.columns.presence(of: index).presentCount == 0
        }
    }

    /// By chunk, which cells are there.
    ///
    /// - Complexity: O(chunks): no column is unpacked for it.
    var presences: [Presence] {
        switch self {
        case .column(let index, let table): table.chunks.map { $0.columns.presence(of: index) }
        case .values(let columns): columns.map(\.presence)
        }
    }

    /// How many cells are missing.
    var missingCount: Int { presences.reduce(0) { $0 + $1.missingCount } }

    /// The only pool of a table's text column, and which of its texts stand in a present cell; nil for the values of a
    /// formula, for another type, and when the chunks differ in their pools.
    ///
    /// A pool may be shared with other columns and tables, so most of its texts may be theirs.
    /// - Complexity: O(rows + threads × texts), but only as many rows as it takes to meet every text of a small pool.
    func usedTexts(jobs: Int) -> (pool: TextPool, isUsed: [Bool])? {
        guard case .column(let index, let table) = self, let pool = table.pool(ofColumn: index), areCoded(by: pool)
        else { return nil }
        let parts = parallelMap(count.ranges(jobs), jobs: jobs) { range in
            var isUsed = [Bool](repeating: false, count: pool.count)
            for chunk in range {
                guard case .text(let texts) = self[chunk] else { continue }
                texts.markUsed(&isUsed)
                if pool.count <= texts.count, !isUsed.contains(false) { break }
            }
            return isUsed
        }
        var isUsed = [Bool](repeating: false, count: pool.count)
        for part in parts {
            for code in isUsed.indices where part[code] { isUsed[code] = true }
        }
        return (pool, isUsed)
    }
}

extension TextColumn {
    /// Sets the flag of every code that a present cell has.
    func markUsed(_ isUsed: inout [Bool]) {
        let presence = presence
        isUsed.withUnsafeMutableBufferPointer { isUsed in
            codes.values.withUnsafeBufferPointer { codes in
                if presence.isAllPresent {
                    for code in codes where code < isUsed.count { isUsed[Int(code)] = true }
                } else {
                    for row in codes.indices where presence[row] && codes[row] < isUsed.count {
                        isUsed[Int(codes[row])] = true
                    }
                }
            }
        }
    }
}

extension Int {
    /// 0 up to here in at most `parts` ranges of nearly equal length, in order.
    func ranges(_ parts: Int) -> [Range<Int>] {
        let parts = Swift.max(1, Swift.min(parts, self))
        return (0..<parts).map { (self * $0 / parts)..<(self * ($0 + 1) / parts) }
    }
}
