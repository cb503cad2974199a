// Inversion finds where a rising function crosses zero, by Newton steps that never leave a shrinking bracket.

/// The root finder the quantile functions share.
enum Inversion {
    /// More terms than any series here needs for shapes up to 10⁷.
    static let largestTermCount = 200_000

    /// The point where the error becomes zero.
    ///
    /// - Parameter error: the signed error at a point and its slope there; the error must rise with the point.
    /// - Missing: nil as soon as the error cannot be computed.
    static func solve(
        from start: Double, low: Double, high: Double,
        error: (Double) -> (error: Double, slope: Double)?
    ) -> Double? {
        var low = low
        var high = high
        var point = start
        for _ in 0..<500 {
            guard let (difference, slope) = error(point), !difference.isNaN else { return nil }
            if difference == 0 { return point }
            if difference < 0 { low = point } else { high = point }
            var next = point - difference / slope
            if !(next > low && next < high) { next = middle(of: low, and: high, from: point) }
            if abs(next - point) <= 2e-16 * abs(next) || next == point { return next }
            point = next
        }
        return point
    }

    private static func middle(of low: Double, and high: Double, from point: Double) -> Double {
        if high == .infinity { return point <= 0 ? 1 : point * 2 }
        if low == -.infinity { return point >= 0 ? -1 : point * 2 }
        return low + (high - low) / 2
    }
}
