// A wide integer is the long accumulator behind an exact sum: as many 64-bit words as the values met so far need.

/// A signed fixed-point number in multiples of 2⁻¹⁰⁷⁴, the smallest double, stored only where it is not empty.
package struct WideInteger: Equatable, Sendable {
    /// Two's complement, lowest word first. The two highest bits are alike, so one addition cannot overflow.
    private(set) var words: [UInt64]
    /// The place of `words[0]`: its unit is 2^(64 · lowestWord − 1074). Narrow, so that an exact sum takes 32 bytes.
    private var place: Int32

    /// The exponent of the smallest double.
    private static let unitExponent = -1074
    /// Words beyond the largest double: room for more additions than any machine can make.
    private static let wordLimit = 36

    init() {
        words = []
        place = 0
    }

    private(set) var lowestWord: Int {
        get { Int(place) }
        set { place = Int32(truncatingIfNeeded: newValue) }
    }

    /// Restores saved words; nil when they lie outside what sums of doubles can reach.
    init?(lowestWord: Int, words: [UInt64]) {
        guard lowestWord >= 0, lowestWord <= Self.wordLimit, words.count <= Self.wordLimit - lowestWord else {
            return nil
        }
        self.words = words
        self.place = Int32(truncatingIfNeeded: lowestWord)
        keepHeadroom()
    }

    /// Adds a finite double.
    mutating func add(_ value: Double) {
        guard value != 0, value.isFinite else { return }
        let significand = Int128(value.significandBitPattern) + (value.isNormal ? 1 << 52 : 0)
        let exponent = Int(Swift.max(value.exponentBitPattern, 1)) - 1075
        add(value < 0 ? -significand : significand, timesTwoToThe: exponent)
    }

    /// Adds `value · 2^exponent`; the exponent is at least −1074.
    mutating func add(_ value: Int128, timesTwoToThe exponent: Int) {
        guard value != 0, exponent >= Self.unitExponent else { return }
        let position = exponent - Self.unitExponent
        add(value, atWord: position / 64, shiftedBy: position % 64)
    }

    /// The sum of both numbers.
    func adding(_ other: WideInteger) -> WideInteger {
        var sum = self
        for (index, word) in other.words.enumerated() {
            let isHighest = index == other.words.count - 1
            let digit = isHighest ? Int128(Int64(bitPattern: word)) : Int128(word)
            if digit != 0 { sum.add(digit, atWord: other.lowestWord + index, shiftedBy: 0) }
        }
        return sum
    }

    private mutating func add(_ value: Int128, atWord place: Int, shiftedBy shift: Int) {
        reach(from: place, through: place + 3)
        let first = place - lowestWord
        let parts: (UInt64, UInt64, UInt64) = (
            UInt64(truncatingIfNeeded: value) << UInt64(shift),
            UInt64(truncatingIfNeeded: value >> Int128(64 - shift)),
            UInt64(truncatingIfNeeded: value >> Int128(128 - shift))
        )
        let sign: UInt64 = value < 0 ? .max : 0
        var carry = false
        add(parts.0, at: first, &carry)
        add(parts.1, at: first + 1, &carry)
        add(parts.2, at: first + 2, &carry)
        var index = first + 3
        while index < words.count, carry != (sign == .max) {
            add(sign, at: index, &carry)
            index += 1
        }
        keepHeadroom()
    }

    private mutating func add(_ addend: UInt64, at index: Int, _ carry: inout Bool) {
        let (partial, overflow) = words[index].addingReportingOverflow(addend)
        let (sum, again) = partial.addingReportingOverflow(carry ? 1 : 0)
        words[index] = sum
        carry = overflow || again
    }

    /// Grows the words so that both places exist.
    private mutating func reach(from low: Int, through high: Int) {
        if words.isEmpty { lowestWord = low }
        if low < lowestWord {
            words.insert(contentsOf: repeatElement(0, count: lowestWord - low), at: 0)
            lowestWord = low
        }
        let missing = high - (lowestWord + words.count - 1)
        if missing > 0 { words.append(contentsOf: repeatElement(signWord, count: missing)) }
    }

    /// All ones below zero, all zeros otherwise.
    private var signWord: UInt64 { isNegative ? .max : 0 }

    private var isNegative: Bool { (words.last ?? 0) >> 63 == 1 }

    private mutating func keepHeadroom() {
        guard let highest = words.last else { return }
        if (highest >> 62) & 1 != highest >> 63 { words.append(signWord) }
    }
}

// MARK: Reading

extension WideInteger {
    /// The nearest double, ties to even; infinite beyond the largest one; +0 for zero.
    func rounded() -> Double {
        let negative = isNegative
        let magnitude = negative ? negatedWords() : words
        guard let highest = magnitude.lastIndex(where: { $0 != 0 }) else { return 0 }
        let topBit = highest * 64 + 63 - magnitude[highest].leadingZeroBitCount
        // The bit that becomes the last of the significand; nothing lies below the smallest double.
        let lastBit = Swift.max(topBit - 52, -64 * lowestWord)
        var significand = Self.bits(of: magnitude, from: lastBit, count: 53)
        if Self.bits(of: magnitude, from: lastBit - 1, count: 1) == 1 {
            let isTie = !Self.hasBits(magnitude, below: lastBit - 1)
            if !isTie || significand & 1 == 1 { significand += 1 }
        }
        let exponent = lastBit + 64 * lowestWord + Self.unitExponent
        let result = exponent > 1023 ? .infinity : Double(sign: .plus, exponent: exponent, significand: 1)
        // A unit that is finite times a significand below 2⁵³ + 1: exact, or beyond the largest double.
        let value = result * Double(significand)
        return negative ? -value : value
    }

    /// The same number without words that say nothing.
    func trimmed() -> WideInteger {
        var shortest = self
        while let highest = shortest.words.last, shortest.words.count > 1 {
            let next = shortest.words[shortest.words.count - 2]
            let sign: UInt64 = next >> 63 == 1 ? .max : 0
            // The next word must keep two equal bits on top itself.
            guard highest == sign, (next >> 62) & 1 == next >> 63 else { break }
            shortest.words.removeLast()
        }
        let empty = shortest.words.prefix { $0 == 0 }.count
        shortest.words.removeFirst(empty)
        shortest.lowestWord = shortest.words.isEmpty ? 0 : shortest.lowestWord + empty
        return shortest
    }

    private func negatedWords() -> [UInt64] {
        var carry = true
        return words.map { word in
            let (result, overflow) = (~word).addingReportingOverflow(carry ? 1 : 0)
            carry = overflow
            return result
        }
    }

    /// Up to 64 bits from a bit position, which may lie below the lowest word.
    private static func bits(of words: [UInt64], from position: Int, count: Int) -> UInt64 {
        var result: UInt64 = 0
        let index = position >> 6
        let shift = position & 63
        if words.indices.contains(index) { result = words[index] >> UInt64(shift) }
        if shift > 0, words.indices.contains(index + 1) { result |= words[index + 1] << UInt64(64 - shift) }
        return count < 64 ? result & ((1 << UInt64(count)) - 1) : result
    }

    private static func hasBits(_ words: [UInt64], below position: Int) -> Bool {
        guard position > 0 else { return false }
        let index = position >> 6
        if words[..<Swift.min(index, words.count)].contains(where: { $0 != 0 }) { return true }
        return index < words.count && words[index] & ((1 << UInt64(position & 63)) - 1) != 0
    }
}
