// Keeps some rows of a chunk and drops the rest.

extension Chunk {
    /// The rows for which `isKept` is true, in order. Returns the chunk itself when all are kept.
    ///
    /// - Shape: `isKept` has one entry per row.
    /// - Complexity: O(rows × columns), nothing when no row leaves.
    package func filtered(_ isKept: [Bool]) -> Chunk {
        var rows: [Int32] = []
        rows.reserveCapacity(rowCount)
        for row in 0..<min(rowCount, isKept.count) where isKept[row] { rows.append(Int32(row)) }
        return rows.count == rowCount ? self : gathered(rows)
    }

    /// The rows at `rows`, in that order.
    ///
    /// - Bounds: every entry is a row of the chunk.
    package func gathered(_ rows: [Int32]) -> Chunk {
        return Chunk(
            rowCount: rows.count, columns: columns.map { $0.gathered(rows) }, origin: origin.gathered(rows))
    }
}

extension Column {
    /// The cells at `rows`, in that order.
    package func gathered(_ rows: [Int32]) -> Column {
        switch self {
        case .text(let column): .text(TextColumn(codes: column.codes.gathered(rows), pool: column.pool))
        case .integer(let column): .integer(column.gathered(rows))
        case .decimal(let column): .decimal(DecimalColumn(units: column.units.gathered(rows), scale: column.scale))
        case .real(let column): .real(column.gathered(rows))
        case .flag(let column): .flag(column.gathered(rows))
        case .date(let column): .date(column.gathered(rows))
        case .instant(let column): .instant(column.gathered(rows))
        case .duration(let column): .duration(column.gathered(rows))
        }
    }
}

extension PrimitiveColumn {
    /// The cells at `rows`, in that order.
    package func gathered(_ rows: [Int32]) -> PrimitiveColumn {
        var gathered: [Element] = []
        gathered.reserveCapacity(rows.count)
        values.withUnsafeBufferPointer { source in
            for row in rows { gathered.append(source[Int(row)]) }
        }
        guard !presence.isAllPresent else { return PrimitiveColumn(gathered) }
        return PrimitiveColumn(gathered, presence: Presence(count: rows.count) { presence[Int(rows[$0])] })
    }
}
