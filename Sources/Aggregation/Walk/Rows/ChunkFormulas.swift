// The formulas of one chunk, each computed at most once however many metrics and breakdowns ask for it.

import Expressions
import Tabular

/// A chunk with its computed columns and conditions.
struct ChunkFormulas {
    private let formulas: [TypedExpression]
    private let chunk: Chunk
    private let context: EvaluationContext
    private var columns: [Column?]
    /// The formulas whose values may have 128 bits.
    private let wide: Set<Int>
    /// By formula, a bit for every row whose value does not fit; only of formulas with such rows.
    private(set) var lost: [Int: [UInt64]] = [:]
    private var conditions: [[Int]: RowMask] = [:]

    init(_ formulas: [TypedExpression], wide: Set<Int> = [], chunk: Chunk, context: EvaluationContext) {
        self.formulas = formulas
        self.wide = wide
        self.chunk = chunk
        self.context = context
        columns = Array(repeating: nil, count: formulas.count)
    }

    mutating func column(_ formula: Int) -> Column {
        if let known = columns[formula] { return known }
        let (column, rows) = formulas[formula].evaluated(
            chunk: chunk, context: context, keepsWide: wide.contains(formula))
        if !rows.isEmpty { lost[formula] = rows }
        columns[formula] = column
        return column
    }

    /// The rows for which all conditions hold.
    ///
    /// - Missing: a condition that cannot be decided does not hold.
    mutating func mask(_ wanted: [Int]) -> RowMask {
        if let known = conditions[wanted] { return known }
        var mask = RowMask.all
        for condition in wanted {
            // One condition of several may be known from another metric.
            let single = wanted.count > 1 ? self.mask([condition]) : truths(condition)
            mask.formIntersection(single)
        }
        conditions[wanted] = mask
        return mask
    }

    /// The rows for which all conditions hold, and the cells of some formulas are present.
    mutating func mask(_ wanted: [Int], present: [Int]) -> RowMask {
        var mask = mask(wanted)
        for formula in present { mask.formIntersection(column(formula).presence) }
        return mask
    }

    private func truths(_ condition: Int) -> RowMask {
        if case .flag(let flags)? = columns[condition] { return RowMask(flags) }
        return RowMask(words: formulas[condition].trueWords(chunk: chunk, context: context), rowCount: chunk.rowCount)
    }

    /// How many rows a metric cannot count because a value does not fit.
    mutating func lostRows(of selection: RowSelection) -> Int {
        guard !lost.isEmpty, selection.values.contains(where: { lost[$0] != nil }) else { return 0 }
        let counted = mask(selection.conditions)
        var rows = RowMask(noneOf: chunk.rowCount)
        for value in selection.values {
            if let words = lost[value] { rows.formUnion(RowMask(words: words, rowCount: chunk.rowCount)) }
        }
        rows.formIntersection(counted)
        var count = 0
        rows.forEach(rowCount: chunk.rowCount) { _ in count += 1 }
        return count
    }
}
