// Which formulas can be computed in fractions: those of numbers, and of conditions on numbers.

import Tabular

/// A part of a formula that is no number made of numbers, nor a condition on some.
package enum RatioObstacle: Sendable, Equatable {
    case function(String)
    case type(ColumnType)
}

extension TypedExpression {
    /// The first part that ``value(of:)`` cannot compute; nil when it can compute all.
    package var partBeyondRatios: RatioObstacle? { RatioLanguage.obstacle(toNumber: root) }
}

private enum RatioLanguage {
    static func obstacle(toNumber node: TypedNode) -> RatioObstacle? {
        switch node {
        case .missing: nil
        case .constant, .column: other(node)
        case .converted(let operand, _), .negated(let operand): obstacle(toNumber: operand)
        case .arithmetic(_, let left, let right, _): first([left, right])
        case .call(let function, let arguments, _):
            switch function {
            case .if: obstacle(toCondition: arguments[0]) ?? first(arguments.dropFirst())
            case .coalesce, .least, .greatest, .abs, .round, .floor, .ceil: first(arguments)
            default: .function(function.rawValue)
            }
        case .clocked(let function, _, _): .function(function.rawValue)
        case .localInstant, .comparison, .all, .any, .not, .isMissing, .between, .membership, .like: other(node)
        }
    }

    static func obstacle(toCondition node: TypedNode) -> RatioObstacle? {
        switch node {
        case .missing, .constant(.flag): nil
        case .not(let operand): obstacle(toCondition: operand)
        case .all(let parts), .any(let parts): parts.lazy.compactMap(obstacle(toCondition:)).first
        case .isMissing(let operand): obstacle(toNumber: operand)
        case .comparison(_, let left, let right): first([left, right])
        case .between(let operand, let low, let high): first([operand, low, high])
        case .membership(let operand, let choices): first([operand] + choices)
        case .like(let operand, _): obstacle(toNumber: operand) ?? .type(.text)
        case .call(let function, let arguments, _):
            switch function {
            case .if, .coalesce: arguments.lazy.compactMap(obstacle(toCondition:)).first
            default: .function(function.rawValue)
            }
        case .clocked(let function, _, _): .function(function.rawValue)
        case .constant, .localInstant, .column, .converted, .negated, .arithmetic:
            .type(node.type ?? .text)
        }
    }

    private static func first(_ nodes: some Sequence<TypedNode>) -> RatioObstacle? {
        nodes.lazy.compactMap(obstacle(toNumber:)).first
    }

    private static func other(_ node: TypedNode) -> RatioObstacle? {
        let type = node.type ?? .text
        return type.isNumeric ? nil : .type(type)
    }
}
