// A formula of a rule, bound to the columns it mentions, so that it can be evaluated on a table that holds no others.

import Diagnostics
import Expressions
import Stages
import Tabular

/// A checked formula and the columns it needs.
struct Formula: Sendable {
    /// By name, each once, in the order of the scope.
    private let columns: [String]
    private let typed: TypedExpression

    /// Checks an expression against a table; nil after a mistake, which has been reported.
    ///
    /// - Parameter mayConvert: whether amounts of two currencies are somebody else's affair, who may be told what they become.
    init?(
        _ expression: Expression, for schema: TableSchema, expecting: ColumnType? = nil, mayConvert: Bool = false,
        collector: DiagnosticCollector
    ) {
        // Why one of its columns could not be had has been told.
        if expression.columnNames.contains(where: { schema.opaqueColumns.contains($0.text) }) { return nil }
        // Against all columns first, for the nearest name; then against those it mentions, which alone need be read.
        let whole = ExpressionScope(table: schema.name, columns: schema.columns)
        guard expression.checked(in: whole, expecting: expecting, collector: collector) != nil else { return nil }
        let mentioned = Set(expression.columnNames.map(\.text))
        let part = ExpressionScope(table: schema.name, columns: schema.columns.filter { mentioned.contains($0.name) })
        guard let typed = expression.checked(in: part, expecting: expecting, collector: collector) else { return nil }
        columns = part.columns.map(\.name)
        self.typed = typed
        if !mayConvert, let (first, second) = typed.twoCurrencies(of: dimensions(in: schema)) {
            collector.add(ExpressionsDiagnostics.twoCurrencies(first, second, in: expression.source))
            return nil
        }
    }

    var type: ColumnType { typed.type }

    /// What its values are, given the currencies of the table's columns.
    func dimension(in schema: TableSchema) -> DimensionFinding {
        typed.dimension(of: dimensions(in: schema))
    }

    private func dimensions(in schema: TableSchema) -> [Dimension?] {
        columns.map { name in schema.columns.first { $0.name == name }?.dimension }
    }

    /// The formula's value for every row, chunk by chunk. Texts of different chunks may have different pools.
    func values(
        for table: Table, by rule: RuleIdentity, _ context: RuleContext
    ) throws(DiagnosedFailure) -> [Column] {
        let ready = try ready(for: table, by: rule, context)
        return parallelMap(table.chunks, jobs: context.jobs) { ready.values($0) }
    }

    /// The formula with its columns found in a table.
    struct Ready: Sendable {
        fileprivate let typed: TypedExpression
        fileprivate let indices: [Int]
        fileprivate let context: EvaluationContext

        /// Its value for every row of a chunk.
        func values(_ chunk: Chunk) -> Column { typed.evaluate(chunk: chunk.selecting(indices), context: context) }
    }

    /// For a caller that goes through the chunks itself.
    func ready(for table: Table, by rule: RuleIdentity, _ context: RuleContext) throws(DiagnosedFailure) -> Ready {
        Ready(
            typed: typed, indices: try indices(in: table, by: rule),
            context: EvaluationContext(zone: context.stage.zone, overflows: context.stage.overflows))
    }

    /// Whether the condition holds for every row, chunk by chunk; a missing result counts as false.
    func isTrue(
        for table: Table, by rule: RuleIdentity, _ context: RuleContext
    ) throws(DiagnosedFailure) -> [[Bool]] {
        let indices = try indices(in: table, by: rule)
        let (typed, evaluation) = (
            typed, EvaluationContext(zone: context.stage.zone, overflows: context.stage.overflows)
        )
        return parallelMap(table.chunks, jobs: context.jobs) { chunk in
            typed.isTrue(chunk: chunk.selecting(indices), context: evaluation)
        }
    }

    /// The same, and a bit for every row in which the condition is missing; see ``TypedExpression/decisions(chunk:context:)``.
    func decisions(
        for table: Table, by rule: RuleIdentity, _ context: RuleContext
    ) throws(DiagnosedFailure) -> [(isTrue: [Bool], undecided: [UInt64])] {
        let indices = try indices(in: table, by: rule)
        let (typed, evaluation) = (
            typed, EvaluationContext(zone: context.stage.zone, overflows: context.stage.overflows)
        )
        return parallelMap(table.chunks, jobs: context.jobs) { chunk in
            typed.decisions(chunk: chunk.selecting(indices), context: evaluation)
        }
    }

    private func indices(in table: Table, by rule: RuleIdentity) throws(DiagnosedFailure) -> [Int] {
        var indices: [Int] = []
        for column in columns { indices.append(try table.plannedIndex(of: column, by: rule)) }
        return indices
    }
}

extension Chunk {
    fileprivate func selecting(_ indices: [Int]) -> Chunk {
        Chunk(rowCount: rowCount, columns: columns.selecting(indices), origin: origin)
    }
}
