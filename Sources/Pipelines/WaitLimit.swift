// How long a run waits for another one: `90s`, `10m`, `2h`.

/// Reads what `--wait` says.
package enum WaitLimit {
    /// What `--wait` alone means.
    /// - Units: seconds.
    package static let usual = 3600.0

    /// Reads whole or decimal numbers with `s`, `m`, `min` or `h`; a number alone means seconds.
    package static func seconds(of text: String) -> Double? {
        let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let count = Double(number), count.isFinite, number.first?.isNumber == true else { return nil }
        switch text[number.endIndex...] {
        case "", "s": return count
        case "m", "min": return count * 60
        case "h": return count * 3600
        default: return nil
        }
    }

    static func text(of seconds: Double) -> String {
        func number(_ value: Double) -> String {
            value == value.rounded() ? "\(Int(value))" : "\(value)"
        }
        if seconds >= 3600, seconds.truncatingRemainder(dividingBy: 3600) == 0 { return number(seconds / 3600) + "h" }
        if seconds >= 60, seconds.truncatingRemainder(dividingBy: 60) == 0 { return number(seconds / 60) + "m" }
        return number(seconds) + "s"
    }
}
