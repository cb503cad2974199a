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
                var planned = rowMetrics[metric.key]
                    ?? calculations.plan(metric, positions: positions, metrics: metrics)
                    ?? cellKinds.plan(metric, positions: positions, metrics: metrics)
            else { continue }
            if surroundings.periods.hasDaysToCome { divideByDaysOver(&planned) }
            positions[metric.key] = metrics.count
            metrics.append(planned)
        }
    }

    /// Of a period that is not over, what is divided by the days that are is made from the rows of these alone: by a metric that stands in
    /// no report.
    private mutating func divideByDaysOver(_ metric: inout PlannedMetric) {
        guard case .cells(var made) = metric.computation, made.kind.isOfDaysOver else { return }
        made.operands = made.operands.map { operand in
            guard case .rows(var row) = metrics[operand].computation, row.attribution.isInside else { return operand }
            var past = metrics[operand]
            past.description.key += " (on days that are over)"
            if let known = metrics.firstIndex(where: { $0.description.key == past.description.key }) { return known }
            row.attribution = .onDaysOver
            past.computation = .rows(row)
            metrics.append(past)
            return metrics.count - 1
        }
        metric.computation = .cells(made)
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

extension ReportPeriods {
    /// Whether one of the report's periods is not over.
    fileprivate var hasDaysToCome: Bool { ([period] + compared.values + trend).contains { isUnfinished($0) } }
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
