// A quantile of a sample, such as its median or P90, and the order-statistic interval around it.
import Glibc

/// Quantiles read from values already in ascending order.
package enum SampleQuantile {
    /// The value below which the fraction `quantile` of the sample lies, interpolated between neighbours.
    ///
    /// Position `(n - 1) · quantile`, counted from 0: the ‘linear’ method of numpy, `quantile_cont` in SQL,
    /// `PERCENTILE.INC` in spreadsheets.
    ///
    /// - Shape: `sorted` is ascending and holds no nan.
    /// - Missing: nil for an empty sample or a quantile outside 0…1.
    /// - Source: Hyndman & Fan (1996), The American Statistician 50, 361–365, definition 7.
    package static func linear(_ quantile: Double, ofSorted sorted: Span<Double>) -> Double? {
        guard let place = place(of: quantile, among: sorted.count) else { return nil }
        return interpolate(sorted[place.index], sorted[Swift.min(place.index + 1, sorted.count - 1)], place.fraction)
    }

    /// The same for an array.
    package static func linear(_ quantile: Double, ofSorted sorted: [Double]) -> Double? {
        linear(quantile, ofSorted: sorted.span)
    }

    /// Where the quantile lies: the index of the lower neighbour, and how far it is to the upper one.
    ///
    /// - Bounds: `index` counts from 0 and is less than `count`; `fraction` lies in 0..<1.
    /// - Missing: nil for an empty sample or a quantile outside 0…1.
    package static func place(of quantile: Double, among count: Int) -> (index: Int, fraction: Double)? {
        guard count > 0, quantile >= 0, quantile <= 1 else { return nil }
        let position = Double(count - 1) * quantile
        let index = Swift.min(Int(position), count - 1)
        return (index, index == count - 1 ? 0 : position - Double(index))
    }

    /// The value `fraction` of the way from `low` to `high`; exact at both ends and never outside them.
    package static func interpolate(_ low: Double, _ high: Double, _ fraction: Double) -> Double {
        if low == high || fraction == 0 { return low }
        let step = high - low
        // Ends so far apart that the way between them is no number.
        if !step.isFinite, low.isFinite, high.isFinite { return low * (1 - fraction) + high * fraction }
        let value = fraction < 0.5 ? low + step * fraction : high - step * (1 - fraction)
        return Swift.min(Swift.max(value, low), high)
    }

    /// The interval around a quantile whose limits are themselves values of the sample; nothing is assumed about shape.
    ///
    /// - Shape: `sorted` is ascending and holds no nan.
    /// - Missing: nil when the sample is too small to give both limits, such as 5 values for a median at 95 %.
    package static func interval(
        around quantile: Double, ofSorted sorted: Span<Double>, at level: ConfidenceLevel = .percent95
    ) -> Interval? {
        guard let ranks = limits(around: quantile, among: sorted.count, at: level) else { return nil }
        return Interval(low: sorted[ranks.low - 1], high: sorted[ranks.high - 1])
    }

    /// The same for an array.
    package static func interval(
        around quantile: Double, ofSorted sorted: [Double], at level: ConfidenceLevel = .percent95
    ) -> Interval? {
        interval(around: quantile, ofSorted: sorted.span, at: level)
    }

    /// The ranks of the two order statistics that enclose a quantile, and how often such ranks do.
    ///
    /// - Bounds: ranks count from 1; each side leaves out at most half of what the level allows, so that
    ///   `coverage` is at least the level.
    /// - Missing: nil when no such ranks exist among `count` values.
    /// - Complexity: O(√count).
    /// - Source: Conover, W. J. (1999), Practical Nonparametric Statistics, section 3.2: ranks from Binomial(n, q).
    package static func ranks(
        around quantile: Double, among count: Int, at level: ConfidenceLevel = .percent95
    ) -> (low: Int, high: Int, coverage: Double)? {
        guard let limits = limits(around: quantile, among: count, at: level) else { return nil }
        func cumulative(_ successes: Int) -> Double {
            BinomialDistribution.cumulative(successes, trials: count, probability: quantile) ?? .nan
        }
        return (limits.low, limits.high, cumulative(limits.high - 1) - cumulative(limits.low - 1))
    }

    /// The same ranks without how often they enclose the quantile.
    package static func limits(
        around quantile: Double, among count: Int, at level: ConfidenceLevel = .percent95
    ) -> (low: Int, high: Int)? {
        guard count > 0, quantile > 0, quantile < 1 else { return nil }
        let low = firstBeyondTail(of: quantile, among: count, at: level)
        let mirrored = firstBeyondTail(of: 1 - quantile, among: count, at: level)
        let high = count + 1 - mirrored
        guard low >= 1, mirrored >= 1, low <= high, high <= count else { return nil }
        return (low, high)
    }

    /// The fewest successes that, with all fewer ones, are more likely than the tail that the level leaves out.
    ///
    /// The search begins where the normal distribution, bent by the skewness, puts it: that is one off at most for all but
    /// the smallest samples, so that two looks at the distribution do in place of log₂ n.
    private static func firstBeyondTail(of probability: Double, among count: Int, at level: ConfidenceLevel) -> Int {
        // Tails are compared with a hair of tolerance, so that a tie such as exactly α/2 is not decided by rounding.
        let allowed = level.tail * (1 + 1e-12)
        let z = NormalDistribution.quantile(level.tail)
        let centre = Double(count) * probability
        let deviation = (centre * (1 - probability)).squareRoot()
        let guess = centre + z * deviation + (z * z - 1) * (1 - 2 * probability) / 6 - 0.5
        let start = Int(Swift.min(Swift.max(guess.rounded(.up), 0), Double(count - 1)))
        return firstIndex(in: 0..<count, near: start) { successes in
            (BinomialDistribution.cumulative(successes, trials: count, probability: probability) ?? .nan) > allowed
        }
    }

    /// The first index for which the condition holds, given that it holds for all later ones; the end if for none.
    ///
    /// Goes from `start` in growing steps until the condition changes, then halves what lies between.
    static func firstIndex(in range: Range<Int>, near start: Int, where condition: (Int) -> Bool) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        var step = 1
        var probe = start
        while low < high {
            if condition(probe) { high = probe } else { low = probe + 1 }
            // Past the change the next probe lies on the other side of it, and the bounds are close.
            let isBracketed = low > range.lowerBound && high < range.upperBound
            if isBracketed {
                probe = low + (high - low) / 2
            } else {
                probe = high < range.upperBound ? Swift.max(low, high - step) : Swift.min(high - 1, low - 1 + step)
                step *= 2
            }
        }
        return low
    }
}

/// The ranks around one quantile for many samples: worked out once for samples of the same size.
///
/// A report has far fewer sizes of samples than cells.
package struct QuantileLimits: Sendable {
    private let quantile: Double
    private let level: ConfidenceLevel
    private var known: [Int: (low: Int, high: Int)?] = [:]

    package init(around quantile: Double, at level: ConfidenceLevel = .percent95) {
        self.quantile = quantile
        self.level = level
    }

    /// See ``SampleQuantile/limits(around:among:at:)``.
    package mutating func ranks(among count: Int) -> (low: Int, high: Int)? {
        if let known = known[count] { return known }
        let limits = SampleQuantile.limits(around: quantile, among: count, at: level)
        known[count] = .some(limits)
        return limits
    }
}
