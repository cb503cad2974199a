// Gathers which columns built-in metrics lack, or cannot use as they are, and tells each column once for all of them.

import Diagnostics
import Expressions
import Stages
import Tabular

/// The columns that keep metrics from being measured.
struct UnfitColumns {
    private struct Absent {
        var table: String
        var columns: [String]
        var needed: [String]
        var metrics: [String]
        var place: SourceLocation
    }

    private struct Unusable {
        var table: String
        var column: String
        var found: ColumnType
        var need: CanonicalColumn.Need
        var scale: Expression.Scale?
        var metrics: [String]
        var place: SourceLocation
    }

    private var absent: [Absent] = []
    private var unusable: [Unusable] = []

    /// Takes columns that a table lacks; metrics that lack the same are told of together.
    mutating func addAbsent(_ columns: [String], needed: [String], by metric: ResolvedMetric, in schema: TableSchema) {
        if let same = absent.firstIndex(where: { $0.table == schema.name && Set($0.columns) == Set(columns) }) {
            absent[same].metrics.append(metric.key)
        } else {
            absent.append(
                Absent(
                    table: schema.name, columns: columns, needed: needed, metrics: [metric.key], place: metric.place))
        }
    }

    /// Whether the built-in formulas of a metric can use the columns they mention; those of another type are kept.
    mutating func takes(_ metric: ResolvedMetric, in schema: TableSchema) -> Bool {
        guard let kind = metric.definition.builtInKind else { return true }
        var names = metric.definition.formulas.filter(\.isBuiltIn).flatMap { $0.expression.columnNames.map(\.text) }
        names += metric.definition.timeColumns
        var isRight = true
        var seen: Set<String> = []
        for name in names where seen.insert(name).inserted {
            guard let type = schema.type(of: name), let canonical = CanonicalColumn.of(kind: kind, column: name),
                !canonical.need.isMet(by: type)
            else { continue }
            isRight = false
            if let same = unusable.firstIndex(where: { $0.table == schema.name && $0.column == name }) {
                unusable[same].metrics.append(metric.key)
            } else {
                let scale = metric.definition.formulas.lazy.flatMap {
                    $0.expression.scales(parameters: metric.constants)
                }
                .first { $0.column == name }
                unusable.append(
                    Unusable(
                        table: schema.name, column: name, found: type, need: canonical.need,
                        scale: scale, metrics: [metric.key], place: metric.place))
            }
        }
        return isRight
    }

    var diagnostics: [Diagnostic] {
        absent.map {
            AggregationDiagnostics.missingColumns(
                $0.columns, needed: $0.needed, metrics: $0.metrics, table: $0.table, at: $0.place)
        }
            + unusable.map {
                AggregationDiagnostics.unusableColumn(
                    $0.column, table: $0.table, found: $0.found, need: $0.need, scale: $0.scale, metrics: $0.metrics,
                    at: $0.place)
            }
    }
}
