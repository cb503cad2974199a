// Goes backwards through rows in the order of time, and tells which of them no row with the same key follows soon.
import CLinux

/// By key, the time of the row seen last: going backwards, that of the key's next row.
package struct NextTimes: Sendable {
    private var times: [Int64]
    /// The rows at hand; kept for its memory.
    private var rows: [UInt32] = []

    /// - Parameter keyCount: all keys are below this.
    package init(keyCount: Int) { times = [Int64](repeating: .max, count: keyCount) }

    /// So many rows ahead their keys' places are fetched: a table of 400,000 is read at random, and waiting for it took 20 ns a row
    /// in place of 13.
    private static let lead = 16

    /// Takes some rows of a chunk, which precede those taken before.
    ///
    /// - Shape: `taken` has a bit per row, 64 a word, clear past the last; `keys` and `times` one entry per row.
    /// - Returns: the rows no later than `cut`, and those of them that no row of their key follows within `gap`.
    package mutating func take(
        _ taken: [UInt64], keys: [UInt32], times rowTimes: [Int64], cut: Int64, gap: Int64
    ) -> (early: [UInt64], alone: [UInt64]) {
        var (earlyWords, aloneWords) = (taken, taken)
        let count = list(taken)
        var end = count
        times.withUnsafeMutableBufferPointer { next in
            rows.withUnsafeBufferPointer { rows in
                keys.withUnsafeBufferPointer { keys in
                    rowTimes.withUnsafeBufferPointer { times in
                        for word in taken.indices.reversed() {
                            let start = end &- taken[word].nonzeroBitCount
                            var (early, alone): (UInt64, UInt64) = (0, 0)
                            // Bits are made without a branch, which would be guessed wrongly.
                            for index in stride(from: end &- 1, through: start, by: -1) {
                                if let place = next.baseAddress {
                                    linux_prefetch(place + Int(keys[Int(rows[max(0, index &- Self.lead)])]))
                                }
                                let row = Int(rows[index])
                                let key = Int(keys[row])
                                let time = times[row]
                                let bit = UInt64(truncatingIfNeeded: row & 63)
                                early |= (time <= cut ? 1 : 0) &<< bit
                                // Past the cut the sum may wrap around; such a row is not early.
                                alone |= (next[key] > time &+ gap ? 1 : 0) &<< bit
                                next[key] = time
                            }
                            earlyWords[word] = early
                            aloneWords[word] = alone & early
                            end = start
                        }
                    }
                }
            }
        }
        return (earlyWords, aloneWords)
    }

    /// Lists the rows whose bit is set, in order; tells how many they are.
    private mutating func list(_ taken: [UInt64]) -> Int {
        if rows.count < taken.count * 64 { rows = [UInt32](repeating: 0, count: taken.count * 64) }
        var count = 0
        rows.withUnsafeMutableBufferPointer { rows in
            for (word, bits) in taken.enumerated() {
                var left = bits
                while left != 0 {
                    rows[count] = UInt32(truncatingIfNeeded: word &* 64 &+ left.trailingZeroBitCount)
                    left &= left &- 1
                    count &+= 1
                }
            }
        }
        return count
    }
}
