// A number of twice the digits of a double, for differences of numbers that are nearly equal.

/// A number kept as the sum of two doubles, about 32 digits.
///
/// - Source: Dekker, T. J. (1971), Numerische Mathematik 18, 224–242.
struct DoubledNumber {
    let high: Double
    let low: Double

    init(_ high: Double, _ low: Double) {
        let sum = high + low
        self.high = sum
        self.low = low - (sum - high)
    }

    static func * (left: DoubledNumber, right: DoubledNumber) -> DoubledNumber {
        let product = left.high * right.high
        let lost = (-product).addingProduct(left.high, right.high)
        return DoubledNumber(product, lost + (left.high * right.low + left.low * right.high))
    }

    static func + (left: DoubledNumber, right: DoubledNumber) -> DoubledNumber {
        let sum = left.high + right.high
        let back = sum - left.high
        let lost = (left.high - (sum - back)) + (right.high - back)
        return DoubledNumber(sum, lost + (left.low + right.low))
    }

    static func - (left: DoubledNumber, right: DoubledNumber) -> DoubledNumber {
        left + DoubledNumber(-right.high, -right.low)
    }
}
