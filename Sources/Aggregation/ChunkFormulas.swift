// The formulas of one chunk, each computed at most once however many metrics and breakdowns ask for it.

import Expressions
import Tabular

/// A chunk with its computed columns and conditions.
struct ChunkFormulas {
    private let formulas: [TypedExpression]
    private let chunk: Chunk
    private let context: EvaluationContext
    private var columns: [Column?]
    private var masks: [[Int]: [Bool]] = [:]

    init(_ formulas: [TypedExpression], chunk: Chunk, context: EvaluationContext) {
        self.formulas = formulas
        self.chunk = chunk
        self.context = context
        columns = Array(repeating: nil, count: formulas.count)
    }

    mutating func column(_ formula: Int) -> Column {
        if let known = columns[formula] { return known }
        let column = formulas[formula].evaluate(chunk: chunk, context: context)
        columns[formula] = column
        return column
    }

    /// Whether all conditions hold, per row; nil when there are none.
    ///
    /// - Missing: a condition that cannot be decided does not hold.
    mutating func mask(_ conditions: [Int]) -> [Bool]? {
        guard let first = conditions.first else { return nil }
        if let known = masks[conditions] { return known }
        var mask = truths(first)
        for condition in conditions.dropFirst() {
            let other = truths(condition)
            for row in mask.indices where !other[row] { mask[row] = false }
        }
        masks[conditions] = mask
        return mask
    }

    private mutating func truths(_ condition: Int) -> [Bool] {
        guard case .flag(let column) = column(condition) else { return [Bool](repeating: false, count: chunk.rowCount) }
        if column.presence.isAllPresent { return column.values }
        return column.values.indices.map { column.values[$0] && column.presence[$0] }
    }
}

extension [UInt32] {
    /// The group numbers with those rows in group 0 for which the mask is false.
    func keeping(_ mask: [Bool]) -> [UInt32] {
        [UInt32](unsafeUninitializedCapacity: count) { result, initialized in
            withUnsafeBufferPointer { groups in
                mask.withUnsafeBufferPointer { mask in
                    let rows = Swift.min(groups.count, mask.count)
                    for row in 0..<rows { result[row] = mask[row] ? groups[row] : 0 }
                    for row in rows..<groups.count { result[row] = 0 }
                }
            }
            initialized = count
        }
    }

    /// The group numbers with those rows in group 0 whose cell is missing.
    func present(_ presence: Presence) -> [UInt32] {
        guard let words = presence.words else { return self }
        return [UInt32](unsafeUninitializedCapacity: count) { result, initialized in
            withUnsafeBufferPointer { groups in
                words.withUnsafeBufferPointer { words in
                    for row in 0..<groups.count {
                        let word = row &>> 6
                        let bit = word < words.count ? words[word] &>> UInt64(row & 63) & 1 : 0
                        result[row] = groups[row] & (0 &- UInt32(truncatingIfNeeded: bit))
                    }
                }
            }
            initialized = count
        }
    }
}
