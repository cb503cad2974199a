// Whether the raters of one person say the same of them, beside what ratings all over the scale would be.

import Diagnostics
import Stages
import Tabular

/// `agreement: EXPR` with `rater: KEY`, `subject: KEY`, `item: KEY` and `steps: EXPR` – r_wg(J), the agreement of the raters of one
/// subject over the items of a form: 1 where all say the same, 0 where they spread as ratings do that are given without looking. Of
/// several subjects it is the mean of what each comes to.
///
/// - Units: a number from 0 to 1. n is the number of different raters of the subject with the fewest among those that count; where none
///   counts, of all. There is no interval.
/// - Raters: a subject counts that `min_raters` different raters have rated, and an item that two raters or more have rated. What a rater
///   gives the same item several times is one opinion, their mean. `steps` says how many answers the scale has, such as
///   `scale_max - scale_min + 1`; of different ones in a subject the largest counts.
/// - Missing: a row without value, rater, subject, item or steps is left out. Without a subject that counts there is no agreement.
/// - Complexity: O(rows · log rows); 40 bytes per row.
/// - Example: four raters of three items from 1 to 5, 4 4 5 | 5 4 5 | 4 4 4 | 3 4 4 → variances 0.667, 0, 0.333, of which the mean
///   is 0.333; by chance it would be 2 → r_wg(3) = 0.9375.
/// - Source: James, Demaree & Wolf (1984), Journal of Applied Psychology 69, 85–98; more spread than chance counts as none.
struct Agreement: MetricKind {
    static let declaration = OptionKey(
        "agreement", .formula,
        help: Wording(en: "whether the raters of a subject say the same", zh: "同一对象的各评价人看法是否一致"))

    static let subject = KindKey.value(
        "subject", isRequired: true, help: Wording(en: "who is rated", zh: "被评价人"))

    static let item = KindKey.value(
        "item", isRequired: true, help: Wording(en: "what is rated, such as the dimension", zh: "评价的内容，如维度"))

    static let steps = KindKey.value(
        "steps", of: .numbers, isRequired: true,
        help: Wording(en: "how many answers the scale has", zh: "量表有几档"))

    static let keys = [Rating.rater, subject, item, steps, Rating.least]

    static let traits = KindTraits(takes: .numbers, withholds: true)

    private let least: Int

    init?(_ preparation: KindPreparation) {
        let settings = preparation.settings
        guard [Rating.rater, Self.subject, Self.item, Self.steps].allSatisfy({ settings[$0] != nil }),
            let least = settings.count(Rating.least)
        else { return nil }
        self.least = least
    }

    func emptyState(of values: StateValues) -> any Accumulator { AgreementState(values, least: least) }

    func sql(_ scope: KindSQLScope) -> KindSQL? {
        let needs =
            "\(scope.isKnown("value_1", scope.type)) AND value_2 IS NOT NULL AND value_3 IS NOT NULL AND value_4 IS NOT NULL "
            + "AND \(scope.isKnown("value_5", scope.keyTypes.last))"
        let used = "coalesce(counts AND \(needs), FALSE)"
        let subjects = "PARTITION BY breakdown, period, segment, \(used), value_3"
        var sql = KindSQL(value: "", n: "")
        sql.overGroup = [
            "avg(CAST(value_1 AS DOUBLE)) OVER (\(subjects), value_4, value_2) AS opinion",
            "row_number() OVER (\(subjects), value_4, value_2 ORDER BY place) AS opinion_row",
            "row_number() OVER (\(subjects), value_4 ORDER BY place) AS item_row",
            "dense_rank() OVER (\(subjects) ORDER BY value_2) AS rater",
            "max(CAST(value_5 AS DOUBLE)) OVER (\(subjects)) AS steps",
            "row_number() OVER (\(subjects) ORDER BY place) AS subject_row",
        ]
        sql.overMarked = [
            "var_samp(opinion) FILTER (WHERE opinion_row = 1) OVER (\(subjects), value_4) AS item_variance"
        ]
        sql.overFound = [
            "avg(item_variance) FILTER (WHERE item_row = 1) OVER (\(subjects)) AS variance",
            "count(item_variance) FILTER (WHERE item_row = 1) OVER (\(subjects)) AS items",
            "max(rater) OVER (\(subjects)) AS raters",
        ]
        let share = "least(1, variance / ((steps * steps - 1) / 12.0))"
        let counted = "\(used) AND subject_row = 1 AND raters >= \(least) AND items > 0 AND steps > 1"
        sql.value = "avg(items * (1 - \(share)) / (items * (1 - \(share)) + \(share))) FILTER (WHERE \(counted))"
        sql.n =
            "coalesce(min(raters) FILTER (WHERE \(counted)), \(scope.differentCount(of: "value_2", where: used)))"
        return sql
    }
}
