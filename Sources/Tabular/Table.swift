// A table: a list of chunks of typed columns, each row traceable to its place in a file.

/// A column's name and type.
package struct ColumnDescription: Sendable, Hashable {
    package var name: String
    package var type: ColumnType

    package init(name: String, type: ColumnType) {
        self.name = name
        self.type = type
    }
}

/// Where the rows of a chunk stand in their file, so that any row can be named and read again.
///
/// - Units: `byteStart` and `offsets` count bytes of the text as decoded to UTF-8, which are the file's own bytes for
///   a plain UTF-8 file; see ``Ingestion`` for the way back to the bytes of another encoding.
/// - Bounds: `firstLine` and the sums `firstLine + lines[row]` are 1-based.
package struct RowOrigin: Sendable {
    /// The index of the file in the run's list of input files.
    package var file: Int
    package var byteStart: Int
    package var firstLine: Int
    /// Per row: where it starts, after `byteStart`.
    package var offsets: [UInt32]
    /// Per row: its length without the line end.
    package var lengths: [UInt32]
    /// Per row: its first line, after `firstLine`.
    package var lines: [UInt32]

    package init(
        file: Int, byteStart: Int = 0, firstLine: Int = 1, offsets: [UInt32] = [], lengths: [UInt32] = [],
        lines: [UInt32] = []
    ) {
        self.file = file
        self.byteStart = byteStart
        self.firstLine = firstLine
        self.offsets = offsets
        self.lengths = lengths
        self.lines = lines
    }

    /// The line of `row`, or nil when the origin was not kept.
    package func line(ofRow row: Int) -> Int? {
        row < lines.count ? firstLine + Int(lines[row]) : nil
    }

    /// The place of `row` in the decoded text, or nil when the origin was not kept.
    package func byte(ofRow row: Int) -> Int? {
        row < offsets.count ? byteStart + Int(offsets[row]) : nil
    }
}

/// Some thousands of rows of a table: one column after another, all of the same count.
package struct Chunk: Sendable {
    package var rowCount: Int
    /// One per column of the table, in the table's order.
    package var columns: [Column]
    package var origin: RowOrigin

    package init(rowCount: Int, columns: [Column], origin: RowOrigin) {
        self.rowCount = rowCount
        self.columns = columns
        self.origin = origin
        assert(columns.allSatisfy { $0.count == rowCount }, "every column of a chunk has the chunk's row count")
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
        guard let first = chunks.first, case .text(let column) = first.columns[index] else { return .empty }
        return column.pool
    }
}
