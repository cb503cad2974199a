// Reads binary floating-point numbers: 0.12, 2.9999999999999999E-2, 85%.

/// Reads cells of real columns.
///
/// | cell | value |
/// | --- | --- |
/// | `0.12`, `1,234.5`, `2.5E-2` | the nearest binary number |
/// | `85%` | 0.85 |
/// | `nan`, `inf`, `1e999`, `12a` | bad (or missing, where listed) |
enum RealParser {
    /// Any accepted form; `text` is folded.
    static func parse(_ text: CellBytes, decimalComma: Bool) -> Double? {
        var scanner = CellScanner(text)
        guard let number = PlainNumber.read(&scanner, decimalComma: decimalComma) else { return nil }
        let end = scanner.position
        scanner.skipBlanks()
        let isPercentage = scanner.take(0x25)
        guard scanner.isAtEnd else { return nil }
        let value: Double
        if !number.hasExponent, let mantissa = number.mantissa, mantissa.magnitude < 1 << 53, number.scale <= 18 {
            // Both are exact, so one division rounds correctly.
            value = Double(mantissa) / powers[number.scale]
        } else {
            let mark: UInt8 = decimalComma ? 0x2E : 0x2C
            let plain = text[..<end].filter { $0 != mark }.map { $0 == 0x2C ? 0x2E : $0 }
            guard let parsed = Double(String(decoding: plain, as: UTF8.self)), parsed.isFinite else { return nil }
            value = parsed
        }
        return isPercentage ? value / 100 : value
    }

    /// An exact decimal of fewer than 2⁵³ units: one division rounds correctly.
    @inline(__always)
    static func exact(_ decimal: ParsedDecimal) -> Double {
        switch decimal.scale {
        case 0: Double(decimal.mantissa)
        case 1: Double(decimal.mantissa) / 10
        case 2: Double(decimal.mantissa) / 100
        default: Double(decimal.mantissa) / powers[min(decimal.scale, 18)]
        }
    }

    private static let powers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    ]
}
