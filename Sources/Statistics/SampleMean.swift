// The mean of a sample, its Student t interval, and the Welch difference between two means.

/// A mean with what is needed to say how sure it is.
///
/// - Units: mean and standard deviation are in the units of the values.
package struct SampleMean: Hashable, Sendable {
    package let count: Int
    package let mean: Double
    /// The standard deviation of the sample (divisor `count - 1`); nil when it is not defined.
    package let standardDeviation: Double?

    /// A mean of `count` values.
    ///
    /// - Missing: nil without values or when the mean is not finite; a negative, infinite or nan deviation, and any
    ///   deviation of a single value, counts as unknown.
    package init?(count: Int, mean: Double, standardDeviation: Double?) {
        guard count > 0, mean.isFinite else { return nil }
        self.count = count
        self.mean = mean
        if count > 1, let deviation = standardDeviation, deviation >= 0, deviation.isFinite {
            self.standardDeviation = deviation
        } else {
            self.standardDeviation = nil
        }
    }

    /// The standard error of the mean; nil when the deviation is unknown.
    package var standardError: Double? { standardDeviation.map { $0 / Double(count).squareRoot() } }

    /// The Student t interval around the mean.
    ///
    /// - Missing: nil for a single value, or when the deviation is unknown.
    /// - Source: Student (1908), Biometrika 6, 1–25: `mean ± t · s / √n` with `n - 1` degrees of freedom.
    package func interval(at level: ConfidenceLevel = .percent95) -> Interval? {
        var quantiles = StudentQuantiles(at: level)
        return interval(quantiles: &quantiles)
    }

    /// The same with quantiles that are remembered from one mean to the next.
    package func interval(quantiles: inout StudentQuantiles) -> Interval? {
        guard let error = standardError, let t = quantiles.lower(degreesOfFreedom: count - 1) else { return nil }
        return Interval(low: mean + t * error, high: mean - t * error)
    }

    /// How much larger this mean is than `other`.
    package func difference(from other: SampleMean) -> Double { mean - other.mean }

    /// The interval around the difference of two independent means that need not vary alike.
    ///
    /// - Missing: nil when either deviation is unknown.
    /// - Source: Welch, B. L. (1947), Biometrika 34, 28–35; degrees of freedom after Satterthwaite (1946).
    package func differenceInterval(from other: SampleMean, at level: ConfidenceLevel = .percent95) -> Interval? {
        guard let mine = standardError, let theirs = other.standardError else { return nil }
        let gap = difference(from: other)
        let error = (mine * mine + theirs * theirs).squareRoot()
        if error == 0 { return Interval(low: gap, high: gap) }
        // Shares of the squared error, so that neither very small nor very large units overflow.
        let myShare = (mine / error) * (mine / error)
        let theirShare = (theirs / error) * (theirs / error)
        let freedom =
            1 / (myShare * myShare / Double(count - 1) + theirShare * theirShare / Double(other.count - 1))
        return Self.interval(around: gap, error: error, degreesOfFreedom: freedom, level)
    }

    private static func interval(
        around centre: Double, error: Double, degreesOfFreedom: Double, _ level: ConfidenceLevel
    ) -> Interval? {
        guard let t = StudentDistribution.quantile(level.tail, degreesOfFreedom: degreesOfFreedom) else { return nil }
        return Interval(low: centre + t * error, high: centre - t * error)
    }
}
