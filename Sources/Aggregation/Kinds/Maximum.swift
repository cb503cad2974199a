// The largest value.

import Diagnostics
import Stages

/// The other end of ``Minimum``, where it is described.
struct Maximum: MetricKind {
    static let declaration = OptionKey(
        "maximum", .formula,
        help: Wording(en: "the largest value of a numeric formula or of lengths of time", zh: "数值或时长公式的最大值"))

    static let traits = KindTraits(
        takes: .quantities, exactness: .asItsFormula, takesWideNumbers: true, showsOneCell: true)

    init(_ preparation: KindPreparation) {}

    func emptyState(of values: StateValues) -> any Accumulator {
        ExtremeState(.maximum, of: values.type, scale: values.scale)
    }

    func sql(_ scope: KindSQLScope) -> KindSQL? {
        let largest = "max(value_1) FILTER (WHERE \(scope.numbers))"
        return KindSQL(value: scope.inUnit(largest), n: scope.count(where: scope.numbers))
    }
}
