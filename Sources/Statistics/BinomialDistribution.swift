// The binomial distribution, from which the ranks of an order-statistic interval are read.

/// The number of successes in independent trials.
package enum BinomialDistribution {
    /// The share of outcomes with at most `successes` successes.
    ///
    /// - Missing: nil unless `trials` is not negative and `probability` lies in 0…1.
    /// - Source: NIST DLMF 8.17.5, `P(B ≤ k) = I_{1-p}(n - k, k + 1)`.
    package static func cumulative(_ successes: Int, trials: Int, probability: Double) -> Double? {
        guard trials >= 0, probability >= 0, probability <= 1 else { return nil }
        if successes < 0 { return 0 }
        if successes >= trials { return 1 }
        return BetaDistribution.shares(
            at: 1 - probability, complement: probability,
            alpha: Double(trials - successes), beta: Double(successes) + 1)?.below
    }
}
