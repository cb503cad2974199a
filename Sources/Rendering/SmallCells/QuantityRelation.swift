// Which published numbers are sums of others in every cell: calls are answered and abandoned ones.

import Stages
import Tabular

/// A number that is the sum of two or three others wherever all are shown, or two that come to as much as two others.
struct QuantityRelation: Equatable {
    /// One number, of which the right side are the parts, or two.
    var left: [Int]
    /// Ascending.
    var right: [Int]

    var members: [Int] { left + right }

    /// The number of which the others are the parts; nil where both sides are sums.
    var whole: Int? { left.count == 1 ? left[0] : nil }

    /// A number so that sums of numbers of six decimals stay sums, whatever their size.
    static func millionths(_ value: MetricValue) -> Int64 {
        switch value {
        case .exact(let decimal):
            let scale = min(6, max(0, decimal.scale))
            guard let power = ExactDecimal.powerOfTen(6 - scale) else { return 0 }
            if decimal.scale <= 6, let units = Int64(exactly: decimal.units) {
                return units &* Int64(truncatingIfNeeded: power)
            }
            let excess = decimal.scale > 6 ? ExactDecimal.powerOfTen(decimal.scale - 6) ?? 1 : 1
            return Int64(truncatingIfNeeded: decimal.units / excess &* power)
        case .real(let number):
            let scaled = (number * 1_000_000).rounded()
            if scaled.magnitude < 9e18 { return Int64(scaled) }
            guard scaled.magnitude < 1e30 else { return 0 }
            return Int64(truncatingIfNeeded: Int128(scaled))
        }
    }

    /// Of so many quantities sums of three are looked for.
    private static let fewEnough = 100

    /// The sums among some quantities by which a secret may be told.
    ///
    /// Whether they are sums is told by numbers alone, as whoever reads the report would find them. Numbers that agree by chance, where
    /// there are few cells, hide a cell too many at worst.
    ///
    /// - Parameter placeCounts: by breakdown, how many places it has.
    static func find(
        among quantities: [AdditiveQuantity], secrets: Set<Int>, placeCounts: [Int]
    ) -> [QuantityRelation] {
        let search = RelationSearch(quantities)
        var found: [QuantityRelation] = []
        for first in quantities.indices {
            for second in quantities.indices.dropFirst(first + 1) {
                search.look(for: first, second, nil, into: &found)
                guard quantities.count <= fewEnough else { continue }
                for third in quantities.indices.dropFirst(second + 1) {
                    search.look(for: first, second, third, into: &found)
                }
            }
        }
        if quantities.count <= fewEnough {
            found += EqualSums(quantities, placeCounts: placeCounts).relations(beside: found)
        }
        return telling(found, secrets)
    }

    /// Those with a secret, and those that tell a number of these.
    private static func telling(_ relations: [QuantityRelation], _ secrets: Set<Int>) -> [QuantityRelation] {
        var known = secrets
        var isTelling = [Bool](repeating: false, count: relations.count)
        var isDone = false
        while !isDone {
            isDone = true
            for (position, relation) in relations.enumerated() where !isTelling[position] {
                guard relation.members.contains(where: known.contains) else { continue }
                isTelling[position] = true
                known.formUnion(relation.members)
                isDone = false
            }
        }
        return relations.indices.filter { isTelling[$0] }.map { relations[$0] }
    }
}

/// Looks for the sums of quantities among them; of nearly all there is none, which a bit tells.
private struct RelationSearch {
    private let quantities: [AdditiveQuantity]
    private let width: Int
    /// By breakdown and sum, the quantities that come to it.
    private var known: [[Int64: [Int]]]
    /// By breakdown, a bit for the upper twelve bits of every sum that is known.
    private var bits: [UInt64]

    private static let words = 64

    init(_ quantities: [AdditiveQuantity]) {
        self.quantities = quantities
        width = quantities.first?.sums.count ?? 0
        known = [[Int64: [Int]]](repeating: [:], count: width)
        bits = [UInt64](repeating: 0, count: width * Self.words)
        for (position, quantity) in quantities.enumerated() {
            for (breakdown, sum) in quantity.sums.enumerated() {
                guard let sum, sum != 0 else { continue }
                known[breakdown][sum, default: []].append(position)
                let bit = UInt64(bitPattern: sum) >> 52
                bits[breakdown * Self.words + Int(bit >> 6)] |= 1 << (bit & 63)
            }
        }
    }

    /// Adds the quantities that are the sum of two or three others in every breakdown that shows these.
    func look(for first: Int, _ second: Int, _ third: Int?, into found: inout [QuantityRelation]) {
        // Where every part is something, so that the sum says more than one of them.
        var telling = 0
        var sum: Int64 = 0
        while true {
            if telling == width { return }
            if let one = quantities[first].sums[telling], one != 0, let two = quantities[second].sums[telling], two != 0
            {
                guard let third else {
                    sum = one &+ two
                    break
                }
                if let three = quantities[third].sums[telling], three != 0 {
                    sum = one &+ two &+ three
                    break
                }
            }
            telling += 1
        }
        let bit = UInt64(bitPattern: sum) >> 52
        guard bits[telling * Self.words + Int(bit >> 6)] & 1 << (bit & 63) != 0, let wholes = known[telling][sum]
        else { return }
        let parts = [first, second] + (third.map { [$0] } ?? [])
        for whole in wholes where !parts.contains(whole) && agrees(whole, with: parts) {
            found.append(
                QuantityRelation(
                    left: [quantities[whole].number], right: parts.map { quantities[$0].number }.sorted()))
        }
    }

    /// Whether a quantity is the sum of parts wherever all are shown.
    private func agrees(_ whole: Int, with parts: [Int]) -> Bool {
        (0..<width).allSatisfy { breakdown in
            guard let sum = quantities[whole].sums[breakdown] else { return true }
            var rest = sum
            for part in parts {
                guard let number = quantities[part].sums[breakdown] else { return true }
                rest &-= number
            }
            return rest == 0
        }
    }
}

/// A quantity whose numbers may be added up.
struct AdditiveQuantity {
    var number: Int
    /// By breakdown, a mark of its numbers there, which adds up as they do; nil where it is not shown.
    var sums: [Int64?]
    /// Whether a rate is divided by it.
    var isDenominator = false

    /// Whether it is anything but nothing.
    var isTelling: Bool { sums.contains { ($0 ?? 0) != 0 } }
}
