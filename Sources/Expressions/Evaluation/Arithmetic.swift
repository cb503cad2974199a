// Plus, minus, times and divided by: exact for whole numbers and decimals in 64 bits, and told where these are not enough.

import Tabular

/// The arithmetic of formulas.
///
/// - Missing: where an operand is missing, and where the divisor is zero; on overflow too, which `overflow` is told of.
enum Arithmetic {
    static func value(
        _ sign: ArithmeticOperator, _ left: Operand, _ right: Operand, result: ColumnType, overflow: OverflowRows?
    ) -> Operand {
        guard let column = column(sign, left, right, result: result, overflow) else { return .missing(result) }
        if case .constant = left, case .constant = right { return .folded(column) }
        return .column(column)
    }

    static func negated(_ operand: Operand, overflow: OverflowRows?) -> Operand {
        let column: Column
        switch operand {
        case .constant(let constant):
            if let negated = constant.negated { return .constant(negated) }
            overflow?.addAll()
            return .missing(constant.type)
        case .missing: return operand
        case .column(.integer(let values)): column = .integer(negated(values, overflow))
        case .column(.duration(let values)): column = .duration(negated(values, overflow))
        case .column(.decimal(let values)):
            column = .decimal(DecimalColumn(units: negated(values.units, overflow), scale: values.scale))
        case .column(.real(let values)): column = .real(Kernels.map(Lane(values), zero: 0) { (-$0, false) })
        case .column(let other): return .missing(other.type)
        }
        return .column(column)
    }

    private static func negated(
        _ column: PrimitiveColumn<Int64>, _ overflow: OverflowRows?
    ) -> PrimitiveColumn<Int64> {
        Kernels.map(Lane(column), zero: 0, overflow: overflow) { (0 &- $0, $0 == .min) }
    }

    /// The result as a column, of one row when both operands are constants; nil when an operand is missing everywhere.
    private static func column(
        _ sign: ArithmeticOperator, _ left: Operand, _ right: Operand, result: ColumnType, _ overflow: OverflowRows?
    ) -> Column? {
        switch (left.type, right.type) {
        case (.integer, .integer): return integers(sign, left, right, overflow)
        case (.decimal, .decimal): return decimals(sign, left, right, overflow)
        case (.real, .real): return reals(sign, left, right, overflow)
        case (.date, .integer): return daysAdded(sign, left, right, overflow)
        case (.date, .date): return daysBetween(left, right)
        case (.duration, .duration) where sign == .divide:
            guard let first = left.wholeLane, let second = right.wholeLane else { return nil }
            return .real(wholeQuotient(first, second))
        case (.duration, .integer), (.duration, .decimal), (.duration, .real):
            return scaledDuration(sign, left, right, overflow)
        case (.duration, .duration), (.instant, .duration), (.instant, .instant):
            guard let first = left.wholeLane, let second = right.wholeLane else { return nil }
            if result == .instant { return .instant(moved(first, by: second, forward: sign == .add, overflow)) }
            return .duration(sign == .subtract ? difference(first, second, overflow) : sum(first, second, overflow))
        default: return nil
        }
    }

    // MARK: Whole numbers

    private static func integers(
        _ sign: ArithmeticOperator, _ left: Operand, _ right: Operand, _ overflow: OverflowRows?
    ) -> Column? {
        guard let first = left.wholeLane, let second = right.wholeLane else { return nil }
        switch sign {
        case .add: return .integer(sum(first, second, overflow))
        case .subtract: return .integer(difference(first, second, overflow))
        case .multiply: return .integer(product(first, second, overflow))
        case .divide: return .real(wholeQuotient(first, second))
        }
    }

    private static func sum(
        _ first: Lane<Int64>, _ second: Lane<Int64>, _ overflow: OverflowRows?
    ) -> PrimitiveColumn<Int64> {
        Kernels.combine(first, second, zero: 0, overflow: overflow) { left, right in
            // A sum overflows where its sign is that of neither part; unlike the processor's flag, this is found for many rows at once.
            let value = left &+ right
            return (value, (left ^ value) & (right ^ value) < 0)
        }
    }

    private static func difference(
        _ first: Lane<Int64>, _ second: Lane<Int64>, _ overflow: OverflowRows?
    ) -> PrimitiveColumn<Int64> {
        Kernels.combine(first, second, zero: 0, overflow: overflow) { left, right in
            let value = left &- right
            return (value, (left ^ right) & (left ^ value) < 0)
        }
    }

    private static func product(
        _ first: Lane<Int64>, _ second: Lane<Int64>, _ overflow: OverflowRows?
    ) -> PrimitiveColumn<Int64> {
        Kernels.combine(first, second, zero: 0, overflow: overflow) { left, right in
            let (value, overflow) = left.multipliedReportingOverflow(by: right)
            return (value, overflow)
        }
    }

