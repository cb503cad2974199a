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
    private let rowOfKey: SmallNumbers
    private var index: TextIndex?
    private var known: [(pool: TextPool, rows: SmallNumbers)] = []

    /// - Missing: rows with a missing key are no one's.
    /// - Errors: a key that several rows share, told with its count, the first of them and its lines.
    init(_ link: TableLink, in table: Table, column: Int, files: [InputFile], jobs: Int) throws(DiagnosedFailure) {
        let chunks = ColumnChunks.column(column, of: table)
        let place = KeyPlace(link: link, table: table, column: column, files: files)
        guard link.type == .text else {
            var index = IntegerIndex()
            let positions = index.positions(of: chunks, jobs: jobs)
            rowOfKey = .words(try place.rowsOfKeys(count: index.count) { positions[$0] })
            keys = .integers(index)
            return
        }
        let pool = table.pool(ofColumn: column) ?? .empty
        if chunks.areCoded(by: pool) {
            keys = .texts(pool)
            if table.rowCount <= pool.count, place.codesCountUp(jobs: jobs) {
                rowOfKey = .countingUp(table.rowCount)
                return
            }
            let rows = try place.rowsOfKeys(count: pool.count) { chunk in
                guard case .text(let texts) = chunks[chunk] else { return [] }
                return texts.codes.values.with(PartnerRows.none, whereMissingIn: texts.presence)
            }
            rowOfKey = .words(rows)
        } else {
            var codes = TextCodes()
            let numbers = codes.codes(of: chunks, jobs: jobs)
            rowOfKey = .words(try place.rowsOfKeys(count: codes.count) { numbers[$0] })
            keys = .texts(codes.pool)
        }
    }

    /// The pool whose first codes are the rows, where the keys are texts and stand in the order of their codes; then nothing is looked up.
    var poolOfRows: TextPool? {
        if case .texts(let pool) = keys, case .countingUp = rowOfKey { return pool }
        return nil
    }

    /// For every text of a pool the row that has it as its key, or ``PartnerRows/none``; texts beyond the count have none.
    ///
    /// - Complexity: O(1) for the pool of the keys themselves and for one asked for before; otherwise O(texts).
    mutating func rows(ofPool pool: TextPool, jobs: Int) -> SmallNumbers {
        guard case .texts(let own) = keys else { return .words([]) }
        if pool === own { return rowOfKey }
        if let found = known.first(where: { $0.pool === pool }) { return found.rows }
        let index =
            index
            ?? TextIndex(
                own,
                where: (0..<own.count).map { $0 < rowOfKey.count && rowOfKey[$0] != PartnerRows.none }, jobs: jobs)
        self.index = index
        let rows = SmallNumbers.words(
            rowOfKey.gathered(index.codes(of: pool, jobs: jobs), otherwise: PartnerRows.none))
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

    /// Whether every row has a key and the codes of the keys are the rows' own positions, so that no key stands twice.
    ///
    /// - Complexity: O(rows), on all threads, and O(rows of a chunk) where the first one shows that they do not.
    func codesCountUp(jobs: Int) -> Bool {
        var starts: [(chunk: Int, row: Int)] = []
        var start = 0
        for chunk in table.chunks.indices {
            starts.append((chunk, start))
            start += table.chunks[chunk].rowCount
        }
        let (chunks, column) = (table.chunks, column)
        @Sendable func countsUp(_ chunk: Int, from start: Int) -> Bool {
            guard chunks[chunk].columns.presence(of: column).isAllPresent,
                case .text(let texts) = chunks[chunk].columns[column]
            else { return false }
            return texts.codes.values.withUnsafeBufferPointer { codes in
                var difference: UInt32 = 0
                for row in 0..<codes.count { difference |= codes[row] ^ UInt32(truncatingIfNeeded: start &+ row) }
                return difference == 0
            }
        }
        guard let first = starts.first, countsUp(first.chunk, from: first.row) else { return false }
        return parallelMap(Array(starts.dropFirst()), jobs: jobs) { countsUp($0.chunk, from: $0.row) }.allSatisfy { $0 }
    }

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
                example: link.namesPeople ? "…" : table.chunks[first.chunk].columns[column].text(ofRow: first.row),
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
