// Snedecor's F distribution: how far the ratio of two variances strays.

/// The distribution of the ratio of two variances.
package enum FDistribution {
    /// The value with `share` of the distribution below it.
    ///
    /// - Missing: nil unless `share` lies strictly between 0 and 1 and both degrees of freedom are positive and finite.
    /// - Source: NIST DLMF 8.17: where X has a beta distribution of half the degrees of freedom, `X / (1 - X)` has that of F but for its
    ///   scale.
    package static func quantile(_ share: Double, _ numerator: Double, _ denominator: Double) -> Double? {
        guard share > 0, share < 1, numerator > 0, denominator > 0, numerator.isFinite, denominator.isFinite else {
            return nil
        }
        return BetaDistribution.odds(below: share, numerator / 2, denominator / 2).map { $0 * denominator / numerator }
    }
}
