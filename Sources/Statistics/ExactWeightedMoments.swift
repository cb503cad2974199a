// What a weighted mean and its standard error need, kept so that parts can be merged in any order.

/// Sums of weights, of weighted values, and of their squares.
///
/// - Missing: the caller leaves absent cells out, and weights that are not more than 0.
/// - Complexity: O(1) per value.
package struct ExactWeightedMoments: Sendable {
    /// A sum of products of numbers: each rounded to a double, and what they lose in rounding times 2⁵⁸, so that it stays in the narrow
    /// part.
    private struct Products: Sendable {
        var sum = ExactSum()
        var crumbs = ExactSum()

        mutating func add(_ product: Double, lost: Double) {
            sum.add(product)
            if lost == 0 || !product.isFinite { return }
            if abs(lost) < 0x1p900 { crumbs.add(lost * 0x1p58) } else { sum.add(lost) }
        }

        mutating func merge(_ other: Products) {
            sum.merge(other.sum)
            crumbs.merge(other.crumbs)
        }

        /// About 32 digits; nil when a product was past all bounds.
        var total: DoubledNumber? {
            let (whole, rest) = (sum.totalAndRemainder, crumbs.totalAndRemainder)
            guard whole.total.isFinite, rest.total.isFinite else { return nil }
            return DoubledNumber(whole.total, whole.remainder)
                + DoubledNumber(rest.total * 0x1p-58, rest.remainder * 0x1p-58)
        }
    }

    private var count = 0
    private var weights = ExactSum()
    /// Σwx, Σw², Σw²x and Σw²x².
    private var values = Products()
    private var squares = Products()
    private var cross = Products()
    private var spread = Products()

    /// The moments of nothing.
    package init() {}

    /// Adds one value.
    package mutating func add(_ value: Double, weight: Double) {
        count &+= 1
        weights.add(weight)
        let weighted = weight * value
        let lost = (-weighted).addingProduct(weight, value)
        values.add(weighted, lost: lost)
        let square = weight * weight
        squares.add(square, lost: (-square).addingProduct(weight, weight))
        let crossed = weight * weighted
        cross.add(crossed, lost: (-crossed).addingProduct(weight, weighted) + weight * lost)
        let spreading = weighted * weighted
        spread.add(spreading, lost: (-spreading).addingProduct(weighted, weighted) + 2 * weighted * lost)
    }

    /// Adds everything the other moments hold.
    package mutating func merge(_ other: ExactWeightedMoments) {
        count &+= other.count
        weights.merge(other.weights)
        values.merge(other.values)
        squares.merge(other.squares)
        cross.merge(other.cross)
        spread.merge(other.spread)
    }

    /// The standard error of the weighted mean, rows being drawn one by one and weights given: the root of n/(n − 1) · Σw²(x − mean)² ÷
    /// (Σw)².
    ///
    /// - Missing: nil for fewer than two values, or when a number was past all bounds.
    /// - Source: Woodruff (1971), JASA 66, 411–414: the linearised ratio.
    package var standardError: Double? {
        let weight = weights.total
        guard count > 1, weight > 0, weight.isFinite, let values = values.total, let squares = squares.total,
            let cross = cross.total, let spread = spread.total
        else { return nil }
        // Σw²x² − 2·mean·Σw²x + mean²·Σw², in doubled precision: they are nearly equal when the mean is far from zero.
        let mean = DoubledNumber(values.high / weight, 0)
        let squared = spread + mean * (mean * squares - (cross + cross))
        let variance = Swift.max(0, squared.high) / weight / weight * (Double(count) / Double(count - 1))
        return variance.isFinite ? variance.squareRoot() : nil
    }
}
