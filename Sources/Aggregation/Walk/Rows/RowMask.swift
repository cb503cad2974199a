// Which rows of a chunk count: bits, combined by and, that leave the group numbers of the other rows out.

import Tabular

/// A set of the rows of a chunk.
///
/// Conditions come as bits and are combined 64 rows at a time; only the group numbers are gone through row by row, and
/// those of a set once for all metrics that share it.
struct RowMask: Sendable, Equatable {
    /// A bit per row, 64 a word, lowest bit first, clear past the last row; nil when all rows are in it.
    private(set) var words: [UInt64]?

    /// All rows.
    static let all = RowMask(words: nil)

    private init(words: [UInt64]?) { self.words = words }

    /// - Shape: a bit per row; bits past the last row are clear.
    init(words: [UInt64], rowCount: Int) {
        let isFull = words.count * 64 >= rowCount && words.reduce(0) { $0 + $1.nonzeroBitCount } == rowCount
        self.words = isFull ? nil : words
    }

    /// The rows whose flag is set.
    init(_ flags: PrimitiveColumn<Bool>) {
        var words = [UInt64](repeating: 0, count: (flags.count + 63) / 64)
        flags.values.withUnsafeBufferPointer { flags in
            for row in 0..<flags.count { words[row >> 6] |= (flags[row] ? 1 : 0) &<< UInt64(row & 63) }
        }
        self.init(words: words, rowCount: flags.count)
        formIntersection(flags.presence)
    }

    /// No row, so that rows can be put in.
    init(noneOf rowCount: Int) { words = [UInt64](repeating: 0, count: (rowCount + 63) / 64) }

    /// - Bounds: `row` is one of the chunk's rows.
    subscript(row: Int) -> Bool {
        guard let words else { return true }
        return words[row >> 6] >> UInt64(row & 63) & 1 != 0
    }

    /// Puts a row in.
    mutating func insert(_ row: Int) { words?[row >> 6] |= 1 << UInt64(row & 63) }

    /// Takes a row out of a set that is not all rows.
    mutating func remove(_ row: Int) { words?[row >> 6] &= ~(1 << UInt64(row & 63)) }

    /// Puts the rows of another set of the same chunk in.
    mutating func formUnion(_ other: RowMask) {
        guard var all = words.take(), let theirs = other.words else {
            words = nil
            return
        }
        for index in all.indices where index < theirs.count { all[index] |= theirs[index] }
        words = all
    }

    mutating func formIntersection(_ other: RowMask) {
        guard let theirs = other.words else { return }
        guard var both = words.take() else {
            words = theirs
            return
        }
        for index in both.indices { both[index] &= index < theirs.count ? theirs[index] : 0 }
        words = both
    }

    /// Leaves the rows out whose cell is missing.
    mutating func formIntersection(_ presence: Presence) {
        if let present = presence.words { formIntersection(RowMask(words: present)) }
    }

    /// A bit per row, 64 a word, lowest bit first; clear past the last row.
    func words(rowCount: Int) -> [UInt64] {
        if let words { return words }
        var words = [UInt64](repeating: .max, count: (rowCount + 63) / 64)
        if rowCount & 63 != 0, let last = words.indices.last { words[last] = (1 << UInt64(rowCount & 63)) - 1 }
        return words
    }

    /// One flag per row.
    func flags(rowCount: Int) -> [Bool] {
        guard let words else { return [Bool](repeating: true, count: rowCount) }
        return [Bool](unsafeUninitializedCapacity: rowCount) { flags, initialized in
            words.withUnsafeBufferPointer { words in
                for row in 0..<rowCount {
                    let word = row >> 6 < words.count ? words[row >> 6] : 0
                    flags.initializeElement(at: row, to: word &>> UInt64(row & 63) & 1 != 0)
                }
            }
            initialized = rowCount
        }
    }

    /// Calls `body` with every row of the set, in order.
    @inline(__always)
    func forEach(rowCount: Int, _ body: (Int) -> Void) {
        guard let words else {
            for row in 0..<rowCount { body(row) }
            return
        }
        for (index, word) in words.enumerated() {
            var left = word
            while left != 0 {
                body(index &* 64 &+ left.trailingZeroBitCount)
                left &= left &- 1
            }
        }
    }

    /// Writes the group numbers of the rows of the set, and 0 for all other rows.
    ///
    /// - Bounds: `result` has room for all of `groups`.
    func write(_ groups: [UInt32], to result: inout [UInt32]) {
        let count = min(groups.count, result.count)
        result.withUnsafeMutableBufferPointer { result in
            groups.withUnsafeBufferPointer { groups in
                guard let words else {
                    for row in 0..<count { result[row] = groups[row] }
                    return
                }
                words.withUnsafeBufferPointer { words in
                    for index in 0..<(count &+ 63) / 64 {
                        let word = index < words.count ? words[index] : 0
                        let first = index &* 64
                        let end = min(first &+ 64, count)
                        if word == .max {
                            for row in first..<end { result[row] = groups[row] }
                        } else {
                            for row in first..<end {
                                let place = UInt64(truncatingIfNeeded: row &- first)
                                let bit = UInt32(truncatingIfNeeded: word &>> place) & 1
                                result[row] = groups[row] & (0 &- bit)
                            }
                        }
                    }
                }
            }
        }
    }
}
