// Years that functions of business hours met and whose holidays nobody has told, and who is told of them.

import Synchronization

/// The years in which a calendar was asked for something that it does not know, over all chunks and threads.
package final class CalendarTally: Sendable {
    /// What was met.
    package struct Met: Sendable, Equatable {
        /// The years of moments, and those between them, whose holidays are not told.
        package var unknownYears: Set<Int> = []
        /// The years of moments that are beyond all days that a calendar has.
        package var yearsBeyond: Set<Int> = []

        package init(unknownYears: Set<Int> = [], yearsBeyond: Set<Int> = []) {
            self.unknownYears = unknownYears
            self.yearsBeyond = yearsBeyond
        }
    }

    private let met = Mutex(Met())

    func add(_ more: Met) {
        if more == Met() { return }
        met.withLock { met in
            met.unknownYears.formUnion(more.unknownYears)
            met.yearsBeyond.formUnion(more.yearsBeyond)
        }
    }

    /// What was met since the last look.
    package func take() -> Met {
        met.withLock { met in
            defer { met = Met() }
            return met
        }
    }
}
