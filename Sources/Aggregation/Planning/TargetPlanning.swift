// Reads targets in the metric's own unit and puts them on their metrics.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Checks targets against the metrics they are for.
struct TargetPlanning {
    let periods: ReportPeriods
    let knownKeys: [String]
    let collector: DiagnosticCollector

    /// Puts each right target on its metric; `reported` are the keys of the metrics that were wanted, right or wrong.
    func assign(_ requests: [TargetRequest], to metrics: inout [PlannedMetric], reported: Set<String>) {
        var seen: [String: SourceLocation] = [:]
        for request in requests {
            guard reported.contains(request.metric.text) else {
                collector.add(
                    knownKeys.contains(request.metric.text)
                        ? AggregationDiagnostics.targetOnUnlisted(request.metric)
                        : AggregationDiagnostics.unknownMetric(request.metric, known: reported.sorted()))
                continue
            }
            if seen[request.metric.text] != nil {
                collector.add(AggregationDiagnostics.twoTargets(request.metric))
                continue
            }
            seen[request.metric.text] = request.metric.start
            guard let index = metrics.firstIndex(where: { $0.description.key == request.metric.text }) else { continue }
            guard let value = value(of: request, unit: metrics[index].description.unit) else { continue }
            metrics[index].target = PlannedTarget(
                target: Target(bound: request.bound, value: value), grain: request.grain)
        }
    }

    private func value(of request: TargetRequest, unit: MetricUnit) -> Double? {
        let text = request.value.text
        let isPercentage = text.last == "%"
        let number = OptionReader.number(text)
        switch unit {
        case .fraction:
            if let number, (0...1).contains(number) { return number }
            collector.add(AggregationDiagnostics.targetIsNoShare(request.value, metric: request.metric.text))
            return nil
        case .seconds, .minutes, .hours, .days:
            if let number, !isPercentage { return number }
            if let time = time(request.value), let scale = UnitScale(from: .duration, to: unit) {
                return scale.number(time)
            }
            collector.add(
                AggregationDiagnostics.targetIsNoTime(request.value, metric: request.metric.text, unit: unit.text))
            return nil
        case .perThousand, .points, .count, .currency, .number:
            if let number, !isPercentage { return number }
            collector.add(
                AggregationDiagnostics.targetIsNoNumber(request.value, metric: request.metric.text, unit: unit.text))
            return nil
        }
    }

    /// Milliseconds of `5 min`.
    private func time(_ text: SourceText) -> Double? {
        guard case .duration(let milliseconds)? = Expression(text, collector: DiagnosticCollector())?.constant else {
            return nil
        }
        return Double(milliseconds)
    }
}
