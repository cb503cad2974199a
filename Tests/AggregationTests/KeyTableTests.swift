// Keys of groups are numbered in order of appearance, whatever their hashes are.
import Tabular
import Testing

@testable import Aggregation

struct KeyTableTests {
    /// Values made up for each group so that, by the constants of the hash alone, all keys would have one.
    @Test func `values made up for groups to have one hash do not have it here`() {
        let table = KeyTable()
        let keys = (0..<2000).map { group in
            GroupedKey(group: UInt32(group), tag: 0, key: UInt64(group) &<< 32 &* 0x9E37_79B9_7F4A_7C15)
        }
        #expect(Set(keys.map(table.hash)).count > keys.count - 5)
    }

    @Test func `numbers follow the order of appearance`() {
        var table = KeyTable()
        for number in 0..<5000 {
            let key = GroupedKey(group: UInt32(number % 7), tag: 0, key: UInt64(number / 7))
            #expect(table.number(of: key) == (UInt32(number), true))
        }
        #expect(table.number(of: GroupedKey(group: 3, tag: 0, key: 0)) == (3, false))
    }
}
