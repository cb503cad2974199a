// The limits within which a series moves by itself: those of the XmR chart, from its moving ranges.

/// Centre and natural limits of a series of single numbers.
///
/// Of normal noise 0.25 % of the numbers that the limits were made from lie outside, and 1.1 % of those after a baseline of 20.
///
/// - Units: those of the numbers.
/// - Source: Wheeler, D. J. (1993), Understanding Variation: mean ± 2.66 · mean moving range, upper limit of ranges 3.268 · mean range.
package struct NaturalLimits: Hashable, Sendable {
    /// So many numbers make limits that may still move.
    package static let leastPoints = 8
    /// So many numbers make limits that stay.
    package static let baselinePoints = 20
    /// d₂ of two numbers, as tables print it; 2/√π = 1.1283792 is exact.
    package static let rangePerDeviation = 1.128

    package let centre: Double
    /// The mean of the ranges between neighbours; above zero.
    package let meanRange: Double

    /// The limits of a series, or of its baseline.
    ///
    /// - Parameter isScreened: whether ranges of 3.267 mean ranges and more are left out once before the limits are made.
    /// - Missing: nil with fewer than two numbers, and where no number differs from its neighbour.
    package init?(_ values: some Collection<Double>, isScreened: Bool = false) {
        guard values.count > 1 else { return nil }
        var (sum, ranges) = (0.0, 0.0)
        for value in values { sum += value }
        let count = Double(values.count)
        for (value, next) in zip(values, values.dropFirst()) { ranges += (next - value).magnitude }
        var mean = ranges / (count - 1)
        if isScreened {
            let highest = 3.267 * mean
            var (kept, total) = (0, 0.0)
            for (value, next) in zip(values, values.dropFirst()) where (next - value).magnitude < highest {
                kept += 1
                total += (next - value).magnitude
            }
            mean = kept > 0 ? total / Double(kept) : 0
        }
        guard mean > 0, mean.isFinite, sum.isFinite else { return nil }
        centre = sum / count
        meanRange = mean
    }

    /// How far the limits are from the centre.
    package var reach: Double { 2.66 * meanRange }
    /// The standard deviation of a number, from the ranges.
    package var deviation: Double { meanRange / Self.rangePerDeviation }
    package var low: Double { centre - reach }
    package var high: Double { centre + reach }
    /// Two neighbours seldom lie further apart.
    package var rangeLimit: Double { 3.268 * meanRange }
}
