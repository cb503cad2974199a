// Counts which items units have together: the pairs of a group of baskets, orders or customers.

import Stages
import Statistics
import Tabular

/// Counts the pairs of the items of some units.
///
/// Items that too few units have can be in no pair that enough have, so they are not looked at. For each item the units that have it are
/// gone through, and a list of counters, one per item, is used again for the next: so memory follows the items and the pairs found, not all
/// that could be.
///
/// - Complexity: O(units × items of a unit²), shared by all threads; 16 bytes per pair found, 12 per unit and item.
struct PairCounting {
    /// So many items are looked at, those that most units have: the pairs of more would not fit in memory where all are found.
    static let mostItems = 4096

    /// So many units must have both items of a pair.
    let least: Int
    /// So many pairs are kept.
    let most: Int
    let order: ItemPairs.Order
    var mostItems = Self.mostItems

    /// The pairs of some units.
    ///
    /// - Parameter list: unit above item, sorted, each once.
    func pairs(of list: ArraySlice<UInt64>, items texts: TextPool, jobs: Int) -> ItemPairs {
        let chosen = chosenItems(list, texts)
        let baskets = Baskets(list, chosen.positions)
        let blocks = stride(from: 0, to: chosen.items.count, by: Self.itemsOfBlock).map {
            $0..<min($0 + Self.itemsOfBlock, chosen.items.count)
        }
        let found = parallelMap(blocks, jobs: jobs) {
            self.found($0, baskets, counts: chosen.counts, units: chosen.units)
        }.flatMap { $0 }
        let adjusted = FalseDiscoveries.adjusted(
            found.map(\.p), tested: chosen.items.count * (chosen.items.count - 1) / 2)
        let counts = chosen.counts
        func pair(_ index: Int) -> ItemPairs.Pair {
            let pair = found[index]
            // The rarer item first: of its units the larger share has the other one.
            var items = (Int(pair.first), Int(pair.second))
            if counts[items.0] > counts[items.1] { items = (items.1, items.0) }
            let (first, second, together) = (counts[items.0], counts[items.1], Int(pair.together))
            return ItemPairs.Pair(
                first: texts[chosen.items[items.0]], second: texts[chosen.items[items.1]],
                firstUnits: first, secondUnits: second, together: together,
                forward: Self.confidence(together, of: first),
                backward: Self.confidence(together, of: second), support: Double(together) / Double(chosen.units),
                lift: pair.lift(counts, units: chosen.units), p: pair.p, adjustedP: adjusted[index])
        }
        return ItemPairs(
            units: chosen.units, items: chosen.items.count, itemsLeftOut: chosen.leftOut, least: least,
            found: found.count, order: order, pairs: best(found, counts, units: chosen.units).map(pair))
    }

    private static let itemsOfBlock = 32

    private static func confidence(_ both: Int, of one: Int) -> ItemPairs.Confidence {
        guard let proportion = Proportion(successes: both, trials: one) else {
            return ItemPairs.Confidence(share: 0, low: 0, high: 1)
        }
        let interval = proportion.interval()
        return ItemPairs.Confidence(share: proportion.share, low: interval.low, high: interval.high)
    }

    // MARK: Items

    private struct Chosen {
        var units = 0
        /// Codes, in the order of the bytes of their texts.
        var items: [UInt32] = []
        /// How many units have each of them.
        var counts: [Int] = []
        var leftOut = 0
        /// By code, the place among `items`; the largest number for one that is not there.
        var positions: [UInt32] = []
    }

    private func chosenItems(_ list: ArraySlice<UInt64>, _ texts: TextPool) -> Chosen {
        var chosen = Chosen()
        var counts = [Int](repeating: 0, count: texts.count)
        var last = UInt64.max
        for pair in list {
            counts[Int(UInt32(truncatingIfNeeded: pair))] += 1
            if pair >> 32 != last { chosen.units += 1 }
            last = pair >> 32
        }
        func isBefore(_ left: UInt32, _ right: UInt32) -> Bool {
            texts.withBytes(of: left) { left in
                texts.withBytes(of: right) { right in left.lexicographicallyPrecedes(right) }
            }
        }
        var items = counts.indices.filter { counts[$0] >= least }.map { UInt32(truncatingIfNeeded: $0) }
        if items.count > mostItems {
            chosen.leftOut = items.count - mostItems
            items.sort { left, right in
                let (more, fewer) = (counts[Int(left)], counts[Int(right)])
                return more == fewer ? isBefore(left, right) : more > fewer
            }
            items.removeLast(chosen.leftOut)
        }
        items.sort(by: isBefore)
        chosen.positions = [UInt32](repeating: .max, count: texts.count)
        for (position, item) in items.enumerated() {
            chosen.positions[Int(item)] = UInt32(truncatingIfNeeded: position)
        }
        chosen.counts = items.map { counts[Int($0)] }
        chosen.items = items
        return chosen
    }

