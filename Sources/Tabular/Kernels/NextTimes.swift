// Goes backwards through rows in the order of time, and tells which of them no row with the same key follows soon.
import CLinux

/// By key, the time of the row seen last: going backwards, that of the key's next row.
///
/// The table is read at random, so its size is what it costs: times are kept as steps of four bytes, of a second or of the column's
/// unit, until one comes that is between two steps.
package struct NextTimes: Sendable {
    /// `.max` where no row has been seen; empty once they are kept in full.
    private var steps: [UInt32] = []
    private var times: [Int64] = []
    /// Step 1 is this time.
    private let base: Int64
    private let unit: Int64
    /// The rows at hand, and their steps; kept for their memory.
    private var rows: [UInt32] = []
    private var rowSteps: [UInt32] = []

    /// - Parameters:
    ///   - keyCount: all keys are below this.
    ///   - span: the earliest and latest time that will come.
    package init(keyCount: Int, span: ClosedRange<Int64>) {
        let (length, isTooLong) = span.upperBound.subtractingReportingOverflow(span.lowerBound)
        base = span.lowerBound
        unit = length < Self.mostSteps ? 1 : 1000
        if isTooLong || length / unit >= Self.mostSteps {
            times = [Int64](repeating: .max, count: keyCount)
        } else {
            steps = [UInt32](repeating: .max, count: keyCount)
        }
    }

    private static let mostSteps = Int64(UInt32.max) - 2

    /// So many rows ahead their keys' places are fetched.
    private static let lead = 16

    /// Takes some rows of a chunk, which precede those taken before.
    ///
    /// - Shape: `taken` has a bit per row, 64 a word, clear past the last; `keys` and `times` one entry per row.
    /// - Returns: the rows no later than `cut`, and those of them that no row of their key follows within `gap`.
    package mutating func take(
        _ taken: [UInt64], keys: [UInt32], times rowTimes: [Int64], cut: Int64, gap: Int64
    ) -> (early: [UInt64], alone: [UInt64]) {
        let count = list(taken)
        if !steps.isEmpty, !findSteps(count, rowTimes) { widen() }
        if steps.isEmpty {
            let listed = rows[..<count].map { rowTimes[Int($0)] }
            return Self.mark(taken, rows, keys, listed, &times, cut: cut, gap: gap)
        }
        let (distance, isFar) = cut.subtractingReportingOverflow(base)
        let (cutStep, isBeyond) = UInt32(clamping: isFar ? .max : distance / unit).addingReportingOverflow(1)
        let lastStep = cut < base ? 0 : isBeyond ? UInt32.max : cutStep
        return Self.mark(taken, rows, keys, rowSteps, &steps, cut: lastStep, gap: UInt32(clamping: gap / unit))
    }

    /// - Shape: `rows` and `times` have an entry per row that is taken, at least.
    private static func mark<Time: FixedWidthInteger & BitwiseCopyable>(
        _ taken: [UInt64], _ rows: [UInt32], _ keys: [UInt32], _ times: [Time], _ next: inout [Time], cut: Time,
        gap: Time
    ) -> (early: [UInt64], alone: [UInt64]) {
        var (earlyWords, aloneWords) = (taken, taken)
        var end = taken.reduce(0) { $0 + $1.nonzeroBitCount }
        next.withUnsafeMutableBufferPointer { next in
            rows.withUnsafeBufferPointer { rows in
                keys.withUnsafeBufferPointer { keys in
                    times.withUnsafeBufferPointer { times in
                        guard let table = next.baseAddress else { return }
                        for word in taken.indices.reversed() {
                            let start = end &- taken[word].nonzeroBitCount
                            var (early, alone): (UInt64, UInt64) = (0, 0)
                            // Bits are made without a branch, which would be guessed wrongly.
                            for index in stride(from: end &- 1, through: start, by: -1) {
                                linux_prefetch(table + Int(keys[Int(rows[max(0, index &- lead)])]))
                                let (row, time) = (Int(rows[index]), times[index])
                                let key = Int(keys[row])
                                let bit = UInt64(truncatingIfNeeded: row & 63)
                                let (sum, isPast) = time.addingReportingOverflow(gap)
                                let limit = isPast ? .max &- 1 : min(sum, .max &- 1)
                                early |= (time <= cut ? 1 : 0) &<< bit
                                alone |= (table[key] > limit ? 1 : 0) &<< bit
                                table[key] = time
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
        if rows.count < taken.count * 64 {
            rows = [UInt32](repeating: 0, count: taken.count * 64)
            rowSteps = rows
        }
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

    /// Finds the steps of the rows that are listed; false when one is between two steps.
    private mutating func findSteps(_ count: Int, _ times: [Int64]) -> Bool {
        let (base, unit) = (base, unit)
        var rest: UInt64 = 0
        rowSteps.withUnsafeMutableBufferPointer { steps in
            rows.withUnsafeBufferPointer { rows in
                times.withUnsafeBufferPointer { times in
                    for index in 0..<count {
                        let distance = UInt64(bitPattern: times[Int(rows[index])] &- base)
                        let step = unit == 1 ? distance : distance / 1000
                        rest |= distance &- (unit == 1 ? step : step &* 1000)
                        steps[index] = UInt32(truncatingIfNeeded: step &+ 1)
                    }
                }
            }
        }
        return rest == 0
    }

    /// From now on times are kept in full.
    private mutating func widen() {
        times = steps.map { $0 == .max ? .max : base + Int64($0 - 1) * unit }
        steps = []
    }
}
