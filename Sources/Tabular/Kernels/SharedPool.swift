// Brings the text columns of several chunks to one pool, so that equal codes mean equal texts.

extension TextColumn {
    /// The same texts with codes into one pool, whose order is that of first appearance: column after column, row after row.
    ///
    /// - Missing: stays missing.
    package static func sharingOnePool(_ columns: [TextColumn]) -> [TextColumn] {
        guard let first = columns.first else { return [] }
        if columns.allSatisfy({ $0.pool === first.pool }) { return columns }
        var sharing = PoolSharing()
        let recoded = columns.map { sharing.recoded($0) }
        let shared = sharing.pool
        return recoded.map { TextColumn(codes: $0, pool: shared) }
    }
}

extension Table {
    /// The same table, the text column at `index` of which has one pool in all chunks.
    ///
    /// Works chunk by chunk, so that no more than one is unpacked at a time.
    /// - Parameter keep: what becomes of a chunk whose codes are new; they get their pool afterwards.
    package func sharingPool(ofColumn index: Int, _ keep: (Chunk) -> Chunk = { $0 }) -> Table {
        let pools = chunks.compactMap { $0.columns.pool(of: index) }
        guard let first = pools.first, pools.count == chunks.count, !pools.allSatisfy({ $0 === first }) else {
            return self
        }
        var table = self
        var sharing = PoolSharing()
        for position in chunks.indices {
            guard case .text(let column) = chunks[position].columns[index] else { return self }
            table.chunks[position].columns[index] = .text(TextColumn(codes: sharing.recoded(column), pool: .empty))
            table.chunks[position] = keep(table.chunks[position])
        }
        let shared = sharing.pool
        for position in chunks.indices { table.chunks[position].columns.setPool(shared, of: index) }
        return table
    }
}

/// One pool in the making, and what the codes of others mean in it.
package struct PoolSharing: Sendable {
    private var builder = TextPoolBuilder()
    /// The pools are held, so that no other can get the identifier of one.
    private var translations: [ObjectIdentifier: (pool: TextPool, codes: [UInt32])] = [:]

    package init() {}

    package var pool: TextPool { builder.pool() }

    /// The codes of a column's texts in the shared pool; new texts are added in the order of the rows.
    package mutating func recoded(_ column: TextColumn) -> PrimitiveColumn<UInt32> {
        let pool = column.pool
        var translation =
            translations.removeValue(forKey: ObjectIdentifier(pool))?.codes
            ?? [UInt32](repeating: .max, count: pool.count)
        var codes = column.codes.values
        for row in codes.indices where column.codes.presence[row] {
            let old = Int(codes[row])
            if translation[old] == .max { translation[old] = pool.withBytes(of: UInt32(old)) { builder.code(for: $0) } }
            codes[row] = translation[old]
        }
        translations[ObjectIdentifier(pool)] = (pool, translation)
        return PrimitiveColumn(codes, presence: column.codes.presence)
    }
}
