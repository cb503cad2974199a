// Numbers the distinct keys it is given: an open-addressing hash table whose order is that of first appearance.
import Tabular

/// A cell's value as a number, within a group.
///
/// Equal keys mean equal values, see ``CellCodes``.
struct GroupedKey: Sendable, Equatable {
    var group: UInt32
    /// Tells values apart whose `key` alone does not, such as decimals of different scales.
    var tag: UInt32
    var key: UInt64

    init(group: UInt32, tag: UInt32 = 0, key: UInt64) {
        self.group = group
        self.tag = tag
        self.key = key
    }
}

/// The distinct keys met so far, numbered 0, 1, 2, … as they came.
///
/// - Complexity: O(1) per key on average, 16 bytes and one to two slots of 4 bytes per distinct key.
struct KeyTable: Sendable {
    private(set) var keys: [GroupedKey] = []
    /// Number + 1 per slot; 0 is free. The count is a power of two, at most half full.
    private var slots: [UInt32] = [UInt32](repeating: 0, count: 64)

    private let secret = HashKey.value

    var count: Int { keys.count }

    /// The number of a key, and whether it has not been met before.
    @inline(__always)
    mutating func number(of key: GroupedKey) -> (number: UInt32, isNew: Bool) {
        let mask = slots.count &- 1
        var slot = hash(key) & mask
        while slots[slot] != 0 {
            let number = slots[slot] &- 1
            if keys[Int(number)] == key { return (number, false) }
            slot = (slot &+ 1) & mask
        }
        let number = UInt32(truncatingIfNeeded: keys.count)
        slots[slot] = number &+ 1
        keys.append(key)
        if keys.count &* 2 > slots.count { grow() }
        return (number, true)
    }

    private mutating func grow() {
        var larger = [UInt32](repeating: 0, count: slots.count * 2)
        let mask = larger.count - 1
        for (number, key) in keys.enumerated() {
            var slot = hash(key) & mask
            while larger[slot] != 0 { slot = (slot &+ 1) & mask }
            larger[slot] = UInt32(truncatingIfNeeded: number) &+ 1
        }
        slots = larger
    }

    /// The group is multiplied by the secret: with a known factor, a value made up for each group would undo the group's part.
    @inline(__always)
    func hash(_ key: GroupedKey) -> Int {
        let mixed = (UInt64(key.group) &<< 32 | UInt64(key.tag)) &* (secret | 1)
        let product = (key.key ^ mixed ^ secret).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        return Int(truncatingIfNeeded: product.high ^ product.low)
    }
}
