// Pairs of items that are found together: what is bought in one basket, which reasons one customer calls with.

/// The pairs of a metric of kind `affinity`, the first ones in its order.
///
/// - Units: numbers of units, which are baskets, orders or customers; shares are fractions of 1.
package struct ItemPairs: Sendable, Hashable {
    /// What the pairs are ordered by, the best first.
    package enum Order: String, Sendable, CaseIterable {
        /// The least likely to be chance.
        case p
        case lift, confidence, together
    }

    /// A share of the units with one item that have the other one too.
    package struct Confidence: Sendable, Hashable {
        package var share: Double
        /// Wilson's interval of 95 %.
        package var low: Double
        package var high: Double

        package init(share: Double, low: Double, high: Double) {
            self.share = share
            self.low = low
            self.high = high
        }
    }

    /// Two items; the first one is that which fewer units have, or of as many that whose text comes first.
    package struct Pair: Sendable, Hashable {
        package var first: String
        package var second: String
        /// How many units have the first item, the second one, and both.
        package var firstUnits: Int
        package var secondUnits: Int
        package var together: Int
        /// Of the units with the first item, those with the second one; and the other way round.
        package var forward: Confidence
        package var backward: Confidence
        /// Of all units those with both.
        package var support: Double
        /// How many times as often as by chance they are together.
        package var lift: Double
        /// By Fisher's exact test, one-sided.
        package var p: Double
        /// By Benjamini and Hochberg, over all pairs that were tested.
        package var adjustedP: Double

        package init(
            first: String, second: String, firstUnits: Int, secondUnits: Int, together: Int, forward: Confidence,
            backward: Confidence, support: Double, lift: Double, p: Double, adjustedP: Double
        ) {
            self.first = first
            self.second = second
            self.firstUnits = firstUnits
            self.secondUnits = secondUnits
            self.together = together
            self.forward = forward
            self.backward = backward
            self.support = support
            self.lift = lift
            self.p = p
            self.adjustedP = adjustedP
        }
    }

    /// How many units have an item at all.
    package var units: Int
    /// How many items were looked at: those that enough units have.
    package var items: Int
    /// How many others enough units have, which were too many to be looked at.
    package var itemsLeftOut: Int
    /// So many units must have both items of a pair.
    package var least: Int
    /// How many pairs that many units have.
    package var found: Int
    package var order: Order
    /// The first of those found.
    package var pairs: [Pair]
    /// How many of the first ones are left out since too few units have them.
    package private(set) var hidden = 0

    package init(
        units: Int, items: Int, itemsLeftOut: Int, least: Int, found: Int, order: Order, pairs: [Pair]
    ) {
        self.units = units
        self.items = items
        self.itemsLeftOut = itemsLeftOut
        self.least = least
        self.found = found
        self.order = order
        self.pairs = pairs
    }

    /// How many pairs were tested: all of the items that were looked at, those that are never together among them.
    package var tested: Int { items * (items - 1) / 2 }

    /// With some of the pairs alone; the others are hidden.
    package func keeping(_ pairs: [Pair]) -> ItemPairs {
        var kept = self
        kept.pairs = pairs
        kept.hidden = hidden + self.pairs.count - pairs.count
        return kept
    }
}
