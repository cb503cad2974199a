// Observed against expected: what happened in a group beside what would have happened at everyone's rates with its own mix of cases.
import Glibc

/// Indirect standardisation of one group.
///
/// - Source: Breslow, N. E. and Day, N. E. (1987), Statistical Methods in Cancer Research II, chapter 2.
package struct ObservedToExpected: Sendable, Hashable {
    /// Not negative; not whole where rows have weights.
    package let observed: Double
    /// Positive.
    package let expected: Double
    /// The variance of what is observed, were the expectation true: of shares the sum of trials · rate · (1 − rate), of events what is
    /// expected.
    package let variance: Double

    /// One kind of case in the group.
    package struct Stratum: Sendable, Hashable {
        /// Trials, or exposure.
        package var size: Double
        /// The common rate of that kind of case.
        package var rate: Double

        package init(size: Double, rate: Double) {
            self.size = size
            self.rate = rate
        }
    }

    /// - Parameter areShares: whether things are counted of which each happens or does not, rather than events over an exposure.
    /// - Missing: nil where nothing is expected.
    package init?(observed: Double, strata: [Stratum], areShares: Bool) {
        let expected = ExactSum(strata.map { $0.size * $0.rate }).total
        guard expected > 0, observed >= 0 else { return nil }
        self.observed = observed
        self.expected = expected
        variance = areShares ? ExactSum(strata.map { $0.size * $0.rate * (1 - $0.rate) }).total : expected
    }

    package var ratio: Double { observed / expected }

    /// The interval around the ratio, expectations taken as known: Poisson's exact one, Byar's where what is observed is not whole.
    ///
    /// - Missing: nil where a limit is no number.
    package func interval(at level: ConfidenceLevel = .percent95) -> Interval? {
        guard let whole = Int(exactly: observed) else { return byarInterval(at: level) }
        return EventRate(events: whole, exposure: expected)?.interval(at: level)
    }

    /// Byar's approximation of the exact interval.
    package func byarInterval(at level: ConfidenceLevel = .percent95) -> Interval? {
        func limit(_ events: Double, _ z: Double) -> Double {
            let root = 1 - 1 / (9 * events) + z / (3 * events.squareRoot())
            return max(0, events * root * root * root)
        }
        let z = level.normalQuantile
        let low = observed == 0 ? 0 : limit(observed, -z)
        return Interval(low: low / expected, high: limit(observed + 1, z) / expected)
    }

    /// How many standard errors more than expected was observed.
    ///
    /// - Missing: nil where nothing but the expected can be observed.
    package var distance: Double? { variance > 0 ? (observed - expected) / variance.squareRoot() : nil }

    /// How likely chance alone makes a distance as large, on either side.
    package var p: Double? { distance.map { erfc(abs($0) * 0.5.squareRoot()) } }
}
