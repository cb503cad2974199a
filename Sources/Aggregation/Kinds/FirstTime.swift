// How many customers came for the first time.

import Diagnostics
import Stages

/// `first_time: CUSTOMER` – how many customers have their very first row in a period.
///
/// All rows that fulfil `where` are looked at, also those before every period of the report: who has bought before is
/// not new. Of rows with the same time the first in the order of the files is taken. `at` must be given.
///
/// - Units: `count`, with the exact Poisson interval.
/// - Missing: a row without customer or without time is left out.
/// - Example: c1 bought in August and in September, c2 only in September → 1 for September.
struct FirstTime: MetricKind {
    static let declaration = OptionKey(
        "first_time", .formula,
        help: Wording(en: "how many customers have their very first row in a period", zh: "首次出现的客户数"))

    static let traits = KindTraits(
        takes: .anything, unit: .always(.count), intervals: [.poisson, .none], exactness: .always, isAdditive: true,
        isCount: true, tally: .rows, tellsApart: true, needsTime: true)

    init(_ preparation: KindPreparation) {}

    var rowChooser: (any RowChooser)? { FirstRows() }

    func emptyState(of values: StateValues) -> any Accumulator { CountState(hasInterval: values.hasInterval) }

    func sql(_ scope: KindSQLScope) -> KindSQL? {
        let first = scope.count(where: "counts AND visit = 1")
        let visit = "row_number() OVER (PARTITION BY counts, value_1 ORDER BY moment, place) AS visit"
        return KindSQL(value: first, n: first, overTable: [visit])
    }
}
