// Equal, less and in: comparisons of whole columns, decided without converting cells where that is possible.

import Tabular

/// The comparisons of formulas.
///
/// - Missing: where either side is missing.
enum Comparison {
    /// - Shape: both operands have one type.
    static func truths(_ sign: ComparisonOperator, _ left: Operand, _ right: Operand, count: Int) -> Truths {
        let result =
            switch sign {
            case .equal: equal(left, right, count: count)
            case .unequal: equal(left, right, count: count).map { !$0 }
            case .less: less(left, right, count: count)
            case .lessOrEqual: less(right, left, count: count).map { !$0 }
            case .greater: less(right, left, count: count)
            case .greaterOrEqual: less(left, right, count: count).map { !$0 }
            }
        guard let result else { return Truths(all: nil, count: count) }
        if case .constant = left, case .constant = right { return Truths(all: result[0], count: count) }
        return result
    }

    /// Whether the value is one of the choices, as a chain of `=` joined by `or`.
    static func membership(_ value: Operand, among choices: [Operand], count: Int) -> Truths {
        let constants = choices.compactMap { choice -> Constant? in
            if case .constant(let constant) = choice { constant } else { nil }
        }
        if constants.count == choices.count, case .column(let column) = value {
            switch column {
            case .text:
                var texts: Set<[UInt8]> = []
                for case .text(let text) in constants { texts.insert(Array(text.utf8)) }
                let lengths = Set(texts.map(\.count))
                return TextKernels.truths(value, count: count) {
                    lengths.contains($0.count) && texts.contains(Array($0))
                }
            case .integer(let numbers) where choices.count > 8:
                var wanted: Set<Int64> = []
                for case .integer(let number) in constants { wanted.insert(number) }
                let words = Truths.words(count: count) { wanted.contains(numbers.values[$0]) }
                return Truths(words: words, presence: numbers.presence)
            default: break
            }
        }
        var result = Truths(all: false, count: count)
        for choice in choices { result.formOr(truths(.equal, value, choice, count: count)) }
        return result
    }

    /// Nil when one side is missing everywhere; of one row when both are constants.
    private static func equal(_ left: Operand, _ right: Operand, count: Int) -> Truths? {
        switch left.type {
        case .text: return TextKernels.equal(left, right)
        case .integer, .instant, .duration:
            guard let first = left.wholeLane, let second = right.wholeLane else { return nil }
            return Kernels.compare(first, second) { $0 == $1 }
        case .decimal:
            return decimals(left, right, narrow: { $0 == $1 }, wide: { $0 == $1 })
        case .real:
            guard let first = left.realLane, let second = right.realLane else { return nil }
            return Kernels.compare(first, second) { $0 == $1 }
        case .date:
            guard let first = left.dateLane, let second = right.dateLane else { return nil }
            return Kernels.compare(first, second) { $0 == $1 }
        case .flag:
            guard let first = flags(left, count: count), let second = flags(right, count: count) else { return nil }
            return first.equals(second)
        }
    }

    private static func less(_ left: Operand, _ right: Operand, count: Int) -> Truths? {
        switch left.type {
        case .text: return TextKernels.less(left, right)
        case .integer, .instant, .duration:
            guard let first = left.wholeLane, let second = right.wholeLane else { return nil }
            return Kernels.compare(first, second) { $0 < $1 }
        case .decimal:
            return decimals(left, right, narrow: { $0 < $1 }, wide: { $0 < $1 })
        case .real:
            guard let first = left.realLane, let second = right.realLane else { return nil }
            return Kernels.compare(first, second) { $0 < $1 }
        case .date:
            guard let first = left.dateLane, let second = right.dateLane else { return nil }
            return Kernels.compare(first, second) { $0 < $1 }
        case .flag: return nil
        }
    }

    private static func flags(_ operand: Operand, count: Int) -> Truths? {
        switch operand {
        case .constant(.flag(let value)): Truths(all: value, count: count)
        case .column(.flag(let column)): Truths(column)
        default: nil
        }
    }

    /// Decimals of one scale are compared as whole numbers; of different scales in 128 bits, exactly.
    @inline(__always)
    private static func decimals(
        _ left: Operand, _ right: Operand, narrow: (Int64, Int64) -> Bool, wide: (Int128, Int128) -> Bool
    ) -> Truths? {
        guard let first = left.decimalLane, let second = right.decimalLane else { return nil }
        if first.scale == second.scale { return Kernels.compare(first.units, second.units, narrow) }
        if let rescaled = rescaled(first, to: second.scale) { return Kernels.compare(rescaled, second.units, narrow) }
        if let rescaled = rescaled(second, to: first.scale) { return Kernels.compare(first.units, rescaled, narrow) }
        let firstFactor = Int128(Rounding.powerOfTen(max(0, second.scale - first.scale)) ?? 0)
        let secondFactor = Int128(Rounding.powerOfTen(max(0, first.scale - second.scale)) ?? 0)
        return Kernels.compare(first.units, second.units) { left, right in
            wide(Int128(left) &* firstFactor, Int128(right) &* secondFactor)
        }
    }

    /// A constant in the other side's units, when it is a whole number of them.
    private static func rescaled(_ lane: (units: Lane<Int64>, scale: Int), to scale: Int) -> Lane<Int64>? {
        guard lane.units.isConstant, let units = lane.units.values.first,
            let exact = ExactDecimal(units: Int128(units), scale: lane.scale).rescaled(to: scale),
            let narrow = Int64(exactly: exact.units)
        else { return nil }
        return Lane(narrow)
    }
}
