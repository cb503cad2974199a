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
        var search = Search(from: start, low: low, high: high)
        for _ in 0..<500 {
            guard let (difference, slope) = error(search.point), !difference.isNaN else { return nil }
            if let found = search.advance(error: difference, slope: slope) { return found }
        }
        return search.point
    }

    /// A search under way.
    struct Search {
        /// Where the error is to be computed next.
        private(set) var point: Double
        private var low: Double
        private var high: Double

        init(from start: Double, low: Double, high: Double) { (point, self.low, self.high) = (start, low, high) }

        /// Goes on with what the error is at the point and how steep; tells where it is zero once that is found.
        mutating func advance(error difference: Double, slope: Double) -> Double? {
            if difference == 0 { return point }
            if difference < 0 { low = point } else { high = point }
            var next = point - difference / slope
            if !(next > low && next < high) { next = Inversion.middle(of: low, and: high, from: point) }
            if abs(next - point) <= 2e-16 * abs(next) || next == point { return next }
            point = next
            return nil
        }
    }

    fileprivate static func middle(of low: Double, and high: Double, from point: Double) -> Double {
        if high == .infinity { return point <= 0 ? 1 : point * 2 }
        if low == -.infinity { return point >= 0 ? -1 : point * 2 }
        return low + (high - low) / 2
    }
}
