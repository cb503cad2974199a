// A fraction of two whole numbers of 128 bits, so that 29 of 100 is 29 % and not a hair less.

/// An exact quotient, such as a share, a mean of amounts, or what a formula makes of them.
///
/// - Bounds: numerator and denominator have 128 bits; an operation that would pass them even in lowest terms gives nil
///   instead of a wrong number. The denominator is positive.
package struct ExactRatio: Sendable, Equatable {
    package private(set) var numerator: Int128
    package private(set) var denominator: Int128

    /// nil when the denominator is zero, or a sign cannot be turned.
    package init?(_ numerator: Int128, over denominator: Int128) {
        guard denominator != 0, numerator != .min, denominator != .min else { return nil }
        self.numerator = denominator < 0 ? -numerator : numerator
        self.denominator = denominator < 0 ? -denominator : denominator
    }

    package init?(_ decimal: ExactDecimal) {
        guard let power = ExactDecimal.powerOfTen(decimal.scale) else { return nil }
        self.init(decimal.units, over: power)
    }

    package init(_ integer: Int) {
        numerator = Int128(integer)
        denominator = 1
    }

    /// The number that a real is written as: 0.29 is twenty-nine hundredths. Nil beyond 18 digits on a side of the point.
    package init?(writtenAs real: Double) {
        guard real.isFinite else { return nil }
        var text = Substring(real.description)
        var exponent = 0
        if let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }) {
            guard let number = Int(text[text.index(after: mark)...]) else { return nil }
            exponent = number
            text = text[..<mark]
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first, parts.count <= 2 else { return nil }
        let fraction = parts.count == 2 ? parts[1] : ""
        guard let digits = Int128(String(whole) + fraction) else { return nil }
        exponent -= fraction.utf8.count
        guard (-18...18).contains(exponent), let power = ExactDecimal.powerOfTen(abs(exponent)) else { return nil }
        if exponent < 0 {
            self.init(digits, over: power)
        } else {
            let (product, overflow) = digits.multipliedReportingOverflow(by: power)
            if overflow { return nil }
            self.init(product, over: 1)
        }
    }

    package var isZero: Bool { numerator == 0 }

    package var negated: ExactRatio { ExactRatio(unchecked: -numerator, denominator) }

    private init(unchecked numerator: Int128, _ denominator: Int128) {
        self.numerator = numerator
        self.denominator = denominator
    }

    // MARK: Arithmetic

    /// The exact sum; nil when it needs more than 128 bits even in lowest terms.
    package static func sum(_ left: ExactRatio, _ right: ExactRatio) -> ExactRatio? {
        left.plainSum(right) ?? left.lowest.plainSum(right.lowest)
    }

    package static func difference(_ left: ExactRatio, _ right: ExactRatio) -> ExactRatio? { sum(left, right.negated) }

    /// The exact product; nil when it needs more than 128 bits even in lowest terms.
    package static func product(_ left: ExactRatio, _ right: ExactRatio) -> ExactRatio? {
        if let product = left.plainProduct(right) { return product }
        let (left, right) = (left.lowest, right.lowest)
        let (first, second) = (
            ExactRatio(left.numerator, over: right.denominator), ExactRatio(right.numerator, over: left.denominator)
        )
        guard let first, let second else { return nil }
        return first.lowest.plainProduct(second.lowest)
    }

    /// nil after a division by zero, too; look at the divisor first.
    package static func quotient(_ left: ExactRatio, _ right: ExactRatio) -> ExactRatio? {
        ExactRatio(right.denominator, over: right.numerator).flatMap { product(left, $0) }
    }

    private func plainSum(_ other: ExactRatio) -> ExactRatio? {
        if denominator == other.denominator {
            let (sum, overflow) = numerator.addingReportingOverflow(other.numerator)
            return overflow ? nil : ExactRatio(sum, over: denominator)
        }
        let (first, overflow1) = numerator.multipliedReportingOverflow(by: other.denominator)
        let (second, overflow2) = other.numerator.multipliedReportingOverflow(by: denominator)
        let (below, overflow3) = denominator.multipliedReportingOverflow(by: other.denominator)
        let (sum, overflow4) = first.addingReportingOverflow(second)
        return overflow1 || overflow2 || overflow3 || overflow4 ? nil : ExactRatio(sum, over: below)
    }

    private func plainProduct(_ other: ExactRatio) -> ExactRatio? {
        let (above, overflow1) = numerator.multipliedReportingOverflow(by: other.numerator)
        let (below, overflow2) = denominator.multipliedReportingOverflow(by: other.denominator)
        return overflow1 || overflow2 ? nil : ExactRatio(above, over: below)
    }

    /// In lowest terms.
    private var lowest: ExactRatio {
        var (first, second) = (numerator.magnitude, denominator.magnitude)
        while second != 0 { (first, second) = (second, first % second) }
        guard first > 1, let divisor = Int128(exactly: first) else { return self }
        return ExactRatio(unchecked: numerator / divisor, denominator / divisor)
    }

    // MARK: Rounding

    /// The nearest multiple of 10⁻ᵈ, halves away from zero, as SQL's `round` has it; nil beyond 128 bits.
    package func rounded(to decimals: Int) -> ExactRatio? {
        guard let power = ExactDecimal.powerOfTen(decimals) else { return nil }
        let (scaled, overflow) = numerator.magnitude.multipliedReportingOverflow(by: power.magnitude)
        if overflow { return nil }
        let (quotient, rest) = scaled.quotientAndRemainder(dividingBy: denominator.magnitude)
        guard let below = Int128(exactly: quotient) else { return nil }
        let rounded = rest >= denominator.magnitude - rest ? below + 1 : below
        return ExactRatio(numerator < 0 ? -rounded : rounded, over: power)
    }

    /// The next whole number below.
    package var floor: ExactRatio {
        let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
        return ExactRatio(unchecked: rest < 0 ? quotient - 1 : quotient, 1)
    }

    // MARK: As other numbers

    package var doubleValue: Double {
        let limit: UInt128 = 1 << 53
        if numerator.magnitude < limit, denominator.magnitude < limit {
            // Both are exact, so that the quotient is the nearest real.
            return Double(Int64(truncatingIfNeeded: numerator)) / Double(Int64(truncatingIfNeeded: denominator))
        }
        if let decimal { return decimal.doubleValue }
        let reduced = lowest
        return Double(reduced.numerator) / Double(reduced.denominator)
    }

    /// The same number as a decimal; nil when it has no end, or none within 38 digits.
    package var decimal: ExactDecimal? {
        let reduced = lowest
        var power: Int128 = 1
        for scale in 0...38 {
            if power % reduced.denominator == 0 {
                let (units, overflow) = reduced.numerator.multipliedReportingOverflow(by: power / reduced.denominator)
                return overflow ? nil : ExactDecimal(units: units, scale: scale)
            }
            let (next, overflow) = power.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            power = next
        }
        return nil
    }

    package static func == (left: ExactRatio, right: ExactRatio) -> Bool { !(left < right) && !(right < left) }
}

extension ExactRatio: Comparable {
    /// Exact, by products of 256 bits.
    package static func < (left: ExactRatio, right: ExactRatio) -> Bool {
        let (isNegative, otherIsNegative) = (left.numerator < 0, right.numerator < 0)
        if isNegative != otherIsNegative { return isNegative }
        let first = left.numerator.magnitude.multipliedFullWidth(by: right.denominator.magnitude)
        let second = right.numerator.magnitude.multipliedFullWidth(by: left.denominator.magnitude)
        let isSmaller = first.high != second.high ? first.high < second.high : first.low < second.low
        let isLarger = first.high != second.high ? first.high > second.high : first.low > second.low
        return isNegative ? isLarger : isSmaller
    }
}
