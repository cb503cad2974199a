// A formula over the columns of one table, from its text to its values chunk by chunk.

import Diagnostics
import Expressions
import Stages
import Tabular

/// A formula together with the table it is about.
struct TableFormula: Sendable {
    let expression: Expression
    /// Set once it is checked.
    private(set) var typed: TypedExpression?
    /// The columns that `typed` is evaluated on, in its order.
    private var columns: [String] = []

    init(_ expression: Expression) { self.expression = expression }

    var type: ColumnType { typed?.type ?? .text }

    /// The columns it mentions, as columns of `table`.
    func mentionedColumns(of table: SourceText) -> [ColumnReference] {
        expression.columnNames.map { ColumnReference(table: table, column: $0) }
    }

    /// The formula ready for a table; nil after a mistake, which has then been reported.
    func checked(
        against schema: TableSchema, expecting type: ColumnType? = nil, collector: DiagnosticCollector
    ) -> TableFormula? {
        let whole = ExpressionScope(table: schema.name, columns: schema.columns)
        guard expression.checked(in: whole, expecting: type, collector: collector) != nil else { return nil }
        // Once more with only the columns it needs, so that a chunk of just these can be handed to it.
        let mentioned = Set(expression.columnNames.map(\.text))
        var seen: Set<String> = []
        let needed = schema.columns.filter { mentioned.contains($0.name) && seen.insert($0.name).inserted }
        let narrow = ExpressionScope(table: schema.name, columns: needed)
        guard let typed = expression.checked(in: narrow, expecting: type, collector: collector) else { return nil }
        var ready = self
        ready.typed = typed
        ready.columns = needed.map(\.name)
        return ready
    }

    /// Its value in every row.
    ///
    /// - Shape: one column per chunk. Text columns have a pool of their own per chunk.
    /// - Errors: an internal error when a planned column is absent.
    func values(of table: Table, _ work: SegmentWork) throws(DiagnosedFailure) -> [Column] {
        try map(table, work) { typed, chunk, context in typed.evaluate(chunk: chunk, context: context) }
    }

    /// Whether it holds, for every row, chunk by chunk; missing counts as false.
    func truths(of table: Table, _ work: SegmentWork) throws(DiagnosedFailure) -> [[Bool]] {
        try map(table, work) { typed, chunk, context in typed.isTrue(chunk: chunk, context: context) }
    }

    private func map<Output: Sendable>(
        _ table: Table, _ work: SegmentWork,
        _ body: @escaping @Sendable (TypedExpression, Chunk, EvaluationContext) -> Output
    ) throws(DiagnosedFailure) -> [Output] {
        let indices = columns.compactMap { table.index(of: $0) }
        guard let typed, indices.count == columns.count else {
            throw DiagnosedFailure(
                SegmentationDiagnostics.internalError(
                    "a column of formula \"\(expression.source.text)\" is absent from table '\(table.name)'"))
        }
        let context = EvaluationContext(zone: work.stage.zone)
        return parallelMap(table.chunks, jobs: work.stage.jobs) { chunk in
            let narrow = Chunk(
                rowCount: chunk.rowCount, columns: chunk.columns.selecting(indices), origin: RowOrigin(file: 0))
            return body(typed, narrow, context)
        }
    }
}
