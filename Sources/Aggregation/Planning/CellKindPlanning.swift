// Checks the metrics over cells of other metrics.

import Diagnostics
import Stages
import Tabular

/// Turns a kind over cells into a planned metric.
struct CellKindPlanning {
    let collector: DiagnosticCollector
    let segments: [SegmentSchema]
    let hasCalendar: Bool

    /// The planned metric; nil when it is wrong or an operand is.
    ///
    /// - Parameter positions: where each metric that is right stands in `metrics`.
    func plan(_ metric: ResolvedMetric, positions: [String: Int], metrics: [PlannedMetric]) -> PlannedMetric? {
        guard case .cells(let kind, let names)? = metric.definition.computation else { return nil }
        let operands = names.compactMap { positions[$0.text] }
        guard operands.count == names.count, !operands.isEmpty else { return nil }
        guard hasKeys(metric, kind), let prepared = kind.init(metric.definition.settings) else { return nil }
        let parts = operands.map { metrics[$0] }
        let mistakes = CellKindMistakes(
            metric: metric.key, location: metric.blame, isBuiltIn: metric.definition.isBuiltIn, segments: segments,
            hasCalendar: hasCalendar, collector: collector)
        guard
            let character = prepared.character(
                of: zip(parts, operands).map { Self.operand($0, $1, of: metrics) }, mistakes)
        else { return nil }
        let interval = metric.definition.interval ?? character.interval
        if interval == .wilson || interval == .poisson, character.interval != interval {
            collector.add(
                AggregationDiagnostics.intervalOfNoCount(interval.rawValue, metric: metric.key, at: metric.blame))
            return nil
        }
        var metric = metric
        for part in parts {
            for assumption in part.assumptions where !metric.assumptions.contains(assumption) {
                metric.assumptions.append(assumption)
            }
        }
        guard
            var description = metric.description(
                table: nil, unit: metric.definition.unit ?? character.unit, interval: interval)
        else { return nil }
        if metric.definition.better == nil, let better = character.better { description.better = better }
        description.rest(on: parts.map(\.description))
        description.footing.whole = character.whole
        if character.looksBeyondPeriod {
            description.footing.looksBeyondPeriod = true
            description.footing.looksAtMoments = false
        }
        description.footing.tellsOperands =
            character.tellsOperands || parts.contains(where: \.description.footing.tellsOperands)
        description.waits = parts.contains { $0.description.waits }
        return PlannedMetric(
            description: description,
            computation: .cells(
                PlannedCells(kind: prepared, operands: operands, areCounts: parts.map { $0.count != nil })),
            interval: interval, breakdowns: [], isAdditive: false, assumptions: metric.assumptions)
    }

    private static func operand(_ metric: PlannedMetric, _ position: Int, of metrics: [PlannedMetric])
        -> CellKindOperand
    {
        CellKindOperand(
            key: metric.description.key, table: metric.description.table, unit: metric.description.unit,
            better: metric.description.better,
            isAdditive: metric.isAdditive, isCount: metric.count != nil, isOfItsPeriod: isOfItsPeriod(position, metrics)
        )
    }

    /// Whether all rows that a metric is made from count in the period of their time, and in no other.
    private static func isOfItsPeriod(_ position: Int, _ metrics: [PlannedMetric]) -> Bool {
        if case .rows(let row) = metrics[position].computation { return row.attribution.isInside }
        return metrics[position].computation.operands.allSatisfy { isOfItsPeriod($0, metrics) }
    }

    /// Whether the keys are there without which the kind is nothing; that one is absent is told.
    private func hasKeys(_ metric: ResolvedMetric, _ kind: any CellKind.Type) -> Bool {
        let absent = kind.keys.filter { $0.option.isRequired && metric.definition.settings.value(of: $0) == nil }
        for key in absent where !metric.definition.writtenKeys.contains(where: { $0.text == key.word }) {
            collector.add(StagesDiagnostics.missingKey(key.word, of: Wording("'\(metric.key)'"), at: metric.blame))
        }
        return absent.isEmpty
    }
}
