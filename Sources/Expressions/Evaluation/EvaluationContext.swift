// What the evaluation of a formula needs besides the rows.

import Tabular

/// What an evaluation needs besides the rows.
package struct EvaluationContext: Sendable {
    /// The zone in which instants have days and hours.
    package var zone: TimeZoneTable
    /// Counts the rows in which a formula overflows, and says how long texts may be; nobody does when it is nil.
    package var overflows: OverflowTally?

    package init(zone: TimeZoneTable, overflows: OverflowTally? = nil) {
        self.zone = zone
        self.overflows = overflows
    }
}
