// Whether pairs of values differ in one direction, and by how much: Wilcoxon's signed ranks.

/// The differences of pairs compared by the ranks of their sizes.
package struct SignedRankTest: Sendable {
    /// The ranks of the positive differences together; differences of zero have none.
    package let positiveRanks: Double
    /// How many differences are zero, and were left out of the test.
    package let zeros: Int
    /// Two-sided; exact for up to ``mostExact`` differences, ties or not, by the normal distribution beyond.
    package let p: Double
    /// The median of the means of all pairs of differences, each with itself too: Hodges and Lehmann's.
    package let shift: Double

    static let mostExact = 100

    /// - Missing: nil when there is no difference, or all are zero.
    /// - Complexity: O(n²) for the shift, O(n³) where the test is exact.
    /// - Source: Hollander, Wolfe & Chicken (2014), Nonparametric Statistical Methods, 3rd ed., 3.1–3.2.
    package init?(_ differences: [Double]) {
        let nonzero = differences.filter { $0 != 0 }
        guard !nonzero.isEmpty else { return nil }
        zeros = differences.count - nonzero.count
        let ranks = Ranks.doubled(nonzero.map(\.magnitude))
        let sum = zip(nonzero, ranks).reduce(0) { $1.0 > 0 ? $0 + $1.1 : $0 }
        positiveRanks = Double(sum) / 2
        if nonzero.count <= Self.mostExact {
            p = Ranks.twoSided(sum, Ranks.sums(ofAnyOf: ranks))
        } else {
            let squares = ranks.reduce(0.0) { $0 + Double($1) * Double($1) / 4 }
            let mean = Double(ranks.reduce(0, +)) / 4
            let gap = max(0, (positiveRanks - mean).magnitude - 0.5)
            p = min(1, 2 * NormalDistribution.cumulative(-gap / (squares / 4).squareRoot()))
        }
        var means: [Double] = []
        means.reserveCapacity(differences.count * (differences.count + 1) / 2)
        for (index, one) in differences.enumerated() {
            for other in differences[index...] { means.append((one + other) / 2) }
        }
        shift = Ranks.median(ofSorted: means.sorted()) ?? .nan
    }
}
