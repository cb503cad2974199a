// A formula once more in 128 bits, for a chunk in which 64 were not enough.

import Tabular

/// Evaluates a formula step by step, each step in 128 bits where it does not fit into 64.
///
/// Out of the way of everyday chunks: only one in which a step overflowed is evaluated so. Sums, differences, products,
/// choices and roundings of whole numbers, decimals and durations are exact up to 38 digits; what they are compared with, divided by
/// or rounded to is then narrow again.
struct WideEvaluation {
    private let chunk: Chunk
    private let context: EvaluationContext
    /// The parts whose values fit.
    private var known: [TypedNode: Operand] = [:]
    /// The parts whose values do not.
    private var wides: [TypedNode: WideLane] = [:]
    /// The rows in which a part could not be computed at all.
    private let lost: OverflowRows

    private var count: Int { chunk.rowCount }

    init(chunk: Chunk, context: EvaluationContext) {
        self.chunk = chunk
        self.context = context
        lost = OverflowRows(count: chunk.rowCount)
    }

    /// The formula's value, and the rows in which it cannot be computed.
    ///
    /// - Parameter keepsWide: whether a decimal column may have 128 bits a row.
    mutating func column(of root: TypedNode, keepsWide: Bool) -> (column: Column, lost: OverflowRows) {
        settle(root)
        guard let lane = wides[root] else {
            return ((known[root] ?? .missing(root.type ?? .text)).column(count: count), lost)
        }
        lane.addLost(to: lost)
        if let narrow = lane.narrowed(as: root.type ?? .decimal) { return (narrow, lost) }
        if keepsWide, root.type != .duration { return (lane.wideColumn, lost) }
        return (lane.fitting(as: root.type ?? .decimal, lost: lost), lost)
    }

    mutating func truths(of root: TypedNode) -> (truths: Truths, lost: OverflowRows) {
        settle(root)
        let evaluator = Evaluator(chunk: chunk, context: context, known: known)
        return (evaluator.truths(of: root), lost)
    }

    /// Finds the value of a part, after those of its parts.
    private mutating func settle(_ node: TypedNode) {
        if known[node] != nil || wides[node] != nil { return }
        let overflow = OverflowRows(count: count)
        let operand = Evaluator(chunk: chunk, context: context, overflow: overflow, known: known).value(of: node)
        if overflow.isEmpty {
            known[node] = operand
            return
        }
        for child in node.children { settle(child) }
        if settleWide(node) { return }
        // Not a step for wide numbers: it gets what fits.
        for child in node.children {
            guard let lane = wides[child] else { continue }
            lane.addLost(to: lost)
            known[child] = .column(lane.fitting(as: child.type ?? .decimal, lost: lost))
        }
        let remaining = OverflowRows(count: count)
        known[node] = Evaluator(chunk: chunk, context: context, overflow: remaining, known: known).value(of: node)
        lost.formUnion(remaining)
    }

