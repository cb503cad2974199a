// How many days a period has: all of them, or those on which business is open.

import Tabular

/// Which days of a period count.
package enum CountedDays: String, CaseIterable, Sendable {
    case all, working
}

extension ReportPeriods {
    /// How many days of a period are over at the as-of instant and count.
    ///
    /// - Missing: nil for all time, and for working days where no calendar tells them.
    package func count(_ period: Period, _ days: CountedDays) -> Int? {
        guard let start = period.start, let end = period.end else { return nil }
        let past = start..<max(start, min(end, today))
        switch days {
        case .all: return past.count
        case .working: return business?.workingDays(in: past)
        }
    }
}
