// Three-valued truth for many rows at once, 64 rows to a word.

import Tabular

/// What a condition is in every row: true, false, or neither where it is missing.
///
/// Both bitmaps keep the bits past `count` clear, and no row is set in both.
struct Truths: Sendable, Equatable {
    let count: Int
    private(set) var trueWords: [UInt64]
    private(set) var falseWords: [UInt64]

    /// The same everywhere; nil is missing.
    init(all value: Bool?, count: Int) {
        self.count = count
        let none = [UInt64](repeating: 0, count: (count + 63) / 64)
        var every = [UInt64](repeating: .max, count: none.count)
        if count & 63 != 0, let last = every.indices.last { every[last] = (1 << UInt64(count & 63)) - 1 }
        trueWords = value == true ? every : none
        falseWords = value == false ? every : none
    }

    /// True where a bit of `words` is set, among the rows of `presence`; missing elsewhere.
    ///
    /// - Shape: `words` has a bit per row; bits of missing rows and past the count may be anything.
    init(words: [UInt64], presence: Presence) {
        self.init(all: false, count: presence.count)
        if let present = presence.words { falseWords = present }
        trueWords = falseWords
        for index in 0..<min(words.count, trueWords.count) {
            trueWords[index] &= words[index]
            falseWords[index] &= ~words[index]
        }
    }

    init(_ column: PrimitiveColumn<Bool>) {
        let words = column.values.withUnsafeBufferPointer { values in
            Self.words(count: values.count) { values[$0] }
        }
        self.init(words: words, presence: column.presence)
    }

    /// A bit per row, set where the condition is true.
    var trueBits: [UInt64] { trueWords }

    /// A bit per row, set where `holds`.
    @inline(__always)
    static func words(count: Int, _ holds: (Int) -> Bool) -> [UInt64] {
        let wordCount = (count &+ 63) / 64
        return [UInt64](unsafeUninitializedCapacity: wordCount) { words, initialized in
            // A byte per row first: that loop the compiler turns into vector instructions.
            withUnsafeTemporaryAllocation(byteCount: 64, alignment: 8) { block in
                guard let start = block.baseAddress else { return }
                let bytes = block.bindMemory(to: UInt8.self)
                for index in 0..<wordCount {
                    let base = index &* 64
                    let rows = min(64, count &- base)
                    if rows < 64 { bytes.initialize(repeating: 0) }
                    for bit in 0..<rows { bytes[bit] = holds(base &+ bit) ? 1 : 0 }
                    words[index] = BitPacking.word(ofBytes: UnsafeRawPointer(start))
                }
            }
            initialized = wordCount
        }
    }

    // MARK: Logic

    static prefix func ! (operand: Truths) -> Truths {
        var result = operand
        swap(&result.trueWords, &result.falseWords)
        return result
    }

    mutating func formAnd(_ other: Truths) {
        for index in trueWords.indices {
            trueWords[index] &= other.trueWords[index]
            falseWords[index] |= other.falseWords[index]
        }
    }

    mutating func formOr(_ other: Truths) {
        for index in trueWords.indices {
            trueWords[index] |= other.trueWords[index]
            falseWords[index] &= other.falseWords[index]
        }
    }

    /// Whether two conditions are the same; missing where either is.
    func equals(_ other: Truths) -> Truths {
        var result = self
        for index in trueWords.indices {
            result.trueWords[index] =
                (trueWords[index] & other.trueWords[index]) | (falseWords[index] & other.falseWords[index])
            result.falseWords[index] =
                (trueWords[index] & other.falseWords[index]) | (falseWords[index] & other.trueWords[index])
        }
        return result
    }

    var isFalseEverywhere: Bool { falseWords == Truths(all: false, count: count).falseWords }
    var isTrueEverywhere: Bool { trueWords == Truths(all: true, count: count).trueWords }

    /// A bit per row, set where the condition is missing.
    var undecidedWords: [UInt64] {
        var words = Truths(all: true, count: count).trueWords
        for index in words.indices { words[index] &= ~(trueWords[index] | falseWords[index]) }
        return words
    }

    /// Which rows are true or false.
    var presence: Presence {
        var words = trueWords
        for index in words.indices { words[index] |= falseWords[index] }
        return Presence(count: count, words: words)
    }

    // MARK: Rows

    @inline(__always)
    func isTrue(_ row: Int) -> Bool { trueWords[row >> 6] & (1 &<< UInt64(truncatingIfNeeded: row & 63)) != 0 }

    /// One entry per row; false where missing.
    var isTrue: [Bool] {
        [Bool](unsafeUninitializedCapacity: trueWords.count * 64) { values, initialized in
            if let start = values.baseAddress {
                for (index, word) in trueWords.enumerated() {
                    BitPacking.write(word, asBytesTo: UnsafeMutableRawPointer(start + index * 64))
                }
            }
            initialized = count
        }
    }

    var column: PrimitiveColumn<Bool> { PrimitiveColumn(isTrue, presence: presence) }

    /// Where the rows are, `nil` being missing; for constants.
    subscript(row: Int) -> Bool? {
        guard row >= 0, row < count else { return nil }
        let bit: UInt64 = 1 << UInt64(row & 63)
        return trueWords[row >> 6] & bit != 0 ? true : falseWords[row >> 6] & bit != 0 ? false : nil
    }
}
