// Why a period has no row of a table: whether any can be expected, by the days it is open and how often rows come.

import Stages
import Tabular

/// The reason for which a period has no row.
enum NoRows {
    /// It has no open day.
    case closed
    /// Open days without rows are declared to be zeros.
    ///
    /// - Parameter isWithinData: false where the period lies further from all rows than they usually do from each other.
    case zero(isWithinData: Bool)
    /// Rows come once in a longer period, and that one has some.
    case elsewhere(Period)
    /// Rows come once in a longer period, which is not over; the one before has some.
    case awaited(Period)
    /// Some should be there: in this period, or in the longer one.
    case lost(Period)

    /// - Parameter coverages: of the table's time columns; the first that explains the period is believed.
    init(
        in period: Period, _ coverages: [TableCoverage], _ periods: ReportPeriods, hasRow: (Period) -> Bool
    ) {
        guard let start = period.start, let end = period.end, let open = coverages.first?.open else {
            self = .lost(period)
            return
        }
        if !(start..<end).contains(where: { open.isOpen($0) }) {
            self = .closed
            return
        }
        var missing = period
        for coverage in coverages {
            guard case .once(let grain) = coverage.expectation, grain != .day else { continue }
            let wholes = period.divided(into: grain, fiscal: periods.fiscal).map(\.whole)
            guard let last = wholes.last else { continue }
            if let found = wholes.last(where: hasRow) {
                self = .elsewhere(found)
                return
            }
            if periods.isUnfinished(last), hasRow(last.advanced(by: -1)) {
                self = .awaited(last)
                return
            }
            missing = last
        }
        if open.empty == .zero {
            self = .zero(isWithinData: coverages.contains { $0.isNear(start, end) })
        } else {
            self = .lost(missing)
        }
    }

    /// Whether nobody need look after it.
    var isInOrder: Bool {
        switch self {
        case .closed, .elsewhere, .awaited: true
        case .zero(let isWithinData): isWithinData
        case .lost: false
        }
    }
}
