// A table: a list of chunks of typed columns, each row traceable to its place in a file.

/// A column's name and type.
package struct ColumnDescription: Sendable, Hashable {
    package var name: String
    package var type: ColumnType
    /// Of a column of amounts, the ISO 4217 code of their currency; nil where it is not known.
    package var currency: String?

    package init(name: String, type: ColumnType, currency: String? = nil) {
        self.name = name
        self.type = type
        self.currency = currency
    }
}

/// Some thousands of rows of a table: one column after another, all of the same count.
package struct Chunk: Sendable {
    package var rowCount: Int
    /// One per column of the table, in the table's order.
    package var columns: ChunkColumns
    package var origin: RowOrigin

    package init(rowCount: Int, columns: ChunkColumns, origin: RowOrigin) {
        self.rowCount = rowCount
        self.columns = columns
        self.origin = origin
        assert(
            columns.indices.allSatisfy { columns.count(of: $0) == rowCount },
            "every column of a chunk has the chunk's row count")
    }

    package init(rowCount: Int, columns: [Column], origin: RowOrigin) {
        self.init(rowCount: rowCount, columns: ChunkColumns(columns), origin: origin)
    }

    /// The same chunk in as few bytes as its values need.
    package func packed() -> Chunk { Chunk(rowCount: rowCount, columns: columns.packed(), origin: origin) }

    /// The same chunk with its cells and places in the file.
    func spilled(_ writer: inout SpillWriter) -> Chunk {
        Chunk(rowCount: rowCount, columns: columns.spilled(&writer), origin: origin.spilled(&writer))
    }
}

/// A named list of typed columns, stored chunk by chunk.
///
/// - Shape: every chunk has the columns of `columns`, in that order and of those types.
/// - The text columns of the same name share one pool in all chunks, so that equal codes mean equal texts.
package struct Table: Sendable {
    package var name: String
    package var columns: [ColumnDescription]
    package var chunks: [Chunk]

    package init(name: String, columns: [ColumnDescription], chunks: [Chunk]) {
        self.name = name
        self.columns = columns
        self.chunks = chunks
    }

    package var rowCount: Int { chunks.reduce(0) { $0 + $1.rowCount } }

    package func index(of column: String) -> Int? { columns.firstIndex { $0.name == column } }

    /// The pool shared by all chunks of a text column; nil for another type, the empty pool for a table without chunks.
    package func pool(ofColumn index: Int) -> TextPool? {
        guard columns.indices.contains(index), columns[index].type == .text else { return nil }
        return chunks.first?.columns.pool(of: index) ?? .empty
    }
}
