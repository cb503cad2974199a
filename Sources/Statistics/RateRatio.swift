// The ratio of two event rates, such as this month's complaints per day over last month's, with its exact interval.
import Glibc

/// One event rate in relation to another.
package struct RateRatio: Hashable, Sendable {
    package let rate: EventRate
    package let base: EventRate

    package init(_ rate: EventRate, to base: EventRate) {
        self.rate = rate
        self.base = base
    }

    /// - Missing: nil when nothing happened in the base.
    package var ratio: Double? { base.events > 0 ? rate.rate / base.rate : nil }

    /// The interval around the ratio, given how many events there were in both together: of these the first rate has a binomial share.
    ///
    /// - Bounds: the lower limit is exactly 0 when nothing happened now; there is no upper one when nothing happened in the base, and then
    ///   no interval.
    /// - Source: Przyborowski and Wilenski (1940), Biometrika 31, 313–323; limits of the share after Clopper and Pearson (1934),
    ///   Biometrika 26, 404–413.
    package func interval(at level: ConfidenceLevel = .percent95) -> Interval? {
        let (now, then) = (Double(rate.events), Double(base.events))
        guard base.events > 0 else { return nil }
        let low = rate.events == 0 ? 0 : BetaDistribution.odds(below: level.tail, now, then + 1)
        guard let low, let high = BetaDistribution.odds(below: 1 - level.tail, now + 1, then) else { return nil }
        let scale = base.exposure / rate.exposure
        return Interval(low: low * scale, high: high * scale)
    }

    /// The interval by the logarithm of the ratio, whose variance is the sum of 1 ÷ events: narrower than the exact one, and for many
    /// events the same.
    ///
    /// - Missing: nil when nothing happened on either side.
    /// - Source: Rothman, Greenland & Lash (2008), Modern Epidemiology, 3rd ed., chapter 14.
    package func logarithmicInterval(at level: ConfidenceLevel = .percent95) -> Interval? {
        guard let ratio, rate.events > 0 else { return nil }
        let error = (1 / Double(rate.events) + 1 / Double(base.events)).squareRoot()
        let reach = exp(level.normalQuantile * error)
        return Interval(low: ratio / reach, high: ratio * reach)
    }

    /// How the chance of a result at least as far from equal rates is counted.
    package enum Chance: Sendable {
        /// All results that are no more likely than that which was found.
        case noMoreLikely
        /// Twice the smaller tail.
        case doubled
        /// Twice the smaller tail, of which what was found counts half.
        case midDoubled
    }

    /// The two-sided p, given how many events there were in both together.
    ///
    /// - Missing: nil when nothing happened at all.
    /// - Complexity: O(events).
    package func p(_ chance: Chance) -> Double? {
        let events = rate.events + base.events
        guard events > 0 else { return nil }
        let share = rate.exposure / (rate.exposure + base.exposure)
        func atMost(_ count: Int) -> Double {
            count < 0 ? 0 : BinomialDistribution.cumulative(count, trials: events, probability: share) ?? .nan
        }
        func exactly(_ count: Int) -> Double { max(0, atMost(count) - atMost(count - 1)) }
        let found = exactly(rate.events)
        let (below, above) = (atMost(rate.events), 1 - atMost(rate.events - 1))
        switch chance {
        case .doubled: return min(1, 2 * min(below, above))
        case .midDoubled: return min(1, 2 * (min(below, above) - found / 2))
        case .noMoreLikely:
            // With a hair of tolerance, so that a tie is not decided by rounding.
            return min(1, (0...events).map(exactly).filter { $0 <= found * (1 + 1e-7) }.reduce(0, +))
        }
    }
}
