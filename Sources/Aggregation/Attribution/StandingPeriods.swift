// The moments of periods at which rows stand, and which of them lie between two times.

import Stages
import Tabular

/// The periods of a breakdown as moments on the clock of a time column.
///
/// - Units: milliseconds for instants, days for dates.
struct StandingPeriods: Sendable {
    /// A period with its bounds and the moment at which it is looked.
    struct Entry: Sendable {
        var start: Int64
        var end: Int64
        var moment: Int64
        /// Up to when rows are old, or stand in the period: the moment, or now where the period is not over.
        var edge: Int64
        /// As ``PeriodIndex`` gives it: from 1.
        var position: UInt32
    }

    let standing: Standing
    let isDate: Bool
    /// Layer after layer. Those of moments ascend by the moment; for rows that stand throughout, the periods of a layer ascend and do not
    /// overlap.
    let entries: [Entry]
    private let layers: [Range<Int>]

    /// Periods that are not over are looked at as of now; those that have not begun are left out.
    init(_ periods: BreakdownPeriods, _ standing: Standing, _ clock: ColumnClock) {
        self.standing = standing
        isDate = clock.isDate
        let now = clock.now
        let found = periods.layers.map { layer in
            layer.entries.compactMap { period, position -> Entry? in
                let start = period.start.map(clock.time) ?? .min
                let end = min(period.end.map(clock.time) ?? now, now)
                guard start < end else { return nil }
                // What happens now stands, and is no millisecond old.
                if standing == .atStart, start == .min { return nil }
                let edge = end == now && now != .max ? now - 1 : end
                return Entry(
                    start: start, end: end, moment: standing == .atStart ? start : end,
                    edge: standing == .atStart ? start : edge,
                    position: UInt32(truncatingIfNeeded: position + 1))
            }.sorted { $0.start < $1.start }
        }
        if standing == .throughout {
            entries = found.flatMap { $0 }
            var layers: [Range<Int>] = []
            for layer in found {
                let first = layers.last?.upperBound ?? 0
                layers.append(first..<first + layer.count)
            }
            self.layers = layers
        } else {
            entries = found.flatMap { $0 }.sorted { ($0.moment, $0.position) < ($1.moment, $1.position) }
            layers = [entries.indices]
        }
    }

    /// A tree over the entries.
    var tree: PeriodTree { PeriodTree(placeCount: entries.count) }

    /// Calls `body` with the places of the entries in which a row counts that begins at one time and ends at another; nil where it has not
    /// ended.
    @inline(__always)
    func forEachStretch(from begin: Int64, until end: Int64?, _ body: (Range<Int>) -> Void) {
        // It ends before it begins: it stands at no moment.
        if let end, end < begin { return }
        for layer in layers {
            let low: Int
            var high = layer.upperBound
            if standing == .throughout {
                low = layer.firstPlace { entries[$0].end > begin }
                if let end {
                    high = (low..<high).firstPlace { entries[$0].start >= end }
                    // What ends as it begins stands in the period of that moment, for no time.
                    if high == low, low < layer.upperBound, entries[low].start == begin { high += 1 }
                }
            } else {
                low = layer.firstPlace { entries[$0].moment > begin }
                if let end { high = (low..<high).firstPlace { entries[$0].moment > end } }
            }
            if low < high { body(low..<high) }
        }
    }

    /// Calls `body` with every period in which a row counts that begins at one time and ends at another; nil where it has not ended.
    @inline(__always)
    func forEach(from begin: Int64, until end: Int64?, _ body: (Entry) -> Void) {
        forEachStretch(from: begin, until: end) { places in
            for place in places { body(entries[place]) }
        }
    }

    // MARK: Columns

    /// The nodes of a chunk's rows, pass by pass: each row has one at most in a pass.
    ///
    /// - Parameters:
    ///   - begin: when rows begin, a date or instant column; a row without it stands nowhere.
    ///   - until: when they end, of the same type; a row without it stands until now.
    func nodes(from begin: Column, until end: Column) -> [PeriodPositions] {
        let (tree, rowCount) = (tree, begin.count)
        // Pass after pass, a number for each row.
        var nodes: [UInt32] = []
        forEachRow(from: begin, until: end) { row, begin, end in
            var place = row
            forEachStretch(from: begin, until: end) { places in
                tree.forEachNode(of: places) { node in
                    if place >= nodes.count { nodes.append(contentsOf: repeatElement(0, count: rowCount)) }
                    nodes[place] = node
                    place &+= rowCount
                }
            }
        }
        return stride(from: 0, to: nodes.count, by: max(1, rowCount)).map { .rows(Array(nodes[$0..<$0 + rowCount])) }
    }

    /// Adds to the rows of each place those of a chunk.
    func addRows(from begin: Column, until end: Column, to counts: inout RowsByPlace) {
        forEachRow(from: begin, until: end) { _, begin, end in
            forEachStretch(from: begin, until: end) { counts.add(1, to: $0) }
        }
    }

    /// Calls `body` with every row that has a beginning.
    @inline(__always)
    func forEachRow(
        from begin: Column, until end: Column, _ body: (_ row: Int, _ begin: Int64, _ end: Int64?) -> Void
    ) {
        switch (begin, end) {
        case (.instant(let begins), .instant(let ends)): Self.each(begins, ends, body)
        case (.date(let begins), .date(let ends)): Self.each(begins, ends, body)
        default: break
        }
    }

    @inline(__always)
    private static func each<Time: FixedWidthInteger & BitwiseCopyable & Sendable>(
        _ begins: PrimitiveColumn<Time>, _ ends: PrimitiveColumn<Time>,
        _ body: (_ row: Int, _ begin: Int64, _ end: Int64?) -> Void
    ) {
        for row in begins.values.indices where begins.presence[row] {
            body(row, Int64(begins.values[row]), ends.presence[row] ? Int64(ends.values[row]) : nil)
        }
    }
}
