// A named value of a metric, which its formulas and its texts mention.

import Diagnostics
import Expressions

/// A named value of a metric, such as the 20 seconds of a service level; formulas mention it as `$target`.
struct MetricParameter: Sendable {
    var name: SourceText
    var value: SourceText
    var constant: Constant

    /// Takes the value of another parameter if it is of the right type; of a wrong one the user is told elsewhere.
    mutating func take(_ other: MetricParameter) {
        guard let converted = other.constant.converted(to: constant.type) else { return }
        value = other.value
        constant = converted
    }
}
