// Ranges of equal width with round ends, by which a sample of numbers is counted.
import Glibc

/// The inner ends of the ranges of a histogram.
///
/// What lies far out has no range of its own: below the first end and from the last one on everything is one range each.
package struct HistogramBins: Sendable, Equatable {
    /// Ascending; each range goes from one end up to the next, without that.
    package let ends: [Double]
    /// Whether something lies below the first end.
    package let hasLower: Bool
    /// Whether something lies at or above the last end.
    package let hasUpper: Bool

    /// So many ranges are wanted, and so much is left to the ranges without an end.
    private static let wanted = 12.0
    private static let tail = 0.02

    /// Ranges for a sample in ascending order; nil for an empty one.
    ///
    /// - Parameter isClock: whether the numbers are seconds, so that widths are those of a clock.
    package init?(ofSorted sorted: [Double], isClock: Bool) {
        guard let least = sorted.first, let most = sorted.last,
            let low = SampleQuantile.linear(Self.tail, ofSorted: sorted),
            let high = SampleQuantile.linear(1 - Self.tail, ofSorted: sorted), (most - least).isFinite
        else { return nil }
        // From zero on where zero is not far below what is measured.
        let start = least >= 0 && low <= high * 0.4 ? 0 : low
        var width = Self.width(atLeast: (high - start) / Self.wanted, isClock: isClock)
        if sorted.allSatisfy({ $0 == $0.rounded() }) { width = max(width, 1) }
        let first = (start / width).rounded(.down)
        var last = max(first + 1, (high / width).rounded(.down) + 1)
        // A range without an end that would hold no more than the one before it would is none.
        if most < (last + 1) * width, most >= last * width { last += 1 }
        ends = (0...Int(last - first)).map { (first + Double($0)) * width }
        hasLower = least < ends[0]
        hasUpper = most >= ends[ends.count - 1]
    }

    /// The range of a number: 0 is that below the first end, where there is one.
    package func place(of number: Double) -> Int {
        var (low, high) = (0, ends.count)
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] <= number { low = middle + 1 } else { high = middle }
        }
        return low - (hasLower ? 0 : 1)
    }

    /// From where to where each range goes; nil for no end.
    package var ranges: [(low: Double?, high: Double?)] {
        let inner = zip(ends, ends.dropFirst()).map { (low: Optional($0), high: Optional($1)) }
        return (hasLower ? [(nil, ends.first)] : []) + inner + (hasUpper ? [(ends.last, nil)] : [])
    }

    private static func width(atLeast width: Double, isClock: Bool) -> Double {
        let clock = [1.0, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400]
        if isClock, width > 0.5, let found = clock.first(where: { $0 >= width * 0.999_999 }) { return found }
        guard width > 1e-300, width.isFinite else { return 1 }
        let power = pow(10, log10(width).rounded(.down))
        return ([1.0, 2, 5].first { $0 * power >= width * 0.999_999 } ?? 10) * power
    }
}
