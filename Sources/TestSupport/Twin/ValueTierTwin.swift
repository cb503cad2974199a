// The slow twin of value tiers: customers sorted and summed again for every customer.

import Tabular

extension SegmentationTwin {
    /// Customers who bring more than nothing, most first; `ids` break ties.
    private static func ranked(_ customers: [Customer], _ ids: [String]) -> [Int] {
        customers.indices.filter { ExactDecimal(0) < customers[$0].net }.sorted { left, right in
            let (mine, theirs) = (customers[left].net, customers[right].net)
            return mine == theirs
                ? Array(ids[left].utf8).lexicographicallyPrecedes(Array(ids[right].utf8)) : theirs < mine
        }
    }

    /// The tiers by cumulative share of the revenue before the customer.
    package static func cumulativeTiers(
        _ customers: [Customer], ids: [String], cuts: [(name: String, share: ExactDecimal)], rest: String
    ) -> [String] {
        let order = ranked(customers, ids)
        func sum(_ indices: some Sequence<Int>) -> ExactDecimal {
            indices.reduce(ExactDecimal(0)) { ExactDecimal.sum($0, customers[$1].net) ?? $0 }
        }
        let total = sum(order)
        var tiers = [String](repeating: "N", count: customers.count)
        for (position, customer) in order.enumerated() {
            let before = sum(order[..<position])
            let cut = cuts.first { cut in
                before < ExactDecimal(units: total.units * cut.share.units, scale: total.scale + cut.share.scale)
            }
            tiers[customer] = cut?.name ?? rest
        }
        return tiers
    }

    /// The tiers by the share of the customers that stand before one.
    package static func quantileTiers(
        _ customers: [Customer], ids: [String], cuts: [(name: String, share: ExactDecimal)], rest: String
    ) -> [String] {
        let order = ranked(customers, ids)
        return customers.indices.map { customer in
            guard let position = order.firstIndex(of: customer) else { return "N" }
            let cut = cuts.first { cut in
                ExactDecimal(position)
                    < ExactDecimal(units: Int128(order.count) * cut.share.units, scale: cut.share.scale)
            }
            return cut?.name ?? rest
        }
    }

    /// The tiers by the customer's own amount, which reaches the first cut that is not above it.
    package static func thresholdTiers(
        _ customers: [Customer], cuts: [(name: String, amount: ExactDecimal)], rest: String
    ) -> [String] {
        customers.map { customer in
            guard ExactDecimal(0) < customer.net else { return "N" }
            return cuts.first { !(customer.net < $0.amount) }?.name ?? rest
        }
    }
}
