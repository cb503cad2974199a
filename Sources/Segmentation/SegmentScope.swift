// What segmenters are prepared for: the tables as cleaning leaves them, and the links between them.

import Diagnostics
import Expressions
import Stages
import Tabular

/// What a segmenter is prepared for.
package struct SegmentScope: Sendable {
    package var schemas: [TableSchema]
    package var links: LinkGraph
    package var collector: DiagnosticCollector

    package init(schemas: [TableSchema], links: LinkGraph, collector: DiagnosticCollector) {
        self.schemas = schemas
        self.links = links
        self.collector = collector
    }

    /// The table of a name; an unknown one is reported. Nil without a message for one whose own mistake was reported.
    func table(_ name: SourceText) -> TableSchema? {
        if let schema = schemas[name.text] { return schema.isOpaque ? nil : schema }
        collector.add(StagesDiagnostics.unknownTable(name, known: schemas.map(\.name)))
        return nil
    }

    /// A formula bound to a table; nil after a mistake, which has been reported.
    func bound(
        _ formula: Expression, to table: SourceText, expecting type: ColumnType? = nil
    ) -> BoundFormula? {
        self.table(table).flatMap { BoundFormula(formula, for: $0, expecting: type, collector: collector) }
    }

    /// The type of a column; an unknown table or column is reported.
    func type(of column: ColumnReference) -> ColumnType? {
        guard let schema = table(column.table) else { return nil }
        let own = schema.ownColumns
        if let found = own.first(where: { $0.name == column.column.text }) { return found.type }
        if schema.opaqueColumns.contains(column.column.text) { return nil }
        collector.add(
            StagesDiagnostics.unknownColumn(column.column, table: schema.name, known: own.map(\.name)))
        return nil
    }
}
