// The ways in which the interval of a metric is made.

/// How a metric's interval is made.
enum IntervalMethod: String, Sendable, CaseIterable {
    case wilson, t, nps, order, poisson
    case compoundPoisson = "compound_poisson"
    case none
}
