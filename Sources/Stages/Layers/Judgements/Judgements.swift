// What judging found out of the results: findings, and how many comparisons they were picked from.

import Tabular

/// Everything that judging says of the cells of a report.
///
/// It rests on what is shown alone: a hidden cell is never judged, and no other cell is judged by it.
package struct Judgements: Sendable {
    /// Deviations that are more than chance, the largest certain one first.
    package var findings: [Finding] = []
    /// How many comparisons were tested; their false-discovery rate is controlled over all of them.
    package var tested = 0
    /// The share of findings that may be false.
    package var level = 0.05
    /// The positions of cells that were tested against the rest of the total or against all; nothing can be said of others beside them.
    package var besideOthers: Set<Int> = []
    /// Comparisons that could not be tested, by why.
    package var untested: [Untested: Int] = [:]
    /// How far targets have come, in the order of ``TargetGoals/goals``, then of periods and labels.
    package var targets: [TargetProgress] = []
    /// In the order of the pipeline file.
    package var scorecards: [Scorecard] = []
    package var raters: [RaterComparison] = []
    package var effects: [TreatmentEffect] = []
    package var actions: [ActionEffect] = []

    /// Agents, teams or places beside each other, by segment and metric.
    package var groups: [GroupJudgement] = []

    /// Every series that has limits, in the order of metrics, breakdowns and labels.
    package var series: [SeriesJudgement] = []
    /// By which their points are signals.
    package var seriesRules = SeriesJudgement.Rules.xmr
    /// Series that have none, by why.
    package var seriesWithoutLimits: [WithoutLimits: Int] = [:]

    /// The alerts that have fired, in the order of the pipeline file.
    package var alerts: [Alert] = []
    /// How many could be watched.
    package var alertsWatched = 0
    /// Those that could not, in the order of the pipeline file.
    package var alertsNotWatched: [UnwatchedAlert] = []
    /// How many the pipeline file has.
    package var alertsAsked: Int { alertsWatched + alertsNotWatched.count }

    /// Why a series has no limits.
    package enum WithoutLimits: String, Sendable, CaseIterable {
        /// It has fewer than eight whole periods with a number.
        case fewPoints = "few-points"
        /// Its numbers are all the same.
        case noVariation = "no-variation"
    }

    /// Why a comparison was not tested.
    package enum Untested: String, Sendable, CaseIterable {
        /// One of both rests on fewer rows than the metric needs.
        case fewRows = "few-rows"
        /// Nothing says how much the number varies by chance.
        case noSpread = "no-spread"
        /// The segment is made of the same rows: customers of a high value buy more by definition.
        case sameRows = "same-rows"
    }

    package init() {}
}
