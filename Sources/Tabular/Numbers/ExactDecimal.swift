// Exact decimal numbers wide enough for sums of money: a whole number of 10⁻ˢ units in 128 bits.

/// An exact decimal number.
///
/// - Bounds: 128 bits of units; operations that would pass them give nil instead of a wrong number.
package struct ExactDecimal: Sendable, Hashable, Comparable {
    package var units: Int128
    package var scale: Int

    package init(units: Int128, scale: Int) {
        self.units = units
        self.scale = scale
    }

    package init(_ integer: Int) {
        self.init(units: Int128(integer), scale: 0)
    }

    /// The same number in units of 10⁻ˢ, or nil when it would lose digits or overflow.
    package func rescaled(to scale: Int) -> ExactDecimal? {
        if scale == self.scale { return self }
        guard let factor = Self.powerOfTen(abs(scale - self.scale)) else { return nil }
        if scale > self.scale {
            let (product, overflow) = units.multipliedReportingOverflow(by: factor)
            return overflow ? nil : ExactDecimal(units: product, scale: scale)
        }
        guard units % factor == 0 else { return nil }
        return ExactDecimal(units: units / factor, scale: scale)
    }

    /// The exact sum, at the larger of both scales; nil beyond 128 bits.
    package static func sum(_ left: ExactDecimal, _ right: ExactDecimal) -> ExactDecimal? {
        let scale = max(left.scale, right.scale)
        guard let first = left.rescaled(to: scale), let second = right.rescaled(to: scale) else { return nil }
        let (sum, overflow) = first.units.addingReportingOverflow(second.units)
        return overflow ? nil : ExactDecimal(units: sum, scale: scale)
    }

    /// The nearest binary floating-point number.
    package var doubleValue: Double {
        // Both are exact up to 2⁵³ and 10²², which covers money; beyond, the text conversion rounds correctly.
        // By way of 64 bits: a conversion from 128 goes through generic code.
        if units.magnitude < 1 << 53, scale <= 22 {
            return Double(Int64(truncatingIfNeeded: units)) / Self.doublePowers[scale]
        }
        return Double(description) ?? .nan
    }

    /// Without trailing zeros: 12.50 is `12.5`, 12.00 is `12`.
    package var description: String {
        var digits = String(units.magnitude)
        guard scale > 0 else { return (units < 0 ? "-" : "") + digits }
        if digits.utf8.count <= scale {
            digits = String(repeating: "0", count: scale - digits.utf8.count + 1) + digits
        }
        var fraction = Substring(digits.suffix(scale))
        while fraction.last == "0" { fraction.removeLast() }
        let whole = digits.dropLast(scale)
        return (units < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
    }

    package static func == (left: ExactDecimal, right: ExactDecimal) -> Bool {
        !(left < right) && !(right < left)
    }

    package static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
        let scale = max(left.scale, right.scale)
        if let first = left.rescaled(to: scale), let second = right.rescaled(to: scale) {
            return first.units < second.units
        }
        return left.doubleValue < right.doubleValue
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(description) }

    /// 10 to the power of `exponent`, or nil beyond 10³⁸.
    package static func powerOfTen(_ exponent: Int) -> Int128? {
        guard (0...38).contains(exponent) else { return nil }
        return powers[exponent]
    }

    private static let powers: [Int128] = (0..<38).reduce(into: [1]) { powers, place in
        powers.append(powers[place] * 10)
    }

    private static let doublePowers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}

extension ExactDecimal: CustomStringConvertible {}
