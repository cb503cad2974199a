// The last rows of customers who are active when a period starts, with whether they still are when it ends.

import Tabular

/// Rows of a chunk beside the periods at whose start they make their customer active.
struct ActiveRows {
    private(set) var rows: [Int32] = []
    /// The period of each, from 1.
    private(set) var positions: [UInt32] = []
    private var isKept: [Bool] = []
    private var before: [Range<Int>] = []
    private var after: [Range<Int>] = []

    /// So many at once.
    private static let most = 1 << 16

    /// Calls `body` with the rows of a chunk, part by part.
    static func forEachPart(
        ofChunk chunk: Int, rowCount: Int, of histories: CustomerHistories, in periods: ActivePeriods,
        _ body: (ActiveRows) -> Void
    ) {
        var part = ActiveRows()
        for row in 0..<rowCount {
            guard let place = histories.place(ofRow: row, inChunk: chunk) else { continue }
            periods.forEach(from: histories.time(at: place), next: histories.next(after: place)) { entry in
                let after = histories.places(ofCustomerAt: place, from: entry.endFrom, to: entry.end)
                part.rows.append(Int32(truncatingIfNeeded: row))
                part.positions.append(entry.position)
                part.isKept.append(!after.isEmpty)
                part.before.append(
                    histories.places(ofCustomerAt: place, from: entry.startFrom, to: entry.start))
                part.after.append(after)
                if part.rows.count == most {
                    body(part)
                    part = ActiveRows()
                }
            }
        }
        if !part.rows.isEmpty { body(part) }
    }

    /// Whether the customer is still active at the end; then, where amounts are asked for, what was bought in the stretch before the start
    /// and in that before the end.
    func columns(_ histories: CustomerHistories) -> [Column] {
        [.flag(PrimitiveColumn(isKept))]
            + [histories.amounts(of: before), histories.amounts(of: after)].compactMap { $0 }
    }
}
