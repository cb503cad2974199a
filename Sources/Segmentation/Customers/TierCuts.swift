// Sorts customers into tiers of value: pure functions over flat arrays, exact to the last unit.

import Tabular

/// How the cuts between tiers are meant.
package enum TierMethod: String, Sendable, CaseIterable {
    /// By the share of the revenue that the customers before one bring.
    case cumulative
    /// By the share of the customers that stand before one.
    case quantiles
    /// By the customer's own amount.
    case thresholds
}

/// The tier of every customer.
enum TierCuts {
    /// The tier of a customer that brings nothing: one past the last of `cuts` and the rest.
    static func noValue(_ cuts: [ExactDecimal]) -> Int { cuts.count + 1 }

    /// The tiers, as positions: 0 for the first cut, `cuts.count` for the rest, then ``noValue(_:)``.
    ///
    /// - Parameters:
    ///   - net: each customer's net amount in units of 10⁻ˢ with s = `scale`.
    ///   - ranked: the customers with more than nothing, most first, equal ones by id.
    /// - Returns: nil when an amount is too large to compare.
    static func tiers(
        net: [Int128], scale: Int, ranked: [Int], method: TierMethod, cuts: [ExactDecimal]
    ) -> [Int]? {
        var tiers = [Int](repeating: noValue(cuts), count: net.count)
        switch method {
        case .cumulative:
            var total: Int128 = 0
            for customer in ranked {
                let (sum, overflow) = total.addingReportingOverflow(net[customer])
                if overflow { return nil }
                total = sum
            }
            var before: Int128 = 0
            for customer in ranked {
                tiers[customer] = cuts.firstIndex { Share(before, of: total).isBelow($0) } ?? cuts.count
                before += net[customer]
            }
        case .quantiles:
            for (position, customer) in ranked.enumerated() {
                let share = Share(Int128(position), of: Int128(ranked.count))
                tiers[customer] = cuts.firstIndex { share.isBelow($0) } ?? cuts.count
            }
        case .thresholds:
            for customer in ranked {
                let amount = ExactDecimal(units: net[customer], scale: scale)
                tiers[customer] = cuts.firstIndex { !(amount < $0) } ?? cuts.count
            }
        }
        return tiers
    }

    /// The customers with a net amount above nothing, most first; of equal amounts the smaller id.
    static func ranked(net: [Int128], ids: CustomerIDs) -> [Int] {
        net.indices.filter { net[$0] > 0 }.sorted { left, right in
            net[left] != net[right] ? net[left] > net[right] : ids.precedes(left, right)
        }
    }

    /// A part of a whole, compared exactly.
    private struct Share {
        var part: Int128
        var whole: Int128

        init(_ part: Int128, of whole: Int128) {
            self.part = part
            self.whole = whole
        }

        /// part ÷ whole < cut, by products of twice the width.
        func isBelow(_ cut: ExactDecimal) -> Bool {
            guard let power = ExactDecimal.powerOfTen(cut.scale) else { return false }
            let left = part.multipliedFullWidth(by: power)
            let right = whole.multipliedFullWidth(by: cut.units)
            return (left.high, left.low) < (right.high, right.low)
        }
    }
}
