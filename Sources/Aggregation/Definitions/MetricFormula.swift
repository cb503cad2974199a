// A formula of a metric, and whose it is.

import Expressions

/// A formula and whether it was written in the catalogue, so that mistakes are pointed at where the user can mend them.
struct MetricFormula: Sendable, Hashable {
    var expression: Expression
    var isBuiltIn: Bool
}
