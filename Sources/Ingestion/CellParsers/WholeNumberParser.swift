// Reads whole numbers: 42, -1,234, ４２, 17850.0; never 1.25E+17.

/// Reads cells of integer columns.
///
/// | cell | value |
/// | --- | --- |
/// | `42`, `+42`, `４２`, `="42"`, `'42` | 42 |
/// | `-1,234` | -1234 |
/// | `17850.0` | 17850 |
/// | `0,125`, `1.25E+17`, `1.5`, `12a`, `9223372036854775808` | bad |
enum WholeNumberParser {
    /// A run of up to 18 plain digits, with a sign or without: nearly every cell of a real file.
    ///
    /// Bounds: eight bytes before the cell may be read.
    @inline(__always)
    static func fast(_ start: UnsafePointer<UInt8>, _ length: Int) -> Int64? {
        if length <= 8, length > 0, start[0] != 0x2D { return digits(start, length) }
        var index = 0
        let isNegative = length > 0 && start[0] == 0x2D
        if isNegative { index = 1 }
        guard length > index, length &- index <= 18 else { return nil }
        var value: Int64 = 0
        while index < length {
            let digit = start[index] &- 0x30
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int64(digit)
            index &+= 1
        }
        return isNegative ? 0 &- value : value
    }

    /// One to eight digits in one word, added up in pairs, fours and eights; nil when anything else is among them.
    ///
    /// Bounds: eight bytes before the end of the digits may be read.
    @inline(__always)
    static func digits(_ start: UnsafePointer<UInt8>, _ length: Int) -> Int64? {
        var word = UnsafeRawPointer(start + length - 8).loadUnaligned(as: UInt64.self)
        // What stands before the cell becomes zeros.
        let kept = ~UInt64(0) << UInt64((8 &- length) &* 8)
        word = word & kept | 0x3030_3030_3030_3030 & ~kept
        let above = (word &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0
        guard word & 0xF0F0_F0F0_F0F0_F0F0 | above >> 4 == 0x3333_3333_3333_3333 else { return nil }
        word &-= 0x3030_3030_3030_3030
        word = word &* 10 &+ word >> 8
        let first = (word & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
        let second = (word >> 16 & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
        return Int64(truncatingIfNeeded: (first &+ second) >> 32)
    }

    /// Any accepted form; `text` is folded.
    static func parse(_ text: CellBytes, decimalComma: Bool) -> Int64? {
        guard let number = PlainNumber.read(text, decimalComma: decimalComma), !number.hasExponent,
            number.fractionIsZero
        else { return nil }
        return number.whole
    }
}

/// A number as written: sign, digits with or without group marks, a fraction, an exponent.
struct PlainNumber {
    /// The digits without mark and trailing zeros of the fraction; nil when they do not fit 64 bits.
    var mantissa: Int64?
    /// Digits of the fraction in `mantissa`.
    var scale: Int
    /// The whole part with its sign; nil when it does not fit 64 bits.
    var whole: Int64?
    var fractionIsZero: Bool
    var hasExponent: Bool

    /// Reads the whole text as one number; nil when it is none.
    static func read(_ text: CellBytes, decimalComma: Bool) -> PlainNumber? {
        var scanner = CellScanner(text)
        guard let number = read(&scanner, decimalComma: decimalComma), scanner.isAtEnd else { return nil }
        return number
    }

    /// Reads a number where the scanner stands.
    static func read(_ scanner: inout CellScanner, decimalComma: Bool) -> PlainNumber? {
        let point: UInt8 = decimalComma ? 0x2C : 0x2E
        let mark: UInt8 = decimalComma ? 0x2E : 0x2C
        var isNegative = false
        if scanner.take(0x2D) { isNegative = true } else { _ = scanner.take(0x2B) }
        var accumulator = DigitAccumulator()
        var groupDigits = 0
        var groups = 0
        var digitCount = 0
        let beginsWithZero = scanner.next == 0x30
        while let byte = scanner.next {
            if byte &- 0x30 < 10 {
                accumulator.add(byte &- 0x30)
                groupDigits += 1
                digitCount += 1
            } else if byte == mark, digitCount > 0 {
                // Group marks stand after one to three digits and then after every three; no group begins with a lone zero: the mark in
                // `0,125` is that of the other convention.
                guard !beginsWithZero, groups == 0 ? groupDigits <= 3 : groupDigits == 3, isGroup(scanner) else {
                    break
                }
                groups += 1
                groupDigits = 0
            } else {
                break
            }
            scanner.position += 1
        }
        if groups > 0, groupDigits != 3 { return nil }
        let whole = accumulator.value
        var fraction = 0
        var pendingZeros = 0
        var fractionIsZero = true
        if scanner.next == point, digitCount > 0 || isDigit(scanner.peek(1)) {
            scanner.position += 1
            while let byte = scanner.next, byte &- 0x30 < 10 {
                digitCount += 1
                if byte == 0x30 {
                    pendingZeros += 1
                } else {
                    fractionIsZero = false
                    for _ in 0..<min(pendingZeros, 20) { accumulator.add(0) }
                    fraction += pendingZeros + 1
                    pendingZeros = 0
                    accumulator.add(byte &- 0x30)
                }
                scanner.position += 1
            }
        }
        guard digitCount > 0 else { return nil }
        // Money keeps its two places: 12.50 has scale 2, so that sums print as they were written.
        while pendingZeros > 0, fraction < 2 {
            accumulator.add(0)
            fraction += 1
            pendingZeros -= 1
        }
        var hasExponent = false
        if let byte = scanner.next, byte | 0x20 == 0x65 {
            var ahead = 1
            if let sign = scanner.peek(1), sign == 0x2B || sign == 0x2D { ahead = 2 }
            if isDigit(scanner.peek(ahead)) {
                hasExponent = true
                scanner.position += ahead
                while isDigit(scanner.next) { scanner.position += 1 }
            }
        }
        func signed(_ value: UInt64?) -> Int64? {
            guard let value, value <= UInt64(Int64.max) else { return nil }
            return isNegative ? 0 - Int64(value) : Int64(value)
        }
        return PlainNumber(
            mantissa: fraction <= 18 ? signed(accumulator.value) : nil, scale: fraction, whole: signed(whole),
            fractionIsZero: fractionIsZero, hasExponent: hasExponent)
    }

    private static func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0 &- 0x30 < 10 } ?? false }

    /// Whether exactly three digits follow the mark the scanner stands at.
    private static func isGroup(_ scanner: CellScanner) -> Bool {
        isDigit(scanner.peek(1)) && isDigit(scanner.peek(2)) && isDigit(scanner.peek(3)) && !isDigit(scanner.peek(4))
    }
}

/// Puts digits together as long as they fit 64 bits.
private struct DigitAccumulator {
    private(set) var value: UInt64? = 0

    mutating func add(_ digit: UInt8) {
        guard let current = value else { return }
        let (product, overflows) = current.multipliedReportingOverflow(by: 10)
        let (sum, exceeds) = product.addingReportingOverflow(UInt64(digit))
        value = overflows || exceeds ? nil : sum
    }
}
