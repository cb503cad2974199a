// Sorts customers into tiers of value: pure functions over flat arrays, exact to the last unit.

import Stages
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

/// Where the tiers of customers begin and end.
struct TierCuts: Sendable {
    let cuts: [ExactDecimal]
    let method: TierMethod
    /// - Units: net amounts are in 10⁻ˢ with s = `scale`.
    let scale: Int
    let jobs: Int

    /// The tier of a customer that brings nothing: one past the last of `cuts` and the rest.
    var noValue: Int { cuts.count + 1 }

    /// The tiers, as positions: 0 for the first cut, `cuts.count` for the rest, then ``noValue``.
    ///
    /// Customers with more than nothing stand most first, equal ones by id.
    /// - Parameter net: each customer's net amount.
    /// - Returns: nil when the amounts together are too large.
    func tiers<Amount: FixedWidthInteger & SignedInteger & Sendable>(
        net: [Amount], ids: CustomerIDs
    ) -> SmallNumbers? {
        if method == .thresholds { return byThreshold(net) }
        guard let ranking = TierRanking(net, self) else { return nil }
        // One number beyond the tiers stands for those that are not known yet.
        return noValue < 0xFF ? .bytes(ranking.tiers(net, ids: ids)) : .words(ranking.tiers(net, ids: ids))
    }

    private func byThreshold<Amount: FixedWidthInteger & SignedInteger>(_ net: [Amount]) -> SmallNumbers {
        // The least units that reach each cut; nil when nothing does.
        let thresholds = cuts.map { cut -> Amount? in
            if let same = cut.rescaled(to: scale) { return Amount(exactly: same.units) }
            guard cut.scale > scale, let factor = ExactDecimal.powerOfTen(cut.scale - scale) else { return nil }
            return Amount(exactly: cut.units / factor + 1)
        }
        return SmallNumbers(
            net.map { amount in
                if amount <= 0 { return UInt32(truncatingIfNeeded: noValue) }
                let reached = thresholds.firstIndex { $0.map { amount >= $0 } ?? false }
                return UInt32(truncatingIfNeeded: reached ?? cuts.count)
            })
    }
}

/// Tiers by the share that stands before a customer, without putting all customers in order.
///
/// Amounts fall into buckets by their leading seven bits. Where the first and the last share in a bucket are in one
/// tier, so is everybody in it; only the few buckets in which a tier ends are sorted, and each thread looks at a part of the
/// customers.
private struct TierRanking: Sendable {
    private let cuts: TierCuts
    private let total: Int128
    /// By bucket: the weight before it, and its tier, nil when a tier ends in it.
    private var before: [Int128]
    private var tiers: [Int?]

    /// Nil when the weights together do not fit.
    init?<Amount: FixedWidthInteger & SignedInteger & Sendable>(_ net: [Amount], _ cuts: TierCuts) {
        let parts = parallelMap(net.count.ranges(cuts.jobs), jobs: cuts.jobs) { Self.weights(of: net[$0], cuts.method) }
        var isFull = parts.contains { $0.isFull }
        var total: Int128 = 0
        before = [Int128](repeating: 0, count: Amount.bitWidth * 64)
        var weights = before
        for bucket in weights.indices.reversed() {
            before[bucket] = total
            for part in parts {
                let (sum, overflow) = total.addingReportingOverflow(part.weights[bucket])
                total = sum
                isFull = isFull || overflow
            }
            // No part is below nothing, so that none is too large where the total is not.
            weights[bucket] = total &- before[bucket]
        }
        if isFull { return nil }
        tiers = [Int?](repeating: nil, count: weights.count)
        self.cuts = cuts
        self.total = total
        for bucket in weights.indices where weights[bucket] > 0 {
            let first = tier(before: before[bucket])
            // Nobody in the bucket has more before it than this.
            let last = tier(before: before[bucket] + weights[bucket] - 1)
            tiers[bucket] = first == last ? first : nil
        }
    }

