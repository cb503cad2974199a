// Which columns of which tables the wanted metrics mention, so that only these are read.

import Diagnostics
import Expressions

extension AggregationOptions {
    /// The columns that the wanted metrics need, by table name, so that only these are read.
    ///
    /// Names that turn out to be segments, and metrics whose table is absent, do no harm: what is not there is passed over.
    /// - Parameter tables: the name and kind of each table.
    package func mentionedColumns(
        catalogue: MetricCatalogue, tables: [(name: String, kind: String?)]
    ) -> [String: Set<String>] {
        columns(catalogue: catalogue, tables: tables) { metric in
            metric.definition.formulas.flatMap { $0.expression.columnNames.map(\.text) }
                + metric.definition.timeColumns + metric.standInColumns
                + metric.definition.orderColumns
        }
    }

    /// The columns by which wanted metrics tell customers or other things apart, by table name.
    package func keyColumns(
        catalogue: MetricCatalogue, tables: [(name: String, kind: String?)]
    ) -> [String: Set<String>] {
        columns(catalogue: catalogue, tables: tables) { metric in
            guard case .rows(let kind, let formula)? = metric.definition.computation, kind.traits.tellsApart else {
                return []
            }
            let others = kind.keys.filter { $0.role == .value(.anything) }.map {
                metric.definition.settings.formula($0)
            }
            return ([formula] + others).compactMap { $0 }.flatMap { $0.expression.columnNames.map(\.text) }
        }
    }

    private func columns(
        catalogue: MetricCatalogue, tables: [(name: String, kind: String?)], of names: (ResolvedMetric) -> [String]
    ) -> [String: Set<String>] {
        let resolution = MetricResolution(
            definitions: definitions, catalogue: catalogue, collector: DiagnosticCollector())
        var mentioned: [String: Set<String>] = [:]
        for metric in resolution.wanted(metrics).all {
            guard let wanted = metric.definition.table?.text else { continue }
            let meant =
                tables.filter { $0.name == wanted }.isEmpty
                ? tables.filter { $0.kind == wanted }.map(\.name) : [wanted]
            for name in meant { mentioned[name, default: []].formUnion(names(metric)) }
        }
        return mentioned
    }
}
