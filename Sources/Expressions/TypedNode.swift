// The parts of a formula whose names are resolved: plain data, ready to be evaluated or translated.

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
    /// A function of business hours, with the calendar it counts by.
    case clocked(Function, BusinessClock, [TypedNode])

    /// The type, or nil for a `missing` that nothing gives a type.
    var type: ColumnType? {
        switch self {
        case .constant(let constant): constant.type
        case .localInstant: .instant
        case .missing(let type): type
        case .column(_, let type, _), .converted(_, let type): type
        case .negated(let operand): operand.type
        case .arithmetic(_, _, _, let type), .call(_, _, let type): type
        case .clocked(let function, _, let arguments): function.resultType(arguments.compactMap(\.type))
        case .comparison, .all, .any, .not, .isMissing, .between, .membership, .like: .flag
        }
    }
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
        case .all(let parts), .any(let parts), .call(_, let parts, _), .clocked(_, _, let parts): parts
        case .between(let operand, let low, let high): [operand, low, high]
        case .membership(let operand, let choices): [operand] + choices
        }
    }

    func forEach(_ body: (TypedNode) -> Void) {
        body(self)
        for child in children { child.forEach(body) }
    }
}
