// When the rows of a table can be expected: on which days, or once in how long.

import Tabular

/// What is known of the arrival of a table's rows before they are read.
package struct TableCalendar: Sendable, Equatable {
    package var open: OpenDays
    /// Rows come once in each period of this length, on whatever day of it; nil: told from the data.
    package var every: Grain?
    /// Whether the rows are of a kind that mostly comes once a month or quarter, such as costs.
    package var isRarelyDaily: Bool

    package init(open: OpenDays = OpenDays(), every: Grain? = nil, isRarelyDaily: Bool = false) {
        self.open = open
        self.every = every
        self.isRarelyDaily = isRarelyDaily
    }

    /// Kinds of tables whose rows come with a month's or quarter's end.
    package static let rareKinds: Set<String> = ["costs", "benefits", "targets", "assessments"]
}
