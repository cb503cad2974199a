// Amounts of memory as people write them.

/// An amount of memory that somebody gave.
package enum MemorySize {
    /// The bytes of `512M`, `2G`, `1.5GiB`, `300 MB` or `50%`; nil for anything else and for nothing at all.
    ///
    /// `K`, `M`, `G`, `T` and those with `iB` go by 1024, those with `B` alone by 1000.
    /// - Parameter machine: what a share in percent is taken of.
    package static func bytes(of text: String, machine: Int) -> Int? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let number = Double(digits), number > 0, number.isFinite else { return nil }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
        let factor: Double
        if unit == "%" {
            guard number <= 100 else { return nil }
            factor = Double(machine) / 100
        } else if unit == "b" {
            factor = 1
        } else {
            guard let power = "kmgt".firstIndex(where: { unit.hasPrefix(String($0)) }),
                ["", "b", "ib"].contains(unit.dropFirst())
            else { return nil }
            let exponent = "kmgt".distance(from: "kmgt".startIndex, to: power) + 1
            factor = (0..<exponent).reduce(1.0) { product, _ in product * (unit.dropFirst() == "b" ? 1000 : 1024) }
        }
        return Int(exactly: (number * factor).rounded()).flatMap { $0 > 0 ? $0 : nil }
    }
}
