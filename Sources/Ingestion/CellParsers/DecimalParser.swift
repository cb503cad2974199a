// Reads exact decimals and money: 12.50, ¥1,234.00, (12.50), 499.00（系统计算中）, 85%, 1.234,56.

/// An exact decimal: `mantissa` × 10⁻ˢ.
struct ParsedDecimal: Equatable {
    var mantissa: Int64
    var scale: Int

    /// The most places behind the point in a column of decimals.
    ///
    /// All cells of a chunk are kept at one scale, in 64 bits. So that none depends on its neighbours, each must fit at the greatest
    /// scale there may be.
    static let placeLimit = 6

    /// The decimal as a column keeps it: up to 9,223,372,036,854.775807, up to six places; nil when it is none such.
    ///
    /// A number such as `0.30000000000000004` or `149.99999999999997` was written by a program that counts in binary fractions: it has
    /// 15 digits and more, and is all but equal to a decimal of six places, which it is taken for: it differs by less than 10⁻⁹, or, as
    /// long as it has no more than the 17 digits that such a program can tell, by less than a 10⁻¹⁵ part of it. Any other longer
    /// fraction would lose something.
    @inline(__always)
    var ofColumn: ParsedDecimal? {
        if scale <= 2, mantissa.magnitude < 1 << 43 { return self }
        return checked
    }

    @inline(never)
    private var checked: ParsedDecimal? {
        if scale <= Self.placeLimit {
            return mantissa.multipliedReportingOverflow(by: Self.power(Self.placeLimit - scale)).overflow ? nil : self
        }
        guard scale <= 18, mantissa.magnitude >= 100_000_000_000_000 else { return nil }
        let unit = Self.power(scale - Self.placeLimit)
        let (quotient, rest) = mantissa.quotientAndRemainder(dividingBy: unit)
        let isUp = rest.magnitude > unit.magnitude / 2
        let distance = Double(isUp ? unit.magnitude - rest.magnitude : rest.magnitude)
        let untold = mantissa.magnitude < 100_000_000_000_000_000 ? Double(mantissa.magnitude) / 1e15 : 0
        guard distance <= max(Double(Self.power(scale)) / 1e9, untold) else { return nil }
        var decimal = ParsedDecimal(
            mantissa: isUp ? quotient + rest.signum() : quotient, scale: Self.placeLimit)
        while decimal.scale > 2, decimal.mantissa % 10 == 0 {
            decimal = ParsedDecimal(mantissa: decimal.mantissa / 10, scale: decimal.scale - 1)
        }
        return decimal
    }

    /// A power of ten.
    ///
    /// - Bounds: 0 to 18.
    static func power(_ exponent: Int) -> Int64 { powers[exponent] }

    private static let powers: [Int64] = (0...18).map { exponent in
        (0..<exponent).reduce(Int64(1)) { power, _ in power * 10 }
    }
}

/// Reads cells of decimal columns.
///
/// | cell | value |
/// | --- | --- |
/// | `12.50`, `１２.５０`, `$12.50`, `12.50元`, `￥ 12.50` | 12.50 |
/// | `1.25万元`, `0.000125亿元` | 12500 |
/// | `(12.50)`, `-¥12.50`, `¥-12.50` | -12.50 |
/// | `499.00（系统计算中，该值仅供参考）` | 499.00 |
/// | `85%` | 0.85 |
/// | `1.234,56` with `decimal: comma` | 1234.56 |
/// | `1.234,56` without, `12,5`, `0,125`, `1e3`, a number beyond 64 bits | bad |
enum DecimalParser {
    /// Up to eight digits, a point and two digits, such as `109.91`: money as most exports write it, 3 ns in place of 8.
    ///
    /// - Bounds: eight bytes before the cell may be read.
    @inline(__always)
    static func money(_ start: UnsafePointer<UInt8>, _ length: Int) -> Int64? {
        guard length &- 4 < 8, length >= 4, start[length &- 3] == 0x2E,
            let whole = WholeNumberParser.digits(start, length &- 3)
        else { return nil }
        let tens = start[length &- 2] &- 0x30
        let ones = start[length &- 1] &- 0x30
        guard max(tens, ones) < 10 else { return nil }
        return whole &* 100 &+ Int64(tens &* 10 &+ ones)
    }

    /// Plain digits with at most one point: nearly every cell of a real file.
    @inline(__always)
    static func fast(_ start: UnsafePointer<UInt8>, _ length: Int) -> ParsedDecimal? {
        var index = 0
        let isNegative = length > 0 && start[0] == 0x2D
        if isNegative { index = 1 }
        guard length > index, length &- index <= 17 else { return nil }
        var value: Int64 = 0
        var point = -1
        var digits = 0
        while index < length {
            let byte = start[index]
            let digit = byte &- 0x30
            if digit < 10 {
                value = value &* 10 &+ Int64(digit)
                digits &+= 1
            } else if byte == 0x2E, point < 0, digits > 0 {
                point = index
            } else {
                return nil
            }
            index &+= 1
        }
        let scale = point < 0 ? 0 : length &- point &- 1
        // Longer fractions drop their trailing zeros in the general reader.
        guard digits > 0, scale <= 2 || start[length &- 1] != 0x30 else { return nil }
        return ParsedDecimal(mantissa: isNegative ? 0 &- value : value, scale: scale)
    }