    /// The value of a part in 128 bits; false when it is no step for them.
    private mutating func settleWide(_ node: TypedNode) -> Bool {
        var result: WideLane?
        switch node {
        case .converted(let operand, let type):
            guard let lane = lane(operand) else { return false }
            if type == .real {
                known[node] = lane.reals
                lane.addLost(to: lost)
                return true
            }
            result = type == .decimal ? lane : nil
        case .negated(let operand): result = lane(operand).map { $0.map { ($0 == .min ? 0 : -$0, $0 == .min) } }
        case .arithmetic(let sign, let left, let right, let type):
            guard [left, right].allSatisfy({ Self.isExact($0.type) }), let first = lane(left), let second = lane(right)
            else { return false }
            if type == .duration, left.type != right.type {
                result = sign == .multiply ? first.product(second)?.rounded(to: 0) : nil
            } else if type == .real {
                known[node] = first.quotient(second)
                first.addLost(to: lost)
                second.addLost(to: lost)
                return true
            } else {
                switch sign {
                case .add: result = first.sum(second, negating: false)
                case .subtract: result = first.sum(second, negating: true)
                case .multiply: result = first.product(second)
                case .divide: result = nil
                }
            }
        case .call(let function, let arguments, _):
            guard let lane = lane(arguments[0]) ?? (function == .if ? WideLane(missing: count) : nil) else {
                return false
            }
            switch function {
            case .abs: result = lane.map { ($0.magnitude > UInt128(Int128.max) ? 0 : abs($0), $0 == .min) }
            case .round:
                var decimals = 0
                if arguments.count > 1, case .constant(.integer(let kept)) = arguments[1] { decimals = Int(kept) }
                result = lane.rounded(to: decimals)
            case .floor: result = lane.floored()
            case .ceil: result = lane.map { (0 &- $0, false) }.floored().map { (0 &- $0, false) }
            case .if:
                let condition = Evaluator(chunk: chunk, context: context, known: known).truths(of: arguments[0])
                let bits = condition.trueBits
                guard let first = self.lane(arguments[1]), let second = self.lane(arguments[2]) else { return false }
                result = first.choosing(second) { bits[$0 >> 6] & (1 << UInt64($0 & 63)) == 0 }
            case .coalesce, .least, .greatest:
                let lanes = arguments.compactMap { self.lane($0) }
                guard lanes.count == arguments.count, let first = lanes.first else { return false }
                var best = first
                for other in lanes.dropFirst() {
                    let known = best
                    let next = known.choosing(other) { row in
                        if !known.present[row] { return true }
                        if function == .coalesce || !other.present[row] { return false }
                        let order = known.compare(row, other)
                        return function == .least ? order > 0 : order < 0
                    }
                    guard let next else { return false }
                    best = next
                }
                result = best
            default: return false
            }
        case .comparison(let sign, let left, let right):
            guard let first = lane(left), let second = lane(right) else { return false }
            for lane in [first, second] { lane.addLost(to: lost) }
            var presence = Presence(allPresent: count)
            let values = (0..<count).map { row -> Bool in
                guard first.isKnown(row), second.isKnown(row) else {
                    presence.clear(row)
                    return false
                }
                let order = first.compare(row, second)
                return switch sign {
                case .equal: order == 0
                case .unequal: order != 0
                case .less: order < 0
                case .lessOrEqual: order <= 0
                case .greater: order > 0
                case .greaterOrEqual: order >= 0
                }
            }
            known[node] = .column(.flag(PrimitiveColumn(values, presence: presence)))
            return true
        case .between(let operand, let low, let high):
            let parts: [TypedNode] = [
                .comparison(.greaterOrEqual, operand, low), .comparison(.lessOrEqual, operand, high),
            ]
            return settleInstead(node, .all(parts))
        case .membership(let operand, let choices):
            return settleInstead(node, .any(choices.map { .comparison(.equal, operand, $0) }))
        case .isMissing(let operand):
            guard let lane = lane(operand) else { return false }
            known[node] = .column(.flag(PrimitiveColumn(lane.present.map { !$0 })))
            return true
        case .constant, .localInstant, .missing, .column, .all, .any, .not, .like, .clocked: return false
        }
        guard let result else { return false }
        if let narrow = result.narrowed(as: node.type ?? .decimal) {
            known[node] = .column(narrow)
        } else {
            wides[node] = result
        }
        return true
    }

    private mutating func settleInstead(_ node: TypedNode, _ other: TypedNode) -> Bool {
        settle(other)
        known[node] = known[other]
        return known[node] != nil
    }

    private static func isExact(_ type: ColumnType?) -> Bool {
        switch type {
        case .integer?, .decimal?, .duration?: true
        default: false
        }
    }

    /// The values of a settled part; nil when they are no exact numbers.
    private func lane(_ node: TypedNode) -> WideLane? {
        if let wide = wides[node] { return wide }
        guard Self.isExact(node.type), let operand = known[node] else { return nil }
        switch operand {
        case .missing: return WideLane(missing: count)
        default:
            if let (units, scale) = operand.decimalLane { return WideLane(units, scale: scale, count: count) }
            return operand.wholeLane.map { WideLane($0, scale: 0, count: count) }
        }
    }
}
