// The rows of a chunk, each as often as there are periods in which it stands, with what it is worth at the moment.

import Tabular

/// Rows beside the periods in which they stand.
struct StandingRows {
    /// Rows of the chunk; one appears once for every period.
    private(set) var rows: [Int32] = []
    /// The period of each, from 1.
    private(set) var positions: [UInt32] = []
    private var ages: [Int64] = []
    private var overlaps: [Int64] = []
    private var starts: [Int64] = []
    private var ends: [Int64] = []
    private let isDate: Bool

    /// So many at once, so that long-standing rows need no more memory than others.
    private static let most = 1 << 16

    private init(isDate: Bool) { self.isDate = isDate }

    /// Calls `body` with the rows of a chunk that stand in some period, part by part.
    ///
    /// - Parameters:
    ///   - begin: when rows begin, a date or instant column; a row without it stands nowhere.
    ///   - until: when they end, of the same type; a row without it stands until now.
    static func forEachPart(
        from begin: Column, until end: Column, in periods: StandingPeriods, _ body: (StandingRows) -> Void
    ) {
        switch (begin, end) {
        case (.instant(let begins), .instant(let ends)):
            each(begins, ends, periods, isDate: false, body)
        case (.date(let begins), .date(let ends)):
            each(begins, ends, periods, isDate: true, body)
        default: break
        }
    }

    private static func each<Time: FixedWidthInteger & BitwiseCopyable & Sendable>(
        _ begins: PrimitiveColumn<Time>, _ ends: PrimitiveColumn<Time>, _ periods: StandingPeriods, isDate: Bool,
        _ body: (StandingRows) -> Void
    ) {
        var part = StandingRows(isDate: isDate)
        for row in begins.values.indices where begins.presence[row] {
            let begin = Int64(begins.values[row])
            let end = ends.presence[row] ? Int64(ends.values[row]) : nil
            periods.forEach(from: begin, until: end) { entry in
                part.add(Int32(truncatingIfNeeded: row), begin, end, entry)
                if part.rows.count == most {
                    body(part)
                    part = StandingRows(isDate: isDate)
                }
            }
        }
        if !part.rows.isEmpty { body(part) }
    }

    private mutating func add(_ row: Int32, _ begin: Int64, _ end: Int64?, _ entry: StandingPeriods.Entry) {
        let unit: Int64 = isDate ? 86_400_000 : 1
        rows.append(row)
        positions.append(entry.position)
        ages.append((entry.edge &- begin) &* unit)
        overlaps.append((min(end ?? entry.edge, entry.edge) &- max(begin, entry.start)) &* unit)
        starts.append(entry.start)
        ends.append(entry.end)
    }

    /// The rows as formulas see them.
    ///
    /// - Parameter needed: positions in the scope of the columns that formulas look at; others are there without cells.
    func chunk(of whole: Chunk, needed: Set<Int>) -> Chunk {
        var columns = whole.columns.indices.map { position -> Column in
            needed.contains(position)
                ? whole.columns[position].gathered(rows)
                : .missing(whole.columns.type(of: position), count: rows.count)
        }
        columns += self.columns
        return Chunk(rowCount: rows.count, columns: columns, origin: RowOrigin(file: whole.origin.file))
    }

    /// The columns of ``StandingName``, in their order.
    private var columns: [Column] {
        let days = isDate ? starts.map { Int32(clamping: $0) } : [Int32](repeating: 0, count: rows.count)
        let endDays = isDate ? ends.map { Int32(clamping: $0) } : days
        // All time has no start.
        let bounded = Presence(count: rows.count) { starts[$0] != .min }
        return [
            .duration(PrimitiveColumn(ages)), .duration(PrimitiveColumn(overlaps)),
            .instant(PrimitiveColumn(starts.map { $0 == .min ? 0 : $0 }, presence: bounded)),
            .instant(PrimitiveColumn(ends)), .date(PrimitiveColumn(days, presence: bounded)),
            .date(PrimitiveColumn(endDays)),
        ]
    }
}
