// Aggregation turns segmented rows into metric results: for every metric, period and segment a value, its parts, how
// many rows it rests on, how sure it is, and how it compares with a target and with other periods.

import Diagnostics
import Expressions
import Stages
import Tabular

/// The stage that measures.
///
/// Rows become small group numbers (period × segment labels); each metric kind keeps one flat state for all groups;
/// states of parts of a table merge exactly; what comes out does not depend on how the work was cut. Totals come from
/// the rows themselves, never from printed values. Formulas over metrics are computed cell by cell afterwards.
package enum Aggregation {
    /// Checks the options against the tables and segments.
    ///
    /// - Errors: every mistake is collected with its place; a metric with mistakes is left out of the plan.
    package static func plan(
        _ options: AggregationOptions, catalogue: MetricCatalogue, schemas: [TableSchema],
        segments: [SegmentSchema], periods: ReportPeriods, collector: DiagnosticCollector
    ) -> AggregationPlan {
        let resolution = MetricResolution(
            definitions: options.definitions, catalogue: catalogue, collector: collector)
        let surroundings = MetricsPlan.Surroundings(
            schemas: schemas, segments: segments, periods: periods, knownKeys: resolution.knownKeys)
        let wanted = resolution.wanted(options.metrics, showsVariants: options.showsVariants)
            .thatCanBeGiven(in: surroundings)
        let planned = MetricsPlan(wanted.all, in: surroundings, collector: collector)
        var metrics = planned.metrics
        let (positions, tables) = (planned.positions, planned.tables)
        wanted.describeVariants(in: &metrics, at: positions)
        if !collector.hasErrors {
            collector.add(wanted.leftOut.map(AggregationDiagnostics.variantLeftOut))
        }

        let breakdownPlanning = BreakdownPlanning(
            segments: segments, periods: periods, collector: collector, schemas: schemas)
        let asked = breakdownPlanning.plan(options.breakdowns)
        let wantedKeys = Set(wanted.reported.map(\.key) + options.metrics.map(\.key.text))
        let explaining = ExplanationPlanning(
            periods: periods, segments: segments, knownKeys: resolution.knownKeys, collector: collector)
        let explained = explaining.wanted(
            options.explanations, breakdowns: asked, reported: wantedKeys, breakdownPlanning)
        let breakdowns = asked + explaining.lacking(explained, in: asked)
        let reported = wanted.reported.compactMap { positions[$0.key] }
        breakdownPlanning.assign(
            breakdowns, to: &metrics, reported: reported.filter { !metrics[$0].description.isVariant }, tables: tables)
        var shown = breakdownPlanning.shownMetrics(
            breakdowns, listed: Set(options.metrics.map(\.key.text)), known: resolution.knownKeys)
        let explanations = explaining.plan(
            explained, breakdowns: breakdowns, firstAdded: asked.count, metrics: &metrics, positions: positions,
            shown: &shown)
        let (assigned, keys) = (metrics.map(\.breakdowns), metrics.map(\.description.key))
        let goals = TargetPlanning(
            periods: periods, knownKeys: resolution.knownKeys, segments: segments,
            breakdowns: breakdowns.map(\.breakdown), collector: collector
        ).assign(options.targets, to: &metrics, reported: wantedKeys) { metric, breakdown in
            assigned[metric].contains(breakdown) && shown[breakdown]?.contains(keys[metric]) != false
        }
        let targetTables = TargetTables(schemas: schemas, collector: collector).tables(options.targetTables)
        if periods.period.start == nil {
            collector.add(
                wanted.reported.filter { metric in
                    guard let position = positions[metric.key], metrics[position].needsPeriods(among: metrics) else {
                        return false
                    }
                    return !metrics[position].breakdowns.contains { breakdowns[$0].breakdown.grain != nil }
                }.map { AggregationDiagnostics.needsPeriods($0.key, at: $0.blame) })
        }
        let isAllKnown =
            schemas.allSatisfy { !$0.isOpaque && $0.opaqueColumns.isEmpty } && segments.allSatisfy { !$0.isOpaque }
        if isAllKnown, !collector.hasErrors, let lost = wanted.reported.first(where: { positions[$0.key] == nil }) {
            collector.add(AggregationDiagnostics.metricLost(lost.key))
        }
        var plan = AggregationPlan(
            metrics: metrics, reported: reported,
            breakdowns: breakdowns.map(\.breakdown), shownMetrics: shown, tables: tables, periods: periods,
            explanations: explanations)
        plan.goals = goals
        let spreading = DistributionPlanning(
            schemas: schemas, segments: segments, periods: periods, collector: collector)
        plan.distributions = options.distributions.compactMap(spreading.planned)
        plan.targetTables = targetTables
        return plan
    }

    /// Measures.
    ///
    /// The tables are taken over: each is let go when its rows have been walked, so that the end of its metrics has its memory.
    ///
    /// - Errors: only when the tables are not as planned, or a breakdown has more combinations than can be numbered.
    package static func run(
        _ plan: AggregationPlan, on segmented: consuming SegmentedTables, context: StageContext
    ) throws(DiagnosedFailure) -> MetricResults {
        let segments = segmented.segments
        let goals = TargetCollecting(plan: plan, segments: segments, context: context).goals(in: segmented)
        let distributions = try DistributionCounting(plan: plan, context: context).distributions(in: segmented)
        var measuring = try PlanMeasuring(plan, on: consume segmented, context: context)
        let measured = try measuring.measure()
        let used = Set(plan.breakdowns.flatMap(\.segments))
        for segment in segments where used.contains(segment.key) && segment.labels.count > Self.manyLabels {
            context.collector.add(AggregationDiagnostics.manyLabels(segment.key, count: segment.labels.count))
        }
        let building = ResultsBuilding(plan: plan, measured: measured, segments: segments, goals: goals.goals)
        context.collector.add(building.emptyBreakdowns())
        var results = building.results(jobs: context.jobs)
        results.goals = goals
        results.distributions = distributions
        return results
    }

    /// More labels than a page shows; see the breakdowns of a report.
    private static let manyLabels = 500
}
