// Which columns of which tables the wanted metrics mention, so that only these are read.

import Diagnostics
import Expressions
import Stages

/// The columns that the wanted metrics of a pipeline name.
///
/// Names that turn out to be segments, and metrics whose table is absent, do no harm: what is not there is passed over.
package struct MentionedColumns: Sendable {
    /// Those they need, by table name.
    package private(set) var needed: [String: Set<String>] = [:]
    /// Those by which they tell customers or other things apart, by table name.
    package private(set) var keys: [String: Set<String>] = [:]
    /// Those of linked tables that their formulas mention.
    package private(set) var linked: [ColumnReference] = []

    /// Looks at the wanted metrics once.
    ///
    /// - Parameter tables: the name and kind of each table.
    package init(
        of options: AggregationOptions, catalogue: MetricCatalogue, tables: [(name: String, kind: String?)]
    ) {
        let resolution = MetricResolution(
            definitions: options.definitions, catalogue: catalogue, collector: DiagnosticCollector())
        for metric in resolution.wanted(options.metrics, showsVariants: options.showsVariants).all {
            guard let wanted = metric.definition.table else { continue }
            let named = tables.filter { $0.name == wanted.text }
            for table in named.isEmpty ? tables.filter({ $0.kind == wanted.text }) : named {
                take(metric, from: SourceText(table.name, start: wanted.start))
                let since = metric.definition.time.flatMap { RareTimes.knownSince($0.text, kind: table.kind, nil) }
                if let since { needed[table.name, default: []].insert(since) }
            }
        }
        for column in options.distributions.flatMap({ $0.columns(tables) }) {
            needed[column.table.text, default: []].insert(column.column.text)
            if column.mentioner != nil { linked.append(column) }
        }
        needed.merge(options.targetColumns(tables)) { $0.union($1) }
    }

    private mutating func take(_ metric: ResolvedMetric, from table: SourceText) {
        let definition = metric.definition
        needed[table.text, default: []].formUnion(
            definition.timeColumns + metric.standInColumns + definition.orderColumns)
        for column in definition.formulas.flatMap({ $0.expression.columns(of: table) }) {
            needed[column.table.text, default: []].insert(column.column.text)
            if column.mentioner != nil { linked.append(column) }
        }
        guard case .rows(let kind, let formula)? = definition.computation, kind.traits.tellsApart else { return }
        let others = kind.keys.filter { $0.role == .value(.anything) }.map { definition.settings.formula($0) }
        for column in ([formula] + others).compactMap({ $0?.expression }).flatMap({ $0.columns(of: table) }) {
            keys[column.table.text, default: []].insert(column.column.text)
        }
    }
}
