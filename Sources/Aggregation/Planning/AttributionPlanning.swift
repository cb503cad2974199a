// Checks what a definition writes of the periods in which its rows count.

import Diagnostics
import Stages
import Tabular

/// Turns `until`, `stands`, `window` and `to_date` into an attribution.
struct AttributionPlanning {
    let metric: ResolvedMetric
    let kind: any MetricKind.Type
    /// Those of the table's scope.
    let columns: [ColumnDescription]
    let collector: DiagnosticCollector

    /// The attribution; nil when it is wrong, which is told.
    ///
    /// - Parameter time: the position of the column that says when a row counts.
    func attribution(time: Int?, table: String) -> RowAttribution? {
        let written = metric.definition.attribution
        let keys = written.texts.map(\.key).filter { $0 != MetricKeys.time.word && $0 != MetricKeys.stands.word }
        if keys.count > 1 {
            return wrong(AggregationDiagnostics.attributionsExclude(keys, metric: metric.key, at: place(of: keys[1])))
        }
        if written.stands != nil, written.until == nil {
            return wrong(
                AggregationDiagnostics.standsWithoutUntil(metric.key, at: place(of: MetricKeys.stands.word)))
        }
        guard let time else {
            if let key = keys.first {
                return wrong(AggregationDiagnostics.attributionWithoutTime(key, metric: metric.key, at: place(of: key)))
            }
            return written.isSnapshot == true ? .always : .inside
        }
        if kind.keys.contains(where: { $0.word == Retention.activeFor.word }), let key = keys.first {
            return wrong(
                AggregationDiagnostics.kindSaysItself(key, kind: kind.word, metric: metric.key, at: place(of: key)))
        }
        if let until = written.until { return standing(until, written.stands ?? .atEnd, time, table) }
        if let window = written.window { return .window(window) }
        switch written.toDate {
        case .week?: return .toDate(.week)
        case .month?: return .toDate(.month)
        case .quarter?: return .toDate(.quarter)
        case .halfYear?: return .toDate(.halfYear)
        case .year?: return .toDate(.year)
        case .beginning?: return .fromBeginning
        case nil: return .inside
        }
    }

    private func standing(_ until: SourceText, _ standing: Standing, _ time: Int, _ table: String) -> RowAttribution? {
        // An unknown column is told of with all other names.
        guard let index = columns.firstIndex(where: { $0.name == until.text }) else { return nil }
        guard columns[index].type == columns[time].type else {
            return wrong(
                AggregationDiagnostics.untilOfAnotherType(
                    SourceText(until.text, start: metric.place(of: until)), found: columns[index].type,
                    time: columns[time], metric: metric.key, table: table))
        }
        if kind.traits.needsTime {
            return wrong(
                AggregationDiagnostics.kindDoesNotStand(
                    kind.word, metric: metric.key, at: place(of: MetricKeys.until.word)))
        }
        return .standing(until: index, standing)
    }

    private func wrong(_ mistake: Diagnostic) -> RowAttribution? {
        collector.add(mistake)
        return nil
    }

    /// Where a key is written, or else where the metric can be mended.
    private func place(of key: String) -> SourceLocation {
        metric.definition.isBuiltIn
            ? metric.place : metric.definition.writtenKeys.first { $0.text == key }?.start ?? metric.blame
    }
}
