// The share of customers who came back.

import Diagnostics
import Stages
import Tabular

/// `repeat_share: CUSTOMER` with `on: EXPR`, `at_least: 2` – of all different customers, the share of those with at
/// least that many different values of `on`, such as days on which they bought.
///
/// - Units: a fraction of 1, with Wilson's interval.
/// - Missing: a row without customer or without `on` is left out; a group without customers has no share.
/// - Complexity: O(rows); 12 to 24 bytes per different customer and value of `on` in a group.
/// - Example: c1 on days 1 and 9, c2 twice on day 3 → 0.5 = 1 ÷ 2: two orders on one day are one purchase.
struct RepeatShare: MetricKind {
    static let declaration = OptionKey(
        "repeat_share", .formula,
        help: Wording(en: "the share of different customers who came back", zh: "再次出现的不同客户所占比例"))

    static let occasion = KindKey.value(
        "on", isRequired: true, help: Wording(en: "what has to differ", zh: "须不同的值"))

    static let threshold = KindKey.wholeNumber(
        "at_least", in: 1...1_000_000, standard: 2, help: Wording(en: "how many different values", zh: "至少多少个不同的值"))

    static let keys = [occasion, threshold]

    static let traits = KindTraits(
        takes: .anything, unit: .always(.fraction), intervals: [.wilson, .none], tellsApart: true)

    private let threshold: Int

    init?(_ preparation: KindPreparation) {
        guard preparation.settings[Self.occasion] != nil, let threshold = preparation.settings.count(Self.threshold)
        else { return nil }
        self.threshold = threshold
    }

    func emptyState(of values: StateValues) -> any Accumulator {
        RepeatShareState(
            atLeast: threshold, areColumnsPlain: (values.arePlain.first ?? false, values.arePlain.last ?? false),
            hasInterval: values.hasInterval)
    }

    func sql(_ scope: KindSQLScope) -> KindSQL? {
        // A customer has so many different occasions when the rank of one of them is as high.
        var sql = KindSQL.share(
            of: scope.differentCount(of: "value_1", where: "counts AND occasion >= \(threshold)"),
            among: scope.differentCount(of: "value_1"), scope)
        sql.overGroup = [
            "dense_rank() OVER (PARTITION BY breakdown, period, segment, counts, value_1 ORDER BY value_2) AS occasion"
        ]
        return sql
    }
}

/// The different occasions of each customer and group.
struct RepeatShareState: Accumulator {
    /// Group, and customer above occasion in one number, of rows met; the first `tidyCount` are all different.
    private var groups: [UInt32] = []
    private var visits: [UInt64] = []
    private var tidyCount = 0
    private var groupCount = 1
    private var customerCodes: CellCodes
    private var occasionCodes: CellCodes
    private let threshold: Int
    private let hasInterval: Bool

    init(atLeast threshold: Int, areColumnsPlain: (customer: Bool, occasion: Bool), hasInterval: Bool) {
        self.threshold = threshold
        self.hasInterval = hasInterval
        customerCodes = CellCodes(isPlainColumn: areColumnsPlain.customer)
        occasionCodes = CellCodes(isPlainColumn: areColumnsPlain.occasion)
    }

    mutating func makeRoom(forGroups count: Int) { groupCount = max(groupCount, count) }

    mutating func update(groups: GroupSpan, columns: [Column]) {
        let customers = customerCodes.codes(of: columns[0])
        let occasions = occasionCodes.codes(of: columns[1])
        let visits = zip(customers, occasions).map { UInt64($0) << 32 | UInt64($1) }
        self.groups.appendCounted(of: groups) { groups[$0] }
        visits.withUnsafeBufferPointer { self.visits.appendCounted($0, of: groups) }
        tidyWhenLarge()
    }

    mutating func merge(_ other: RepeatShareState, numbers: [UInt32]) {
        let customerTranslation = customerCodes.merge(other.customerCodes)
        let occasionTranslation = occasionCodes.merge(other.occasionCodes)
        groups.append(contentsOf: other.groups.lazy.map { numbers[Int($0)] })
        visits.append(
            contentsOf: other.visits.lazy.map { visit in
                let customer = UInt32(truncatingIfNeeded: visit >> 32)
                let occasion = UInt32(truncatingIfNeeded: visit)
                return UInt64(customerTranslation?[Int(customer)] ?? customer) << 32
                    | UInt64(occasionTranslation?[Int(occasion)] ?? occasion)
            })
        tidyWhenLarge()
    }

    mutating func finish(jobs: Int) -> [Measurement] {
        tidy()
        var all = [Int](repeating: 0, count: groupCount)
        var repeated = all
        // Sorted by group and customer, so the occasions of one customer stand in a row.
        var start = 0
        while start < groups.count {
            var end = start + 1
            while end < groups.count, groups[end] == groups[start], visits[end] >> 32 == visits[start] >> 32 {
                end += 1
            }
            all[Int(groups[start])] += 1
            if end - start >= threshold { repeated[Int(groups[start])] += 1 }
            start = end
        }
        return zip(repeated, all).map { .share($0, of: $1, hasInterval: hasInterval) }
    }

    // MARK: Keeping each occasion once

    private mutating func tidyWhenLarge() {
        if groups.count > max(1 << 20, 2 * tidyCount) { tidy() }
    }

    /// Sorts by group, customer and occasion, and keeps one row of each.
    private mutating func tidy() {
        var rows = GroupedRows(visits, groups: groups, groupCount: groupCount, zero: 0)
        var kept = 0
        groups.withUnsafeMutableBufferPointer { groups in
            rows.elements.withUnsafeMutableBufferPointer { visits in
                for group in 1..<max(1, rows.starts.count - 1) {
                    let part = rows.starts[group]..<rows.starts[group + 1]
                    DigitSort.sort(UnsafeMutableBufferPointer(rebasing: visits[part]))
                    let first = kept
                    for row in part where kept == first || visits[row] != visits[kept - 1] {
                        visits[kept] = visits[row]
                        groups[kept] = UInt32(truncatingIfNeeded: group)
                        kept += 1
                    }
                }
            }
        }
        visits = rows.elements
        visits.removeLast(visits.count - kept)
        groups.removeLast(groups.count - kept)
        tidyCount = kept
    }
}