    // MARK: Units

    /// The items of every unit, ascending, one unit's after the other's.
    private struct Baskets: Sendable {
        private(set) var items: [UInt32] = []
        /// By place in `items`, where those of its unit end.
        private(set) var ends: [Int] = []
        /// By item, where it stands in `items`; where an item's places begin in `places`, and one entry more.
        private(set) var places: [Int] = []
        private(set) var starts: [Int] = []

        init(_ list: ArraySlice<UInt64>, _ positions: [UInt32]) {
            var start = 0
            func close() -> Int {
                // A unit with one item has no pair.
                if items.count - start < 2 {
                    items.removeLast(items.count - start)
                } else {
                    items[start...].sort()
                    ends += repeatElement(items.count, count: items.count - start)
                }
                return items.count
            }
            var last = UInt64.max
            var itemCount = 0
            for pair in list {
                if pair >> 32 != last { start = close() }
                last = pair >> 32
                let position = positions[Int(UInt32(truncatingIfNeeded: pair))]
                if position == .max { continue }
                items.append(position)
                itemCount = max(itemCount, Int(position) + 1)
            }
            start = close()
            starts = [Int](repeating: 0, count: itemCount + 1)
            for item in items { starts[Int(item) + 1] += 1 }
            for item in 0..<itemCount { starts[item + 1] += starts[item] }
            var next = starts
            places = [Int](repeating: 0, count: items.count)
            for (place, item) in items.enumerated() {
                places[next[Int(item)]] = place
                next[Int(item)] += 1
            }
        }

        /// The places at which an item stands.
        func places(of item: Int) -> ArraySlice<Int> {
            item + 1 < starts.count ? places[starts[item]..<starts[item + 1]] : []
        }
    }

    // MARK: Pairs

    private struct Found: Sendable {
        var first: UInt16
        var second: UInt16
        var together: UInt32
        var p: Double

        func lift(_ counts: [Int], units: Int) -> Double {
            Double(together) * Double(units) / Double(counts[Int(first)]) / Double(counts[Int(second)])
        }

        func confidence(_ counts: [Int]) -> Double {
            Double(together) / Double(min(counts[Int(first)], counts[Int(second)]))
        }
    }

    /// The pairs that enough units have, whose first item is one of some.
    private func found(_ block: Range<Int>, _ baskets: Baskets, counts: [Int], units: Int) -> [Found] {
        var found: [Found] = []
        var together = [UInt32](repeating: 0, count: counts.count)
        for first in block {
            for place in baskets.places(of: first) {
                for other in place + 1..<baskets.ends[place] { together[Int(baskets.items[other])] += 1 }
            }
            for second in first + 1..<max(first + 1, counts.count) where together[second] > 0 {
                let both = together[second]
                together[second] = 0
                guard both >= least else { continue }
                let p = FisherExactTest.atLeast(Int(both), first: counts[first], second: counts[second], of: units)
                found.append(
                    Found(
                        first: UInt16(truncatingIfNeeded: first), second: UInt16(truncatingIfNeeded: second),
                        together: both, p: p ?? 1))
            }
        }
        return found
    }

    /// The positions of the best ones, in order: what is equal is told apart by its p, its lift, its number and at last its texts, by
    /// whose order the pairs stand.
    private func best(_ found: [Found], _ counts: [Int], units: Int) -> [Int] {
        typealias Rank = (Double, Double, Double, Double)
        let ranks = found.indices.map { index -> Rank in
            let pair = found[index]
            let (lift, number) = (pair.lift(counts, units: units), Double(pair.together))
            return switch order {
            case .p: (pair.p, -lift, -number, 0)
            case .lift: (-lift, pair.p, -number, 0)
            case .confidence: (-pair.confidence(counts), pair.p, -lift, -number)
            case .together: (-number, pair.p, -lift, 0)
            }
        }
        let sorted = found.indices.sorted { left, right in
            ranks[left] == ranks[right] ? left < right : ranks[left] < ranks[right]
        }
        return Array(sorted.prefix(most))
    }
}
