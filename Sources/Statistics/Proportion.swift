// A proportion is k of n: its value, its Wilson interval and its Newcombe difference from another.

/// A count of successes among trials, such as satisfied answers among all valid answers.
///
/// - Units: shares are fractions, 0.83 and not 83.
package struct Proportion: Hashable, Sendable {
    package let successes: Int
    package let trials: Int

    /// `successes` of `trials`.
    ///
    /// - Missing: nil without trials, or when the successes are negative or outnumber the trials.
    package init?(successes: Int, trials: Int) {
        guard trials > 0, successes >= 0, successes <= trials else { return nil }
        self.successes = successes
        self.trials = trials
    }

    /// The share of successes.
    package var share: Double { Double(successes) / Double(trials) }

    /// The Wilson score interval; it stays inside 0…1 and keeps its width when all or none succeed.
    ///
    /// - Source: Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209–212.
    package func interval(at level: ConfidenceLevel = .percent95) -> Interval {
        .wilson(share, successes: Double(successes), failures: Double(trials - successes), n: Double(trials), level)
    }

    /// How much larger this share is than `other`, as a fraction: 0.02 is two percentage points.
    package func difference(from other: Proportion) -> Double { share - other.share }

    /// The interval around `difference(from:)` for two independent samples.
    ///
    /// - Source: Newcombe, R. G. (1998), Statistics in Medicine 17, 873–890, method 10 (hybrid score).
    package func differenceInterval(from other: Proportion, at level: ConfidenceLevel = .percent95) -> Interval {
        .newcombe(share, interval(at: level), other.share, other.interval(at: level))
    }
}

extension Interval {
    /// The Wilson score interval around a share; numbers of successes and failures need not be whole.
    static func wilson(
        _ share: Double, successes: Double, failures: Double, n: Double, _ level: ConfidenceLevel
    ) -> Interval {
        let z = level.normalQuantile
        let square = z * z
        let scale = 1 + square / n
        let centre = (share + square / (2 * n)) / scale
        let spread = (successes * failures / n + square / 4).squareRoot() * z / n / scale
        // All or none: the limit is exactly the share, which rounding could miss by a hair.
        let low = successes == 0 ? 0 : Swift.max(0, centre - spread)
        let high = failures == 0 ? 1 : Swift.min(1, centre + spread)
        return Interval(between: low, and: high)
    }

    /// The interval around the difference of two shares, put together from their own.
    static func newcombe(_ share: Double, _ own: Interval, _ other: Double, _ others: Interval) -> Interval {
        func length(_ first: Double, _ second: Double) -> Double { (first * first + second * second).squareRoot() }
        let below = length(share - own.low, others.high - other)
        let above = length(own.high - share, other - others.low)
        let gap = share - other
        return Interval(between: Swift.max(-1, gap - below), and: Swift.min(1, gap + above))
    }
}
