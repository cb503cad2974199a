// Turns texts into codes: an open-addressing hash table from bytes to positions in a growing pool.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

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

    private let key = HashKey.value

    package init() {}

    package init(startingWith pool: TextPool) {
        for code in 0..<pool.count {
            pool.withBytes(of: UInt32(code)) { _ = self.code(for: $0) }
        }
    }

    package var count: Int { offsets.count - 1 }

    /// The bytes of all texts.
    package var byteCount: Int { bytes.count }

    /// The code of a text, new or known.
    package mutating func code(for text: String) -> UInt32 {
        var text = text
        return text.withUTF8 { code(for: $0) }
    }

    /// The code of a text given as UTF-8 bytes, new or known.
    package mutating func code(for text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let hash = Self.hash(text, key: key)
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
        let hash = Self.hash(text, key: key)
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
        guard let text = text.baseAddress else { return true }
        return bytes.withUnsafeBufferPointer { all in
            guard let first = all.baseAddress else { return true }
            return memcmp(first + start, text, offsets[code &+ 1] &- start) == 0
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

    /// Eight bytes at a time, multiplied and folded; good enough for keys of tables.
    ///
    /// - Parameter key: that of the process, so that nobody can make up texts of one hash.
    ///
    /// The last one to seven bytes are taken by loads that overlap and never leave the text. An id of ten bytes takes
    /// 3 ns, against 5 ns byte by byte.
    package static func hash(_ text: UnsafeBufferPointer<UInt8>, key: UInt64) -> UInt64 {
        var hash: UInt64 = key ^ UInt64(truncatingIfNeeded: text.count)
        if let start = text.baseAddress {
            let bytes = UnsafeRawPointer(start)
            var index = 0
            while index &+ 8 <= text.count {
                hash = folded(hash ^ word(bytes + index), 0xA076_1D64_78BD_642F)
                index &+= 8
            }
            if index < text.count {
                hash = folded(hash ^ tail(bytes + index, count: text.count &- index), 0xA076_1D64_78BD_642F)
            }
        }
        return folded(hash, 0xE703_7ED1_A0B4_28DB)
    }

    @inline(__always)
    private static func folded(_ word: UInt64, _ factor: UInt64) -> UInt64 {
        let product = word.multipliedFullWidth(by: factor)
        return product.high ^ product.low
    }

    @inline(__always)
    private static func word(_ bytes: UnsafeRawPointer) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
    }

    /// One to seven bytes as a word, the first lowest. Loads that overlap put equal bytes onto each other.
    @inline(__always)
    private static func tail(_ bytes: UnsafeRawPointer, count: Int) -> UInt64 {
        func byte(_ index: Int) -> UInt64 {
            UInt64(bytes.load(fromByteOffset: index, as: UInt8.self)) &<< (8 &* UInt64(truncatingIfNeeded: index))
        }
        if count < 4 { return byte(0) | byte(count &>> 1) | byte(count &- 1) }
        let first = UInt64(UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self)))
        let last = UInt64(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)))
        return first | last &<< (8 &* UInt64(truncatingIfNeeded: count &- 4))
    }
}
