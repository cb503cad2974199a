// An exact sum adds numbers without any rounding, so order, chunks and threads cannot change the result.

/// A running sum of doubles that is exact until it is read, then rounded once.
///
/// Any split of the same values into parts, added in any order and merged in any order, gives the same bits. Amounts,
/// seconds and scores stay inside one 128-bit number without allocation; only unusually small or large values open a
/// wider one.
///
/// - Units: those of the values.
/// - Missing: the caller leaves absent cells out; nan makes the total nan; an infinity makes it infinite; infinities of
///   both signs make it nan. A zero total is always +0.
/// - Complexity: O(1) per value; 32 bytes, and a few words more when wide.
/// - Source: Kulisch & Miranker (1981), Computer Arithmetic in Theory and Practice (the long accumulator);
///   Neal, R. M. (2015), arXiv:1505.05571 (the compact variants).
package struct ExactSum: Sendable {
    /// The part of the sum that fits, in multiples of 2⁻⁶⁶.
    @usableFromInline package var narrow: Int128
    /// The part of the sum that does not.
    @usableFromInline package var wide: WideInteger?
    /// What was met that is not a finite number: bit 0 nan, bit 1 +∞, bit 2 −∞.
    @usableFromInline package var nonFinite: UInt8

    /// The empty sum, 0.
    @inlinable package init() {
        narrow = 0
        wide = nil
        nonFinite = 0
    }

    /// The sum of `values`.
    package init(_ values: [Double]) {
        self.init()
        add(values.span)
    }

    /// Adds one value.
    @inlinable package mutating func add(_ value: Double) {
        let bits = value.bitPattern
        let exponent = Int(truncatingIfNeeded: bits &>> 52) & 0x7ff
        // The unit of the significand is 2^(exponent - 1075); in multiples of 2^-66 it is shifted by this much.
        let shift = exponent &- (1075 &- 66)
        let significand = Int64(truncatingIfNeeded: (bits & 0x000f_ffff_ffff_ffff) | 0x0010_0000_0000_0000)
        let signed = Int64(truncatingIfNeeded: bits) < 0 ? 0 &- significand : significand
        if shift >= 0 {
            guard shift <= 72 else { return addUnusual(value) }
            return addNarrow(Int128(truncatingIfNeeded: signed) &<< Int128(truncatingIfNeeded: shift))
        }
        // Small values still fit when the bits below the unit are zero, as they are for 0 and for 1/1024.
        guard exponent > 0, shift > -53, significand & ((1 &<< Int64(truncatingIfNeeded: 0 &- shift)) &- 1) == 0 else {
            return addUnusual(value)
        }
        addNarrow(Int128(truncatingIfNeeded: signed &>> Int64(truncatingIfNeeded: 0 &- shift)))
    }

    /// Adds every value of a column.
    package mutating func add(_ values: Span<Double>) {
        for index in values.indices { add(values[index]) }
    }

    /// Adds everything the other sum holds.
    package mutating func merge(_ other: ExactSum) {
        nonFinite |= other.nonFinite
        addNarrow(other.narrow)
        if let theirs = other.wide { wide = wide.map { $0.adding(theirs) } ?? theirs }
    }

    /// The sum, rounded once to the nearest double, ties to even.
    ///
    /// - Missing: nan or an infinity as described above; ±∞ when the sum itself is beyond the largest double.
    package var total: Double { nonFiniteTotal ?? collected.rounded() }

    /// The sum as the nearest double and the nearest double to what that leaves out: about 106 bits together.
    package var totalAndRemainder: (total: Double, remainder: Double) {
        if let special = nonFiniteTotal { return (special, 0) }
        var rest = collected
        let total = rest.rounded()
        guard total.isFinite else { return (total, 0) }
        rest.add(-total)
        return (total, rest.rounded())
    }

    @inlinable mutating func addNarrow(_ addend: Int128) {
        let (sum, overflow) = narrow.addingReportingOverflow(addend)
        if overflow { return spill(addend) }
        narrow = sum
    }

    /// Moves what 128 bits hold no longer into a wide number.
    @usableFromInline package mutating func spill(_ addend: Int128) {
        var room = wide ?? WideInteger()
        room.add(narrow, timesTwoToThe: -66)
        wide = room
        narrow = addend
    }

    /// Adds what the narrow way cannot: very large, very small, or no finite number.
    @usableFromInline package mutating func addUnusual(_ value: Double) {
        if value == 0 { return }
        if value.isNaN {
            nonFinite |= 1
        } else if value == .infinity {
            nonFinite |= 2
        } else if value == -.infinity {
            nonFinite |= 4
        } else {
            var room = wide ?? WideInteger()
            wide = nil
            room.add(value)
            wide = room
        }
    }

    private var nonFiniteTotal: Double? {
        switch nonFinite {
        case 0: nil
        case 2: .infinity
        case 4: -.infinity
        default: .nan
        }
    }

    /// Both parts in one number.
    private var collected: WideInteger {
        var sum = wide ?? WideInteger()
        sum.add(narrow, timesTwoToThe: -66)
        return sum
    }
}

extension ExactSum: Equatable {
    /// Whether both hold exactly the same sum, however it was reached.
    package static func == (left: ExactSum, right: ExactSum) -> Bool {
        left.nonFinite == right.nonFinite && left.collected.trimmed() == right.collected.trimmed()
    }
}

extension ExactSum: Codable {
    private enum CodingKeys: String, CodingKey { case lowestWord, words, nonFinite }

    /// Reads a saved sum; words that no sum of doubles can have are refused.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let lowest = try container.decode(Int.self, forKey: .lowestWord)
        let words = try container.decode([UInt64].self, forKey: .words)
        let special = try container.decode(UInt8.self, forKey: .nonFinite)
        guard let saved = WideInteger(lowestWord: lowest, words: words), special < 8 else {
            throw DecodingError.dataCorruptedError(
                forKey: .words, in: container, debugDescription: "the words are not those of an exact sum")
        }
        self.init()
        wide = saved
        nonFinite = special
    }

    /// Saves the sum in its one shortest form, so that equal sums are equal bytes.
    package func encode(to encoder: any Encoder) throws {
        let shortest = collected.trimmed()
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(shortest.lowestWord, forKey: .lowestWord)
        try container.encode(shortest.words, forKey: .words)
        try container.encode(nonFinite, forKey: .nonFinite)
    }
}
