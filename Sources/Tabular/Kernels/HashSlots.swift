// Where things stand that are numbered as they come: the slots of a hash table whose entries others keep.

/// The slots of an open-addressing hash table of things that are numbered 0, 1, 2, … in the order in which they first appear.
///
/// The things themselves, and how they are hashed and compared, are whoever numbers them: a pool's texts, keys of groups, whole numbers,
/// rows. No result depends on the hash: entries are found by comparing them whole, and nobody walks the slots.
///
/// - Complexity: O(1) a look-up on average; 8 to 16 bytes per entry.
package struct HashSlots: Sendable {
    /// Number + 1 per slot; 0 is free. The count is a power of two, at most half full.
    @usableFromInline var slots: [UInt32]

    /// - Parameter capacity: how many entries it has room for before it grows.
    @inlinable
    package init(capacity: Int = 32) {
        var count = 64
        while count < capacity &* 2 { count &*= 2 }
        slots = [UInt32](repeating: 0, count: count)
    }

    /// The number of the entry of some hash that is the same, and the slot it has, or would have.
    @inlinable @inline(__always)
    package func find(_ hash: UInt64, isSame: (Int) -> Bool) -> (number: Int?, slot: Int) {
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            let number = Int(slots[slot] &- 1)
            if isSame(number) { return (number, slot) }
            slot = (slot &+ 1) & mask
        }
        return (nil, slot)
    }

    /// Puts the next entry into the slot that it was not found in.
    ///
    /// - Parameter number: how many entries there were before it.
    /// - Parameter hash: that of each entry, this one included; asked for when the table grows.
    @inlinable @inline(__always)
    package mutating func insert(_ number: Int, at slot: Int, hash: (Int) -> UInt64) {
        slots[slot] = UInt32(truncatingIfNeeded: number) &+ 1
        if (number &+ 1) &* 2 > slots.count { grow(to: number &+ 1, hash) }
    }

    @inlinable
    mutating func grow(to count: Int, _ hash: (Int) -> UInt64) {
        var larger = [UInt32](repeating: 0, count: slots.count * 2)
        let mask = larger.count - 1
        for number in 0..<count {
            var slot = Int(truncatingIfNeeded: hash(number)) & mask
            while larger[slot] != 0 { slot = (slot &+ 1) & mask }
            larger[slot] = UInt32(truncatingIfNeeded: number) &+ 1
        }
        slots = larger
    }
}

extension UInt64 {
    /// The number with all its bits stirred, as hash tables want it.
    @inlinable @inline(__always)
    package var stirred: UInt64 {
        let product = multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        return product.high ^ product.low
    }
}
