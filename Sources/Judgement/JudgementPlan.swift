// What judging is going to do.

import Diagnostics
import Stages

/// A checked plan of judging.
package struct JudgementPlan: Sendable {
    package var options: JudgementOptions
    /// The segments whose labels are judged beside each other.
    package var groups: [PlannedGroups] = []
    var scorecards: [PlannedScorecard] = []
    var raters: [PlannedRaters] = []
    var effects: [PlannedEffect] = []
    var actions: [PlannedAction] = []
    /// What is watched for, in the order of the pipeline file.
    var alerts: [WrittenAlert] = []
    /// Below so many rows a cell is hidden.
    var suppressBelow = 5

    package var hasScorecards: Bool { !scorecards.isEmpty }
    package var hasRaters: Bool { !raters.isEmpty }
    package var hasEffects: Bool { !effects.isEmpty }
    package var hasActions: Bool { !actions.isEmpty }
    package var hasAlerts: Bool { !alerts.isEmpty }

    /// The plan in words.
    package var lines: [Wording] {
        groups.map(\.line) + scorecards.map(\.line) + raters.map(\.line) + effects.map(\.line)
            + actions.map(\.line)
    }
}
