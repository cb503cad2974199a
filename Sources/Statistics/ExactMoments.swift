// Exact moments hold what a mean and its deviation need, without rounding, so that parts can be merged in any order.

/// Count, sum and sum of squares of a sample.
///
/// - Missing: the caller leaves absent cells out.
/// - Complexity: O(1) per value.
package struct ExactMoments: Equatable, Sendable, Codable {
    /// How many values were added.
    @usableFromInline package var count: Int
    /// Σx.
    @usableFromInline package var sum: ExactSum
    /// Σx², each square rounded to a double.
    @usableFromInline package var squares: ExactSum
    /// What those squares lost in rounding, times 2⁵⁸: so enlarged, the crumbs of amounts stay in the narrow part.
    @usableFromInline package var crumbs: ExactSum

    /// The moments of nothing.
    @inlinable package init() {
        count = 0
        sum = ExactSum()
        squares = ExactSum()
        crumbs = ExactSum()
    }

    /// Adds one value.
    @inlinable package mutating func add(_ value: Double) {
        count &+= 1
        sum.add(value)
        let square = value * value
        squares.add(square)
        // What a square loses in rounding is itself a double.
        let lost = (-square).addingProduct(value, value)
        if lost == 0 || !square.isFinite { return }
        if abs(lost) < 0x1p900 { crumbs.add(lost * 0x1p58) } else { squares.add(lost) }
    }

    /// Adds every value of a column.
    package mutating func add(_ values: Span<Double>) {
        for index in values.indices { add(values[index]) }
    }

    /// Adds everything the other moments hold.
    package mutating func merge(_ other: ExactMoments) {
        count &+= other.count
        sum.merge(other.sum)
        squares.merge(other.squares)
        crumbs.merge(other.crumbs)
    }

    /// The mean; nil without values, nan or infinite when the sum is.
    package var mean: Double? { count > 0 ? sum.total / Double(count) : nil }

    /// The variance of the sample, divisor `count - 1`.
    ///
    /// - Missing: nil for fewer than two values, or when a value was not finite or too large to square.
    package var variance: Double? {
        guard count > 1 else { return nil }
        let s = sum.totalAndRemainder
        let q = squares.totalAndRemainder
        let c = crumbs.totalAndRemainder
        guard s.total.isFinite, q.total.isFinite, c.total.isFinite else { return nil }
        // n·Σx² − (Σx)², in doubled precision: the two are nearly equal when the mean is far from zero.
        let n = Double(count)
        let lost = DoubledNumber(c.total * 0x1p-58, c.remainder * 0x1p-58)
        let scaled = (DoubledNumber(q.total, q.remainder) + lost) * DoubledNumber(n, 0)
        let total = DoubledNumber(s.total, s.remainder)
        let spread = (scaled - total * total).high / n / (n - 1)
        return spread.isFinite ? Swift.max(0, spread) : nil
    }

    /// Σx² as the nearest double.
    package var squareTotal: Double { squares.total + crumbs.total * 0x1p-58 }

    /// The mean with its standard deviation; nil without values or when the mean is not finite.
    package var sampleMean: SampleMean? {
        guard let mean else { return nil }
        return SampleMean(count: count, mean: mean, standardDeviation: variance?.squareRoot())
    }
}
