// Brings the text columns of several chunks to one pool, so that equal codes mean equal texts.

extension TextColumn {
    /// The same texts with codes into one pool, whose order is that of first appearance: column after column, row after row.
    ///
    /// - Missing: stays missing.
    package static func sharingOnePool(_ columns: [TextColumn]) -> [TextColumn] {
        guard let first = columns.first else { return [] }
        if columns.allSatisfy({ $0.pool === first.pool }) { return columns }
        var builder = TextPoolBuilder()
        var recoded: [PrimitiveColumn<UInt32>] = []
        var translations: [ObjectIdentifier: [UInt32]] = [:]
        for column in columns {
            let pool = column.pool
            var translation = translations[ObjectIdentifier(pool)] ?? [UInt32](repeating: .max, count: pool.count)
            var codes = column.codes.values
            for row in codes.indices where column.codes.presence[row] {
                let old = Int(codes[row])
                if translation[old] == .max { translation[old] = pool.withBytes(of: UInt32(old)) { builder.code(for: $0) } }
                codes[row] = translation[old]
            }
            translations[ObjectIdentifier(pool)] = translation
            recoded.append(PrimitiveColumn(codes, presence: column.codes.presence))
        }
        let shared = builder.pool()
        return recoded.map { TextColumn(codes: $0, pool: shared) }
    }
}

extension Table {
    /// The same table, every text column of which has one pool in all chunks.
    package func sharingPools() -> Table {
        var table = self
        for index in columns.indices where columns[index].type == .text {
            let parts = chunks.compactMap { chunk -> TextColumn? in
                guard case .text(let column) = chunk.columns[index] else { return nil }
                return column
            }
            guard parts.count == chunks.count else { continue }
            for (position, shared) in TextColumn.sharingOnePool(parts).enumerated() {
                table.chunks[position].columns[index] = .text(shared)
            }
        }
        return table
    }
}
