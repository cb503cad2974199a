// Ids without a gap: what each says follows from the first.

/// Texts that are a prefix and a number of always as many digits, each one more than the one before: C0000017, C0000018, …
struct CountedIDs: Sendable {
    /// The prefix as the low bytes of a word.
    let prefix: UInt64
    let prefixLength: Int
    let digits: Int
    /// The number of the first.
    let first: Int64

    var length: Int { prefixLength + digits }

    /// Writes some of the texts, one after the other.
    ///
    /// - Shape: `codes` count from the first text; there is room for all.
    func write(_ codes: Range<Int>, to texts: UnsafeMutablePointer<UInt8>) {
        var end = texts
        for code in codes {
            for place in 0..<prefixLength { end[place] = UInt8(truncatingIfNeeded: prefix &>> UInt64(8 &* place)) }
            var rest = UInt64(bitPattern: first &+ Int64(code))
            for place in stride(from: length &- 1, through: prefixLength, by: -1) {
                end[place] = UInt8(truncatingIfNeeded: 0x30 &+ rest % 10)
                rest /= 10
            }
            end += length
        }
    }
}
