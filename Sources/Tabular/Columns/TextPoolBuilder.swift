// Turns texts into codes: an open-addressing hash table from bytes to positions in a growing pool.

/// Builds a ``TextPool``, giving every distinct text the next code.
///
/// Equality is that of the bytes: texts that differ only in Unicode normalisation are different texts.
/// - Complexity: O(length) per text on average.
package struct TextPoolBuilder: Sendable {
    private var bytes: [UInt8] = []
    private var offsets: [Int] = [0]
    private var hashes: [UInt64] = []
    /// Code + 1 per slot; 0 is free. The count is a power of two, at most half full.
    private var slots: [UInt32] = [UInt32](repeating: 0, count: 64)

    package init() {}

    package init(startingWith pool: TextPool) {
        for code in 0..<pool.count {
            pool.withBytes(of: UInt32(code)) { _ = self.code(for: $0) }
        }
    }

    package var count: Int { offsets.count - 1 }

    /// The code of a text, new or known.
    package mutating func code(for text: String) -> UInt32 {
        var text = text
        return text.withUTF8 { code(for: $0) }
    }

    /// The code of a text given as UTF-8 bytes, new or known.
    package mutating func code(for text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let hash = Self.hash(text)
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            let code = Int(slots[slot] &- 1)
            if hashes[code] == hash, equals(code, text) { return UInt32(code) }
            slot = (slot &+ 1) & mask
        }
        let code = UInt32(count)
        slots[slot] = code &+ 1
        hashes.append(hash)
        bytes.append(contentsOf: text)
        offsets.append(bytes.count)
        if count &* 2 > slots.count { grow() }
        return code
    }

    /// The code of a text given as UTF-8 bytes; nil when it has none yet.
    package func existingCode(for text: UnsafeBufferPointer<UInt8>) -> UInt32? {
        let hash = Self.hash(text)
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            let code = Int(slots[slot] &- 1)
            if hashes[code] == hash, equals(code, text) { return UInt32(code) }
            slot = (slot &+ 1) & mask
        }
        return nil
    }

    package func pool() -> TextPool { TextPool(bytes: bytes, offsets: offsets) }

    private func equals(_ code: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = offsets[code]
        guard offsets[code &+ 1] &- start == text.count else { return false }
        return bytes.withUnsafeBufferPointer { all in
            for index in 0..<text.count where all[start &+ index] != text[index] { return false }
            return true
        }
    }

    private mutating func grow() {
        var larger = [UInt32](repeating: 0, count: slots.count * 2)
        let mask = larger.count - 1
        for code in 0..<count {
            var slot = Int(truncatingIfNeeded: hashes[code]) & mask
            while larger[slot] != 0 { slot = (slot &+ 1) & mask }
            larger[slot] = UInt32(code) + 1
        }
        slots = larger
    }

    /// Eight bytes at a time, multiplied and folded; good enough for keys, and the same on every machine.
    package static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: text.count)
        var index = 0
        while index < text.count {
            var word: UInt64 = 0
            var shift: UInt64 = 0
            while shift < 64, index < text.count {
                word |= UInt64(text[index]) &<< shift
                shift &+= 8
                index &+= 1
            }
            let product = (hash ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
            hash = product.high ^ product.low
        }
        let product = hash.multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
        return product.high ^ product.low
    }
}
