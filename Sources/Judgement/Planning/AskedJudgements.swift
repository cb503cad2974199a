// What a pipeline file asks to be judged beside findings, which every report has.

import Diagnostics
import Stages

/// The keys of a pipeline file that ask for judgements.
package struct AskedJudgements: Sendable {
    var scorecards = ScorecardOptions()
    var raters = RaterOptions()
    var effects = EffectOptions()
    var actions = ActionOptions()
    /// What is watched for.
    var alerts = AlertOptions()

    /// Nothing is asked but what is given.
    package init(
        scorecards: ScorecardOptions = ScorecardOptions(), raters: RaterOptions = RaterOptions(),
        effects: EffectOptions = EffectOptions(), actions: ActionOptions = ActionOptions(),
        alerts: AlertOptions = AlertOptions()
    ) {
        self.scorecards = scorecards
        self.raters = raters
        self.effects = effects
        self.actions = actions
        self.alerts = alerts
    }
}
