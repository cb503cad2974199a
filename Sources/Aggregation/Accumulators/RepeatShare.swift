// The share of customers who came back.

import Diagnostics
import Stages
import Statistics
import Tabular

/// `repeat_share: CUSTOMER` with `on: EXPR`, `at_least: 2` – of all different customers, the share of those with at
/// least that many different values of `on`, such as days on which they bought.
///
/// - Units: a fraction of 1, with Wilson's interval.
/// - Missing: a row without customer or without `on` is left out; a group without customers has no share.
/// - Complexity: about 50 bytes per different customer and value of `on` in a group.
/// - Example: c1 on days 1 and 9, c2 twice on day 3 → 0.5 = 1 ÷ 2: two orders on one day are one purchase.
struct RepeatShare: Accumulator {
    /// The customers of each group.
    private var customers = KeyTable()
    private var customerKeys: CellKeys
    /// Whose group is a position in `customers`.
    private var occasions = KeyTable()
    private var occasionKeys: CellKeys
    /// How many occasions each entry of `customers` has.
    private var occasionCounts: [Int] = []
    private var groupCount = 1
    private let threshold: Int
    private let hasInterval: Bool

    init(atLeast threshold: Int, areColumnsPlain: (customer: Bool, occasion: Bool), hasInterval: Bool) {
        self.threshold = threshold
        self.hasInterval = hasInterval
        customerKeys = CellKeys(isPlainColumn: areColumnsPlain.customer)
        occasionKeys = CellKeys(isPlainColumn: areColumnsPlain.occasion)
    }

    mutating func makeRoom(forGroups count: Int) { groupCount = max(groupCount, count) }

    mutating func update(groups: UnsafeBufferPointer<UInt32>, columns: [Column]) {
        let customer = customerKeys.keys(of: columns[0])
        let occasion = occasionKeys.keys(of: columns[1])
        for row in 0..<min(groups.count, customer.keys.count, occasion.keys.count) where groups[row] != 0 {
            take(
                GroupedKey(group: groups[row], tag: customer.tags?[row] ?? 0, key: customer.keys[row]),
                GroupedKey(group: 0, tag: occasion.tags?[row] ?? 0, key: occasion.keys[row]))
        }
    }

    private mutating func take(_ customer: GroupedKey, _ occasion: GroupedKey) {
        let (number, isNew) = customers.number(of: customer)
        if isNew { occasionCounts.append(0) }
        var occasion = occasion
        occasion.group = number
        if occasions.number(of: occasion).isNew { occasionCounts[Int(number)] &+= 1 }
    }

    mutating func merge(_ other: RepeatShare, numbers: [UInt32]) {
        let customerTranslation = customerKeys.merge(other.customerKeys)
        let occasionTranslation = occasionKeys.merge(other.occasionKeys)
        for var occasion in other.occasions.keys {
            var customer = other.customers.keys[Int(occasion.group)]
            customer.group = numbers[Int(customer.group)]
            if let customerTranslation { customer.key = UInt64(customerTranslation[Int(customer.key)]) }
            if let occasionTranslation { occasion.key = UInt64(occasionTranslation[Int(occasion.key)]) }
            take(customer, occasion)
        }
    }

    func finish() -> [Measurement] {
        var all = [Int](repeating: 0, count: groupCount)
        var repeated = all
        for (customer, occasions) in zip(customers.keys, occasionCounts) {
            all[Int(customer.group)] &+= 1
            if occasions >= threshold { repeated[Int(customer.group)] &+= 1 }
        }
        return zip(repeated, all).map { .share($0, of: $1, hasInterval: hasInterval) }
    }
}
