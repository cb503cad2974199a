// The share of customers who were active when a period started and still are when it ends.

import Diagnostics
import Stages

/// `retention: CUSTOMER` with `active: 90 days` – of the customers who were active when the period started, the share of those who
/// are active when it ends.
///
/// A customer is active so long after each of their rows; with `active: period` who had a row in the period itself, and at its start who
/// had one in the period before: those who bought last month and buy again this month. The starting set is fixed: who comes anew is not
/// in it, who left and came back within the period is. The customer counts under the labels of their last row before the start, so that
/// who leaves does not vanish from their segment. Only rows that fulfil `where` are looked at, on both sides. A period needs data
/// as far back as its starting set reaches, else it is partial. `at` must be given.
///
/// - Units: a fraction of 1, with Wilson's interval.
/// - Missing: a row without customer or without time is left out; a period at whose start nobody was active has no retention.
/// - Complexity: O(rows · log(rows of a customer)), and O(1) for every customer and period.
/// - Example: c1 buys in May and June, c2 in May, c3 in June, `active: period` → June 0.5 = 1 ÷ 2.
struct Retention: MetricKind {
    static let declaration = OptionKey(
        "retention", .formula,
        help: Wording(
            en: "the share of customers active at the start of a period who are active at its end",
            zh: "期初活跃的客户中期末仍活跃者所占比例"))

    static let activeFor = KindKey.active(
        "active",
        help: Wording(
            en: "how long a row keeps its customer active: a length, or 'period'", zh: "一行使其客户保持活跃多久：时长或 'period'"))

    static let keys = [activeFor]

    static let traits = KindTraits(
        takes: .anything, unit: .always(.fraction), intervals: [.wilson, .none], quotientOfSums: 1,
        tellsApart: true, needsTime: true)

    private let active: ActiveFor

    init?(_ preparation: KindPreparation) {
        guard let active = preparation.settings.activeFor(Self.activeFor) else { return nil }
        self.active = active
    }

    var activeFor: ActiveFor? { active }

    func emptyState(of values: StateValues) -> any Accumulator { ShareState(hasInterval: values.hasInterval) }

    func sql(_ scope: KindSQLScope) -> KindSQL? {
        .share(of: scope.count(where: "counts AND kept"), among: scope.count(), scope)
    }
}
