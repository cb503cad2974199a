// The moments of periods between which it is looked who is active.

import Stages
import Tabular

/// The periods of a breakdown with the stretches whose rows make customers active at their start and at their end.
///
/// - Units: milliseconds for instants, days for dates.
struct ActivePeriods: Sendable {
    struct Entry: Sendable {
        /// Rows from here to the start of the period make active at its start.
        var startFrom: Int64
        var start: Int64
        /// Rows from here to the end of the period make active at its end.
        var endFrom: Int64
        var end: Int64
        /// As ``PeriodIndex`` gives it: from 1.
        var position: UInt32
    }

    let isDate: Bool
    /// By start.
    let entries: [Entry]

    /// Periods that are not over end now; those that have not begun, and all time, are left out.
    init(_ periods: BreakdownPeriods, _ activeFor: ActiveFor, _ clock: ColumnClock) {
        isDate = clock.isDate
        let now = clock.now
        entries = periods.periods.enumerated().compactMap { position, period in
            guard let days = activeFor.days(of: period) else { return nil }
            let start = clock.time(days.start.upperBound)
            guard start < now else { return nil }
            return Entry(
                startFrom: clock.time(days.start.lowerBound), start: start, endFrom: clock.time(days.end.lowerBound),
                end: min(clock.time(days.end.upperBound), now), position: UInt32(truncatingIfNeeded: position + 1))
        }.sorted { $0.start < $1.start }
    }

    /// Calls `body` with every period at whose start a row is the customer's last, and not too long ago.
    ///
    /// - Parameter next: when the customer's next row is; nil for none.
    @inline(__always)
    func forEach(from time: Int64, next: Int64?, _ body: (Entry) -> Void) {
        var low = entries.indices.firstPlace { entries[$0].start > time }
        while low < entries.count {
            let entry = entries[low]
            if let next, next < entry.start { return }
            if entry.startFrom <= time { body(entry) }
            low += 1
        }
    }
}
