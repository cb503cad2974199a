// Two medians compared: how far apart they are, and whether more of one sample lies above the median of both.

/// A median with its standard error, from the order of the values alone.
package struct SampleMedian: Sendable {
    package let median: Double
    package let standardError: Double

    /// - Missing: nil for fewer than two values.
    /// - Source: Price & Bonett (2001), Journal of Statistical Computation and Simulation 68, 295–305.
    package init?(_ values: [Double]) {
        let (sorted, count) = (values.sorted(), values.count)
        guard count > 1, let median = Ranks.median(ofSorted: sorted) else { return nil }
        let place = max(1, Int(((Double(count) + 1) / 2 - Double(count).squareRoot()).rounded(.toNearestOrEven)))
        guard let outside = BinomialDistribution.cumulative(place - 1, trials: count, probability: 0.5) else {
            return nil
        }
        self.median = median
        standardError = (sorted[count - place] - sorted[place - 1]) / (2 * -NormalDistribution.quantile(outside))
    }

    /// The interval around how much larger this median is than another.
    package func differenceInterval(from other: SampleMedian, at level: ConfidenceLevel = .percent95) -> Interval? {
        let error = (standardError * standardError + other.standardError * other.standardError).squareRoot()
        let gap = median - other.median
        return Interval(low: gap - level.normalQuantile * error, high: gap + level.normalQuantile * error)
    }
}

/// Mood's test: whether as many of both samples lie above the median of all.
package struct MedianTest: Sendable {
    /// How many of each sample lie above it.
    package let above: (first: Int, second: Int)
    /// Two-sided, by Fisher's exact test: all tables no more likely than that which was found.
    package let p: Double
    /// Two-sided, by χ² without a correction.
    package let largeSampleP: Double

    /// - Missing: nil when a sample is empty, or no value lies above the median.
    /// - Source: Mood (1950), Introduction to the Theory of Statistics, 16.5.
    package init?(_ first: [Double], _ second: [Double]) {
        guard !first.isEmpty, !second.isEmpty,
            let median = Ranks.median(ofSorted: (first + second).sorted())
        else { return nil }
        let (one, two) = (first.count { $0 > median }, second.count { $0 > median })
        let (total, both) = (first.count + second.count, one + two)
        guard both > 0 else { return nil }
        above = (one, two)
        func atLeast(_ count: Int) -> Double {
            count > min(both, first.count)
                ? 0 : FisherExactTest.atLeast(count, first: first.count, second: both, of: total) ?? .nan
        }
        let possible = max(0, both - second.count)...min(both, first.count)
        let chances = possible.map { max(0, atLeast($0) - atLeast($0 + 1)) }
        let found = chances[one - possible.lowerBound]
        p = min(1, chances.filter { $0 <= found * (1 + 1e-7) }.reduce(0, +))
        let (n, m) = (Double(first.count), Double(second.count))
        let (up, down) = (Double(both), Double(total - both))
        let cross = Double(one) * (m - Double(two)) - Double(two) * (n - Double(one))
        let chi = cross * cross * Double(total) / (n * m * up * down)
        largeSampleP = min(1, 2 * NormalDistribution.cumulative(-chi.squareRoot()))
    }
}