    private static func wholeQuotient(_ first: Lane<Int64>, _ second: Lane<Int64>) -> PrimitiveColumn<Double> {
        Kernels.combine(first, second, zero: 0) { left, right in (Double(left) / Double(right), right == 0) }
    }

    // MARK: Decimals

    private static func decimals(
        _ sign: ArithmeticOperator, _ left: Operand, _ right: Operand, _ overflow: OverflowRows?
    ) -> Column? {
        guard let (first, firstScale) = left.decimalLane, let (second, secondScale) = right.decimalLane else {
            return nil
        }
        switch sign {
        case .add, .subtract:
            let scale = max(firstScale, secondScale)
            guard let firstFactor = Rounding.powerOfTen(scale - firstScale),
                let secondFactor = Rounding.powerOfTen(scale - secondScale)
            else { return nil }
            let isSum = sign == .add
            if firstFactor == 1, secondFactor == 1 {
                let units = isSum ? sum(first, second, overflow) : difference(first, second, overflow)
                return .decimal(DecimalColumn(units: units, scale: scale))
            }
            let units = Kernels.combine(first, second, zero: Int64(0), overflow: overflow) { left, right in
                let (first, overflow1) = left.multipliedReportingOverflow(by: firstFactor)
                let (second, overflow2) = right.multipliedReportingOverflow(by: secondFactor)
                let (result, overflow3) =
                    isSum ? first.addingReportingOverflow(second) : first.subtractingReportingOverflow(second)
                if !(overflow1 || overflow2 || overflow3) { return (result, false) }
                let wideFirst = Int128(left) &* Int128(firstFactor)
                let wideSecond = Int128(right) &* Int128(secondFactor)
                return narrowed(isSum ? wideFirst &+ wideSecond : wideFirst &- wideSecond)
            }
            return .decimal(DecimalColumn(units: units, scale: scale))
        case .multiply:
            let scale = firstScale + secondScale
            if scale <= 18 { return .decimal(DecimalColumn(units: product(first, second, overflow), scale: scale)) }
            guard let surplus = Rounding.powerOfTen(scale - 18) else { return nil }
            let units = Kernels.combine(first, second, zero: Int64(0), overflow: overflow) { left, right in
                let (quotient, rest) = (Int128(left) &* Int128(right)).quotientAndRemainder(dividingBy: Int128(surplus))
                let (value, fails) = narrowed(quotient)
                return (value, fails || rest != 0)
            }
            return .decimal(DecimalColumn(units: units, scale: 18))
        case .divide:
            if firstScale == secondScale { return .real(wholeQuotient(first, second)) }
            guard let firstFactor = Rounding.powerOfTen(max(0, secondScale - firstScale)),
                let secondFactor = Rounding.powerOfTen(max(0, firstScale - secondScale))
            else { return nil }
            // Brought to one unit first, so that 0.3 / 0.1 is 3 and not 2.9999999999999996.
            return .real(
                Kernels.combine(first, second, zero: 0) { left, right in
                    let numerator = Int128(left) &* Int128(firstFactor)
                    let denominator = Int128(right) &* Int128(secondFactor)
                    return (Double(numerator) / Double(denominator), right == 0)
                })
        }
    }

    @inline(__always)
    static func narrowed(_ value: Int128) -> (value: Int64, fails: Bool) {
        let narrow = Int64(truncatingIfNeeded: value)
        return (narrow, Int128(narrow) != value)
    }

    // MARK: Reals

    private static func reals(
        _ sign: ArithmeticOperator, _ left: Operand, _ right: Operand, _ overflow: OverflowRows?
    ) -> Column? {
        guard let first = left.realLane, let second = right.realLane else { return nil }
        let values =
            switch sign {
            case .add: Kernels.combine(first, second, zero: 0, overflow: overflow) { checked($0 + $1) }
            case .subtract: Kernels.combine(first, second, zero: 0, overflow: overflow) { checked($0 - $1) }
            case .multiply: Kernels.combine(first, second, zero: 0, overflow: overflow) { checked($0 * $1) }
            case .divide:
                Kernels.combine(first, second, zero: 0, overflow: overflow, isExcused: { $1 == 0 }) { checked($0 / $1) }
            }
        return .real(values)
    }

    @inline(__always)
    private static func checked(_ value: Double) -> (value: Double, fails: Bool) { (value, !value.isFinite) }

    // MARK: Days and durations

    private static func daysAdded(
        _ sign: ArithmeticOperator, _ left: Operand, _ right: Operand, _ overflow: OverflowRows?
    ) -> Column? {
        guard let dates = left.dateLane, let days = right.wholeLane else { return nil }
        let isSum = sign == .add
        return .date(
            Kernels.combine(dates, days, zero: Int32(0), overflow: overflow) { date, days in
                let (day, overflow) =
                    isSum ? Int64(date).addingReportingOverflow(days) : Int64(date).subtractingReportingOverflow(days)
                return (Int32(truncatingIfNeeded: day), overflow || !calendarDays.contains(day))
            })
    }

