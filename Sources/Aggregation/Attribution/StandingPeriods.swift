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
    /// Within a layer entries ascend and do not overlap.
    private let layers: [[Entry]]

    /// Periods that are not over are looked at as of now; those that have not begun are left out.
    init(_ periods: BreakdownPeriods, _ standing: Standing, _ clock: ColumnClock) {
        self.standing = standing
        isDate = clock.isDate
        let now = clock.now
        layers = periods.layers.map { layer in
            layer.entries.compactMap { period, position in
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
    }

    /// Every period that is looked at.
    var entries: [Entry] { layers.flatMap { $0 } }

    /// Calls `body` with every period in which a row counts that begins at one time and ends at another; nil where it has not ended.
    @inline(__always)
    func forEach(from begin: Int64, until end: Int64?, _ body: (Entry) -> Void) {
        // It ends before it begins: it stands at no moment.
        if let end, end < begin { return }
        for layer in layers {
            var low = 0
            var high = layer.count
            while low < high {
                let middle = (low + high) / 2
                let isBefore = standing == .throughout ? layer[middle].end <= begin : layer[middle].moment <= begin
                if isBefore { low = middle + 1 } else { high = middle }
            }
            while low < layer.count {
                let entry = layer[low]
                if standing == .throughout {
                    // What ends as it begins stands in the period of that moment, for no time.
                    if let end, entry.start >= end, entry.start != begin { break }
                } else if let end, entry.moment > end {
                    break
                }
                body(entry)
                low += 1
            }
        }
    }
}
