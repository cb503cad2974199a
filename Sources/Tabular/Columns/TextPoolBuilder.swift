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
    private var slots = HashSlots()

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
        let found = slots.find(hash) { hashes[$0] == hash && equals($0, text) }
        if let code = found.number { return UInt32(code) }
        let code = count
        hashes.append(hash)
        bytes.append(contentsOf: text)
        offsets.append(bytes.count)
        slots.insert(code, at: found.slot) { [hashes] in hashes[$0] }
        return UInt32(code)
    }

    /// The code of a text given as UTF-8 bytes; nil when it has none yet.
    package func existingCode(for text: UnsafeBufferPointer<UInt8>) -> UInt32? {
        let hash = Self.hash(text, key: key)
        return slots.find(hash) { hashes[$0] == hash && equals($0, text) }.number.map { UInt32($0) }
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

    /// Eight bytes at a time, multiplied and folded; good enough for keys of tables.
    ///
    /// - Parameter key: that of the process, so that nobody can make up texts of one hash.
    ///
    /// The last one to seven bytes are taken by loads that overlap and never leave the text.
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
