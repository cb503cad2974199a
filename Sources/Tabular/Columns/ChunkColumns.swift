// The columns of a chunk: a list that keeps each one compact and hands it out whole.

/// The columns of a chunk, in the table's order.
///
/// A packed column is unpacked whenever it is asked for: ask once per chunk, outside of loops over rows.
package struct ChunkColumns: Sendable, RandomAccessCollection, MutableCollection, ExpressibleByArrayLiteral {
    private var kept: [CompactColumn]

    package init(_ columns: [Column]) { kept = columns.map { .plain($0) } }

    package init(arrayLiteral columns: Column...) { self.init(columns) }

    package init(_ columns: [PackedColumn]) { kept = columns.map(\.kept) }

    private init(kept: [CompactColumn]) { self.kept = kept }

    package var startIndex: Int { 0 }
    package var endIndex: Int { kept.count }

    /// - Complexity: O(rows) for a packed column.
    package subscript(index: Int) -> Column {
        get { kept[index].column }
        set { kept[index] = .plain(newValue) }
    }

    package mutating func append(_ column: Column) { kept.append(.plain(column)) }

    @discardableResult
    package mutating func remove(at index: Int) -> Column { kept.remove(at: index).column }

    /// Some of the columns, as they are kept.
    package func selecting(_ indices: [Int]) -> ChunkColumns { ChunkColumns(kept: indices.map { kept[$0] }) }

    /// The same columns in as few bytes as their values need.
    ///
    /// - Complexity: O(cells) for the columns that are not packed yet.
    package func packed() -> ChunkColumns { ChunkColumns(kept: kept.map(\.packed)) }

    /// The same columns with their cells in the file.
    func spilled(_ writer: inout SpillWriter) -> ChunkColumns {
        ChunkColumns(kept: kept.map { $0.spilled(&writer) })
    }

    // MARK: What is known of a column without unpacking it

    /// How many cells the column has.
    package func count(of index: Int) -> Int { kept[index].count }

    /// - Complexity: O(1), but O(rows) for a column in the spill file.
    package func presence(of index: Int) -> Presence { kept[index].presence }

    /// Whether no column has cells in the spill file.
    package var isInMemory: Bool { kept.allSatisfy(\.isInMemory) }

    package func type(of index: Int) -> ColumnType { kept[index].type }

    /// The span of a column of whole numbers and whether they ascend, where both were seen when it was packed and a number is present.
    ///
    /// - Complexity: O(1).
    package func order(of index: Int) -> (span: ClosedRange<Int64>, ascends: Bool)? {
        guard case .whole(let numbers, _, _) = kept[index], let span = numbers.span, let ascends = numbers.ascends
        else { return nil }
        return (span, ascends)
    }

    /// The pool of a text column; nil for another type.
    package func pool(of index: Int) -> TextPool? { kept[index].pool }

    /// Changes codes of a text column, and packs it again.
    ///
    /// - Shape: a code for every row of `rows`, which are ascending and not missing.
    package mutating func setCodes(of rows: [UInt32], to codes: [UInt32], in index: Int) {
        if rows.count == kept[index].count, let pool = kept[index].pool {
            // Every row: none is missing, and the rows are in order.
            let presence = Presence(allPresent: rows.count)
            kept[index] = .text(CompactNumbers(codes, presence: presence), KeptPresence(presence), pool)
            return
        }
        guard case .text(let old) = kept[index].column else { return }
        var column = old
        for (row, code) in zip(rows, codes) { column.codes.values[Int(row)] = code }
        kept[index] = CompactColumn.plain(.text(column)).packed
    }

    /// Gives a text column another pool, in which its codes mean the same texts.
    package mutating func setPool(_ pool: TextPool, of index: Int) { kept[index].pool = pool }
}
