// The share of customers who were active when a period started and no longer are when it ends.

import Diagnostics
import Stages

/// `churn: CUSTOMER` with `active: 90 days` – what `retention` leaves of 1: of the customers who were active when the
/// period started, the share of those who are not active when it ends.
///
/// - Units: a fraction of 1, with Wilson's interval.
/// - Missing: as in `retention`.
/// - Example: c1 buys in May and June, c2 and c3 in May, `active: period` → June 0.6667 = 2 ÷ 3.
struct Churn: MetricKind {
    static let declaration = OptionKey(
        "churn", .formula,
        help: Wording(
            en: "the share of customers active at the start of a period who are not active at its end",
            zh: "期初活跃的客户中期末不再活跃者所占比例"))

    static let keys = [Retention.activeFor]

    static let traits = Retention.traits

    private let active: ActiveFor

    init?(_ preparation: KindPreparation) {
        guard let active = preparation.settings.activeFor(Retention.activeFor) else { return nil }
        self.active = active
    }

    var activeFor: ActiveFor? { active }

    func emptyState(of values: StateValues) -> any Accumulator {
        ShareState(hasInterval: values.hasInterval, isOfTheRest: true)
    }

    func sql(_ scope: KindSQLScope) -> KindSQL? {
        .share(of: scope.count(where: "counts AND NOT kept"), among: scope.count(), scope)
    }
}
