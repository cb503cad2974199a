// The periods of a breakdown whose rows are those of a stretch of days, in an order in which those of a day stand side by side.

import Tabular

/// Periods that reach back: those of windows, to date, and of all rows.
///
/// Where a stretch begins follows from where it ends, and never goes back as that goes on; so by their ends, the periods in which a day
/// counts stand side by side. The edges of all stretches cut time into pieces within which all rows count in the same periods.
struct StretchedPeriods: Sendable {
    /// By place in that order, the position of a period.
    let positions: [Int]
    let tree: PeriodTree
    /// The pieces, by position; nil where every row counts in every period.
    private let pieces: PeriodIndex?
    /// By piece from 1, as ``PeriodIndex`` counts, the places of the periods in which its rows count.
    private let places: [Range<Int>]
    /// Pass by pass and by piece, a node of those places; 0 for none.
    private let passes: [[UInt32]]

    /// - Parameter periods: stretched.
    init(_ periods: BreakdownPeriods) {
        let entries = periods.layers.flatMap(\.entries)
        let bounded = entries.compactMap { entry -> (start: Int, end: Int, position: Int)? in
            guard let start = entry.period.start, let end = entry.period.end else { return nil }
            return (start, end, entry.position)
        }.sorted { ($0.end, $0.start, $0.position) < ($1.end, $1.start, $1.position) }
        if bounded.count < entries.count {
            positions = entries.map(\.position).sorted()
            pieces = nil
            places = [0..<0, 0..<positions.count]
        } else {
            positions = bounded.map(\.position)
            let edges = Set(bounded.flatMap { [$0.start, $0.end] }).sorted()
            let cut = zip(edges, edges.dropFirst()).map { start, end in
                let first = bounded.indices.firstPlace { bounded[$0].end > start }
                let next = bounded.indices.firstPlace { bounded[$0].start > start }
                return (start: start, end: end, places: first..<max(first, next))
            }.filter { !$0.places.isEmpty }
            pieces = PeriodIndex(
                cut.enumerated().map { (period: Period(grain: nil, start: $1.start, end: $1.end), position: $0) })
            places = [0..<0] + cut.map(\.places)
        }
        let tree = PeriodTree(placeCount: positions.count)
        let none = [UInt32](repeating: 0, count: places.count)
        var passes: [[UInt32]] = []
        for (piece, places) in places.enumerated() {
            var pass = 0
            tree.forEachNode(of: places) { node in
                if pass == passes.count { passes.append(none) }
                passes[pass][piece] = node
                pass += 1
            }
        }
        self.tree = tree
        self.passes = passes
    }

    /// The nodes of a chunk's rows, pass by pass: each row has one at most in a pass.
    ///
    /// - Parameters: those of ``PeriodIndex``.
    func nodes(of time: Column?, span: ClosedRange<Int64>?, zone: TimeZoneTable) -> [PeriodPositions] {
        switch pieces?.positions(of: time, span: span, zone: zone) ?? .all(1) {
        case .all(let piece): return passes.map { .all($0[Int(piece)]) }
        case .rows(let rows): return passes.map { nodes in .rows(rows.map { nodes[Int($0)] }) }
        }
    }

    /// Adds to the rows of each place those of a chunk.
    ///
    /// - Shape: `counts` has one number per place.
    func addRows(
        of time: Column?, span: ClosedRange<Int64>?, zone: TimeZoneTable, rowCount: Int, to counts: inout RowsByPlace
    ) {
        switch pieces?.positions(of: time, span: span, zone: zone) ?? .all(1) {
        case .all(let piece): counts.add(rowCount, to: places[Int(piece)])
        case .rows(let rows): for piece in rows { counts.add(1, to: places[Int(piece)]) }
        }
    }
}

/// How many rows count at each of some places, found from where those of each row begin and end.
struct RowsByPlace: Sendable {
    private var changes: [Int]

    init(placeCount: Int) { changes = [Int](repeating: 0, count: placeCount + 1) }

    @inline(__always)
    mutating func add(_ rows: Int, to places: Range<Int>) {
        changes[places.lowerBound] &+= rows
        changes[places.upperBound] &-= rows
    }

    mutating func add(_ other: RowsByPlace) {
        for place in changes.indices { changes[place] += other.changes[place] }
    }

    /// By place.
    var rows: [Int] {
        var total = 0
        return changes.dropLast().map { change in
            total += change
            return total
        }
    }
}
