// How many events are too many to be chance, where so many are usual.

/// The smallest number of events that is reached by chance less often than a share of the time.
package enum AlertLimit {
    /// - Parameters:
    ///   - mean: how many are usual; above zero.
    ///   - dispersion: variance ÷ mean; at 1 or below it events are Poisson, above it negative binomial.
    ///   - share: how often it may be reached by chance.
    /// - Missing: nil where the mean is not above zero and finite.
    /// - Complexity: O(log limit) shares of a distribution.
    package static func events(mean: Double, dispersion: Double = 1, share: Double = 0.001) -> Int? {
        guard mean > 0, mean < 1e12, share > 0, share < 1 else { return nil }
        var (low, high) = (0, 1)
        while (reached(high, mean: mean, dispersion: dispersion) ?? 0) >= share {
            low = high
            high *= 2
        }
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if (reached(middle, mean: mean, dispersion: dispersion) ?? 0) >= share {
                low = middle
            } else {
                high = middle
            }
        }
        return high
    }

    /// How often so many events or more happen by chance.
    ///
    /// - Source: NIST DLMF 8.17.24 for the negative binomial with `variance = dispersion · mean`; the Poisson tail is a gamma share.
    package static func reached(_ events: Int, mean: Double, dispersion: Double = 1) -> Double? {
        if events <= 0 { return 1 }
        if dispersion <= 1 { return GammaDistribution.shares(at: mean, shape: Double(events))?.below }
        return BetaDistribution.shares(
            at: 1 - 1 / dispersion, complement: 1 / dispersion, alpha: Double(events), beta: mean / (dispersion - 1))?
            .below
    }
}
