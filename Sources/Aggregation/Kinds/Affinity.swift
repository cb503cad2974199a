// Which items are found together.

import Diagnostics
import Stages
import Tabular

/// `affinity: ITEM` with `together_in: UNIT` – which items are in the same unit: products in a basket, an order or a household, reasons for
/// which a customer called.
///
/// The number is the share of the units with at least two different items. The pairs of the report's own period stand in `pairs.csv`, in
/// `results.json` and, by the block `tables`, on pages: how many units have both items (A, the rarer one, and B), each of them, the
/// *support* (both ÷ all units), the *confidence* (of the units with A those with B, and the reverse) with Wilson's interval, the *lift*
/// (confidence ÷ share of the units with B), and p, the probability that as many or more have both where the items have nothing to do
/// with each other (Fisher's exact test, one-sided).
///
/// Pairs are tested where at least `min_together` units have A and as many B; shown are those that as many have both of. Among many pairs
/// some look special by chance: the adjusted p (Benjamini and Hochberg) counts all pairs tested, those never found together among them.
/// Listed are the first `most` by `ranked_by`. A pair says nothing of why: what is on offer together is bought together.
///
/// - Units: a fraction of 1, with Wilson's interval; n is the number of units.
/// - Missing: a row without item or unit is left out; a group without units has no share. Pairs that fewer units have than the report may
///   show (`suppress_below`) are hidden.
/// - Bounds: the 4,096 items that most units have are looked at; that there are more is told.
/// - Complexity: O(rows + units × items of a unit²); 12 to 24 bytes per different unit and item in a group.
/// - Source: Agrawal, R., Imieliński, T. and Swami, A. (1993), Proceedings of ACM SIGMOD, 207–216.
/// - Example: baskets {bread, milk}, {bread, milk}, {bread}, {tea} → 0.5 = 2 ÷ 4; milk and bread: support 0.5, confidence
///   1 = 2 ÷ 2, reverse 0.667 = 2 ÷ 3, lift 1.33 = 1 ÷ 0.75.
struct Affinity: MetricKind {
    static let declaration = OptionKey(
        "affinity", .formula,
        help: Wording(en: "which items are found together: a column of texts", zh: "哪些项目一同出现：文本列"))

    static let unit = KindKey.value(
        "together_in", isRequired: true,
        help: Wording(en: "what holds the items: a basket, an order, a customer", zh: "包含项目的单位：购物篮、订单或客户"))

    static let least = KindKey.wholeNumber(
        "min_together", in: 1...1_000_000, standard: 5,
        help: Wording(en: "how many units must have both items of a pair", zh: "至少多少个单位同时含两个项目"))

    static let most = KindKey.wholeNumber(
        "most", in: 1...10_000, standard: 20, help: Wording(en: "how many pairs are listed", zh: "最多列出多少对"))

    static let order = KindKey.word(
        "ranked_by", of: ItemPairs.Order.self, standard: .p,
        help: Wording(en: "what pairs are ordered by", zh: "各对按何排序"),
        expected: Wording(en: "'p', 'lift', 'confidence' or 'together'", zh: "'p'、'lift'、'confidence' 或 'together'"))

    static let keys = [unit, least, most, order]

    static let traits = KindTraits(
        takes: .texts, unit: .always(.fraction), intervals: [.wilson, .none], showsOneCell: true, tellsApart: true,
        findsPairs: true)

    private let least: Int
    private let most: Int
    private let order: ItemPairs.Order

    init?(_ preparation: KindPreparation) {
        guard preparation.settings[Self.unit] != nil, let least = preparation.settings.count(Self.least),
            let most = preparation.settings.count(Self.most),
            let order = preparation.settings.word(Self.order).flatMap({ ItemPairs.Order(rawValue: $0) })
        else { return nil }
        self.least = least
        self.most = most
        self.order = order
    }

    func emptyState(of values: StateValues) -> any Accumulator {
        AffinityState(
            PairCounting(least: least, most: most, order: order),
            arePlain: (values.arePlain.last ?? false, values.arePlain.first ?? false), hasInterval: values.hasInterval)
    }

    func sql(_ scope: KindSQLScope) -> KindSQL? {
        // A unit has two different items when the rank of one of them is two.
        var sql = KindSQL.share(
            of: scope.differentCount(of: "value_2", where: "counts AND item >= 2"),
            among: scope.differentCount(of: "value_2"), scope)
        sql.overGroup = [
            "dense_rank() OVER (PARTITION BY breakdown, period, segment, counts, value_2 ORDER BY value_1) AS item"
        ]
        sql.pairsInAtLeast = least
        return sql
    }
}

/// The different items of each unit and group.
struct AffinityState: Accumulator {
    /// Units, each with its items.
    private var units: CodePairs
    private let counting: PairCounting
    private let hasInterval: Bool

    init(_ counting: PairCounting, arePlain: (unit: Bool, item: Bool), hasInterval: Bool) {
        units = CodePairs(arePlain: (arePlain.unit, arePlain.item))
        self.counting = counting
        self.hasInterval = hasInterval
    }

    mutating func makeRoom(forGroups count: Int) { units.makeRoom(forGroups: count) }

    mutating func update(groups: GroupSpan, columns: [Column]) {
        units.update(groups: groups, first: columns[1], second: columns[0])
    }

    mutating func merge(_ other: AffinityState, numbers: [UInt32]) { units.merge(other.units, numbers: numbers) }

    static var growsWithRows: Bool { true }

    static var finishesOnAllThreads: Bool { true }

    mutating func finish(jobs: Int) -> [Measurement] {
        let (all, several) = units.counts(withAtLeast: 2)
        return zip(several, all).map { .share($0, of: $1, hasInterval: hasInterval) }
    }

    mutating func itemPairs(inGroup group: Int, jobs: Int) -> ItemPairs? {
        let list = units.pairs(inGroup: group)
        return counting.pairs(of: list, items: units.secondCodes.texts, jobs: jobs)
    }
}
