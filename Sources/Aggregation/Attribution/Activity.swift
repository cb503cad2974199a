// When a customer is active: so long after each of their rows, or in the period in which they have one.

import Stages
import Tabular

/// How long a row keeps its customer active.
enum ActiveFor: Sendable, Hashable, CustomStringConvertible {
    /// So long after it.
    case length(CalendarLength)
    /// In the period it lies in: who is active at its end had a row in it, and at its start one in the period before.
    case period

    /// Reads `90 days`, `12 months`, `period`; nil for anything else.
    init?(_ text: String) {
        if text == "period" || text == "周期" {
            self = .period
            return
        }
        guard let length = CalendarLength(text) else { return nil }
        self = .length(length)
    }

    var description: String {
        switch self {
        case .length(let length): "\(length)"
        case .period: "period"
        }
    }

    /// The days whose rows make customers active at the start of a period, and at its end; nil for all time.
    func days(of period: Period) -> (start: Range<Int>, end: Range<Int>)? {
        guard let start = period.start, let end = period.end else { return nil }
        switch self {
        case .length(let length): return (length.start(before: start)..<start, length.start(before: end)..<end)
        case .period:
            let before = period.advanced(by: -1)
            return ((before.start ?? start)..<start, start..<end)
        }
    }
}

/// Whose rows make whom active, for how long.
struct Activity: Sendable, Hashable {
    var activeFor: ActiveFor
    /// Positions in the table's formulas: the customer, then what their rows are worth where that is asked for.
    var values: [Int]
    /// Positions in the table's formulas: conditions that must all hold; ascending.
    var conditions: [Int]
}
