// Follows a link: for every row of the left table the one row of the right table that has its key.

import Diagnostics
import Stages
import Tabular

/// The partner of every row of a link's left table.
package struct PartnerRows: Sendable {
    /// Stands for "no partner".
    package static let none = UInt32.max

    /// For every row of the left table a row of the right one, counted over all its chunks from 0, or ``none``.
    ///
    /// - Shape: once per distinct text where texts link, per row where whole numbers do.
    package let rows: RowNumbers
    package let match: LinkMatch
    /// The pool whose first codes are the rows of the right table; nil where its keys stand in another order.
    let poolOfRows: TextPool?

    /// Follows a link to the rows of its keys.
    ///
    /// - Missing: a missing key on the left has no partner.
    /// - Complexity: O(rows + texts of the left pool).
    init(_ link: TableLink, left: Table, column: Int, keys: inout KeyRows, jobs: Int) {
        let chunks = ColumnChunks.column(column, of: left)
        let matched: Int
        let missing: Int
        let pool = left.pool(ofColumn: column)
        poolOfRows = keys.poolOfRows
        if let pool, chunks.areCoded(by: pool) {
            let rowOfCode = keys.rows(ofPool: pool, jobs: jobs)
            rows = RowNumbers(column: column, numberOfCode: rowOfCode, missing: Self.none)
            missing = chunks.missingCount
            // Nothing to look up where every text is a key.
            matched =
                Self.haveRows(pool, rowOfCode)
                ? left.rowCount - missing : Self.matched(chunks, rowOfCode: rowOfCode.numbers, jobs)
        } else {
            let perRow: [[UInt32]]
            if pool == nil {
                let keys = keys
                perRow = chunks.map(jobs: jobs) { keys.rows(of: $0) }
            } else {
                // Chunks with pools of their own.
                var found: [[UInt32]] = []
                for chunk in 0..<chunks.count {
                    guard case .text(let texts) = chunks[chunk] else { continue }
                    found.append(
                        keys.rows(ofPool: texts.pool, jobs: jobs)
                            .gathered(texts.codes.values, otherwise: Self.none)
                            .with(Self.none, whereMissingIn: texts.presence))
                }
                perRow = found
            }
            rows = RowNumbers(chunks: perRow.map { .words($0) })
            matched = perRow.reduce(0) { $0 + $1.count { $0 != Self.none } }
            missing = chunks.missingCount
        }
        match = LinkMatch(from: link.from, to: link.to, rows: left.rowCount, matched: matched, missing: missing)
    }

    private init(rows: RowNumbers, match: LinkMatch, poolOfRows: TextPool?) {
        (self.rows, self.match, self.poolOfRows) = (rows, match, poolOfRows)
    }

    /// The same, with the partners of another link where this one finds none.
    ///
    /// - Parameter left: the left table of both links; their right table is the same.
    /// - Parameter columns: its columns that were followed so far, that of the other link included: a row is without a value when all are.
    func orElse(_ other: PartnerRows, left: Table, columns: [Int], jobs: Int) -> PartnerRows {
        let (first, second) = (rows, other.rows)
        let chunks = parallelMap(Array(left.chunks.indices), jobs: jobs) { chunk -> (rows: [UInt32], missing: Int) in
            let rows = zip(first.numbers(inChunk: chunk, of: left), second.numbers(inChunk: chunk, of: left)).map {
                $0 == Self.none ? $1 : $0
            }
            let presences = columns.map { left.chunks[chunk].columns[$0].presence }
            let missing = rows.indices.count { row in presences.allSatisfy { !$0[row] } }
            return (rows, missing)
        }
        let both = LinkMatch(
            from: "\(match.from), else \(other.match.from)",
            to: match.to == other.match.to ? match.to : "\(match.to), else \(other.match.to)", rows: left.rowCount,
            matched: chunks.reduce(0) { $0 + $1.rows.count { $0 != Self.none } },
            missing: chunks.reduce(0) { $0 + $1.missing })
        return PartnerRows(
            rows: RowNumbers(chunks: chunks.map { .words($0.rows) }), match: both, poolOfRows: poolOfRows)
    }

    /// Whether every text of a pool is the key of a row.
    private static func haveRows(_ pool: TextPool, _ rowOfCode: SmallNumbers) -> Bool {
        switch rowOfCode {
        case .countingUp(let count): count >= pool.count
        default: rowOfCode.count >= pool.count && !rowOfCode.numbers.contains(none)
        }
    }

    /// How many rows have a partner.
    ///
    /// - Complexity: O(rows); the table of 400,000 flags stays in the second cache.
    private static func matched(_ chunks: ColumnChunks, rowOfCode: [UInt32], _ jobs: Int) -> Int {
        let hasPartner = rowOfCode.map { $0 == none ? UInt8(0) : 1 }
        return chunks.map(jobs: jobs) { cells in
            guard case .text(let texts) = cells else { return 0 }
            let presence = texts.presence
            return hasPartner.withUnsafeBufferPointer { hasPartner in
                texts.codes.values.withUnsafeBufferPointer { codes in
                    var matched = 0
                    if presence.isAllPresent {
                        for code in codes where code < hasPartner.count { matched &+= Int(hasPartner[Int(code)]) }
                    } else {
                        for row in codes.indices where presence[row] && codes[row] < hasPartner.count {
                            matched &+= Int(hasPartner[Int(codes[row])])
                        }
                    }
                    return matched
                }
            }
        }.reduce(0, +)
    }
}