    /// Any accepted form; `text` is folded.
    static func parse(_ text: CellBytes, decimalComma: Bool) -> ParsedDecimal? {
        var sign = CellSign.none
        return parse(text, decimalComma: decimalComma, sign: &sign)
    }

    /// What a cell says of its number besides the digits.
    enum CellSign: Equatable {
        case none, percent
        case currency(CurrencyMark)
        /// Two different ones, such as `$12 EUR`.
        case several
    }

    /// - Parameter sign: the sign the cell carries; a cell with several has no value.
    static func parse(_ text: CellBytes, decimalComma: Bool, sign: inout CellSign) -> ParsedDecimal? {
        var inner = text
        var isNegative = false
        if text.count >= 3, text[0] == 0x28, text[text.count - 1] == 0x29, !text.dropFirst().dropLast().contains(0x28) {
            inner = CellBytes(rebasing: text[1..<(text.count - 1)])
            isNegative = true
        }
        var scanner = CellScanner(inner)
        scanner.skipBlanks()
        let signBefore = scanner.next == 0x2D
        if signBefore, isCurrency(after: scanner) { scanner.position += 1 }
        let before = takeCurrency(&scanner)
        let hasMark = before != nil
        if let before { sign = .currency(before) }
        scanner.skipBlanks()
        guard let number = PlainNumber.read(&scanner, decimalComma: decimalComma), !number.hasExponent,
            var mantissa = number.mantissa
        else { return nil }
        var scale = number.scale
        if signBefore, hasMark {
            guard mantissa >= 0 else { return nil }
            mantissa = 0 - mantissa
        }
        if isNegative {
            guard mantissa > 0 || (mantissa == 0 && !signBefore) else { return nil }
            mantissa = 0 - mantissa
        }
        scanner.skipBlanks()
        if scanner.take(0x25) {
            guard scale <= 16 else { return nil }
            scale += 2
            sign = before == nil ? .percent : .several
        } else {
            if let shift = takeChineseUnit(&scanner) {
                guard let shifted = shifted(mantissa, scale: scale, by: shift) else { return nil }
                (mantissa, scale) = shifted
            }
            if let after = takeCurrency(&scanner) {
                sign = before == nil || before?.code == after.code ? .currency(after) : .several
            }
        }
        scanner.skipBlanks()
        guard scanner.isAtEnd || isAnnotation(scanner), sign != .several else { return nil }
        return ParsedDecimal(mantissa: mantissa, scale: scale)
    }

    private static func isCurrency(after scanner: CellScanner) -> Bool {
        var ahead = scanner
        ahead.position += 1
        ahead.skipBlanks()
        return takeCurrency(&ahead) != nil
    }

    /// Before 元 alone, ten thousands or hundred millions: their number of zeros. A count such as `3万` stays a text.
    private static func takeChineseUnit(_ scanner: inout CellScanner) -> Int? {
        guard scanner.isAtLetter else { return nil }
        var ahead = scanner
        let zeros = ahead.take("万") ? 4 : ahead.take("亿") ? 8 : 0
        guard zeros > 0 else { return nil }
        var behind = ahead
        guard behind.take("元") || behind.take("圆") else { return nil }
        scanner = ahead
        return zeros
    }

    private static func shifted(_ mantissa: Int64, scale: Int, by zeros: Int) -> (Int64, Int)? {
        if scale >= zeros { return (mantissa, scale - zeros) }
        var mantissa = mantissa
        for _ in 0..<(zeros - scale) {
            let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            mantissa = product
        }
        return (mantissa, 0)
    }

    private static func takeCurrency(_ scanner: inout CellScanner) -> CurrencyMark? {
        guard scanner.isAtLetter || scanner.next == 0x24 else { return nil }
        if scanner.take("¥") || scanner.take("￥") { return .yen }
        if scanner.take("$") { return .dollar }
        if scanner.take("元") || scanner.take("圆") { return .yuan }
        if scanner.take("rmb") || scanner.take("cny") || scanner.take("人民币") { return .cny }
        if scanner.take("€") || scanner.take("eur") { return .eur }
        if scanner.take("us$") || scanner.take("usd") { return .usd }
        if scanner.take("hk$") || scanner.take("hkd") { return .hkd }
        if scanner.take("£") || scanner.take("gbp") { return .gbp }
        if scanner.take("jpy") { return .jpy }
        if scanner.take("৳") { return .bdt }
        return nil
    }

    /// What follows is one pair of brackets that ends the cell.
    private static func isAnnotation(_ scanner: CellScanner) -> Bool {
        guard scanner.next == 0x28, scanner.text[scanner.text.count - 1] == 0x29 else { return false }
        let inside = scanner.text[(scanner.position + 1)..<(scanner.text.count - 1)]
        return !inside.isEmpty && !inside.contains(0x28) && !inside.contains(0x29)
            && !inside.allSatisfy { ($0 &- 0x30 < 10) || $0 == 0x2E || $0 == 0x2C }
    }
}