    /// Instants moved by durations.
    private static func moved(
        _ instants: Lane<Int64>, by durations: Lane<Int64>, forward: Bool, _ overflow: OverflowRows?
    ) -> PrimitiveColumn<Int64> {
        Kernels.combine(instants, durations, zero: Int64(0), overflow: overflow) { instant, duration in
            let (moved, overflow) =
                forward ? instant.addingReportingOverflow(duration) : instant.subtractingReportingOverflow(duration)
            return (moved, overflow || !calendarInstants.contains(moved))
        }
    }

    /// The days of the years 1 to 9999; what falls outside is an overflow.
    private static let calendarDays: ClosedRange<Int64> = -719_162...2_932_896

    private static let calendarInstants = -719_162 * 86_400_000...Int64(2_932_897 * 86_400_000 - 1)

    static func daysBetween(_ later: Operand, _ earlier: Operand) -> Column? {
        guard let first = later.dateLane, let second = earlier.dateLane else { return nil }
        return .integer(Kernels.combine(first, second, zero: 0) { (Int64($0) &- Int64($1), false) })
    }

    /// A duration times or divided by a number, rounded to the millisecond, halves away from zero.
    private static func scaledDuration(
        _ sign: ArithmeticOperator, _ left: Operand, _ right: Operand, _ overflow: OverflowRows?
    ) -> Column? {
        guard let durations = left.wholeLane else { return nil }
        let isProduct = sign == .multiply
        if right.type == .real {
            guard let factors = right.realLane else { return nil }
            return .duration(
                Kernels.combine(
                    durations, factors, zero: Int64(0), overflow: overflow, isExcused: { !isProduct && $1 == 0 }
                ) { duration, factor in
                    Rounding.whole((isProduct ? Double(duration) * factor : Double(duration) / factor))
                })
        }
        guard let (factors, scale) = right.decimalLane, let power = Rounding.powerOfTen(scale) else { return nil }
        return .duration(
            Kernels.combine(
                durations, factors, zero: Int64(0), overflow: overflow, isExcused: { !isProduct && $1 == 0 }
            ) { duration, factor in
                if !isProduct, factor == 0 { return (0, true) }
                let (multiplier, divisor) = isProduct ? (factor, power) : (power, factor)
                let (product, overflow) = duration.multipliedReportingOverflow(by: multiplier)
                if !overflow { return Rounding.halfAway(product, divisor) }
                return narrowed(Rounding.halfAway(Int128(duration) &* Int128(multiplier), Int128(divisor)))
            })
    }
}

extension Operand {
    var type: ColumnType {
        switch self {
        case .constant(let constant): constant.type
        case .missing(let type): type
        case .column(let column): column.type
        }
    }
}

/// Rounding of quotients, halves away from zero as SQL's `round` has it.
enum Rounding {
    /// - Bounds: `divisor` is not zero.
    @inline(__always)
    static func halfAway(_ dividend: Int128, _ divisor: Int128) -> Int128 {
        let (quotient, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
        // Twice the rest cannot overflow: it is below the divisor, which is below 2⁶⁴.
        guard rest.magnitude &* 2 >= divisor.magnitude else { return quotient }
        return (dividend < 0) == (divisor < 0) ? quotient &+ 1 : quotient &- 1
    }

    /// As above in 64 bits; fails where the quotient does not fit (the smallest number divided by −1).
    @inline(__always)
    static func halfAway(_ dividend: Int64, _ divisor: Int64) -> (value: Int64, fails: Bool) {
        let (quotient, overflow) = dividend.dividedReportingOverflow(by: divisor)
        if overflow { return (0, true) }
        let rest = (dividend &- quotient &* divisor).magnitude
        guard rest >= divisor.magnitude &- rest else { return (quotient, false) }
        return ((dividend < 0) == (divisor < 0) ? quotient &+ 1 : quotient &- 1, false)
    }

    /// The nearest whole number; fails when it does not fit 64 bits or there is none.
    @inline(__always)
    static func whole(_ value: Double) -> (value: Int64, fails: Bool) {
        narrow(value.rounded(.toNearestOrAwayFromZero))
    }

    @inline(__always)
    static func narrow(_ value: Double) -> (value: Int64, fails: Bool) {
        // 2⁶³ itself is the first that does not fit; not-a-number fails both comparisons.
        guard value >= -0x1p63, value < 0x1p63 else { return (0, true) }
        return (Int64(value), false)
    }

    /// 10 to the power of `exponent`, or nil beyond 10¹⁸.
    static func powerOfTen(_ exponent: Int) -> Int64? {
        guard (0...18).contains(exponent) else { return nil }
        var power: Int64 = 1
        for _ in 0..<exponent { power *= 10 }
        return power
    }
}
