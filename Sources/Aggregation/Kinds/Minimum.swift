// The smallest value.

import Diagnostics
import Stages

/// `minimum: EXPR` and `maximum: EXPR` – the smallest or largest value of a numeric formula or of durations.
///
/// - Units: those of the column; durations in the metric's unit of time.
/// - Missing: missing cells are left out, and so is a real number that is none; a group without any value has no extreme.
/// - Example: `maximum: wait` of 5 s, 40 s and a missing cell → 40 s, n = 2.
struct Minimum: MetricKind {
    static let declaration = OptionKey(
        "minimum", .formula,
        help: Wording(en: "the smallest value of a numeric formula or of lengths of time", zh: "数值或时长公式的最小值"))

    static let traits = KindTraits(
        takes: .quantities, exactness: .asItsFormula, takesWideNumbers: true, showsOneCell: true)

    init(_ preparation: KindPreparation) {}

    func emptyState(of values: StateValues) -> any Accumulator {
        ExtremeState(.minimum, of: values.type, scale: values.scale)
    }

    func sql(_ scope: KindSQLScope) -> KindSQL? {
        let smallest = "min(value_1) FILTER (WHERE \(scope.numbers))"
        return KindSQL(value: scope.inUnit(smallest), n: scope.count(where: scope.numbers))
    }
}
