// A confidence level is how often an interval made this way holds the truth.

/// The long-run share of intervals that contain the true value.
///
/// - Units: a fraction, strictly between 0 and 1.
package struct ConfidenceLevel: Hashable, Sendable {
    package let fraction: Double

    /// A level between 0 and 1; nil for anything else.
    package init?(_ fraction: Double) {
        guard fraction > 0, fraction < 1 else { return nil }
        self.fraction = fraction
    }

    private init(known fraction: Double) { self.fraction = fraction }

    package static let percent90 = ConfidenceLevel(known: 0.90)
    package static let percent95 = ConfidenceLevel(known: 0.95)
    /// That of the outer limits of a funnel: 1 of 1,000 on each side.
    package static let permille998 = ConfidenceLevel(known: 0.998)

    /// The share left out on each side: 0.025 for 95 %.
    package var tail: Double { (1 - fraction) / 2 }

    /// How many standard errors an interval reaches to each side: 1.959963985 for 95 %.
    package var normalQuantile: Double { -NormalDistribution.quantile(tail) }
}
