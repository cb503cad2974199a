// An attacker who has the pairs of items and their metric: reckons what hidden pairs come to.

import Diagnostics
import Stages
import Statistics
import Tabular
import TestSupport
import Testing

@testable import Rendering

struct PairsAttackTests {
    /// Baskets of two items each, so that those with several items are the sum of all pairs.
    private static func results(seed: UInt64) -> (results: MetricResults, all: ItemPairs) {
        var random = SplitMix64(seed: seed)
        let items = ["tea", "milk", "bread", "salt"].prefix(Int.random(in: 2...4, using: &random))
        var units = Dictionary(uniqueKeysWithValues: items.map { ($0, Int.random(in: 10...50, using: &random)) })
        var found: [(String, String, Int)] = []
        for (position, first) in items.enumerated() {
            for second in items.dropFirst(position + 1) {
                let most = random.chance(0.5) ? 5 : 60
                let together = Int.random(in: 0...most, using: &random)
                units[first, default: 0] += together
                units[second, default: 0] += together
                if together > 0 { found.append((first, second, together)) }
            }
        }
        let several = found.reduce(0) { $0 + $1.2 }
        let all = units.values.reduce(0, +) - several
        let p = found.map {
            FisherExactTest.atLeast($0.2, first: units[$0.0] ?? 0, second: units[$0.1] ?? 0, of: all) ?? 1
        }
        let adjusted = FalseDiscoveries.adjusted(p, tested: items.count * (items.count - 1) / 2)
        let share = ItemPairs.Confidence(share: 0.5, low: 0.4, high: 0.6)
        let pairs = ItemPairs(
            units: all, items: items.count, itemsLeftOut: 0, least: 1, found: found.count, order: .p,
            pairs: found.enumerated().map { index, pair in
                ItemPairs.Pair(
                    first: pair.0, second: pair.1, firstUnits: units[pair.0] ?? 0, secondUnits: units[pair.1] ?? 0,
                    together: pair.2, forward: share, backward: share, support: 0.1, lift: 1, p: p[index],
                    adjustedP: adjusted[index])
            }.sorted { $0.p < $1.p })
        var results = MetricResults(
            metrics: [
                MetricDescription(
                    key: "pairs", title: Wording("P"), unit: .fraction, better: .none, formula: Wording("p"),
                    definition: "p")
            ], breakdowns: [.total], segments: [], period: .allTime)
        results.cells = [
            MetricCell(
                metric: "pairs", breakdown: .total, period: .allTime, value: .real(Double(several) / Double(all)),
                numerator: .exact(ExactDecimal(several)), denominator: .exact(ExactDecimal(all)), n: all)
        ]
        results.tables = [ResultTable(key: "pairs", title: Wording("P"), content: .itemPairs(pairs))]
        return (results, pairs)
    }

    /// What is known of hidden pairs: what they come to together, and the p values that shown adjusted ones may be made of.
    private static func found(_ shown: ItemPairs, of all: ItemPairs, several: Int) -> [String] {
        var found: [String] = []
        let rest = several - shown.pairs.reduce(0) { $0 + $1.together }
        // Without any pair beside it, it is the numerator of a rate, which is told.
        if !shown.pairs.isEmpty, (1..<5).contains(rest) { found.append("the hidden pairs come to \(rest)") }
        for hidden in all.pairs
        where !shown.pairs.contains(where: { ($0.first, $0.second) == (hidden.first, hidden.second) }) {
            for rank in 1...all.pairs.count {
                let adjusted = hidden.p * Double(all.tested) / Double(rank)
                if adjusted < 0.999, shown.pairs.contains(where: { abs($0.adjustedP - adjusted) < 1e-12 * adjusted }) {
                    found.append("the p of \(hidden.first) and \(hidden.second)")
                }
            }
        }
        return found
    }

    @Test func `neither the metric nor the adjusted p of other pairs tell of a hidden pair`() {
        var (unprotected, shownPairs) = (0, 0)
        for seed in UInt64(0)..<300 {
            let (results, all) = Self.results(seed: seed)
            let several = all.pairs.reduce(0) { $0 + $1.together }
            let large = all.keeping(all.pairs.filter { $0.together >= 5 })
            unprotected += Self.found(large, of: all, several: several).count
            let protected = SmallCells(floor: 5).hidden(in: results)
            for pairs in protected.itemPairs.map(\.pairs) {
                #expect(Self.found(pairs, of: all, several: several) == [], "seed \(seed)")
                #expect(pairs.pairs.allSatisfy { $0.together >= 5 })
                #expect(pairs.hidden == all.pairs.count - pairs.pairs.count)
                // Larger than it was, if anything: nothing becomes more certain by what is hidden.
                for pair in pairs.pairs {
                    let before = all.pairs.first { ($0.first, $0.second) == (pair.first, pair.second) }
                    #expect(before.map { $0.adjustedP <= pair.adjustedP + 1e-15 } == true)
                }
                shownPairs += pairs.pairs.count
            }
        }
        #expect(unprotected > 30)
        #expect(shownPairs > 300)
    }

    @Test func `pairs of a report that hides nothing stay as they are`() {
        let (results, all) = Self.results(seed: 1)
        #expect(SmallCells(floor: 0).hidden(in: results).itemPairs.map(\.pairs) == [all])
    }
}
