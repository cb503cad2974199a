// A formula whose names are resolved and whose parts all have a type: plain data, ready to be evaluated or translated.

import Tabular

/// A part of a checked formula.
indirect enum TypedNode: Sendable, Hashable {
    case constant(Constant)
    /// A moment on the clock of the zone that the evaluation is given.
    case localInstant(Int64)
    /// The literal `missing`; its type is that of its surroundings, nil where there are none.
    case missing(ColumnType?)
    case column(Int, ColumnType, name: String)
    /// Integer or decimal to a wider number; a date to the instant of its local midnight.
    case converted(TypedNode, to: ColumnType)
    case negated(TypedNode)
    case arithmetic(ArithmeticOperator, TypedNode, TypedNode, result: ColumnType)
    /// Both sides have one type.
    case comparison(ComparisonOperator, TypedNode, TypedNode)
    case all([TypedNode])
    case any([TypedNode])
    case not(TypedNode)
    case isMissing(TypedNode)
    case between(TypedNode, low: TypedNode, high: TypedNode)
    case membership(TypedNode, among: [TypedNode])
    case like(TypedNode, pattern: String)
    case call(Function, [TypedNode], result: ColumnType)

    /// The type, or nil for a `missing` that nothing gives a type.
    var type: ColumnType? {
        switch self {
        case .constant(let constant): constant.type
        case .localInstant: .instant
        case .missing(let type): type
        case .column(_, let type, _), .converted(_, let type): type
        case .negated(let operand): operand.type
        case .arithmetic(_, _, _, let type), .call(_, _, let type): type
        case .comparison, .all, .any, .not, .isMissing, .between, .membership, .like: .flag
        }
    }
}

/// What an evaluation needs besides the rows.
package struct EvaluationContext: Sendable {
    /// The zone in which instants have days and hours.
    package var zone: TimeZoneTable
    /// Counts the rows in which a formula overflows, and says how long texts may be; nobody does when it is nil.
    package var overflows: OverflowTally?

    package init(zone: TimeZoneTable, overflows: OverflowTally? = nil) {
        self.zone = zone
        self.overflows = overflows
    }
}

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
    ///   may have a pool of its own: see ``Table/sharingPools()``.
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
        let evaluator = Evaluator(chunk: chunk, context: context, overflow: overflow)
        let operand = evaluator.value(of: root)
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

    /// The same as bits: 64 rows a word, lowest bit first, clear past the last row.
    package func trueWords(chunk: Chunk, context: EvaluationContext) -> [UInt64] {
        let (truths, lost) = truths(chunk, context)
        context.overflows?.add(Self.count(lost))
        return truths.trueBits
    }

    private func truths(_ chunk: Chunk, _ context: EvaluationContext) -> (truths: Truths, lost: [UInt64]) {
        let overflow = OverflowRows(count: chunk.rowCount)
        let truths = Evaluator(chunk: chunk, context: context, overflow: overflow).truths(of: root)
        if overflow.isEmpty { return (truths, []) }
        var wide = WideEvaluation(chunk: chunk, context: context)
        let (settled, lost) = wide.truths(of: root)
        return (settled, lost.words)
    }

    private static func count(_ rows: [UInt64]) -> Int { rows.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// The formula's value when it mentions no column, nil when it does or when it is missing.
    package func constantValue(context: EvaluationContext) -> Constant? {
        guard columnIndices.isEmpty else { return nil }
        let chunk = Chunk(rowCount: 1, columns: [], origin: RowOrigin(file: 0))
        return Evaluator(chunk: chunk, context: context).value(of: root).constant
    }

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

extension TypedNode {
    /// The parts directly inside this one, in the order written.
    var children: [TypedNode] {
        switch self {
        case .constant, .localInstant, .missing, .column: []
        case .converted(let operand, _), .negated(let operand), .not(let operand), .isMissing(let operand),
            .like(let operand, _):
            [operand]
        case .arithmetic(_, let left, let right, _), .comparison(_, let left, let right): [left, right]
        case .all(let parts), .any(let parts), .call(_, let parts, _): parts
        case .between(let operand, let low, let high): [operand, low, high]
        case .membership(let operand, let choices): [operand] + choices
        }
    }

    func forEach(_ body: (TypedNode) -> Void) {
        body(self)
        for child in children { child.forEach(body) }
    }
}
