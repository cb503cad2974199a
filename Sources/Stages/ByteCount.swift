// Amounts of memory in words.

/// An amount of memory or of a file.
package enum ByteCount {
    /// `1.5 GiB`: to two digits or more, by 1024.
    package static func text(of bytes: Int) -> String {
        var (amount, unit) = (Double(bytes), 0)
        while amount >= 999.5, unit < units.count - 1 {
            amount /= 1024
            unit += 1
        }
        let tenths = Int((amount * 10).rounded())
        let isWhole = amount >= 9.95 || tenths % 10 == 0
        return (isWhole ? "\(Int(amount.rounded()))" : "\(tenths / 10).\(tenths % 10)") + " " + units[unit]
    }

    private static let units = ["B", "KiB", "MiB", "GiB", "TiB"]
}
