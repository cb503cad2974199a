// Between flags and bits, eight at a time.

/// Between bytes that are 0 or 1 and the bits of words, 64 a word, lowest first.
package enum BitPacking {
    /// - Bounds: 64 bytes at `bytes`, each 0 or 1.
    @inlinable
    package static func word(ofBytes bytes: UnsafeRawPointer) -> UInt64 {
        var word: UInt64 = 0
        for group in 0..<8 {
            let eight = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: group &* 8, as: UInt64.self))
            // The product brings byte i to bit 56 + i.
            let bits = (eight &* 0x0102_0408_1020_4080) &>> 56
            word |= bits &<< UInt64(truncatingIfNeeded: group &* 8)
        }
        return word
    }

    /// - Bounds: room for 64 bytes at `bytes`.
    @inlinable
    package static func write(_ word: UInt64, asBytesTo bytes: UnsafeMutableRawPointer) {
        for group in 0..<8 {
            let bits = (word &>> UInt64(truncatingIfNeeded: group &* 8)) & 0xFF
            // Every byte gets all eight bits, keeps its own, and is brought to 0 or 1.
            let spread = (bits &* 0x0101_0101_0101_0101) & 0x8040_2010_0804_0201
            let eight = ((spread &+ 0x7F7F_7F7F_7F7F_7F7F) &>> 7) & 0x0101_0101_0101_0101
            bytes.storeBytes(of: eight.littleEndian, toByteOffset: group &* 8, as: UInt64.self)
        }
    }

    /// The first so many bits of some words as flags; a word that is not there is zero.
    static func flags(of words: [UInt64], count: Int) -> [Bool] {
        [Bool](unsafeUninitializedCapacity: count) { flags, initialized in
            guard let start = flags.baseAddress else { return }
            let whole = min(count / 64, words.count)
            for index in 0..<whole { write(words[index], asBytesTo: UnsafeMutableRawPointer(start + index * 64)) }
            for row in (whole * 64)..<count {
                let word = row >> 6 < words.count ? words[row >> 6] : 0
                (start + row).initialize(to: word >> UInt64(row & 63) & 1 == 1)
            }
            initialized = count
        }
    }

    /// The bits of some flags; clear past the last.
    static func words(of flags: [Bool]) -> [UInt64] {
        var words = [UInt64](repeating: 0, count: (flags.count + 63) / 64)
        flags.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            for index in 0..<flags.count / 64 { words[index] = word(ofBytes: start + index * 64) }
            for row in (flags.count / 64 * 64)..<flags.count {
                words[row >> 6] |= UInt64(bytes[row] & 1) << UInt64(row & 63)
            }
        }
        return words
    }
}
