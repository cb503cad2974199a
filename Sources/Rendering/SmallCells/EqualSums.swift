// Which two published numbers come to as much as two others: calls and the abandoned ones that waited, and the other way round.

/// Looks for two quantities whose sum is that of two others in every breakdown that shows all four.
///
/// Two denominators that leave out different rows differ by as much as two counts do. Sums of other numbers are believed only where some
/// places show them, and all only as far as they do not follow from sums of parts.
struct EqualSums {
    private let quantities: [AdditiveQuantity]
    private let placeCounts: [Int]

    /// In so many places sums must agree that are not those of two denominators.
    private static let fewestPlaces = 3

    init(_ quantities: [AdditiveQuantity], placeCounts: [Int]) {
        self.quantities = quantities
        self.placeCounts = placeCounts
    }

    /// - Parameter others: sums that are known already.
    /// - Complexity: O(quantities²).
    func relations(beside others: [QuantityRelation]) -> [QuantityRelation] {
        var independent = IndependentSums(quantities.map(\.number))
        for relation in others { independent.insert(relation) }
        var found: [QuantityRelation] = []
        for breakdown in placeCounts.indices {
            for pairs in pairsBySum(in: breakdown) {
                for (position, left) in pairs.enumerated() {
                    for right in pairs.dropFirst(position + 1) where areFour(left, right) && agree(left, right) {
                        let relation = QuantityRelation(left: numbers(of: left), right: numbers(of: right))
                        if independent.insert(relation) { found.append(relation) }
                    }
                }
            }
        }
        return found
    }

    private typealias Pair = (first: Int, second: Int)

    /// The pairs of quantities of equal sums, as far as there are several.
    private func pairsBySum(in breakdown: Int) -> [[Pair]] {
        let shown = quantities.indices.filter { (quantities[$0].sums[breakdown] ?? 0) != 0 }
        var positions: [Int64: Int] = [:]
        var pairs: [[Pair]] = []
        for (position, first) in shown.enumerated() {
            for second in shown.dropFirst(position + 1) {
                let sum = (quantities[first].sums[breakdown] ?? 0) &+ (quantities[second].sums[breakdown] ?? 0)
                if let known = positions[sum] {
                    pairs[known].append((first, second))
                } else {
                    positions[sum] = pairs.count
                    pairs.append([(first, second)])
                }
            }
        }
        return pairs.filter { $0.count > 1 }
    }

    private func numbers(of pair: Pair) -> [Int] {
        [quantities[pair.first].number, quantities[pair.second].number].sorted()
    }

    private func areFour(_ left: Pair, _ right: Pair) -> Bool {
        left.first != right.first && left.first != right.second && left.second != right.first
            && left.second != right.second
    }

    /// Whether two pairs have the same sum wherever all are shown, and at enough places.
    private func agree(_ left: Pair, _ right: Pair) -> Bool {
        var agreeing = 0
        for breakdown in placeCounts.indices {
            guard let first = quantities[left.first].sums[breakdown],
                let second = quantities[left.second].sums[breakdown],
                let third = quantities[right.first].sums[breakdown],
                let fourth = quantities[right.second].sums[breakdown]
            else { continue }
            if first &+ second != third &+ fourth { return false }
            if first != 0 { agreeing += placeCounts[breakdown] }
        }
        let areOfDenominators = isWithDenominator(left) && isWithDenominator(right)
        return agreeing >= (areOfDenominators ? 1 : Self.fewestPlaces)
    }

    private func isWithDenominator(_ pair: Pair) -> Bool {
        quantities[pair.first].isDenominator || quantities[pair.second].isDenominator
    }
}

/// Sums none of which follows from the others.
private struct IndependentSums {
    private static let prime: UInt64 = 2_147_483_647
    private let positions: [Int: Int]
    /// In echelon form, by the first quantity.
    private var rows: [Int: [UInt64]] = [:]

    init(_ numbers: [Int]) {
        positions = Dictionary(
            numbers.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }

    /// - Returns: whether the sum did not follow from those before.
    @discardableResult
    mutating func insert(_ relation: QuantityRelation) -> Bool {
        var rest = [UInt64](repeating: 0, count: positions.count)
        for member in relation.left { rest[positions[member] ?? 0] = 1 }
        for member in relation.right { rest[positions[member] ?? 0] = Self.prime - 1 }
        for position in rest.indices where rest[position] != 0 {
            guard let row = rows[position] else {
                let inverse = NullVector.inverse(rest[position])
                rows[position] = rest.map { $0 * inverse % Self.prime }
                return true
            }
            let factor = Self.prime - rest[position]
            for index in position..<rest.count { rest[index] = (rest[index] + factor * row[index]) % Self.prime }
        }
        return false
    }
}
