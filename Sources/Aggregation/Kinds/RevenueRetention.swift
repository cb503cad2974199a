// How much of the revenue of the customers of a period's start is still there at its end.

import Diagnostics
import Stages
import Tabular

/// `revenue_retention: CUSTOMER` with `value: EXPR`, `active: 12 months`, `counting: net` – the revenue, up to the end of a period, of the
/// customers who were active when it started, per revenue of the same customers up to its start.
///
/// Both revenues are those of stretches of the same length, that of `active`; with `active: period` the period before and the period
/// itself. `net` takes all that these customers spend, also more than before; `gross` takes no customer for more than before, so that it
/// shows what was lost. The customers are those of [`retention`](retention.md), under the same labels.
///
/// - Units: a fraction of 1, which `net` may exceed; without interval. n is the number of customers.
/// - Missing: a row without customer, time or value is left out; no revenue at the start, no retention.
/// - Example: c1 spends 10 in May and 15 in June, c2 30 in May, `active: period` → June net 0.375 = 15 ÷ 40, gross 0.25 = 10 ÷ 40.
struct RevenueRetention: MetricKind {
    static let declaration = OptionKey(
        "revenue_retention", .formula,
        help: Wording(
            en: "the revenue at the end of a period of those who were customers at its start, per their revenue then",
            zh: "期初客户在期末的收入与其期初收入之比"))

    static let value = KindKey.value(
        "value", of: .numbers, isRequired: true, help: Wording(en: "what a row is worth", zh: "每行的金额"))

    private enum Counting: String, CaseIterable { case net, gross }

    static let counting = KindKey.word(
        "counting", of: Counting.self, standard: .net,
        help: Wording(en: "whether customers may count for more than before", zh: "是否计入客户较期初增加的部分"),
        expected: Wording(en: "'net' or 'gross'", zh: "以下之一：'net'、'gross'"))

    static let keys = [value, Retention.activeFor, counting]

    static let traits = KindTraits(
        takes: .anything, unit: .always(.fraction), intervals: [.none], quotientOfSums: 1,
        tellsApart: true, needsTime: true)

    private let active: ActiveFor
    private let isGross: Bool

    init?(_ preparation: KindPreparation) {
        guard preparation.settings[Self.value] != nil,
            let active = preparation.settings.activeFor(Retention.activeFor)
        else { return nil }
        self.active = active
        isGross = preparation.settings.word(Self.counting) == Counting.gross.rawValue
    }

    var activeFor: ActiveFor? { active }

    func emptyState(of values: StateValues) -> any Accumulator { RevenueRetentionState(isGross: isGross) }

    func sql(_ scope: KindSQLScope) -> KindSQL? {
        let after = isGross ? "least(before, coalesce(after, 0))" : "coalesce(after, 0)"
        let kept = "sum(\(after)) FILTER (WHERE counts)"
        let then = "sum(before) FILTER (WHERE counts)"
        return KindSQL(
            value: "CASE WHEN \(then) > 0 THEN CAST(\(kept) AS DOUBLE) / CAST(\(then) AS DOUBLE) END", numerator: kept,
            denominator: then, n: scope.count())
    }
}

/// The revenues at both ends of the periods, and how many customers there are.
struct RevenueRetentionState: Accumulator {
    private var counts: [Int] = [0]
    private var before = (decimals: GroupSums(of: .decimal), reals: GroupSums(of: .real))
    private var after = (decimals: GroupSums(of: .decimal), reals: GroupSums(of: .real))
    private var isReal = false
    private let isGross: Bool

    init(isGross: Bool) { self.isGross = isGross }

    mutating func makeRoom(forGroups count: Int) {
        counts.lengthen(to: count, with: 0)
        before.decimals.makeRoom(forGroups: count)
        before.reals.makeRoom(forGroups: count)
        after.decimals.makeRoom(forGroups: count)
        after.reals.makeRoom(forGroups: count)
    }

    mutating func update(groups: GroupSpan, columns: [Column]) {
        counts.countRows(of: groups)
        switch (columns[1], columns[2]) {
        case (.decimal(let then), .decimal(let now)):
            let kept = isGross ? zip(then.units.values, now.units.values).map { min($0, $1) } : now.units.values
            before.decimals.add(groups: groups, column: columns[1])
            after.decimals.add(
                groups: groups, column: .decimal(DecimalColumn(units: PrimitiveColumn(kept), scale: now.scale)))
        case (.real(let then), .real(let now)):
            isReal = true
            let kept = isGross ? zip(then.values, now.values).map { min($0, $1) } : now.values
            before.reals.add(groups: groups, column: columns[1])
            after.reals.add(groups: groups, column: .real(PrimitiveColumn(kept)))
        default: break
        }
    }

    mutating func merge(_ other: RevenueRetentionState, numbers: [UInt32]) {
        counts.add(other.counts, numbers: numbers)
        isReal = isReal || other.isReal
        before.decimals.merge(other.before.decimals, numbers: numbers)
        before.reals.merge(other.before.reals, numbers: numbers)
        after.decimals.merge(other.after.decimals, numbers: numbers)
        after.reals.merge(other.after.reals, numbers: numbers)
    }

    func finish(jobs: Int) -> [Measurement] {
        counts.indices.map { group in
            let n = counts[group]
            if n == 0 { return .nothing }
            let then = (isReal ? before.reals : before.decimals).value(ofGroup: group, in: .none)
            let now = (isReal ? after.reals : after.decimals).value(ofGroup: group, in: .none)
            // What was not positive cannot be kept.
            guard then.doubleValue > 0 else {
                return Measurement(value: nil, numerator: now, denominator: then, n: n)
            }
            return Measurement(
                value: .real(now.doubleValue / then.doubleValue), numerator: now, denominator: then, n: n,
                exactness: .quotient(times: 1))
        }
    }
}
