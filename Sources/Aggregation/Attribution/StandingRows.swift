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

    /// So many at once: long-standing rows need no more memory than others, and what is made of a part fits the cache and is memory
    /// that was used before.
    private static let most = 1 << 13

    private init(isDate: Bool) { self.isDate = isDate }

    /// Calls `body` with the rows of a chunk that stand in some period, part by part.
    ///
    /// - Parameters:
    ///   - begin: when rows begin, a date or instant column; a row without it stands nowhere.
    ///   - until: when they end, of the same type; a row without it stands until now.
    static func forEachPart(
        from begin: Column, until end: Column, in periods: StandingPeriods, _ body: (StandingRows) -> Void
    ) {
        var part = StandingRows(isDate: periods.isDate)
        periods.forEachRow(from: begin, until: end) { row, begin, end in
            periods.forEach(from: begin, until: end) { entry in
                part.add(Int32(truncatingIfNeeded: row), begin, end, entry)
                if part.rows.count == most {
                    body(part)
                    part = StandingRows(isDate: periods.isDate)
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
        let first = columns.count
        columns += StandingName.columns.enumerated().map { place, column in
            needed.contains(first + place) ? self.column(place) : .missing(column.type, count: rows.count)
        }
        return Chunk(rowCount: rows.count, columns: columns, origin: RowOrigin(file: whole.origin.file))
    }

    /// One of the columns of ``StandingName``, by its place among them.
    private func column(_ place: Int) -> Column {
        // All time has no start.
        func bounded() -> Presence { Presence(count: rows.count) { starts[$0] != .min } }
        switch place {
        case 0: return .duration(PrimitiveColumn(ages))
        case 1: return .duration(PrimitiveColumn(overlaps))
        case 2: return .instant(PrimitiveColumn(starts.map { $0 == .min ? 0 : $0 }, presence: bounded()))
        case 3: return .instant(PrimitiveColumn(ends))
        case 4: return .date(PrimitiveColumn(starts.map { Int32(clamping: $0) }, presence: bounded()))
        default: return .date(PrimitiveColumn(ends.map { Int32(clamping: $0) }))
        }
    }
}
