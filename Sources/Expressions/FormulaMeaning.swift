// What a formula's number is: money of which currency, a time, a plain number; and how many observations it rests on.

import Tabular

/// What a number counts: so many factors of time, and of each currency.
package struct Dimension: Sendable, Hashable {
    package var time = 0
    /// Without those whose power is 0.
    package var money: [String: Int] = [:]

    package static let none = Dimension()
    package static let duration = Dimension(time: 1)

    package static func money(of currency: String) -> Dimension { Dimension(money: [currency: 1]) }

    package init(time: Int = 0, money: [String: Int] = [:]) {
        self.time = time
        self.money = money
    }

    /// The currency of what is money, and nothing but money.
    package var currency: String? {
        guard time == 0, money.count == 1, let (code, power) = money.first, power == 1 else { return nil }
        return code
    }

    func combined(with other: Dimension, sign: Int) -> Dimension {
        var result = self
        result.time += sign * other.time
        for (code, power) in other.money {
            let sum = (result.money[code] ?? 0) + sign * power
            result.money[code] = sum == 0 ? nil : sum
        }
        return result
    }
}

/// What a formula's dimension was found to be.
package enum DimensionFinding: Sendable, Equatable {
    /// A number that stands for itself, such as a literal: it is whatever stands beside it.
    case open
    case known(Dimension)
    /// Two things that cannot be added or compared, the smaller first.
    case mixed(Dimension, Dimension)
}

extension TypedExpression {
    /// What the formula's number is, given what its columns are; nil for one of which nothing is known.
    package func dimension(of columns: [Dimension?]) -> DimensionFinding {
        DimensionAnalysis(columns: columns).dimension(of: root)
    }

    /// Two currencies whose amounts the formula adds, compares or chooses between; nil where there are none.
    package func twoCurrencies(of columns: [Dimension?]) -> (first: String, second: String)? {
        guard case .mixed(let first, let second) = dimension(of: columns), let one = first.currency,
            let other = second.currency
        else { return nil }
        return (one, other)
    }

    /// On how many observations the formula's value rests, given how many its columns rest on.
    ///
    /// That is what is measured: a rate, a mean or whatever is divided rests on its own observations or on those of the
    /// divisor, and several of them on the fewest; sums and differences of counts and amounts rest on the most.
    package func observations(of columns: [(n: Int, isQuantity: Bool)]) -> Int {
        observations(of: columns, fewest: min, most: max) ?? 0
    }

    /// The same of numbers in any form, such as SQL; nil where the formula has no columns.
    package func observations<Count>(
        of columns: [(n: Count, isQuantity: Bool)], fewest: @escaping (Count, Count) -> Count,
        most: @escaping (Count, Count) -> Count
    ) -> Count? {
        let found = ObservationCount(columns: columns, fewest: fewest, most: most).count(of: root)
        return found.measured ?? found.quantity
    }
}

private struct DimensionAnalysis {
    let columns: [Dimension?]

    func dimension(of node: TypedNode) -> DimensionFinding {
        switch node {
        case .constant(.duration): return .known(.duration)
        case .constant, .localInstant, .missing: return .open
        case .column(let index, _, _):
            guard columns.indices.contains(index), let dimension = columns[index] else { return .open }
            return .known(dimension)
        case .converted(let operand, _), .negated(let operand): return dimension(of: operand)
        case .arithmetic(let sign, let left, let right, _):
            let (left, right) = (dimension(of: left), dimension(of: right))
            switch sign {
            case .add, .subtract: return Self.same([left, right])
            case .multiply: return Self.product(left, right, sign: 1)
            case .divide: return Self.product(left, right, sign: -1)
            }
        case .comparison, .all, .any, .not, .isMissing, .between, .membership, .like:
            return conflict(in: node) ?? .known(.none)
        case .call(let function, let arguments, _):
            switch function {
            case .abs, .round, .floor, .ceil: return dimension(of: arguments[0])
            case .coalesce, .least, .greatest: return Self.same(arguments.map(dimension(of:)))
            case .if:
                if let conflict = conflict(in: arguments[0]) { return conflict }
                return Self.same(arguments.dropFirst().map(dimension(of:)))
            case .seconds, .minutes, .hours, .days: return .known(.none)
            default: return .known(.none)
            }
        case .clocked(let function, _, _): return .known(function == .businessTime ? .duration : .none)
        }
    }

    /// What is compared must be of one kind as well.
    private func conflict(in node: TypedNode) -> DimensionFinding? {
        let parts: [TypedNode]
        switch node {
        case .comparison(_, let left, let right): parts = [left, right]
        case .between(let operand, let low, let high): parts = [operand, low, high]
        case .membership(let operand, let choices): parts = [operand] + choices
        case .all, .any, .not: return node.children.lazy.compactMap(conflict(in:)).first
        default: return nil
        }
        if case .mixed(let first, let second) = Self.same(parts.map(dimension(of:))) { return .mixed(first, second) }
        return nil
    }

    private static func same(_ findings: [DimensionFinding]) -> DimensionFinding {
        var known: Dimension?
        for finding in findings {
            switch finding {
            case .mixed: return finding
            case .open: continue
            case .known(let dimension):
                if let known, known != dimension { return .mixed(known, dimension) }
                known = dimension
            }
        }
        return known.map(DimensionFinding.known) ?? .open
    }

