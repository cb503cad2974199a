// The share of rows after which the same customer came again within some time.

import Diagnostics
import Stages

/// `repeated: CUSTOMER` with `within: 7 d` – the share of rows after which the same customer has another row within that time, such as
/// calls about a matter that the last one did not settle: the repeat contact rate.
///
/// It is what `unrepeated`, where all is described, leaves of the same rows.
///
/// - Units: a fraction of 1, with Wilson's interval. The row counts in its own period and segments.
/// - Missing: a row without customer or without time is left out; rows less than `within` before the end of the data do not count.
/// - Example: c1 calls on 1 and 5 May, c2 on 2 May, the data end on 31 May, `within: 7 d` → 0.3333 = 1 ÷ 3: only the
///   first call of c1 was repeated.
struct Repeated: MetricKind {
    static let declaration = OptionKey(
        "repeated", .formula,
        help: Wording(
            en: "the share of rows after which the same customer came again within some time",
            zh: "其后一段时间内同一客户再次出现的行所占比例"))

    static let keys = [Unrepeated.within]

    static let traits = Unrepeated.traits

    /// In milliseconds.
    private let within: Int64

    init?(_ preparation: KindPreparation) {
        guard let within = preparation.settings.length(Unrepeated.within) else { return nil }
        self.within = within
    }

    var rowChooser: (any RowChooser)? { UnrepeatedRows(within: within) }

    func emptyState(of values: StateValues) -> any Accumulator {
        ShareState(hasInterval: values.hasInterval, isOfTheRest: true)
    }

    func sql(_ scope: KindSQLScope) -> KindSQL? { .unrepeated(for: within, scope, isOfTheRest: true) }
}