    /// The weight of each bucket. Customers that bring nothing weigh nothing.
    ///
    /// Whether one does is not foreseen: many bring nothing, in no order.
    private static func weights<Amount: FixedWidthInteger & SignedInteger>(
        of net: ArraySlice<Amount>, _ method: TierMethod
    ) -> (weights: [Int128], isFull: Bool) {
        var weights = [Int128](repeating: 0, count: Amount.bitWidth * 64)
        var isFull = false
        weights.withUnsafeMutableBufferPointer { weights in
            net.withUnsafeBufferPointer { net in
                for amount in net {
                    let amount = max(amount, 0)
                    let weight = method == .quantiles ? Int128(amount.signum()) : Int128(truncatingIfNeeded: amount)
                    let bucket = bucket(of: amount)
                    let (sum, overflow) = weights[bucket].addingReportingOverflow(weight)
                    weights[bucket] = sum
                    isFull = isFull || overflow
                }
            }
        }
        return (weights, isFull)
    }

    /// The tier of every customer.
    ///
    /// - Bounds: the largest `Number` is no tier.
    func tiers<Amount: FixedWidthInteger & SignedInteger & Sendable, Number: FixedWidthInteger & Sendable>(
        _ net: [Amount], ids: CustomerIDs
    ) -> [Number] {
        let unsorted = Number.max
        // Amounts of nothing or less are in the first bucket, in which nobody else is.
        var tierOfBucket = tiers.map { $0.map { Number(truncatingIfNeeded: $0) } ?? unsorted }
        tierOfBucket[0] = Number(truncatingIfNeeded: cuts.noValue)
        let found = tierOfBucket
        var parts: [[Int]] = []
        var result = [Number](unsafeUninitializedCapacity: net.count) { result, count in
            nonisolated(unsafe) let result = result
            parts = parallelMap(net.count.ranges(cuts.jobs), jobs: cuts.jobs) { range in
                net.withUnsafeBufferPointer { net in
                    found.withUnsafeBufferPointer { found in
                        var members: [Int] = []
                        for customer in range {
                            let tier = found[Self.bucket(of: max(net[customer], 0))]
                            result[customer] = tier
                            if tier == unsorted { members.append(customer) }
                        }
                        return members
                    }
                }
            }
            count = net.count
        }
        let members = [Int: [Int]](grouping: parts.joined()) { Self.bucket(of: net[$0]) }
        let ranked = parallelMap(Array(members), jobs: cuts.jobs) { bucket, members in
            (bucket: bucket, members: Self.ranked(members, net, ids))
        }
        for (bucket, members) in ranked {
            var before = before[bucket]
            for customer in members {
                result[customer] = Number(truncatingIfNeeded: tier(before: before))
                before += cuts.method == .quantiles ? 1 : Int128(net[customer])
            }
        }
        return result
    }

    /// Customers with most first, equal ones by id.
    private static func ranked<Amount: FixedWidthInteger & SignedInteger>(
        _ members: [Int], _ net: [Amount], _ ids: CustomerIDs
    ) -> [Int] {
        let amounts = members.map { (amount: net[$0], customer: $0) }
        return amounts.sorted { left, right in
            left.amount != right.amount ? left.amount > right.amount : ids.precedes(left.customer, right.customer)
        }.map(\.customer)
    }

    private func tier(before: Int128) -> Int {
        cuts.cuts.firstIndex { Share(before, of: total).isBelow($0) } ?? cuts.cuts.count
    }

    /// Ascends with the amount: 64 buckets for each power of two, and one for each amount below 64; nothing has the first.
    private static func bucket<Amount: FixedWidthInteger & SignedInteger>(of amount: Amount) -> Int {
        let exponent = max(5, Amount.bitWidth &- 1 &- amount.leadingZeroBitCount)
        let leading = Int(truncatingIfNeeded: amount &>> Amount(truncatingIfNeeded: max(0, exponent &- 6))) & 63
        return (exponent &- 5) &* 64 &+ leading
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
