// The Gini coefficient: how unequally an amount is spread over its holders.

/// Concentration of an amount, such as revenue over customers.
package enum Gini {
    /// 0 when all hold the same, approaching 1 when one holds everything.
    ///
    /// - Shape: `sorted` is ascending and holds no nan.
    /// - Bounds: 0 to `1 - 1/n`.
    /// - Missing: nil for an empty sample, a negative amount, or amounts that add up to zero or beyond all bounds.
    /// - Source: Gini (1912); the sorted form `2 Σ i·xᵢ / (n Σ xᵢ) - (n + 1)/n`, i from 1.
    package static func coefficient(ofSorted sorted: Span<Double>) -> Double? {
        guard sorted.count > 0, sorted[0] >= 0 else { return nil }
        let n = Double(sorted.count)
        var total = ExactSum()
        var weighted = ExactSum()
        for index in 0..<sorted.count {
            total.add(sorted[index])
            // Weights are centred, which spares the subtraction of two nearly equal numbers.
            weighted.add((2 * Double(index) + 1 - n) * sorted[index])
        }
        guard total.total > 0, total.total.isFinite, weighted.total.isFinite else { return nil }
        return Swift.max(0, weighted.total / total.total / n)
    }

    /// The same for an array.
    package static func coefficient(ofSorted sorted: [Double]) -> Double? { coefficient(ofSorted: sorted.span) }
}
