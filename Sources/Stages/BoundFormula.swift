// A formula bound to the columns of one table that it mentions, so that it can be evaluated on a table that holds no others.

import Diagnostics
import Expressions
import Tabular

/// A checked formula and the columns it needs.
package struct BoundFormula: Sendable {
    package let expression: Expression
    /// By name, each once, in the order of the scope.
    private let columns: [String]
    private let typed: TypedExpression

    /// Checks an expression against a table; nil after a mistake, which has been reported.
    ///
    /// - Parameter mayConvert: whether amounts of two currencies are somebody else's affair, who may be told what they become.
    package init?(
        _ expression: Expression, for schema: TableSchema, expecting type: ColumnType? = nil, mayConvert: Bool = false,
        collector: DiagnosticCollector
    ) {
        // Why one of its columns could not be had has been told.
        if expression.columnNames.contains(where: { schema.opaqueColumns.contains($0.text) }) { return nil }
        if let name = expression.linkedNames.first(where: { !schema.linkedColumns.contains($0.text) }) {
            collector.add(StagesDiagnostics.linkedColumnOutOfPlace(name, table: schema.name))
            return nil
        }
        // Against all columns first, for the nearest name; then against those it mentions, which alone need be read.
        let whole = ExpressionScope(table: schema.name, columns: schema.columns, clock: schema.clock)
        guard expression.checked(in: whole, expecting: type, collector: collector) != nil else { return nil }
        let mentioned = Set(expression.columnNames.map(\.text))
        var seen: Set<String> = []
        let needed = schema.columns.filter { mentioned.contains($0.name) && seen.insert($0.name).inserted }
        let part = ExpressionScope(table: schema.name, columns: needed, clock: schema.clock)
        guard let typed = expression.checked(in: part, expecting: type, collector: collector) else { return nil }
        self.expression = expression
        columns = needed.map(\.name)
        self.typed = typed
        if !mayConvert, let (first, second) = typed.twoCurrencies(of: dimensions(in: schema)) {
            collector.add(ExpressionsDiagnostics.twoCurrencies(first, second, in: expression.source))
            return nil
        }
    }

    package var type: ColumnType { typed.type }

    /// What its values are, given the currencies of the table's columns.
    package func dimension(in schema: TableSchema) -> DimensionFinding {
        typed.dimension(of: dimensions(in: schema))
    }

    private func dimensions(in schema: TableSchema) -> [Dimension?] {
        columns.map { name in schema.columns.first { $0.name == name }?.dimension }
    }

    /// The formula in SQL over the rows of a table.
    package func sql(in table: SQLTable, of script: SQLScript) -> String {
        typed.sql(zone: script.zone, dialect: script.dialect, columns: columns.map(table.column))
    }

    /// The formula with the columns it reads found in a table.
    package struct Ready: Sendable {
        fileprivate let typed: TypedExpression
        fileprivate let indices: [Int]
        fileprivate let context: EvaluationContext

        /// Its value for every row of a chunk. Texts of different chunks may have different pools.
        package func values(_ chunk: Chunk) -> Column { typed.evaluate(chunk: narrowed(chunk), context: context) }

        /// Whether it holds, for every row of a chunk; missing counts as false.
        package func isTrue(_ chunk: Chunk) -> [Bool] { typed.isTrue(chunk: narrowed(chunk), context: context) }

        /// The same, and a bit for every row in which it is missing; see ``TypedExpression/decisions(chunk:context:)``.
        package func decisions(_ chunk: Chunk) -> (isTrue: [Bool], undecided: [UInt64]) {
            typed.decisions(chunk: narrowed(chunk), context: context)
        }

        private func narrowed(_ chunk: Chunk) -> Chunk {
            Chunk(rowCount: chunk.rowCount, columns: chunk.columns.selecting(indices), origin: chunk.origin)
        }
    }

    /// - Errors: an internal error when a planned column is absent.
    package func ready(for table: Table, _ context: StageContext) throws(DiagnosedFailure) -> Ready {
        var indices: [Int] = []
        for column in columns {
            guard let index = table.index(of: column) else {
                throw DiagnosedFailure(
                    StagesDiagnostics.columnAbsent(column, of: expression.source, table: table.name))
            }
            indices.append(index)
        }
        return Ready(
            typed: typed, indices: indices,
            context: EvaluationContext(zone: context.zone, overflows: context.overflows))
    }

    /// Its value for every row, a column per chunk. Texts of different chunks may have different pools.
    ///
    /// - Errors: an internal error when a planned column is absent.
    package func values(of table: Table, _ context: StageContext) throws(DiagnosedFailure) -> [Column] {
        let ready = try ready(for: table, context)
        return parallelMap(table.chunks, jobs: context.jobs) { ready.values($0) }
    }
}