    private static func product(_ left: DimensionFinding, _ right: DimensionFinding, sign: Int) -> DimensionFinding {
        if case .mixed = left { return left }
        if case .mixed = right { return right }
        var result = Dimension.none
        if case .known(let dimension) = left { result = dimension }
        if case .known(let dimension) = right { result = result.combined(with: dimension, sign: sign) }
        if case .open = left, case .open = right { return .open }
        return .known(result)
    }
}

private struct ObservationCount<Count> {
    let columns: [(n: Count, isQuantity: Bool)]
    let fewest: (Count, Count) -> Count
    let most: (Count, Count) -> Count

    struct Found {
        /// The fewest observations of something measured.
        var measured: Count?
        /// The most of something counted or added up.
        var quantity: Count?
    }

    private func together(_ one: Found, _ other: Found) -> Found {
        func either(_ first: Count?, _ second: Count?, _ better: (Count, Count) -> Count) -> Count? {
            guard let first, let second else { return first ?? second }
            return better(first, second)
        }
        return Found(
            measured: either(one.measured, other.measured, fewest), quantity: either(one.quantity, other.quantity, most)
        )
    }

    func count(of node: TypedNode) -> Found {
        switch node {
        case .column(let index, _, _):
            guard columns.indices.contains(index) else { return Found() }
            let (n, isQuantity) = columns[index]
            return isQuantity ? Found(quantity: n) : Found(measured: n)
        case .arithmetic(.divide, let left, let right, _):
            let (above, below) = (count(of: left), count(of: right))
            // A divisor without any metric in it is only a factor.
            guard below.measured != nil || below.quantity != nil else { return above }
            let divisor = below.measured ?? below.quantity
            return together(Found(measured: above.measured), Found(measured: divisor))
        case .call(.if, let arguments, _):
            return arguments.dropFirst().reduce(Found()) { together($0, count(of: $1)) }
        default: return node.children.reduce(Found()) { together($0, count(of: $1)) }
        }
    }
}

extension TypedExpression {
    /// Between which numbers a condition keeps the values of another formula; nil at an open end.
    ///
    ///     csat between 1 and 5        1…5
    ///     wait >= 0 s and queue = 'a' 0…
    package func bounds(of value: TypedExpression) -> (low: Double?, high: Double?) {
        Self.bounds(in: root, of: value.root)
    }

    private static func bounds(in node: TypedNode, of value: TypedNode) -> (low: Double?, high: Double?) {
        func number(_ node: TypedNode) -> Double? {
            switch node {
            case .constant(let constant): constant.realValue
            case .converted(let operand, _): number(operand)
            default: nil
            }
        }
        func bare(_ node: TypedNode) -> TypedNode {
            if case .converted(let operand, _) = node { operand } else { node }
        }
        switch node {
        case .between(let operand, let low, let high) where bare(operand) == bare(value):
            return (number(low), number(high))
        case .comparison(let sign, let left, let right) where bare(left) == bare(value):
            switch sign {
            case .greater, .greaterOrEqual: return (number(right), nil)
            case .less, .lessOrEqual: return (nil, number(right))
            case .equal: return (number(right), number(right))
            case .unequal: return (nil, nil)
            }
        case .all(let parts):
            return parts.map { bounds(in: $0, of: value) }.reduce((nil, nil)) { known, more in
                ([known.low, more.low].compactMap { $0 }.max(), [known.high, more.high].compactMap { $0 }.min())
            }
        default: return (nil, nil)
        }
    }

    /// Whether every row that this condition holds for is one that the other holds for, as far as their texts tell: it has all
    /// parts of the other, or stricter ones.
    ///
    /// - Shape: both have the same scope.
    package func surelyImplies(_ other: TypedExpression) -> Bool {
        let mine = Self.parts(of: root)
        return Self.parts(of: other.root).allSatisfy { wanted in
            mine.contains { $0 == wanted || Self.isStricter($0, than: wanted) }
        }
    }

    private static func parts(of node: TypedNode) -> [TypedNode] {
        if case .all(let parts) = node { parts.flatMap { Self.parts(of: $0) } } else { [node] }
    }

    private static func isStricter(_ node: TypedNode, than other: TypedNode) -> Bool {
        guard let (value, choices) = choices(of: node), let (otherValue, otherChoices) = Self.choices(of: other) else {
            if case .any(let parts) = other { return parts.contains { $0 == node || isStricter(node, than: $0) } }
            return false
        }
        return value == otherValue && choices.isSubset(of: otherChoices)
    }

    /// The values that a condition leaves to something.
    private static func choices(of node: TypedNode) -> (value: TypedNode, choices: Set<TypedNode>)? {
        switch node {
        case .membership(let value, let choices): (value, Set(choices))
        case .comparison(.equal, let value, let choice): (value, [choice])
        default: nil
        }
    }
}

extension ColumnDescription {
    /// What the column's numbers are; nil where it is not known.
    package var dimension: Dimension? { type == .duration ? .duration : currency.map { .money(of: $0) } }
}
