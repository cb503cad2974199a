// The value in the middle.

import Diagnostics
import Stages

/// The ``Quantile`` at a half, where it is described.
struct Median: MetricKind {
    static let declaration = OptionKey(
        "median", .formula,
        help: Wording(en: "the value in the middle of a numeric formula or of lengths of time", zh: "数值或时长公式的中位数"))

    static let traits = Quantile.traits

    init(_ preparation: KindPreparation) {}

    func emptyState(of values: StateValues) -> any Accumulator {
        QuantileState(at: 0.5, of: values.type, scale: values.scale, hasInterval: values.hasInterval)
    }

    func sql(_ scope: KindSQLScope) -> KindSQL? { .quantile(0.5, scope) }
}
