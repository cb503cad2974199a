// Reads lengths of time: plain numbers in the column's unit, 00:01:49, 109秒, 3分20秒, 1h 30m.

/// What a plain number of a duration column means.
package enum DurationUnit: String, Equatable, Sendable, CaseIterable {
    case milliseconds = "ms"
    case seconds = "s"
    case minutes = "min"
    case hours = "h"
    /// `HH:MM:SS`, and `MM:SS` when there are two parts.
    case clock
    /// Every cell names its units.
    case text

    /// Milliseconds of one unit; nil when a plain number means nothing.
    var milliseconds: Int64? {
        switch self {
        case .milliseconds: 1
        case .seconds: 1000
        case .minutes: 60_000
        case .hours: 3_600_000
        case .clock, .text: nil
        }
    }
}

/// Reads cells of duration columns; milliseconds come out.
///
/// | cell | value |
/// | --- | --- |
/// | `109` with `unit: s`, `109秒`, `00:01:49`, `1:49` with `unit: clock` | 109,000 |
/// | `1.5` with `unit: min`, `1分30秒`, `1m 30s` | 90,000 |
/// | `1h 30m`, `1小时30分钟`, `01:30:00.000` | 5,400,000 |
/// | `109` with `unit: clock` or `unit: text`, `00:61:00` | bad |
enum DurationParser {
    /// `text` is folded.
    static func parse(_ text: CellBytes, unit: DurationUnit?, decimalComma: Bool) -> Int64? {
        var scanner = CellScanner(text)
        let isNegative = scanner.take(0x2D)
        guard let first = scanner.next, first &- 0x30 < 10 || first == 0x2E else { return nil }
        let rest = CellBytes(rebasing: text[scanner.position...])
        let value: Int64?
        if rest.contains(0x3A) {
            value = clock(rest, allowsTwoParts: unit == .clock)
        } else if let number = PlainNumber.read(rest, decimalComma: decimalComma) {
            guard let unit, let factor = unit.milliseconds else { return nil }
            value = scaled(number, by: factor)
        } else {
            value = words(rest, decimalComma: decimalComma)
        }
        return value.map { isNegative ? 0 &- $0 : $0 }
    }

    /// `H:MM:SS`, `H:MM:SS.sss`, or `M:SS` where allowed.
    private static func clock(_ text: CellBytes, allowsTwoParts: Bool) -> Int64? {
        var scanner = CellScanner(text)
        guard let first = scanner.digits() else { return nil }
        // Nine digits at most, so that nothing overflows.
        var (seconds, count) = (first.value, 1)
        while scanner.take(0x3A) {
            guard let part = scanner.digits(), part.count <= 2, part.value < 60 else { return nil }
            seconds = seconds &* 60 &+ part.value
            count &+= 1
            if count > 3 { return nil }
        }
        guard count == 3 || (count == 2 && allowsTwoParts) else { return nil }
        var milliseconds = 0
        if scanner.take(0x2E) || scanner.take(0x2C) {
            guard let fraction = scanner.digits() else { return nil }
            milliseconds = thousandths(fraction)
        }
        return scanner.isAtEnd ? Int64(seconds) &* 1000 &+ Int64(milliseconds) : nil
    }

    /// Numbers each followed by a unit, from large to small.
    private static func words(_ text: CellBytes, decimalComma: Bool) -> Int64? {
        var scanner = CellScanner(text)
        var total: Int64 = 0
        var last = Int64.max
        while !scanner.isAtEnd {
            scanner.skipBlanks()
            guard let number = PlainNumber.read(&scanner, decimalComma: decimalComma) else { return nil }
            scanner.skipBlanks()
            guard let factor = takeUnit(&scanner), factor < last, let part = scaled(number, by: factor), part >= 0
            else { return nil }
            last = factor
            let (sum, overflows) = total.addingReportingOverflow(part)
            guard !overflows else { return nil }
            total = sum
            scanner.skipBlanks()
            if scanner.take(0x2C) { scanner.skipBlanks() }
        }
        return total
    }

    private static func takeUnit(_ scanner: inout CellScanner) -> Int64? {
        if scanner.take("毫秒") || scanner.take("msec") || scanner.take("ms") { return 1 }
        if scanner.take("秒钟") || scanner.take("秒") || takeWord(&scanner, ["seconds", "second", "secs", "sec", "s"]) {
            return 1000
        }
        if scanner.take("分钟") || scanner.take("分") || takeWord(&scanner, ["minutes", "minute", "mins", "min", "m"]) {
            return 60_000
        }
        if scanner.take("小时") || scanner.take("时") || takeWord(&scanner, ["hours", "hour", "hrs", "hr", "h"]) {
            return 3_600_000
        }
        if scanner.take("天") || scanner.take("日") || takeWord(&scanner, ["days", "day", "d"]) { return 86_400_000 }
        return nil
    }

    private static func takeWord(_ scanner: inout CellScanner, _ words: [StaticString]) -> Bool {
        for word in words where scanner.take(word) { return true }
        return false
    }

    /// A number of units in milliseconds, rounded half to even.
    private static func scaled(_ number: PlainNumber, by factor: Int64) -> Int64? {
        guard !number.hasExponent, let mantissa = number.mantissa else { return nil }
        let product = Int128(mantissa) * Int128(factor)
        var divisor: Int128 = 1
        for _ in 0..<number.scale { divisor *= 10 }
        let (quotient, remainder) = product.quotientAndRemainder(dividingBy: divisor)
        let twice = (remainder < 0 ? 0 - remainder : remainder) * 2
        var rounded = quotient
        if twice > divisor || (twice == divisor && quotient % 2 != 0) { rounded += product < 0 ? -1 : 1 }
        return Int64(exactly: rounded)
    }

    /// A fraction of a second in whole milliseconds.
    static func thousandths(_ fraction: (value: Int, count: Int)) -> Int {
        var value = fraction.value
        if fraction.count < 3 { for _ in fraction.count..<3 { value *= 10 } }
        if fraction.count > 3 { for _ in 3..<fraction.count { value /= 10 } }
        return value
    }
}
