// Which published numbers are sums of others in every cell: calls are answered and abandoned ones.

import Stages
import Tabular

/// A number that is the sum of two or three others wherever all are shown.
struct QuantityRelation: Equatable {
    var whole: Int
    /// Ascending.
    var parts: [Int]

    var members: [Int] { [whole] + parts }

    /// A number so that sums of numbers of six decimals stay sums, whatever their size.
    static func millionths(_ value: MetricValue) -> Int64 {
        switch value {
        case .exact(let decimal):
            let scale = min(6, max(0, decimal.scale))
            guard let power = ExactDecimal.powerOfTen(6 - scale) else { return 0 }
            let excess = decimal.scale > 6 ? ExactDecimal.powerOfTen(decimal.scale - 6) ?? 1 : 1
            return Int64(truncatingIfNeeded: decimal.units / excess &* power)
        case .real(let number):
            let scaled = (number * 1_000_000).rounded()
            guard scaled.magnitude < 1e30 else { return 0 }
            return Int64(truncatingIfNeeded: Int128(scaled))
        }
    }

    /// Of so many quantities sums of three are looked for.
    private static let fewEnough = 100

    /// The sums among some quantities of which some member is a secret.
    ///
    /// Whether they are sums is told by numbers alone, as whoever reads the report would find them. Numbers that agree by chance, where
    /// there are few cells, hide a cell too many at worst.
    static func find(among quantities: [AdditiveQuantity], secrets: Set<Int>) -> [QuantityRelation] {
        guard let width = quantities.first?.sums.count else { return [] }
        // By breakdown and sum, the quantities that come to it.
        var known = [[Int64: [Int]]](repeating: [:], count: width)
        for (position, quantity) in quantities.enumerated() {
            for (breakdown, sum) in quantity.sums.enumerated() {
                if let sum, sum != 0 { known[breakdown][sum, default: []].append(position) }
            }
        }
        var found: [QuantityRelation] = []
        func look(for parts: [Int]) {
            let breakdowns = (0..<width).filter { breakdown in
                parts.allSatisfy { quantities[$0].sums[breakdown] != nil }
            }
            func sum(_ breakdown: Int) -> Int64 { parts.reduce(0) { $0 &+ (quantities[$1].sums[breakdown] ?? 0) } }
            // Where every part is something, so that the sum says more than one of them.
            guard let telling = breakdowns.first(where: { at in parts.allSatisfy { quantities[$0].sums[at] != 0 } })
            else { return }
            for whole in known[telling][sum(telling)] ?? [] where !parts.contains(whole) {
                let agrees = breakdowns.allSatisfy { breakdown in
                    quantities[whole].sums[breakdown].map { $0 == sum(breakdown) } ?? true
                }
                if agrees {
                    found.append(
                        QuantityRelation(
                            whole: quantities[whole].number, parts: parts.map { quantities[$0].number }.sorted()))
                }
            }
        }
        for first in quantities.indices {
            for second in quantities.indices.dropFirst(first + 1) {
                look(for: [first, second])
                guard quantities.count <= fewEnough else { continue }
                for third in quantities.indices.dropFirst(second + 1) { look(for: [first, second, third]) }
            }
        }
        return found.filter { relation in relation.members.contains(where: secrets.contains) }
    }
}

/// A quantity whose numbers may be added up.
struct AdditiveQuantity {
    var number: Int
    /// By breakdown, a mark of its numbers there, which adds up as they do; nil where it is not shown.
    var sums: [Int64?]

    /// Whether it is anything but nothing.
    var isTelling: Bool { sums.contains { ($0 ?? 0) != 0 } }
}
