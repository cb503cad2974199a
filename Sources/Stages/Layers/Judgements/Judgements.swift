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
    /// Comparisons that could not be tested, by why.
    package var untested: [Untested: Int] = [:]

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
