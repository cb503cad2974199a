// Two means: how much their gap varies by chance, whichever of two ways of asking finds the more of it.

import Statistics

/// Tests two means by Welch's t and by the t of rows that all spread alike, and believes the one that finds less.
///
/// Of thirty answers that are nearly all a 5, the spread of just these says little: where all are, it is 0, and Welch's t takes for certain
/// what happens every fifth time. The spread of all rows together does not. Where a small group spreads more than the rest, it is the
/// other way round.
///
/// - Source: Welch (1947), Biometrika 34, 28–35; Student (1908), Biometrika 6, 1–25.
struct MeansGap {
    /// Of the gap.
    let error: Double
    /// Two-sided.
    let p: Double

    /// - Missing: nil where one of them is no mean, or nothing varies.
    init?(_ estimate: Estimate, _ other: Estimate) {
        guard let first = estimate.freedom, let second = other.freedom, let mine = estimate.error,
            let theirs = other.error
        else { return nil }
        let gap = (estimate.value - other.value).magnitude
        let (own, others) = (Double(estimate.n), Double(other.n))
        let welch = (mine * mine + theirs * theirs).squareRoot()
        guard welch > 0, welch.isFinite else { return nil }
        let (part, rest) = (mine / welch * (mine / welch), theirs / welch * (theirs / welch))
        let variance = (first * own * mine * mine + second * others * theirs * theirs) / (first + second)
        let pooled = (variance * (1 / own + 1 / others)).squareRoot()
        guard
            let apart = StudentDistribution.shareAbove(
                gap / welch, degreesOfFreedom: 1 / (part * part / first + rest * rest / second)),
            let together = StudentDistribution.shareAbove(gap / pooled, degreesOfFreedom: first + second)
        else { return nil }
        error = max(welch, pooled)
        p = min(1, 2 * max(apart, together))
    }
}
