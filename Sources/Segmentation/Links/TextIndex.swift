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
            pool.withTexts { texts in slice.map { TextPoolBuilder.hash(texts[$0]) } }
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
                    other.withTexts { theirs in slice.map { Self.code(of: theirs[$0], in: mine, slots) } }
                }
            }
        }
        return Array(parts.joined())
    }

    private static func code(
        of text: UnsafeBufferPointer<UInt8>, in texts: PoolTexts, _ slots: UnsafeBufferPointer<UInt64>
    ) -> UInt32 {
        let hash = TextPoolBuilder.hash(text)
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            if slots[slot] & Self.upperHalf == tag(hash) {
                let code = Int(truncatingIfNeeded: slots[slot] & ~Self.upperHalf) &- 1
                if texts[code].hasBytes(of: text) { return UInt32(truncatingIfNeeded: code) }
            }
            slot = (slot &+ 1) & mask
        }
        return TextCodes.none
    }

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
    fileprivate func hasBytes(of other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard count == other.count else { return false }
        guard let first = baseAddress, let second = other.baseAddress else { return true }
        return memcmp(first, second, count) == 0
    }

    /// Whether it stands before another text in the order of the bytes.
    func precedes(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = baseAddress, let second = other.baseAddress else { return count < other.count }
        let order = memcmp(first, second, Swift.min(count, other.count))
        return order != 0 ? order < 0 : count < other.count
    }
}
