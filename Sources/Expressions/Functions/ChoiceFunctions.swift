// if coalesce least greatest: a result picked, row by row, from several values.

import Tabular

/// The functions that choose among values of one type.
enum ChoiceFunctions {
    /// The first where the condition is true, else the second.
    static func choice(
        _ condition: Truths, _ first: Operand, _ second: Operand, type: ColumnType, overflow: OverflowRows?
    ) -> Operand {
        RowChoice(count: condition.count, takesSecond: condition.trueBits, overflow: overflow).value(
            second, first, type: type)
    }

    /// The first value present.
    static func coalesced(
        _ values: [Operand], type: ColumnType, count: Int, overflow: OverflowRows?
    ) -> Operand {
        var result = Operand.missing(type)
        for value in values {
            if case .missing = value { continue }
            if case .missing = result {
                result = value
            } else {
                let known = RowChoice.presentBits(result, count: count)
                result = RowChoice(count: count, takesSecond: known.map { ~$0 }, overflow: overflow)
                    .value(result, value, type: type)
            }
            // Behind a value that is never missing nothing is looked at.
            if result.isNeverMissing { break }
        }
        return result
    }

    /// The smallest or largest of the values present.
    static func extreme(
        _ sign: ComparisonOperator, _ values: [Operand], type: ColumnType, count: Int, overflow: OverflowRows?
    ) -> Operand {
        var best = Operand.missing(type)
        for value in values {
            if case .missing = value { continue }
            if case .missing = best {
                best = value
                continue
            }
            var takesSecond = Comparison.truths(sign, value, best, count: count).trueBits
            let known = RowChoice.presentBits(best, count: count)
            for index in takesSecond.indices { takesSecond[index] |= ~known[index] }
            best = RowChoice(count: count, takesSecond: takesSecond, overflow: overflow).value(best, value, type: type)
        }
        return best
    }
}

extension Operand {
    var isNeverMissing: Bool {
        switch self {
        case .constant: true
        case .missing: false
        case .column(let column): column.presence.isAllPresent
        }
    }
}
