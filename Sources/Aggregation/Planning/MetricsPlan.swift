// Plans metrics in the order in which they need one another.

import Diagnostics
import Stages
import Tabular

/// Metrics checked against tables and segments; the operands of each stand before it.
struct MetricsPlan {
    private(set) var metrics: [PlannedMetric] = []
    /// By key; a metric with mistakes, which are collected, has none.
    private(set) var positions: [String: Int] = [:]
    let tables: [PlannedTable]

    /// What metrics are checked against.
    struct Surroundings {
        let schemas: [TableSchema]
        let segments: [SegmentSchema]
        let periods: ReportPeriods
        let knownKeys: [String]
    }

    init(_ wanted: [ResolvedMetric], in surroundings: Surroundings, collector: DiagnosticCollector) {
        var planning = MetricPlanning(
            schemas: surroundings.schemas, segments: surroundings.segments, periods: surroundings.periods,
            collector: collector)
        let rowMetrics = planning.plan(wanted)
        tables = planning.tables
        let calculations = CalculationPlanning(
            collector: collector, knownKeys: surroundings.knownKeys, tables: planning.tables,
            clock: surroundings.schemas.lazy.compactMap(\.clock).first)
        let cellKinds = CellKindPlanning(
            collector: collector, segments: surroundings.segments,
            hasCalendar: surroundings.periods.business != nil)
        // Operands first, whatever the order they are reported in.
        for metric in Self.inOrderOfNeed(wanted) {
            guard
                let planned = rowMetrics[metric.key]
                    ?? calculations.plan(metric, positions: positions, metrics: metrics)
                    ?? cellKinds.plan(metric, positions: positions, metrics: metrics)
            else { continue }
            positions[metric.key] = metrics.count
            metrics.append(planned)
        }
    }

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

extension WantedMetrics {
    /// Says on each metric which other definitions stand beside it, and on these that they do.
    func describeVariants(in metrics: inout [PlannedMetric], at positions: [String: Int]) {
        for metric in reported {
            guard let position = positions[metric.key] else { continue }
            metrics[position].description.isVariant = metric.isVariant
            metrics[position].description.variants = metric.variants.map { variant in
                MetricDescription.Variant(
                    name: variant.name, title: variant.title, definition: variant.definition,
                    key: variant.key.flatMap { positions[$0] == nil ? nil : $0 })
            }
        }
    }

    /// The same without the variants that nobody named and that the tables at hand cannot give.
    func thatCanBeGiven(in surroundings: MetricsPlan.Surroundings) -> WantedMetrics {
        let lost = reported.filter(\.isOptional).compactMap { variant -> LeftOutVariant? in
            let own = DiagnosticCollector()
            _ = MetricsPlan(closure(of: variant), in: surroundings, collector: own)
            guard let reason = own.diagnostics.first(where: { $0.severity == .error }),
                let beside = reported.first(where: { $0.variants.contains { $0.key == variant.key } }),
                let name = beside.variants.first(where: { $0.key == variant.key })?.name
            else { return nil }
            return LeftOutVariant(
                name: name, metric: beside.key, place: beside.blame, rowKey: variant.key, reason: reason)
        }
        return without(lost)
    }
}
