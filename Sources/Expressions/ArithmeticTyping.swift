// Which types can be added, subtracted, multiplied and divided, and what comes out.

import Tabular

/// The typing of `+ - * /`.
///
///     number ± number → the wider type        number / number → real
///     duration ± duration → duration          duration / duration → real
///     duration * number → duration            duration / number → duration
///     instant ± duration → instant            instant − instant → duration
///     date ± integer → date                   date − date → integer (days)
///     date ± whole days → date
enum ArithmeticTyping {
    /// The operation on two checked operands, or nil when their types do not fit.
    static func node(_ sign: ArithmeticOperator, _ left: TypedNode, _ right: TypedNode) -> TypedNode? {
        guard let first = left.type ?? right.type, let second = right.type ?? left.type else { return .missing(nil) }
        let left = left.adopting(first)
        let right = right.adopting(second)
        func plain(_ result: ColumnType) -> TypedNode { .arithmetic(sign, left, right, result: result) }

        if first.isNumeric, second.isNumeric {
            guard let wider = first.common(with: second), let left = left.converted(to: wider),
                let right = right.converted(to: wider)
            else { return nil }
            return .arithmetic(sign, left, right, result: sign == .divide ? .real : wider)
        }
        switch (first, sign, second) {
        case (.duration, .add, .duration), (.duration, .subtract, .duration): return plain(.duration)
        case (.duration, .divide, .duration): return plain(.real)
        case (.duration, .multiply, _) where second.isNumeric: return plain(.duration)
        case (.duration, .divide, _) where second.isNumeric: return plain(.duration)
        case (_, .multiply, .duration) where first.isNumeric: return .arithmetic(sign, right, left, result: .duration)
        case (.instant, .add, .duration), (.instant, .subtract, .duration): return plain(.instant)
        case (.duration, .add, .instant): return .arithmetic(sign, right, left, result: .instant)
        case (.instant, .subtract, .instant): return plain(.duration)
        case (.instant, .subtract, .date):
            return right.converted(to: .instant).map { .arithmetic(sign, left, $0, result: .duration) }
        case (.date, .subtract, .instant):
            return left.converted(to: .instant).map { .arithmetic(sign, $0, right, result: .duration) }
        case (.date, .add, .integer), (.date, .subtract, .integer): return plain(.date)
        case (.integer, .add, .date): return .arithmetic(sign, right, left, result: .date)
        case (.date, .subtract, .date): return plain(.integer)
        case (.date, .add, .duration), (.date, .subtract, .duration):
            return wholeDays(right).map { .arithmetic(sign, left, $0, result: .date) }
        case (.duration, .add, .date): return wholeDays(left).map { .arithmetic(sign, right, $0, result: .date) }
        default: return nil
        }
    }

    /// A literal duration as a number of days, if it is a whole one.
    private static func wholeDays(_ node: TypedNode) -> TypedNode? {
        guard case .constant(.duration(let milliseconds)) = node, milliseconds % 86_400_000 == 0 else { return nil }
        return .constant(.integer(milliseconds / 86_400_000))
    }
}
