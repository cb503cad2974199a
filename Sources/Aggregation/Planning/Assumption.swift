// What a metric takes for granted because its table does not say it.

import Diagnostics

/// A column that the table lacks, and what readers are told of how the metric does without it.
struct Assumption: Sendable, Hashable {
    var column: String
    var said: Wording
    /// Whether other columns of the table tell the same, so that nothing is missing from the number.
    var isEquivalent = false
}
