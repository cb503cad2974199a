// An event rate is a count per exposure, such as complaints per thousand orders, with its exact Poisson interval.

/// Events counted over an exposure.
///
/// - Units: events per one unit of exposure; give the exposure in thousands to get a rate per thousand.
package struct EventRate: Hashable, Sendable {
    package let events: Int
    package let exposure: Double

    /// `events` over `exposure`; with the exposure left out, the count itself.
    ///
    /// - Missing: nil when the events are negative or the exposure is not positive and finite.
    package init?(events: Int, exposure: Double = 1) {
        guard events >= 0, exposure > 0, exposure.isFinite else { return nil }
        self.events = events
        self.exposure = exposure
    }

    /// Events per unit of exposure.
    package var rate: Double { Double(events) / exposure }

    /// The exact Poisson interval around the rate.
    ///
    /// - Bounds: the lower limit is exactly 0 when nothing happened.
    /// - Source: Garwood, F. (1936), Biometrika 28, 437–442: `χ²(α/2; 2k)/2` and `χ²(1-α/2; 2k+2)/2` per exposure.
    package func interval(at level: ConfidenceLevel = .percent95) -> Interval? {
        let low = events == 0 ? 0 : GammaDistribution.quantile(level.tail, shape: Double(events))
        let high = GammaDistribution.quantile(1 - level.tail, shape: Double(events) + 1)
        guard let low, let high else { return nil }
        return Interval(low: low / exposure, high: high / exposure)
    }
}
