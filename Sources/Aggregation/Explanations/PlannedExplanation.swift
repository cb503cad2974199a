// An explanation of a change, planned.

import Stages
import Statistics
import Tabular

/// An explanation whose metric, segments and periods are known.
struct PlannedExplanation: Sendable {
    /// Positions in the plan's metrics and breakdowns.
    var metric: Int
    var breakdown: Int
    var base: Comparison.Base
    var basePeriod: Period
    var form: ChangeEffects.Form
}
