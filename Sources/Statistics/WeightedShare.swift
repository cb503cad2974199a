// A share of weights: its value, and the interval of as many rows as would be as sure of it without weights.

/// Rows with weights, some of which fulfil a condition.
///
/// Rows are taken as drawn one by one, with weights that are given and not estimated.
///
/// - Units: shares are fractions.
/// - Source: the variance is that of a linearised ratio, Woodruff (1971), JASA 66, 411–414; the size by which it enters Wilson's interval,
///   Dean & Pagano (2015), Journal of Survey Statistics and Methodology 3, 484–503.
package struct WeightedShare: Hashable, Sendable {
    package let share: Double
    /// So many rows of equal weight would have the same standard error.
    package let effectiveCount: Double

    /// - Parameters:
    ///   - count: rows whose weight is more than 0.
    ///   - weight: the sum of their weights.
    ///   - fulfilling: that of those that fulfil the condition.
    ///   - squares: the sums of the squared weights of the rows that fulfil the condition, and of those that do not.
    /// - Missing: nil without rows, or when a sum is not finite.
    package init?(
        count: Int, weight: Double, fulfilling: Double, squares: (fulfilling: Double, rest: Double)
    ) {
        guard count > 0, weight > 0, weight.isFinite, fulfilling >= 0 else { return nil }
        let share = Swift.min(1, fulfilling / weight)
        let size: Double
        if count > 1, share > 0, share < 1 {
            // In parts of the weight, so that neither very small nor very large weights overflow.
            let (part, rest) = ((1 - share) / weight, share / weight)
            let spread = part * part * squares.fulfilling + rest * rest * squares.rest
            size = share * (1 - share) / (Double(count) / Double(count - 1) * spread)
        } else {
            size = weight / (squares.fulfilling + squares.rest) * weight
        }
        guard size > 0, size.isFinite else { return nil }
        self.share = share
        effectiveCount = size
    }

    /// Wilson's interval for the effective number of rows; it stays inside 0…1.
    package func interval(at level: ConfidenceLevel = .percent95) -> Interval {
        .wilson(
            share, successes: share * effectiveCount, failures: (1 - share) * effectiveCount, n: effectiveCount, level)
    }

    /// The interval around how much larger this share is than that of an independent sample, as for ``Proportion``.
    package func differenceInterval(from other: WeightedShare, at level: ConfidenceLevel = .percent95) -> Interval {
        .newcombe(share, interval(at: level), other.share, other.interval(at: level))
    }
}
