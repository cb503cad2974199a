// Which columns of which tables the wanted metrics mention, so that only these are read.

import Diagnostics
import Expressions
import Stages

extension AggregationOptions {
    /// The columns that the wanted metrics need, by table name, so that only these are read.
    ///
    /// Names that turn out to be segments, and metrics whose table is absent, do no harm: what is not there is passed over.
    /// - Parameter tables: the name and kind of each table.
    package func mentionedColumns(
        catalogue: MetricCatalogue, tables: [(name: String, kind: String?)]
    ) -> [String: Set<String>] {
        columns(catalogue: catalogue, tables: tables) { metric in
            let names =
                metric.definition.timeColumns + metric.standInColumns + metric.definition.orderColumns
            return (metric.definition.formulas.map(\.expression), names)
        }
    }

    /// The columns of linked tables that formulas of the wanted metrics mention.
    package func linkedColumns(
        catalogue: MetricCatalogue, tables: [(name: String, kind: String?)]
    ) -> [ColumnReference] {
        var linked: [ColumnReference] = []
        forEachWanted(catalogue: catalogue, tables: tables) { metric, table in
            for expression in metric.definition.formulas.map(\.expression) {
                linked += expression.columns(of: table).filter { $0.mentioner != nil }
            }
        }
        return linked
    }

    /// The columns by which wanted metrics tell customers or other things apart, by table name.
    package func keyColumns(
        catalogue: MetricCatalogue, tables: [(name: String, kind: String?)]
    ) -> [String: Set<String>] {
        columns(catalogue: catalogue, tables: tables) { metric in
            guard case .rows(let kind, let formula)? = metric.definition.computation, kind.traits.tellsApart else {
                return ([], [])
            }
            let others = kind.keys.filter { $0.role == .value(.anything) }.map {
                metric.definition.settings.formula($0)
            }
            return (([formula] + others).compactMap { $0?.expression }, [])
        }
    }

    /// - Parameter mentions: the formulas of a metric, and names of columns of its own table.
    private func columns(
        catalogue: MetricCatalogue, tables: [(name: String, kind: String?)],
        of mentions: (ResolvedMetric) -> (formulas: [Expression], names: [String])
    ) -> [String: Set<String>] {
        var mentioned: [String: Set<String>] = [:]
        forEachWanted(catalogue: catalogue, tables: tables) { metric, table in
            let (formulas, names) = mentions(metric)
            mentioned[table.text, default: []].formUnion(names)
            for column in formulas.flatMap({ $0.columns(of: table) }) {
                mentioned[column.table.text, default: []].insert(column.column.text)
            }
        }
        return mentioned
    }

    /// Calls `body` with every wanted metric over rows and each of the tables that it may mean.
    private func forEachWanted(
        catalogue: MetricCatalogue, tables: [(name: String, kind: String?)],
        _ body: (ResolvedMetric, SourceText) -> Void
    ) {
        let resolution = MetricResolution(
            definitions: definitions, catalogue: catalogue, collector: DiagnosticCollector())
        for metric in resolution.wanted(metrics, showsVariants: showsVariants).all {
            guard let wanted = metric.definition.table else { continue }
            let meant =
                tables.filter { $0.name == wanted.text }.isEmpty
                ? tables.filter { $0.kind == wanted.text }.map(\.name) : [wanted.text]
            for name in meant { body(metric, SourceText(name, start: wanted.start)) }
        }
    }
}
