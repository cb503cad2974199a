// The difference of two means as one number with its error: of independent samples, and of pairs.
import Glibc

/// A difference with what is needed to say how sure it is.
package struct MeanDifference: Hashable, Sendable {
    package let difference: Double
    package let standardError: Double
    package let degreesOfFreedom: Double

    /// - Missing: nil unless the error is positive and all are finite.
    package init?(_ difference: Double, standardError: Double, degreesOfFreedom: Double) {
        guard difference.isFinite, standardError > 0, standardError.isFinite, degreesOfFreedom > 0,
            degreesOfFreedom.isFinite
        else { return nil }
        self.difference = difference
        self.standardError = standardError
        self.degreesOfFreedom = degreesOfFreedom
    }

    /// Of two independent samples that need not vary alike.
    ///
    /// - Source: Welch, B. L. (1947), Biometrika 34, 28–35; degrees of freedom after Satterthwaite (1946).
    package init?(welch first: SampleMean, _ second: SampleMean) {
        guard let mine = first.standardError, let theirs = second.standardError else { return nil }
        let error = (mine * mine + theirs * theirs).squareRoot()
        let (own, others) = ((mine / error) * (mine / error), (theirs / error) * (theirs / error))
        self.init(
            first.difference(from: second), standardError: error,
            degreesOfFreedom: 1 / (own * own / Double(first.count - 1) + others * others / Double(second.count - 1)))
    }

    /// Of pairs, by the difference of each.
    ///
    /// - Source: Student (1908), Biometrika 6, 1–25.
    package init?(paired differences: [Double]) {
        guard let mean = SampleMean(differences), let error = mean.standardError else { return nil }
        self.init(mean.mean, standardError: error, degreesOfFreedom: Double(differences.count - 1))
    }

    package var t: Double { difference / standardError }

    /// Two-sided.
    package var p: Double? {
        StudentDistribution.shareAbove(t.magnitude, degreesOfFreedom: degreesOfFreedom).map { min(1, 2 * $0) }
    }

    /// The Student t interval around the difference.
    package func interval(at level: ConfidenceLevel = .percent95) -> Interval? {
        StudentDistribution.quantile(level.tail, degreesOfFreedom: degreesOfFreedom).flatMap {
            Interval(low: difference + $0 * standardError, high: difference - $0 * standardError)
        }
    }
}

/// How large the mean of paired differences is beside how much they vary.
package enum PairedEffect {
    /// The standardised mean difference, with the small-sample correction.
    ///
    /// - Missing: nil for fewer than three differences, of which the correction leaves nothing, or when they do not vary.
    /// - Source: Hedges (1981), Journal of Educational Statistics 6, 107–128: d · (1 − 3 ÷ (4 · df − 1)).
    package static func hedges(_ differences: [Double]) -> Double? {
        guard differences.count > 2, let mean = SampleMean(differences), let deviation = mean.standardDeviation,
            deviation > 0
        else { return nil }
        return mean.mean / deviation * (1 - 3 / (4 * Double(differences.count - 1) - 1))
    }
}

/// The ratio of two means, by its logarithm.
package enum MeanRatio {
    /// The interval of the ratio, and its two-sided p.
    ///
    /// - Missing: nil unless both means are positive and their deviations known.
    /// - Source: the delta method on log mean: Friedrich, Adhikari & Beyene (2008), BMC Medical Research Methodology 8, 32.
    package static func compared(
        _ first: SampleMean, _ second: SampleMean, at level: ConfidenceLevel = .percent95
    ) -> (ratio: Double, interval: Interval, p: Double)? {
        guard first.mean > 0, second.mean > 0, let mine = first.standardError, let theirs = second.standardError
        else { return nil }
        let (own, others) = (mine / first.mean, theirs / second.mean)
        let error = (own * own + others * others).squareRoot()
        let ratio = first.mean / second.mean
        let reach = exp(level.normalQuantile * error)
        guard error > 0, let interval = Interval(low: ratio / reach, high: ratio * reach) else { return nil }
        return (ratio, interval, min(1, 2 * NormalDistribution.cumulative(-log(ratio).magnitude / error)))
    }
}

extension SampleMean {
    /// The mean of values.
    ///
    /// - Missing: nil without values.
    /// - Source: deviations from the mean, so that no digits cancel.
    package init?(_ values: [Double]) {
        guard !values.isEmpty else { return nil }
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        self.init(
            count: values.count, mean: mean,
            standardDeviation: values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : nil)
    }
}
