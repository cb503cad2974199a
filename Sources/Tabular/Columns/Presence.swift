// Which cells of a column are present: a bitmap beside the values, never a sentinel among them.

/// Which cells of a column are present.
///
/// - Shape: one bit per row; no storage at all while every cell is present.
/// - Missing: a cleared bit. Bits past `count` are always clear (an invariant that `missingCount` relies on).
package struct Presence: Sendable, Equatable {
    package private(set) var count: Int
    /// The bits, 64 rows a word, lowest bit first; `nil` when every cell is present.
    package private(set) var words: [UInt64]?

    /// - Complexity: O(1).
    package init(allPresent count: Int) {
        self.count = count
        words = nil
    }

    /// No cell is present.
    package init(allMissing count: Int) {
        self.count = count
        words = [UInt64](repeating: 0, count: (count + 63) / 64)
    }

    /// Row `i` is present when `isPresent(i)`.
    package init(count: Int, isPresent: (Int) -> Bool) {
        self.init(allPresent: 0)
        reserve(count)
        for row in 0..<count { append(isPresent(row)) }
    }

    /// Row `i` is present when bit `i` of `words` is set: 64 rows a word, lowest bit first. Bits past the count are ignored, words
    /// that are not there are taken for zero.
    package init(count: Int, words: [UInt64]) {
        self.count = count
        let wordCount = (count + 63) / 64
        let lastWord: UInt64 = count & 63 == 0 ? .max : (1 << UInt64(count & 63)) - 1
        if words.count >= wordCount, words.prefix(wordCount).dropLast().allSatisfy({ $0 == .max }),
            wordCount == 0 || words[wordCount - 1] & lastWord == lastWord
        {
            self.words = nil
            return
        }
        var bits = Array(words.prefix(wordCount))
        bits.append(contentsOf: repeatElement(0, count: wordCount - bits.count))
        if let last = bits.indices.last { bits[last] &= lastWord }
        self.words = bits
    }

    package var isAllPresent: Bool { words == nil }

    package var presentCount: Int {
        guard let words else { return count }
        return words.reduce(0) { $0 + $1.nonzeroBitCount }
    }

    package var missingCount: Int { count - presentCount }

    /// Whether the cell of `row` is present. A row out of bounds is not.
    @inlinable
    package subscript(row: Int) -> Bool {
        guard row >= 0, row < count else { return false }
        guard let words else { return true }
        return words[row >> 6] & (1 << UInt64(row & 63)) != 0
    }

    /// Makes room for so many rows in all.
    package mutating func reserve(_ rows: Int) {
        if words != nil { words?.reserveCapacity((rows + 63) / 64) }
    }

    /// One more row.
    package mutating func append(_ isPresent: Bool) {
        if isPresent, words == nil {
            count += 1
            return
        }
        materialise()
        if count & 63 == 0 { words?.append(0) }
        if isPresent { words?[count >> 6] |= 1 << UInt64(count & 63) }
        count += 1
    }

    /// Marks the cell of `row` missing.
    package mutating func clear(_ row: Int) {
        guard row >= 0, row < count else { return }
        materialise()
        words?[row >> 6] &= ~(1 << UInt64(row & 63))
    }

    /// Marks the cell of `row` present.
    package mutating func set(_ row: Int) {
        guard row >= 0, row < count, words != nil else { return }
        words?[row >> 6] |= 1 << UInt64(row & 63)
    }

    /// Present where both are.
    package func intersection(_ other: Presence) -> Presence {
        guard let mine = words else { return other.count == count ? other : self }
        guard let theirs = other.words, theirs.count == mine.count else { return self }
        var result = self
        var both = mine
        for index in both.indices { both[index] &= theirs[index] }
        result.words = both
        return result
    }

    private mutating func materialise() {
        guard words == nil else { return }
        var full = [UInt64](repeating: .max, count: (count + 63) / 64)
        if count & 63 != 0, let last = full.indices.last { full[last] = (1 << UInt64(count & 63)) - 1 }
        words = full
    }
}
