// Judging says of results what is signal and what is noise: findings and marks, and what a pipeline asks for: scorecards, raters, effects.

import Diagnostics
import Stages
import Tabular

/// What is done with results between measuring and rendering.
///
/// It looks at cells as they are shown, so that no judgement can tell what is hidden.
package enum Judgement {
    /// Checks the options against the metrics of the report.
    ///
    /// - Parameters:
    ///   - asked: what the pipeline file asks for beside findings.
    ///   - report: how metrics are divided, and what was written of it.
    ///   - suppressBelow: below so many rows a cell is hidden.
    package static func plan(
        _ options: JudgementOptions, asked: AskedJudgements = AskedJudgements(), metrics: [MetricDescription],
        breakdowns: [Breakdown], report: ReportShape = ReportShape(), periods: ReportPeriods, suppressBelow: Int = 5,
        collector: DiagnosticCollector
    ) -> JudgementPlan {
        if !options.isOn, let first = asked.alerts.alerts.first {
            collector.add(AlertDiagnostics.judgingIsOff(at: first.place))
        }
        let groups =
            options.isOn
            ? PlannedGroups.planned(
                options.groups, metrics: metrics, breakdowns: breakdowns, collector: collector) : []
        let planning = JudgementPlanning(
            metrics: metrics, breakdowns: breakdowns, report: report, collector: collector)
        let alerts = AlertPlanning(
            metrics: metrics, listed: metrics.map(\.key) + report.listed.sorted(), breakdowns: breakdowns,
            periods: periods, collector: collector)
        return JudgementPlan(
            options: options, groups: groups, scorecards: planning.scorecards(asked.scorecards),
            raters: planning.raters(asked.raters), effects: planning.effects(asked.effects),
            actions: planning.actions(asked.actions), alerts: alerts.checked(asked.alerts.alerts),
            suppressBelow: suppressBelow)
    }

    /// The results with what is to be said of them.
    ///
    /// - Parameter jobs: how many threads may work; the judgements are the same for any number.
    package static func run(
        _ plan: JudgementPlan, on results: consuming MetricResults, jobs: Int = 1, collector: DiagnosticCollector
    ) -> MetricResults {
        let sections = CellSection.all(of: results)
        var judgements = Judgements()
        var targets = TargetJudging(copy results, sections).measured()
        if plan.options.isOn {
            let tested = tested(results, sections, targets, by: plan)
            judgements = tested.judgements
            judgements.groups = GroupRun(plan: plan.groups, results: copy results).judgements(jobs: jobs)
            Marks.set(tested.candidates, found: tested.found, in: &results)
            TargetTesting.note(tested.candidates, found: tested.found, in: &targets)
        }
        watch(plan, results, sections, &judgements, collector)
        judgements.targets = TargetJudging(copy results, sections).judged(targets)
        judge(plan, results, sections, &judgements, collector)
        results.judgements = judgements
        return results
    }

    /// What the pipeline file asks for beside findings, by the marks: so a target is nowhere both met and within noise.
    private static func judge(
        _ plan: JudgementPlan, _ results: MetricResults, _ sections: [CellSection], _ judgements: inout Judgements,
        _ collector: DiagnosticCollector
    ) {
        let shrunken = ShrunkenValues(judgements.groups)
        judgements.scorecards = plan.scorecards.map(
            Scoring(results: results, sections: sections, valueOfCell: shrunken.value).scored)
        judgements.raters = plan.raters.map(RaterComparing(results: results, sections: sections).compared)
        judgements.effects = plan.effects.compactMap(EffectMeasuring(results: results, sections: sections).measured)
        judgements.actions = ActionMeasuring(results: results, sections: sections, collector: collector).measured(
            plan.actions)
    }

    private static func watch(
        _ plan: JudgementPlan, _ results: MetricResults, _ sections: [CellSection], _ judgements: inout Judgements,
        _ collector: DiagnosticCollector
    ) {
        if plan.alerts.isEmpty || !plan.options.isOn { return }
        AlertWatching(results: results, sections: sections, suppressBelow: plan.suppressBelow, collector: collector)
            .watch(for: plan.alerts, into: &judgements)
    }

    /// What is to be said of targets whose baseline nobody has.
    package static func targetsWithoutBaseline(_ results: MetricResults) -> [Diagnostic] {
        var told: [String] = []
        return results.judgements.targets.compactMap { progress in
            let place = "\(progress.goal.metric) \(progress.goal.location?.description ?? "")"
            guard progress.verdict == .noBaseline, !told.contains(place) else { return nil }
            told.append(place)
            return JudgementDiagnostics.noBaseline(progress)
        }
    }

    /// What was tested, and what came of it.
    private static func tested(
        _ results: MetricResults, _ sections: [CellSection], _ targets: [MeasuredTarget], by plan: JudgementPlan
    ) -> (judgements: Judgements, candidates: Candidates, found: [Bool]) {
        let series = SeriesJudging(results: results, sections: sections, rules: plan.options.signals).judged()
        var testing = ComparisonTesting(results, sections)
        var candidates = testing.test()
        TargetTesting.test(targets, of: results, into: &candidates)
        SeriesCandidates(results: results, series: series.series).add(to: &candidates)
        let list = FindingList(results: results, candidates: candidates, level: plan.options.falseDiscoveries)
        var (judgements, found) = list.judgements()
        judgements.besideOthers = Set(
            candidates.tested.lazy.filter { $0.against == .rest || $0.against == .total }.map(\.position))
        judgements.series = series.series
        judgements.seriesRules = series.rules
        judgements.seriesWithoutLimits = series.withoutLimits
        return (judgements, candidates, found)
    }
}
