// A copy of another metric, written like a kind.

import Diagnostics
import Stages

/// `like: KEY` – a copy of another metric, built-in or defined here; only what is written beside it differs.
///
/// A `where` narrows the model: the conditions of both must hold. Other keys take the place of the model's, and
/// `parameters` gives its parameters other values. The model's kind stays. The model's formula in words, source and caution are
/// those of a copy only as long as it differs in nothing but words, unit, target and parameters; its title then too, and with
/// the condition behind it where the copy only narrows the model. Else the copy bears its key until it has a `title`.
///
/// - Example: `vip_csat: { like: csat_top2, where: tier = 'A' }`.
enum Like: WrittenKind {
    static let declaration = OptionKey(
        "like", .name(.metric), help: Wording(en: "a copy of another metric", zh: "另一指标的副本"))

    static let intervals: [IntervalMethod] = [.none]

    static func computation(_ value: KindValue) -> MetricComputation? { value.text.map { .copy($0) } }
}
