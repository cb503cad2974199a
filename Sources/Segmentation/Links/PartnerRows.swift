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
        let keys: LinkKeys
        switch link.type {
        case .text: keys = LinkKeys(texts: leftColumns, rightColumns)
        default: keys = LinkKeys(integers: leftColumns, rightColumns)
        }
        let index = try UniqueRows(keys, of: link, in: right, column: rightIndex, files: files)
        let rowOfKey = index.rowOfKey
        chunks = parallelMap(keys.left, jobs: jobs) { codes in
            codes.map { $0 < rowOfKey.count ? rowOfKey[Int($0)] : PartnerRows.none }
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

/// The keys of both sides of a link as small numbers: equal numbers mean equal keys.
struct LinkKeys {
    /// Stands for a missing key, and on the left for one that the right side does not have.
    static let none = UInt32.max

    var left: [[UInt32]]
    var right: [[UInt32]]
    /// How many different keys the right side may have.
    var count: Int

    init(texts left: [Column], _ right: [Column]) {
        var pools = TextCodes()
        self.right = right.map { pools.codes(of: $0, addingNew: true) }
        count = pools.count
        self.left = left.map { pools.codes(of: $0, addingNew: false) }
    }

    init(integers left: [Column], _ right: [Column]) {
        var index = IntegerIndex()
        self.right = right.map { column in
            column.integers { value in index.position(of: value) }
        }
        count = index.count
        self.left = left.map { column in
            column.integers { value in index.existingPosition(of: value) ?? LinkKeys.none }
        }
    }
}

/// Where each key of a link's right side stands, after it is sure that it stands nowhere else.
private struct UniqueRows {
    var rowOfKey: [UInt32]

    init(_ keys: LinkKeys, of link: TableLink, in table: Table, column: Int, files: [InputFile])
        throws(DiagnosedFailure)
    {
        rowOfKey = [UInt32](repeating: PartnerRows.none, count: keys.count)
        var repeated: Set<UInt32> = []
        var surplus = 0
        var first: (key: UInt32, chunk: Int, row: Int)?
        var row: UInt32 = 0
        for (chunk, codes) in keys.right.enumerated() {
            for (position, key) in codes.enumerated() {
                if key != LinkKeys.none {
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
