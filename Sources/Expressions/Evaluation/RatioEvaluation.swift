// A formula of numbers in fractions, for formulas over metrics: 29 / 100 * 100 is 29.

import Tabular

/// A number of a formula over metrics.
package enum RatioValue: Sendable {
    case exact(ExactRatio)
    /// Not known exactly, such as a quantile between two values, or too long for a fraction.
    case real(Double)

    package var doubleValue: Double {
        switch self {
        case .exact(let ratio): ratio.doubleValue
        case .real(let number): number
        }
    }
}

extension TypedExpression {
    /// The formula's value for one number per column of its scope; nil where it is missing.
    ///
    /// Exact as long as all numbers are and the fractions stay within 128 bits, else in binary floating point.
    ///
    /// - Shape: a formula without a ``partBeyondRatios``.
    /// - Missing: as in ``evaluate(chunk:context:)``: after a division by zero, and where no real number holds the result.
    package func value(of operands: [RatioValue?]) -> RatioValue? { RatioEvaluation(operands).value(of: root) }
}

/// One evaluation in fractions.
private struct RatioEvaluation {
    private let operands: [RatioValue?]

    init(_ operands: [RatioValue?]) { self.operands = operands }

    func value(of node: TypedNode) -> RatioValue? {
        switch node {
        case .constant(let constant): return number(constant)
        case .column(let index, _, _): return operands.indices.contains(index) ? operands[index] : nil
        case .converted(let operand, _): return value(of: operand)
        case .negated(let operand):
            switch value(of: operand) {
            case .exact(let ratio)?: return .exact(ratio.negated)
            case .real(let number)?: return .real(-number)
            case nil: return nil
            }
        case .arithmetic(let sign, let left, let right, _):
            guard let left = value(of: left), let right = value(of: right) else { return nil }
            return Self.arithmetic(sign, left, right)
        case .call(let function, let arguments, _): return call(function, arguments)
        case .localInstant, .missing, .comparison, .all, .any, .not, .isMissing, .between, .membership, .like, .clocked:
            return nil
        }
    }

    private func number(_ constant: Constant) -> RatioValue? {
        switch constant {
        case .integer(let value): .exact(ExactRatio(Int(value)))
        case .decimal(let units, let scale):
            ExactRatio(ExactDecimal(units: Int128(units), scale: scale)).map(RatioValue.exact)
        case .real(let value): ExactRatio(writtenAs: value).map(RatioValue.exact) ?? .real(value)
        case .text, .flag, .date, .instant, .duration: nil
        }
    }

    private static func arithmetic(
        _ sign: ArithmeticOperator, _ left: RatioValue, _ right: RatioValue
    ) -> RatioValue? {
        if case .exact(let first) = left, case .exact(let second) = right {
            let result: ExactRatio?
            switch sign {
            case .add: result = .sum(first, second)
            case .subtract: result = .difference(first, second)
            case .multiply: result = .product(first, second)
            case .divide:
                if second.isZero { return nil }
                result = .quotient(first, second)
            }
            if let result { return .exact(result) }
        }
        let (first, second) = (left.doubleValue, right.doubleValue)
        switch sign {
        case .add: return finite(first + second)
        case .subtract: return finite(first - second)
        case .multiply: return finite(first * second)
        case .divide: return finite(first / second)
        }
    }

    private static func finite(_ number: Double) -> RatioValue? { number.isFinite ? .real(number) : nil }

    // MARK: Functions

    private func call(_ function: Function, _ arguments: [TypedNode]) -> RatioValue? {
        switch function {
        case .if:
            return truth(of: arguments[0]) == true ? value(of: arguments[1]) : value(of: arguments[2])
        case .coalesce: return arguments.lazy.compactMap(value(of:)).first
        case .least: return extreme(arguments) { Self.isLess($0, $1) }
        case .greatest: return extreme(arguments) { Self.isLess($1, $0) }
        case .abs:
            switch value(of: arguments[0]) {
            case .exact(let ratio)?: return .exact(ratio.numerator < 0 ? ratio.negated : ratio)
            case .real(let number)?: return .real(number.magnitude)
            case nil: return nil
            }
        case .round, .floor, .ceil: return rounded(function, arguments)
        // Not of numbers: `partBeyondRatios` tells.
        default: return nil
        }
    }

