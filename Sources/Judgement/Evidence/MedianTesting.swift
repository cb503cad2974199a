// Tests medians and other quantiles by what their intervals tell of the spread of a single row, which is little where rows are few.

import Stages
import Statistics

/// How much medians vary, as far as their intervals say.
///
/// An interval by order ends at two rows of the sample, and its length varies as a standard deviation of 0.98 · √n degrees of freedom
/// does: between its ends lie 1.96 · √n rows, whose distances are as good as independent. So the spread of one row is taken from
/// whichever of both samples tells the more of it, and tested by Student's t.
struct MedianSpread {
    /// Of a single row, were its median that of one.
    let deviation: Double
    let freedom: Double

    /// - Missing: nil where no interval has any length, as where more than half of the rows are alike.
    init?(_ estimate: Estimate, _ other: Estimate? = nil) {
        let all = [estimate, other].compactMap { $0 }.filter { ($0.error ?? 0) > 0 }
        let spreads = all.map { ($0.error ?? 0) * Double($0.n).squareRoot() }
        guard let deviation = spreads.max(), deviation.isFinite else { return nil }
        self.deviation = deviation
        // Both samples together say how long such intervals are.
        freedom = max(1, 0.98 * Double(all.map(\.n).max() ?? 1).squareRoot())
    }

    func p(_ gap: Double, error: Double) -> Double? {
        StudentDistribution.shareAbove(gap.magnitude / error, degreesOfFreedom: freedom).map { min(1, 2 * $0) }
    }
}

extension TestedGap {
    /// A median against one of other rows.
    init?(median estimate: Estimate, against other: Estimate) {
        guard let spread = MedianSpread(estimate, other) else { return nil }
        self.init(
            median: estimate, expected: other.value, spread,
            error: spread.deviation * (1 / Double(estimate.n) + 1 / Double(other.n)).squareRoot(), test: .intervals)
    }

    /// A median against that of all rows, of which its own are a part: what both have in common does not vary between them.
    init?(median estimate: Estimate, within total: Estimate) {
        guard estimate.n < total.n, let spread = MedianSpread(estimate, total) else { return nil }
        self.init(
            median: estimate, expected: total.value, spread,
            error: spread.deviation * (1 / Double(estimate.n) - 1 / Double(total.n)).squareRoot(), test: .intervals)
    }

    /// A median against a level that is given.
    init?(median estimate: Estimate, level: Double) {
        guard let spread = MedianSpread(estimate) else { return nil }
        self.init(
            median: estimate, expected: level, spread,
            error: spread.deviation / Double(estimate.n).squareRoot(), test: .level)
    }

    private init?(median estimate: Estimate, expected: Double, _ spread: MedianSpread, error: Double, test: SignalTest)
    {
        let gap = estimate.value - expected
        guard error > 0, let p = spread.p(gap, error: error) else { return nil }
        let reach = Self.z * error
        self.init(
            test: test, p: p, expected: expected, reach: reach,
            certainSize: max(0, gap.magnitude - reach) / spread.deviation)
    }
}
