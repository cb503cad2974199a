// The weights of rows: which rows they let count, and which they leave out.

import Diagnostics
import Tabular

extension KindKey {
    /// How much every row counts.
    static let weight = KindKey.value(
        "weight", of: .numbers,
        help: Wording(en: "how much a row counts: a number that is not negative", zh: "每行的权重，不为负的数"))
}

extension KindTraits {
    /// Those of a metric of the kind whose rows have weights.
    var weighted: KindTraits {
        var traits = self
        traits.tally = nil
        traits.takesWideNumbers = false
        traits.strays = .weights
        return traits
    }
}

/// Looks at the weights of a chunk's rows.
struct RowWeights: Sendable {
    /// By group, the rows that would count but for their weight: it is missing, negative or no number.
    private(set) var strays: [Int] = [0]

    mutating func makeRoom(forGroups count: Int) { strays.lengthen(to: count, with: 0) }

    mutating func merge(_ other: RowWeights, numbers: [UInt32]) { strays.add(other.strays, numbers: numbers) }

    /// The group numbers of the rows that have a weight of more than nothing, 0 for all others.
    ///
    /// - Parameter isThere: which rows have what is weighted.
    mutating func sift(_ groups: GroupSpan, weights: Column, isThere: Presence) -> [UInt32] {
        switch weights {
        case .integer(let column), .duration(let column): sift(groups, column, isThere, most: .max)
        case .decimal(let column): sift(groups, column.units, isThere, most: .max)
        case .real(let column): sift(groups, column, isThere, most: .greatestFiniteMagnitude)
        case .text, .flag, .date, .instant: [UInt32](repeating: 0, count: groups.count)
        }
    }

    private mutating func sift<Number: Comparable & ExpressibleByIntegerLiteral>(
        _ groups: GroupSpan, _ weights: PrimitiveColumn<Number>, _ isThere: Presence, most: Number
    ) -> [UInt32] {
        var sifted = [UInt32](repeating: 0, count: groups.count)
        for row in 0..<min(groups.count, weights.count) where groups[row] != 0 && isThere[row] {
            let weight = weights.values[row]
            if weights.presence[row], weight >= 0, weight <= most {
                if weight > 0 { sifted[row] = groups[row] }
            } else {
                strays[Int(groups[row])] &+= 1
            }
        }
        return sifted
    }
}
