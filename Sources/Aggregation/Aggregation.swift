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
        let wanted = resolution.wanted(options.metrics)

        var planning = MetricPlanning(schemas: schemas, segments: segments, periods: periods, collector: collector)
        let rowMetrics = planning.plan(wanted.all)
        let calculations = CalculationPlanning(
            collector: collector, knownKeys: resolution.knownKeys, tables: planning.tables,
            clock: schemas.lazy.compactMap(\.clock).first)
        let cellKinds = CellKindPlanning(
            collector: collector, segments: segments, hasCalendar: periods.business != nil)
        var metrics: [PlannedMetric] = []
        var positions: [String: Int] = [:]
        // Operands first, whatever the order they are reported in.
        for metric in inOrderOfNeed(wanted.all) {
            guard
                let planned = rowMetrics[metric.key]
                    ?? calculations.plan(metric, positions: positions, metrics: metrics)
                    ?? cellKinds.plan(metric, positions: positions, metrics: metrics)
            else { continue }
            positions[metric.key] = metrics.count
            metrics.append(planned)
        }

        let breakdownPlanning = BreakdownPlanning(
            segments: segments, periods: periods, collector: collector, schemas: schemas)
        let breakdowns = breakdownPlanning.plan(options.breakdowns)
        let reported = wanted.reported.compactMap { positions[$0.key] }
        breakdownPlanning.assign(breakdowns, to: &metrics, reported: reported, tables: planning.tables)
        let shown = breakdownPlanning.shownMetrics(
            breakdowns, listed: Set(options.metrics.map(\.key.text)), known: resolution.knownKeys)
        TargetPlanning(periods: periods, knownKeys: resolution.knownKeys, collector: collector)
            .assign(
                options.targets, to: &metrics,
                reported: Set(wanted.reported.map(\.key) + options.metrics.map(\.key.text)))
        let isAllKnown =
            schemas.allSatisfy { !$0.isOpaque && $0.opaqueColumns.isEmpty } && segments.allSatisfy { !$0.isOpaque }
        if isAllKnown, !collector.hasErrors, let lost = wanted.reported.first(where: { positions[$0.key] == nil }) {
            collector.add(AggregationDiagnostics.metricLost(lost.key))
        }
        return AggregationPlan(
            metrics: metrics, reported: reported,
            breakdowns: breakdowns.map(\.breakdown), shownMetrics: shown, tables: planning.tables, periods: periods)
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
        var measuring = try PlanMeasuring(plan, on: consume segmented, context: context)
        let measured = try measuring.measure()
        let used = Set(plan.breakdowns.flatMap(\.segments))
        for segment in segments where used.contains(segment.key) && segment.labels.count > Self.manyLabels {
            context.collector.add(AggregationDiagnostics.manyLabels(segment.key, count: segment.labels.count))
        }
        let building = ResultsBuilding(plan: plan, measured: measured, segments: segments)
        context.collector.add(building.emptyBreakdowns())
        return building.results(jobs: context.jobs)
    }

    /// More labels than a page shows; see the breakdowns of a report.
    private static let manyLabels = 500

    private static func inOrderOfNeed(_ metrics: [ResolvedMetric]) -> [ResolvedMetric] {
        var ordered: [ResolvedMetric] = []
        var done: Set<String> = []
        let byKey = Dictionary(metrics.map { ($0.key, $0) }) { first, _ in first }
        func visit(_ metric: ResolvedMetric) {
            guard done.insert(metric.key).inserted else { return }
            for operand in metric.operands { if let needed = byKey[operand.text] { visit(needed) } }
            ordered.append(metric)
        }
        for metric in metrics { visit(metric) }
        return ordered
    }
}
