// Fisher's exact test, one-sided: whether two things go together more often than by chance.
import Glibc

/// Two properties among some units, and how many units have both.
package enum FisherExactTest {
    /// The probability that at least `both` units have both properties, were they dealt out independently of each other.
    ///
    /// - Missing: nil where the numbers cannot be: more with both than with one, or more with either than there are.
    /// - Bounds: 0…1; below 1e-308 it is 0.
    /// - Complexity: O(standard deviations of the number with both), at most O(smaller of the two).
    /// - Source: Fisher, R. A. (1935), Journal of the Royal Statistical Society 98, 39–82: the upper tail of the hypergeometric
    ///   distribution.
    package static func atLeast(_ both: Int, first: Int, second: Int, of total: Int) -> Double? {
        let (least, most) = (max(0, first + second - total), min(first, second))
        guard first >= 0, second >= 0, first <= total, second <= total, both >= least, both <= most else { return nil }
        if both == least { return 1 }
        // The side of the tail that is summed is the one without the middle, so that no digits cancel.
        let isBelowMiddle = Double(both) * Double(total) < Double(first) * Double(second)
        let start = isBelowMiddle ? both - 1 : both
        var term = probability(of: start, first: first, second: second, total: total)
        var (sum, count) = (0.0, start)
        while true {
            let next = sum + term
            if next == sum { break }
            sum = next
            if count == (isBelowMiddle ? least : most) { break }
            let now = Double(count)
            term *=
                isBelowMiddle
                ? now / (Double(first - count) + 1) * Double(total - first - second + count)
                    / (Double(second - count) + 1)
                : Double(first - count) / (now + 1) * Double(second - count)
                    / (Double(total - first - second + count) + 1)
            count += isBelowMiddle ? -1 : 1
        }
        return min(1, max(0, isBelowMiddle ? 1 - sum : sum))
    }

    /// The hypergeometric probability, made of three binomial ones, which keep their digits where factorials lose them.
    private static func probability(of both: Int, first: Int, second: Int, total: Int) -> Double {
        let share = Double(second) / Double(total)
        let rest = Double(total - second) / Double(total)
        return binomial(both, of: first, share, rest) * binomial(second - both, of: total - first, share, rest)
            / binomial(second, of: total, share, rest)
    }

    private static func binomial(_ count: Int, of trials: Int, _ share: Double, _ rest: Double) -> Double {
        if count == 0 { return exp(Double(trials) * (share < 0.5 ? log1p(-share) : log(rest))) }
        if count == trials { return exp(Double(trials) * (rest < 0.5 ? log1p(-rest) : log(share))) }
        let (hits, misses) = (Double(count), Double(trials - count))
        return SaddlePointDensity.beta(hits, misses, at: share, complement: rest) * (hits + misses) / hits / misses
    }
}
