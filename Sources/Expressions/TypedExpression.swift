// A formula whose names are resolved and whose parts all have a type: what can be asked of it, chunk by chunk.

import Tabular

/// A checked formula.
///
/// It holds no code: it can be compared, printed, evaluated on chunks, and translated to SQL.
package struct TypedExpression: Sendable, Hashable {
    let root: TypedNode
    private let text: String

    init(root: TypedNode, text: String) {
        self.root = root
        self.text = text
    }

    package var type: ColumnType { root.type ?? .text }

    /// The formula's value in every row.
    ///
    /// - Shape: `chunk` has the columns of the scope, in its order; the result has the chunk's row count. A text result
    ///   may have a pool of its own: see ``Table/sharingPool(ofColumn:_:)``.
    /// - Complexity: O(rows × parts), columns at a time.
    package func evaluate(chunk: Chunk, context: EvaluationContext) -> Column {
        let (column, lost) = evaluated(chunk: chunk, context: context, keepsWide: false)
        context.overflows?.add(Self.count(lost))
        return column
    }

    /// The formula's value in every row, and a bit for every row in which it has one that does not fit; none when all fit.
    ///
    /// - Parameter keepsWide: whether a decimal column may have 128 bits a row; see ``DecimalColumn/wide``.
    package func evaluated(
        chunk: Chunk, context: EvaluationContext, keepsWide: Bool
    ) -> (column: Column, lost: [UInt64]) {
        if type == .text, context.overflows?.hasTooManyTexts == true {
            return (Column.missing(.text, count: chunk.rowCount), [])
        }
        let overflow = OverflowRows(count: chunk.rowCount)
        let unread = unreadRows(context)
        let evaluator = Evaluator(chunk: chunk, context: context, overflow: overflow, unread: unread)
        let operand = evaluator.value(of: root)
        if let unread { context.overflows?.unread.add(unread, of: text) }
        if case .column(.text(let column)) = operand { noteGrowth(of: column.pool, chunk, context) }
        if overflow.isEmpty { return (operand.column(count: chunk.rowCount), []) }
        var wide = WideEvaluation(chunk: chunk, context: context)
        let (column, lost) = wide.column(of: root, keepsWide: keepsWide)
        return (column, lost.words)
    }

    /// Texts that are longer together than those they were made of take memory that nobody has counted yet.
    private func noteGrowth(of pool: TextPool, _ chunk: Chunk, _ context: EvaluationContext) {
        guard let overflows = context.overflows, let made = pool.bytesAtHand else { return }
        let given = columnIndices.reduce(0) { $0 + (chunk.columns.pool(of: $1)?.bytesAtHand ?? 0) }
        overflows.addGrowth(made - given)
    }

    /// Whether the condition holds, for every row.
    ///
    /// - Missing: counts as false, as in SQL's WHERE. So does every row of a formula that is no condition.
    package func isTrue(chunk: Chunk, context: EvaluationContext) -> [Bool] {
        let (truths, lost) = truths(chunk, context)
        context.overflows?.add(Self.count(lost))
        return truths.isTrue
    }

    /// Whether the condition holds, for every row, and a bit for every row in which it neither holds nor fails.
    ///
    /// - Shape: bits 64 rows a word, lowest bit first, clear past the last row.
    package func decisions(chunk: Chunk, context: EvaluationContext) -> (isTrue: [Bool], undecided: [UInt64]) {
        let (truths, lost) = truths(chunk, context)
        context.overflows?.add(Self.count(lost))
        return (truths.isTrue, truths.undecidedWords)
    }

    /// The same as bits: 64 rows a word, lowest bit first, clear past the last row.
    package func trueWords(chunk: Chunk, context: EvaluationContext) -> [UInt64] {
        let (truths, lost) = truths(chunk, context)
        context.overflows?.add(Self.count(lost))
        return truths.trueBits
    }

    private func truths(_ chunk: Chunk, _ context: EvaluationContext) -> (truths: Truths, lost: [UInt64]) {
        let overflow = OverflowRows(count: chunk.rowCount)
        let unread = unreadRows(context)
        let truths = Evaluator(chunk: chunk, context: context, overflow: overflow, unread: unread).truths(of: root)
        if let unread { context.overflows?.unread.add(unread, of: text) }
        if overflow.isEmpty { return (truths, []) }
        var wide = WideEvaluation(chunk: chunk, context: context)
        let (settled, lost) = wide.truths(of: root)
        return (settled, lost.words)
    }

    private func unreadRows(_ context: EvaluationContext) -> UnreadRows? {
        context.overflows == nil ? nil : UnreadRows()
    }

    private static func count(_ rows: [UInt64]) -> Int { rows.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// The positions in the scope of the columns it uses, ascending.
    package var columnIndices: [Int] {
        var indices: Set<Int> = []
        root.forEach { if case .column(let index, _, _) = $0 { indices.insert(index) } }
        return indices.sorted()
    }
}

extension TypedExpression: CustomStringConvertible {
    /// The canonical spelling, parameters replaced by their values.
    package var description: String { text }
}
