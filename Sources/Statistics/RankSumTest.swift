// Whether the values of one sample tend to be larger than those of another, and by how much: Wilcoxon, Mann and Whitney.

/// Two samples compared by the ranks of their values; nothing is assumed about shape.
package struct RankSumTest: Sendable {
    /// How many pairs there are in which the first value is the larger one; ties count half.
    package let u: Double
    /// Two-sided; exact for samples of up to ``mostExact`` values together, ties or not, by the normal distribution beyond.
    package let p: Double
    /// The median of all differences between a value of the first and one of the second sample: Hodges and Lehmann's shift, which is not
    /// the difference of the medians.
    package let shift: Double
    /// The interval of the shift; nil where so few values give none at the level.
    package let interval: Interval?
    /// How much the interval covers exactly.
    package let coverage: Double?

    static let mostExact = 60

    /// - Missing: nil when a sample is empty.
    /// - Complexity: O(n · m) values, and O((n + m)⁴) where the test is exact.
    /// - Source: Hollander, Wolfe & Chicken (2014), Nonparametric Statistical Methods, 3rd ed., 4.1–4.3.
    package init?(_ first: [Double], _ second: [Double], at level: ConfidenceLevel = .percent95) {
        guard !first.isEmpty, !second.isEmpty else { return nil }
        let (n, m) = (first.count, second.count)
        let ranks = Ranks.doubled(first + second)
        let sum = ranks[..<n].reduce(0, +)
        u = Double(sum) / 2 - Double(n * (n + 1)) / 2
        let isExact = n + m <= Self.mostExact
        p = isExact ? Ranks.twoSided(sum, Ranks.sums(choosing: n, of: ranks)) : Self.normal(u, n, m, ranks)

        let differences = first.flatMap { one in second.map { one - $0 } }.sorted()
        shift = Ranks.median(ofSorted: differences) ?? .nan
        let (position, covered) = Self.limit(n, m, isExact: isExact, level)
        if position > 0 {
            interval = Interval(low: differences[position - 1], high: differences[n * m - position])
            coverage = covered
        } else {
            (interval, coverage) = (nil, nil)
        }
    }

    /// By the normal distribution, with half a step taken off and the variance that ties leave.
    private static func normal(_ u: Double, _ n: Int, _ m: Int, _ ranks: [Int]) -> Double {
        let all = Double(n + m)
        let ties = Dictionary(grouping: ranks) { $0 }.values.reduce(0.0) { sum, tied in
            let count = Double(tied.count)
            return sum + (count * count * count - count)
        }
        let pairs = Double(n) * Double(m)
        let variance = pairs / 12 * (all + 1 - ties / (all * (all - 1)))
        guard variance > 0 else { return 1 }
        let gap = max(0, (u - pairs / 2).magnitude - 0.5)
        return min(1, 2 * NormalDistribution.cumulative(-gap / variance.squareRoot()))
    }

    /// The place of the lower limit among the sorted differences, from 1; 0 where there is none, and what is covered.
    private static func limit(_ n: Int, _ m: Int, isExact: Bool, _ level: ConfidenceLevel) -> (Int, Double?) {
        let pairs = n * m
        guard isExact else {
            let deviation = (Double(pairs) * Double(n + m + 1) / 12).squareRoot()
            let place = Int((Double(pairs) / 2 - level.normalQuantile * deviation).rounded(.down))
            return (max(0, place), nil)
        }
        let ways = Ranks.sums(choosing: n, of: Array(1...n + m))
        let whole = ways.reduce(0, +)
        let least = n * (n + 1) / 2
        var (below, place, left) = (0.0, 0, 0.0)
        for u in 0...pairs {
            below += ways[least + u] / whole
            if below > level.tail * (1 + 1e-12) { break }
            (place, left) = (u + 1, below)
        }
        return (place, 1 - 2 * left)
    }
}