    private func extreme(
        _ arguments: [TypedNode], _ isBefore: (RatioValue, RatioValue) -> Bool
    ) -> RatioValue? {
        let values = arguments.compactMap(value(of:))
        return values.dropFirst().reduce(values.first) { best, value in
            best.map { isBefore(value, $0) ? value : $0 }
        }
    }

    private func rounded(_ function: Function, _ arguments: [TypedNode]) -> RatioValue? {
        guard let value = value(of: arguments[0]) else { return nil }
        var decimals = 0
        if arguments.count > 1, case .constant(.integer(let count)) = arguments[1] { decimals = Int(clamping: count) }
        if case .exact(let ratio) = value {
            switch function {
            case .floor: return .exact(ratio.floor)
            case .ceil: return .exact(ratio.negated.floor.negated)
            default: if let rounded = ratio.rounded(to: decimals) { return .exact(rounded) }
            }
        }
        let number = value.doubleValue
        switch function {
        case .floor: return Self.finite(number.rounded(.down))
        case .ceil: return Self.finite(number.rounded(.up))
        default:
            guard let power = Rounding.powerOfTen(decimals).map({ Double($0) }) else { return nil }
            let rounded = (number * power).rounded(.toNearestOrAwayFromZero) / power
            return .real(rounded.isFinite ? rounded : number)
        }
    }

    // MARK: Conditions

    /// nil where it cannot be decided.
    private func truth(of node: TypedNode) -> Bool? {
        switch node {
        case .constant(.flag(let flag)): return flag
        case .not(let operand): return truth(of: operand).map { !$0 }
        case .all(let parts):
            let truths = parts.map(truth(of:))
            return truths.contains(false) ? false : truths.contains(nil) ? nil : true
        case .any(let parts):
            let truths = parts.map(truth(of:))
            return truths.contains(true) ? true : truths.contains(nil) ? nil : false
        case .isMissing(let operand): return value(of: operand) == nil
        case .comparison(let sign, let left, let right):
            guard let left = value(of: left), let right = value(of: right) else { return nil }
            return Self.holds(sign, left, right)
        case .between(let operand, let low, let high):
            return truth(
                of: .all([.comparison(.greaterOrEqual, operand, low), .comparison(.lessOrEqual, operand, high)]))
        case .membership(let operand, let choices):
            return truth(of: .any(choices.map { .comparison(.equal, operand, $0) }))
        case .call(.if, let arguments, _):
            return truth(of: arguments[truth(of: arguments[0]) == true ? 1 : 2])
        case .call(.coalesce, let arguments, _): return arguments.lazy.compactMap(truth(of:)).first
        // Missing, or no condition on numbers, which `partBeyondRatios` tells.
        case .constant, .localInstant, .missing, .column, .converted, .negated, .arithmetic, .like, .call, .clocked:
            return nil
        }
    }

    private static func holds(_ sign: ComparisonOperator, _ left: RatioValue, _ right: RatioValue) -> Bool {
        switch sign {
        case .equal: !isLess(left, right) && !isLess(right, left)
        case .unequal: isLess(left, right) || isLess(right, left)
        case .less: isLess(left, right)
        case .lessOrEqual: !isLess(right, left)
        case .greater: isLess(right, left)
        case .greaterOrEqual: !isLess(left, right)
        }
    }

    private static func isLess(_ left: RatioValue, _ right: RatioValue) -> Bool {
        if case .exact(let left) = left, case .exact(let right) = right { return left < right }
        return left.doubleValue < right.doubleValue
    }
}
