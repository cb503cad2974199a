// Follows a link: for every row of the left table the one row of the right table that has its key.

import Diagnostics
import Stages
import Tabular

/// The partner of every row of a link's left table.
package struct PartnerRows: Sendable {
    /// Stands for "no partner".
    package static let none = UInt32.max

    /// - Shape: one array per chunk of the left table, one entry per row.
    /// - Bounds: a row of the right table, counted over all its chunks from 0, or ``none``.
    package var chunks: [[UInt32]]
    package var match: LinkMatch

    /// Follows a link.
    ///
    /// - Missing: a missing key on the left has no partner; rows with a missing key on the right are no one's partner.
    /// - Errors: a key that several rows on the right share, told with its count, the first of them and its lines.
    /// - Complexity: O(rows + bytes of distinct texts); texts are compared once per distinct text, never per row.
    package init(_ link: TableLink, left: Table, right: Table, files: [InputFile], jobs: Int)
        throws(DiagnosedFailure)
    {
        guard let leftIndex = left.index(of: link.fromColumn), let rightIndex = right.index(of: link.toColumn) else {
            throw DiagnosedFailure(
                SegmentationDiagnostics.internalError("a column of link '\(link.from)' is absent"))
        }
        let leftColumns = left.chunks.map { $0.columns[leftIndex] }
        let rightColumns = right.chunks.map { $0.columns[rightIndex] }
        switch link.type {
        case .text:
            var codes = TextCodes()
            let keys = rightColumns.map { codes.codes(of: $0) }
            let rows = try UniqueRows(
                keys, count: codes.count, of: link, in: right, column: rightIndex, files: files)
            chunks = codes.gather(rows.rowOfKey, along: leftColumns, otherwise: Self.none, jobs: jobs)
        default:
            var index = IntegerIndex()
            let keys = rightColumns.map { column in column.integers { index.position(of: $0) } }
            let (known, rows) = (
                index,
                try UniqueRows(keys, count: index.count, of: link, in: right, column: rightIndex, files: files)
            )
            chunks = parallelMap(leftColumns, jobs: jobs) { column in
                column.integers { value in
                    known.existingPosition(of: value).map { rows.rowOfKey[Int($0)] } ?? Self.none
                }
            }
        }
        let matched = chunks.reduce(0) { $0 + $1.count { $0 != PartnerRows.none } }
        let missing = leftColumns.reduce(0) { $0 + $1.presence.missingCount }
        match = LinkMatch(
            from: link.from, to: link.to, rows: left.rowCount, matched: matched, missing: missing)
    }

    /// The segment numbers of the partner rows, `unknown` where there is none.
    package func gather(_ numbers: SegmentNumbers, unknown: UInt32, jobs: Int) -> SegmentNumbers {
        let flat = numbers.chunks.flatMap { $0 }
        return SegmentNumbers(
            chunks: parallelMap(chunks, jobs: jobs) { rows in
                flat.withUnsafeBufferPointer { flat in
                    rows.map { $0 < flat.count ? flat[Int($0)] : unknown }
                }
            })
    }
}

/// Where each key of a link's right side stands, after it is sure that it stands nowhere else.
private struct UniqueRows {
    var rowOfKey: [UInt32]

    /// - Shape: `keys` has for every row of the right table a number below `count`, or ``PartnerRows/none`` for no key.
    init(
        _ keys: [[UInt32]], count: Int, of link: TableLink, in table: Table, column: Int, files: [InputFile]
    ) throws(DiagnosedFailure) {
        rowOfKey = [UInt32](repeating: PartnerRows.none, count: count)
        var repeated: Set<UInt32> = []
        var surplus = 0
        var first: (key: UInt32, chunk: Int, row: Int)?
        var row: UInt32 = 0
        for (chunk, codes) in keys.enumerated() {
            for (position, key) in codes.enumerated() {
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
        guard let first else { return }
        let earlier = Self.place(ofRow: Int(rowOfKey[Int(first.key)]), in: table)
        throw DiagnosedFailure(
            SegmentationDiagnostics.duplicateKeys(
                link, values: repeated.count, surplusRows: surplus,
                example: table.chunks[first.chunk].columns[column].text(ofRow: first.row),
                first: earlier.flatMap { Self.location(chunk: $0.chunk, row: $0.row, in: table, files: files) },
                again: Self.location(chunk: first.chunk, row: first.row, in: table, files: files)))
    }

    private static func place(ofRow row: Int, in table: Table) -> (chunk: Int, row: Int)? {
        var start = 0
        for (index, chunk) in table.chunks.enumerated() {
            if row < start + chunk.rowCount { return (index, row - start) }
            start += chunk.rowCount
        }
        return nil
    }

    private static func location(chunk: Int, row: Int, in table: Table, files: [InputFile]) -> SourceLocation? {
        let origin = table.chunks[chunk].origin
        guard files.indices.contains(origin.file), let line = origin.line(ofRow: row) else { return nil }
        return SourceLocation(file: files[origin.file].path, line: line)
    }
}
