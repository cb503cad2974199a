// Finds texts of one pool in another by their bytes, on several threads.

import Tabular

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// An open-addressing hash table over the texts of a pool, which it neither copies nor changes.
///
/// Only for pools that were made apart, as cleaning makes them; columns that share a pool need no look-ups.
struct TextIndex: Sendable {
    private let pool: TextPool
    /// The upper half of the hash above the code + 1; 0 is free. The count is a power of two, at most half full.
    private let slots: [UInt64]

    /// - Parameter isWanted: by code, whether the text is to be found.
    init(_ pool: TextPool, where isWanted: [Bool], jobs: Int) {
        self.pool = pool
        let hashes = parallelMap(Self.slices(of: pool), jobs: jobs) { slice in
            let key = HashKey.value
            return pool.withTexts { texts in slice.map { TextPoolBuilder.hash(texts[$0], key: key) } }
        }
        var slotCount = 64
        while slotCount < isWanted.count { slotCount *= 2 }
        var slots = [UInt64](repeating: 0, count: slotCount * 2)
        let mask = slots.count - 1
        var code = 0
        for hash in hashes.joined() {
            defer { code &+= 1 }
            guard isWanted[code] else { continue }
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] != 0 { slot = (slot &+ 1) & mask }
            slots[slot] = Self.tag(hash) | UInt64(code &+ 1)
        }
        self.slots = slots
    }

    /// For every text of another pool its code here; ``TextCodes/none`` when it is not to be found.
    func codes(of other: TextPool, jobs: Int) -> [UInt32] {
        let parts = parallelMap(Self.slices(of: other), jobs: jobs) { slice in
            slots.withUnsafeBufferPointer { slots in
                pool.withTexts { mine in
                    other.withTexts { theirs in Self.codes(of: theirs, slice, in: mine, slots) }
                }
            }
        }
        return Array(parts.joined())
    }

    /// Looks texts up in blocks: first all hashes, then all slots, then all places of the texts found, then the bytes.
    ///
    /// Each look-up waits for memory three times. A block lets the waits of its texts overlap. Touching the first bytes in a loop of their
    /// own gained nothing.
    private static func codes(
        of texts: PoolTexts, _ slice: Range<Int>, in mine: PoolTexts, _ slots: UnsafeBufferPointer<UInt64>
    ) -> [UInt32] {
        let (mask, blockSize, key) = (slots.count &- 1, 128, HashKey.value)
        var hashes = [UInt64](repeating: 0, count: blockSize)
        var found = [UInt64](repeating: 0, count: blockSize)
        var starts = [Int](repeating: 0, count: blockSize)
        return [UInt32](unsafeUninitializedCapacity: slice.count) { codes, count in
            for block in stride(from: slice.lowerBound, to: slice.upperBound, by: blockSize) {
                let size = min(blockSize, slice.upperBound &- block)
                for index in 0..<size { hashes[index] = TextPoolBuilder.hash(texts[block &+ index], key: key) }
                for index in 0..<size { found[index] = slots[Int(truncatingIfNeeded: hashes[index]) & mask] }
                for index in 0..<size where found[index] != 0 {
                    starts[index] = mine.offsets[code(in: found[index])]
                }
                for index in 0..<size {
                    let text = texts[block &+ index]
                    let isHere =
                        found[index] != 0 && found[index] & upperHalf == tag(hashes[index])
                        && mine.hasBytes(of: text, at: starts[index], code: code(in: found[index]))
                    codes[count &+ index] =
                        isHere
                        ? UInt32(truncatingIfNeeded: code(in: found[index]))
                        : found[index] == 0 ? TextCodes.none : code(of: text, hash: hashes[index], in: mine, slots)
                }
                count &+= size
            }
        }
    }

    /// The slow way, for the few whose first slot is another's.
    private static func code(
        of text: UnsafeBufferPointer<UInt8>, hash: UInt64, in texts: PoolTexts, _ slots: UnsafeBufferPointer<UInt64>
    ) -> UInt32 {
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            let code = code(in: slots[slot])
            if slots[slot] & upperHalf == tag(hash), texts.hasBytes(of: text, at: texts.offsets[code], code: code) {
                return UInt32(truncatingIfNeeded: code)
            }
            slot = (slot &+ 1) & mask
        }
        return TextCodes.none
    }

    private static func code(in slot: UInt64) -> Int { Int(truncatingIfNeeded: slot & ~upperHalf) &- 1 }

    private static let upperHalf: UInt64 = 0xFFFF_FFFF_0000_0000

    private static func tag(_ hash: UInt64) -> UInt64 { hash & upperHalf }

    private static func slices(of pool: TextPool) -> [Range<Int>] {
        stride(from: 0, to: pool.count, by: 16_384).map { $0..<min($0 + 16_384, pool.count) }
    }
}

/// The texts of a pool while its bytes are held.
struct PoolTexts {
    fileprivate let bytes: UnsafeBufferPointer<UInt8>
    fileprivate let offsets: UnsafeBufferPointer<Int>

    /// - Bounds: `code` is one of the pool.
    subscript(code: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[offsets[code]..<offsets[code &+ 1]])
    }

    /// Whether the text of a code, which starts at `start`, has the same bytes as another.
    fileprivate func hasBytes(of text: UnsafeBufferPointer<UInt8>, at start: Int, code: Int) -> Bool {
        guard offsets[code &+ 1] &- start == text.count else { return false }
        guard let first = bytes.baseAddress, let second = text.baseAddress else { return true }
        return memcmp(first + start, second, text.count) == 0
    }
}

extension TextPool {
    /// Calls `body` with all texts, without a copy and without a call per text.
    func withTexts<Result>(_ body: (PoolTexts) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { bytes in
            offsets.withUnsafeBufferPointer { body(PoolTexts(bytes: bytes, offsets: $0)) }
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether it stands before another text in the order of the bytes.
    func precedes(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = baseAddress, let second = other.baseAddress else { return count < other.count }
        let order = memcmp(first, second, Swift.min(count, other.count))
        return order != 0 ? order < 0 : count < other.count
    }
}
