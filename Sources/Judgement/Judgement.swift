// Judging says of results what is signal and what is noise: the findings of a report, ranked, and marks that follow from them alone.

import Diagnostics
import Stages
import Tabular

/// What is done with results between measuring and rendering.
///
/// It looks at cells as they are shown, so that no judgement can tell what is hidden.
package enum Judgement {
    /// Checks the options against the metrics of the report.
    package static func plan(
        _ options: JudgementOptions, metrics: [MetricDescription], breakdowns: [Breakdown],
        collector: DiagnosticCollector
    ) -> JudgementPlan {
        JudgementPlan(options: options)
    }

    /// The results with what is to be said of them.
    package static func run(_ plan: JudgementPlan, on results: consuming MetricResults) -> MetricResults {
        guard plan.options.isOn else { return results }
        let judged = judged(results, level: plan.options.falseDiscoveries)
        results.judgements = judged.judgements
        Marks.set(judged.candidates, found: judged.found, in: &results)
        return results
    }

    /// What was tested, and what came of it.
    private static func judged(
        _ results: MetricResults, level: Double
    ) -> (judgements: Judgements, candidates: [Candidate], found: [Bool]) {
        var testing = ComparisonTesting(results)
        let candidates = testing.test()
        let list = FindingList(results: results, candidates: candidates, level: level)
        let (judgements, found) = list.judgements()
        return (judgements, candidates.tested, found)
    }
}
