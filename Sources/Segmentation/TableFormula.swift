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
        if expression.columnNames.contains(where: { schema.opaqueColumns.contains($0.text) }) { return nil }
        let whole = ExpressionScope(table: schema.name, columns: schema.columns)
        guard expression.checked(in: whole, expecting: type, collector: collector) != nil else { return nil }
        // Once more with only the columns it needs, so that a chunk of just these can be handed to it.
        let mentioned = Set(expression.columnNames.map(\.text))
        var seen: Set<String> = []
        let needed = schema.columns.filter { mentioned.contains($0.name) && seen.insert($0.name).inserted }
        let narrow = ExpressionScope(table: schema.name, columns: needed)
        guard let typed = expression.checked(in: narrow, expecting: type, collector: collector) else { return nil }
        if let (first, second) = typed.twoCurrencies(of: needed.map(\.dimension)) {
            collector.add(ExpressionsDiagnostics.twoCurrencies(first, second, in: expression.source))
            return nil
        }
        var ready = self
        ready.typed = typed
        ready.columns = needed.map(\.name)
        return ready
    }

    /// Tells of texts and flags that it asks for and no row has.
    func tellNeverSeen(in table: Table, by segment: SegmentIdentity, _ work: SegmentWork) {
        expression.tellNeverSeen(in: table, by: segment.wording, to: work.stage.collector)
    }

    /// The formula with the columns it reads found in a table.
    struct Ready: Sendable {
        fileprivate let typed: TypedExpression
        fileprivate let indices: [Int]
        fileprivate let context: EvaluationContext

        /// Its value in every row of a chunk. Text columns have a pool of their own.
        func values(_ chunk: Chunk) -> Column { typed.evaluate(chunk: narrowed(chunk), context: context) }

        /// Whether it holds, for every row of a chunk; missing counts as false.
        func truths(_ chunk: Chunk) -> [Bool] { typed.isTrue(chunk: narrowed(chunk), context: context) }

        private func narrowed(_ chunk: Chunk) -> Chunk {
            Chunk(rowCount: chunk.rowCount, columns: chunk.columns.selecting(indices), origin: RowOrigin(file: 0))
        }
    }

    /// - Errors: an internal error when a planned column is absent.
    func ready(for table: Table, _ work: SegmentWork) throws(DiagnosedFailure) -> Ready {
        let indices = columns.compactMap { table.index(of: $0) }
        guard let typed, indices.count == columns.count else {
            throw DiagnosedFailure(
                SegmentationDiagnostics.internalError(
                    "a column of formula \(quoted: expression.source.text) is absent from table '\(table.name)'"))
        }
        return Ready(
            typed: typed, indices: indices,
            context: EvaluationContext(zone: work.stage.zone, overflows: work.stage.overflows))
    }

    /// Its value in every row.
    ///
    /// - Shape: one column per chunk. Text columns have a pool of their own per chunk.
    /// - Errors: an internal error when a planned column is absent.
    func values(of table: Table, _ work: SegmentWork) throws(DiagnosedFailure) -> [Column] {
        let ready = try ready(for: table, work)
        return parallelMap(table.chunks, jobs: work.stage.jobs) { ready.values($0) }
    }
}
