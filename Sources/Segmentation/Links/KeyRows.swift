// Where every key of a link's right column stands, after it is sure that it stands nowhere else.

import Diagnostics
import Stages
import Tabular

/// The rows of a table by the values of a column that must be unique.
///
/// Links to the same column share one.
struct KeyRows: Sendable {
    private enum Keys: Sendable {
        /// The pool of the column.
        case texts(TextPool)
        case integers(IntegerIndex)
    }

    private let keys: Keys
    /// By code or position: the row, counted over all chunks from 0, or ``PartnerRows/none``.
    private let rowOfKey: [UInt32]
    private var index: TextIndex?
    private var known: [(pool: TextPool, rows: [UInt32])] = []

    /// - Missing: rows with a missing key are no one's.
    /// - Errors: a key that several rows share, told with its count, the first of them and its lines.
    init(_ link: TableLink, in table: Table, column: Int, files: [InputFile], jobs: Int) throws(DiagnosedFailure) {
        let chunks = ColumnChunks.column(column, of: table)
        let place = KeyPlace(link: link, table: table, column: column, files: files)
        guard link.type == .text else {
            var index = IntegerIndex()
            let positions = index.positions(of: chunks, jobs: jobs)
            rowOfKey = try place.rowsOfKeys(count: index.count) { positions[$0] }
            keys = .integers(index)
            return
        }
        let pool = table.pool(ofColumn: column) ?? .empty
        let hasOnePool = (0..<chunks.count).allSatisfy { chunk in
            if case .text(let texts) = chunks[chunk] { texts.isCoded(by: pool) } else { false }
        }
        if hasOnePool {
            rowOfKey = try place.rowsOfKeys(count: pool.count) { chunk in
                guard case .text(let texts) = chunks[chunk] else { return [] }
                return texts.codes.values.with(PartnerRows.none, whereMissingIn: texts.presence)
            }
            keys = .texts(pool)
        } else {
            var codes = TextCodes()
            let numbers = codes.codes(of: chunks, jobs: jobs)
            rowOfKey = try place.rowsOfKeys(count: codes.count) { numbers[$0] }
            keys = .texts(codes.pool)
        }
    }

    /// For every text of a pool the row that has it as its key, or ``PartnerRows/none``.
    ///
    /// - Complexity: O(1) for the pool of the keys themselves and for one asked for before; otherwise O(texts).
    mutating func rows(ofPool pool: TextPool, jobs: Int) -> [UInt32] {
        guard case .texts(let own) = keys else { return [UInt32](repeating: PartnerRows.none, count: pool.count) }
        if pool === own { return rowOfKey }
        if let found = known.first(where: { $0.pool === pool }) { return found.rows }
        let index = index ?? TextIndex(own, where: rowOfKey.map { $0 != PartnerRows.none }, jobs: jobs)
        self.index = index
        let rows = SmallNumbers.words(rowOfKey).gathered(
            index.codes(of: pool, jobs: jobs), otherwise: PartnerRows.none)
        known.append((pool, rows))
        return rows
    }

    /// For every cell of a column of whole numbers the row that has it as its key, or ``PartnerRows/none``.
    func rows(of column: Column) -> [UInt32] {
        guard case .integers(let index) = keys else {
            return [UInt32](repeating: PartnerRows.none, count: column.count)
        }
        return column.integers { value in
            index.existingPosition(of: value).map { rowOfKey[Int($0)] } ?? PartnerRows.none
        }
    }
}

/// The column whose keys must be unique, for what is said when they are not.
private struct KeyPlace {
    var link: TableLink
    var table: Table
    var column: Int
    var files: [InputFile]

    /// - Shape: `keys` gives for every row of a chunk a number below `count`, or ``PartnerRows/none`` for no key.
    func rowsOfKeys(count: Int, _ keys: (Int) -> [UInt32]) throws(DiagnosedFailure) -> [UInt32] {
        var rowOfKey = [UInt32](repeating: PartnerRows.none, count: count)
        var repeated: Set<UInt32> = []
        var surplus = 0
        var first: (key: UInt32, chunk: Int, row: Int)?
        var row: UInt32 = 0
        for chunk in table.chunks.indices {
            for (position, key) in keys(chunk).enumerated() {
                if key != PartnerRows.none {
                    if rowOfKey[Int(key)] == PartnerRows.none {
                        rowOfKey[Int(key)] = row
                    } else {
                        surplus += 1
                        repeated.insert(key)
                        if first == nil { first = (key, chunk, position) }
                    }
                }
                row &+= 1
            }
        }
        guard let first else { return rowOfKey }
        let earlier = place(ofRow: Int(rowOfKey[Int(first.key)]))
        throw DiagnosedFailure(
            SegmentationDiagnostics.duplicateKeys(
                link, values: repeated.count, surplusRows: surplus,
                example: table.chunks[first.chunk].columns[column].text(ofRow: first.row),
                first: earlier.flatMap { location(chunk: $0.chunk, row: $0.row) },
                again: location(chunk: first.chunk, row: first.row)))
    }

    private func place(ofRow row: Int) -> (chunk: Int, row: Int)? {
        var start = 0
        for (index, chunk) in table.chunks.enumerated() {
            if row < start + chunk.rowCount { return (index, row - start) }
            start += chunk.rowCount
        }
        return nil
    }

    private func location(chunk: Int, row: Int) -> SourceLocation? {
        let origin = table.chunks[chunk].origin
        guard files.indices.contains(origin.file), let line = origin.line(ofRow: row) else { return nil }
        return SourceLocation(file: files[origin.file].path, line: line)
    }
}
