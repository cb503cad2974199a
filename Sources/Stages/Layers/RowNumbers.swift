// A number for every row of a table, kept per row or, where a text decides it, once per distinct text.

import Tabular

/// The segment numbers of a table's rows: positions in the segment's labels.
package typealias SegmentNumbers = RowNumbers

/// One number below 2³² for every row of a table.
///
/// Where all rows with the same text in one column have the same number, only the number of each text is kept, by its
/// code in the column's pool; a chunk's numbers are looked up when they are asked for. Five million calls then take
/// the memory of 400,000 customers, and handing numbers on along a link costs one look-up per customer instead of one
/// per call.
package struct RowNumbers: Sendable {
    private enum Storage: Sendable {
        /// Per chunk one number per row.
        case rows([SmallNumbers])
        /// Per code of the text column at `column` one number, and that of rows whose cell is missing.
        case codes(column: Int, SmallNumbers, missing: UInt32)
    }

    private let storage: Storage
    /// One array per chunk of the table, one number per row.
    package init(chunks: [[UInt32]]) { self.init(chunks: chunks.map { SmallNumbers($0) }) }

    /// One array per chunk of the table, one number per row.
    package init(chunks: [SmallNumbers]) {
        storage = .rows(chunks)
    }

    /// - Parameters:
    ///   - column: the position of a text column of the table that has one pool in all chunks.
    ///   - numberOfCode: a number for each code of that pool.
    ///   - missing: the number of rows whose cell is missing, or whose code is beyond the pool.
    package init(column: Int, numberOfCode: SmallNumbers, missing: UInt32) {
        storage = .codes(column: column, numberOfCode, missing: missing)
    }

    /// The text column that decides the numbers; nil when they are kept per row.
    package var decidingColumn: Int? {
        if case .codes(let column, _, _) = storage { return column }
        return nil
    }

    /// The numbers of one chunk's rows.
    ///
    /// - Shape: one per row; empty for a chunk that is not there.
    package func numbers(inChunk index: Int, of table: Table) -> [UInt32] {
        guard table.chunks.indices.contains(index) else { return [] }
        switch storage {
        case .rows(let chunks): return chunks.indices.contains(index) ? chunks[index].numbers : []
        case .codes(let column, _, let missing):
            guard table.columns.indices.contains(column) else {
                return [UInt32](repeating: missing, count: table.chunks[index].rowCount)
            }
            return numbers(inChunk: index, decidedBy: table.chunks[index].columns[column])
        }
    }

    /// The numbers of one chunk's rows for a caller that has the deciding column at hand already.
    ///
    /// - Complexity: O(rows); nothing where numbers are codes.
    package func numbers(inChunk index: Int, decidedBy column: Column) -> [UInt32] {
        switch storage {
        case .rows(let chunks): return chunks.indices.contains(index) ? chunks[index].numbers : []
        case .codes(_, let numberOfCode, let missing):
            guard case .text(let texts) = column else { return [UInt32](repeating: missing, count: column.count) }
            if case .countingUp(texts.pool.count...) = numberOfCode {
                return texts.codes.values.with(missing, whereMissingIn: texts.presence)
            }
            return numberOfCode.gathered(texts.codes.values, otherwise: missing)
                .with(missing, whereMissingIn: texts.presence)
        }
    }

    /// The same in as few bytes as they need.
    private func small(inChunk index: Int, of table: Table) -> SmallNumbers {
        guard case .codes(let column, let numberOfCode, let missing) = storage, table.columns.indices.contains(column),
            case .text(let texts) = table.chunks[index].columns[column], texts.presence.isAllPresent
        else { return SmallNumbers(numbers(inChunk: index, of: table)) }
        return numberOfCode.gathered(.words(texts.codes.values), otherwise: missing)
    }

    /// Whether there is a number for every row of the table.
    package func fits(_ table: Table) -> Bool {
        switch storage {
        case .rows(let chunks):
            chunks.count == table.chunks.count && zip(chunks, table.chunks).allSatisfy { $0.count == $1.rowCount }
        case .codes(let column, _, _):
            table.columns.indices.contains(column) && table.columns[column].type == .text
        }
    }

    /// Every number n replaced by the n-th of `values`; by `otherwise` when there is none.
    package func replaced(by values: SmallNumbers, otherwise: UInt32, jobs: Int) -> RowNumbers {
        switch storage {
        case .rows(let chunks):
            RowNumbers(
                chunks: parallelMap(chunks, jobs: jobs) { values.gathered($0, otherwise: otherwise) })
        case .codes(let column, let numberOfCode, let missing):
            RowNumbers(
                column: column,
                numberOfCode: values.gathered(numberOfCode, otherwise: otherwise),
                missing: values.gathered([missing], otherwise: otherwise)[0])
        }
    }

    /// Both numbers of a row in one, where the same text decides both: `first · counts.second + second`.
    ///
    /// One look-up in a table that is read at random in place of two, for as many rows as there may be. Bytes are joined by vector
    /// code, several texts in the time of one look-up beyond the caches.
    ///
    /// - Parameter counts: how many numbers each can be; a row with one beyond gets the product of both counts.
    /// - Parameter rowCount: how many rows will be looked up.
    /// - Returns: nil when the numbers do not go by the same texts, when both together are too many for a small table, and when
    ///   joining would take longer than it saves.
    package func joined(
        with other: RowNumbers, counts: (first: Int, second: Int), rowCount: Int
    ) -> RowNumbers? {
        guard case .codes(let column, let first, let firstMissing) = storage,
            case .codes(column, let second, let secondMissing) = other.storage, first.count == second.count,
            counts.first * counts.second < 1 << 16,
            first.count <= (first.width == 1 && second.width == 1 ? 2 * rowCount : rowCount / 4)
        else { return nil }
        let (most, factor) = (UInt32(counts.first), UInt32(counts.second))
        let isInBounds = firstMissing < most && secondMissing < factor
        return RowNumbers(
            column: column, numberOfCode: SmallNumbers.joint(first, second, most: most, factor: factor),
            missing: isInBounds ? firstMissing * factor + secondMissing : most * factor)
    }

    /// The numbers of all rows, chunk after chunk.
    package func flat(of table: Table, jobs: Int) -> SmallNumbers {
        switch storage {
        case .rows(let chunks): SmallNumbers(joining: chunks)
        case .codes:
            SmallNumbers(
                joining: parallelMap(Array(table.chunks.indices), jobs: jobs) { small(inChunk: $0, of: table) })
        }
    }
}

extension [UInt32] {
    /// The same numbers, but `number` in the rows whose cell is missing.
    ///
    /// - Complexity: O(1) when no cell is missing, else O(rows ÷ 64 + missing cells) beside the copy.
    package consuming func with(_ number: UInt32, whereMissingIn presence: Presence) -> [UInt32] {
        guard let words = presence.words else { return self }
        var numbers = self
        for (word, bits) in words.enumerated() {
            var absent = ~bits
            while absent != 0 {
                let row = word &* 64 &+ absent.trailingZeroBitCount
                if row >= numbers.count { break }
                numbers[row] = number
                absent &= absent &- 1
            }
        }
        return numbers
    }
}
