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
        takes: .anything, unit: .always(.fraction), intervals: [.wilson, .none], quotientOfSums: 1,
        tellsApart: true)

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
    /// Customers, each with its occasions.
    private var visits: CodePairs
    private let threshold: Int
    private let hasInterval: Bool

    init(atLeast threshold: Int, areColumnsPlain: (customer: Bool, occasion: Bool), hasInterval: Bool) {
        self.threshold = threshold
        self.hasInterval = hasInterval
        visits = CodePairs(arePlain: (areColumnsPlain.customer, areColumnsPlain.occasion))
    }

    static var growsWithRows: Bool { true }

    mutating func makeRoom(forGroups count: Int) { visits.makeRoom(forGroups: count) }

    mutating func update(groups: GroupSpan, columns: [Column]) {
        visits.update(groups: groups, first: columns[0], second: columns[1])
    }

    mutating func merge(_ other: RepeatShareState, numbers: [UInt32]) { visits.merge(other.visits, numbers: numbers) }

    mutating func finish(jobs: Int) -> [Measurement] {
        let (all, repeated) = visits.counts(withAtLeast: threshold)
        return zip(repeated, all).map { .share($0, of: $1, hasInterval: hasInterval) }
    }
}
