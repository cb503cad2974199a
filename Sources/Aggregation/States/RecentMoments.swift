// Counts, sums and sums of squares per group in 64 bits, for as long as these are sure to suffice.

/// What a mean has lately taken of whole numbers.
///
/// One loop with one look at the group adds to three numbers that lie side by side; in 128 and 192 bits there would be three loops. A
/// bound on the squares, taken from the largest number of each chunk, tells when the sums must be passed on to the wide ones; with
/// seconds that never happens before the end.
struct RecentMoments: Sendable {
    /// Count, sum and sum of squares of each group, and a number that keeps them within one line of the cache.
    private(set) var moments: [Int64] = [0, 0, 0, 0]
    /// All numbers are in units of 10⁻ˢ, s being this.
    private(set) var scale = 0
    /// No sum of squares, and so no sum, is larger.
    private var bound: Int64 = 0
    private(set) var isEmpty = true

    mutating func makeRoom(forGroups count: Int) { moments.lengthen(to: 4 * count, with: 0) }

    /// Adds the numbers of a chunk; false, with nothing done, when they do not fit beside what is here.
    mutating func add(_ values: [Int64], scale: Int, groups: GroupSpan) -> Bool {
        guard isEmpty || scale == self.scale else { return false }
        let largest = Self.bound(of: values)
        let (square, isTooLarge) = largest.multipliedReportingOverflow(by: largest)
        let (added, isTooMuch) = square.multipliedReportingOverflow(by: Int64(values.count))
        let (sum, overflows) = bound.addingReportingOverflow(added)
        if isTooLarge || isTooMuch || overflows { return false }
        bound = sum
        self.scale = scale
        isEmpty = false
        moments.withUnsafeMutableBufferPointer { moments in
            values.withUnsafeBufferPointer { values in
                for row in 0..<min(groups.count, values.count) {
                    let group = 4 &* Int(groups[row])
                    let value = values[row]
                    moments[group] &+= 1
                    moments[group &+ 1] &+= value
                    moments[group &+ 2] &+= value &* value
                }
            }
        }
        return true
    }

    /// A power of two that no magnitude exceeds; the largest number of all when there is none.
    private static func bound(of values: [Int64]) -> Int64 {
        var bits: Int64 = 0
        values.withUnsafeBufferPointer { values in
            for value in values { bits |= value ^ (value &>> 63) }
        }
        // A negative number has the bits of its magnitude less one.
        let width = 64 - bits.leadingZeroBitCount
        return width >= 62 ? .max : 1 << Int64(width)
    }

    func addCounts(to counts: inout [Int]) {
        for group in 0..<min(counts.count, moments.count / 4) { counts[group] &+= Int(moments[4 * group]) }
    }

    /// Forgets everything; the room stays.
    mutating func clear() {
        for index in moments.indices { moments[index] = 0 }
        bound = 0
        isEmpty = true
    }
}
