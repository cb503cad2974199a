// How often each small whole number occurs in each group: a table in which the number itself is the place.

/// Counts of the whole numbers 0, 1, 2, … up to some thousand, group after group.
///
/// Waits in whole seconds and scores find their place without a hash, and the numbers of a group lie side by side: rows in
/// the order of time touch few pages, and a group's ranks are read in one go. A count has two bytes, which is half the
/// memory and half the cache; the few that pass 65,535 carry over. Numbers that hardly ever occur stand beside the table: one wait of
/// ten minutes among thousands would make it eight times as wide as the waits below 128 s, and mostly empty.
struct WholeCounts: Sendable {
    /// Group after group, `width` counts each.
    private var counts: [UInt16] = []
    /// How often numbers beyond the table occur, by group and number.
    private var rare: [Int: UInt32] = [:]
    private var rareRows = 0
    /// How often a count has passed 65,535, by group and number.
    private var carries: [Int: UInt32] = [:]
    /// Numbers from here on are not in the table; a power of two.
    private(set) var width = 64
    private(set) var groupCount = 0
    private(set) var isEmpty = true
    private var rows = 0

    private static let widest = 1 << 14

    /// The table may be as large as the list of all rows would be, and 16 MB in any case.
    private var mostCounts: Int { max(1 << 22, 3 * rows) }

    /// False, and nothing changed, when the table would become too large.
    mutating func makeRoom(forGroups count: Int) -> Bool {
        guard count > groupCount else { return true }
        guard count * width <= mostCounts else { return false }
        // By halves, so that groups that come one by one do not move the table each time.
        counts.reserveCapacity(count * width > counts.capacity ? max(count, groupCount * 3 / 2) * width : 0)
        counts.append(contentsOf: repeatElement(0, count: (count - groupCount) * width))
        groupCount = count
        return true
    }

    /// Counts rows from `start` on, and returns the first that has no place in the table, or the end.
    ///
    /// - Shape: `values` and `groups` have one entry per row; every group is below the room made.
    mutating func count(
        _ values: UnsafeBufferPointer<Int64>, groups: GroupSpan, unit: Int64, from start: Int
    ) -> Int {
        let end = min(values.count, groups.count)
        let width = width
        var row = start
        var full: [Int] = []
        counts.withUnsafeMutableBufferPointer { counts in
            if unit == 1 {
                while row < end {
                    let value = UInt64(bitPattern: values[row])
                    // Group 0 has a place too, which nobody reads; its numbers need not fit.
                    if value >= UInt64(width) {
                        if groups[row] != 0 { break }
                    } else {
                        let place = Int(groups[row]) &* width &+ Int(value)
                        Self.add(one: place, to: counts, &full)
                    }
                    row &+= 1
                }
            } else {
                while row < end {
                    let (value, rest) = UInt64(bitPattern: values[row]).quotientAndRemainder(dividingBy: 1000)
                    if rest != 0 || value >= UInt64(width) {
                        if groups[row] != 0 { break }
                    } else {
                        let place = Int(groups[row]) &* width &+ Int(value)
                        Self.add(one: place, to: counts, &full)
                    }
                    row &+= 1
                }
            }
        }
        for place in full { carries[Self.key(group: place / width, value: place % width), default: 0] &+= 1 }
        rows &+= row &- start
        if row > start { isEmpty = false }
        return row
    }

    /// Counts one more, and lists the place when its two bytes are full.
    @inline(__always)
    private static func add(one place: Int, to counts: UnsafeMutableBufferPointer<UInt16>, _ full: inout [Int]) {
        counts[place] &+= 1
        if counts[place] == 0 { full.append(place) }
    }

    /// Counts one number that the table is too narrow for; false, and nothing changed, when it cannot be counted here.
    ///
    /// - Bounds: `group` is below the room made.
    mutating func take(_ value: Int64, group: Int) -> Bool {
        guard value >= 0, value < Self.widest else { return false }
        while value >= width, rareRows >= 64 + rows / 256 {
            if !widen(to: 2 * width) { return false }
        }
        add(1, of: Int(value), group: group)
        rows &+= 1
        isEmpty = false
        return true
    }

    private mutating func add(_ count: UInt32, of value: Int, group: Int) {
        guard value < width else {
            rare[Self.key(group: group, value: value), default: 0] &+= count
            rareRows += Int(count)
            return
        }
        let sum = UInt64(counts[group * width + value]) + UInt64(count)
        counts[group * width + value] = UInt16(truncatingIfNeeded: sum)
        if sum > UInt16.max {
            carries[Self.key(group: group, value: value), default: 0] &+= UInt32(truncatingIfNeeded: sum >> 16)
        }
    }

    /// False, and nothing changed, when the table would become too large.
    private mutating func widen(to wider: Int) -> Bool {
        guard wider > width else { return true }
        guard groupCount * wider <= mostCounts else { return false }
        var moved = [UInt16](repeating: 0, count: groupCount * wider)
        moved.withUnsafeMutableBufferPointer { moved in
            counts.withUnsafeBufferPointer { counts in
                for group in 0..<groupCount {
                    let old = UnsafeBufferPointer(rebasing: counts[group * width..<(group + 1) * width])
                    _ = UnsafeMutableBufferPointer(rebasing: moved[(group * wider)...]).update(from: old)
                }
            }
        }
        (counts, width) = (moved, wider)
        let beside = rare
        (rare, rareRows) = ([:], 0)
        for (key, count) in beside { add(count, of: key % Self.widest, group: key / Self.widest) }
        return true
    }

    /// False, and nothing changed but the room, when the table would become too large.
    ///
    /// - Shape: room has been made for every one of `numbers`.
    mutating func merge(_ other: WholeCounts, numbers: [UInt32]) -> Bool {
        rows &+= other.rows
        guard widen(to: other.width) else {
            rows &-= other.rows
            return false
        }
        isEmpty = isEmpty && other.isEmpty
        let (width, theirWidth) = (width, other.width)
        counts.withUnsafeMutableBufferPointer { counts in
            other.counts.withUnsafeBufferPointer { theirs in
                for group in 1..<max(1, min(other.groupCount, numbers.count)) {
                    let (mine, their) = (Int(numbers[group]) &* width, group &* theirWidth)
                    for value in 0..<theirWidth {
                        let (sum, isFull) = counts[mine &+ value].addingReportingOverflow(theirs[their &+ value])
                        counts[mine &+ value] = sum
                        if isFull { carries[Self.key(group: Int(numbers[group]), value: value), default: 0] &+= 1 }
                    }
                }
            }
        }
        for (key, times) in other.carries {
            let (group, value) = (key / Self.widest, key % Self.widest)
            guard group > 0, group < numbers.count else { continue }
            carries[Self.key(group: Int(numbers[group]), value: value), default: 0] &+= times
        }
        for (key, count) in other.rare {
            let (group, value) = (key / Self.widest, key % Self.widest)
            if group > 0, group < numbers.count { add(count, of: value, group: Int(numbers[group])) }
        }
        return true
    }

    func forEach(_ body: (_ value: Int64, _ group: Int, _ count: UInt32) -> Void) {
        for group in 1..<max(1, groupCount) {
            for value in 0..<width {
                let count = count(of: value, inGroup: group)
                if count > 0 { body(Int64(value), group, count) }
            }
        }
        for (key, count) in rare where key >= Self.widest {
            body(Int64(key % Self.widest), key / Self.widest, count)
        }
    }

    /// The numbers beyond the table, ascending, and how often they occur; by group.
    var rareByGroup: [Int: [(value: Int64, count: UInt32)]] {
        Dictionary(grouping: rare.sorted { $0.key < $1.key }) { $0.key / Self.widest }
            .mapValues { $0.map { (Int64($0.key % Self.widest), $0.value) } }
    }

    private static func key(group: Int, value: Int) -> Int { group * widest + value }

    @inline(__always)
    private func count(of value: Int, inGroup group: Int) -> UInt32 {
        let count = UInt32(counts[group &* width &+ value])
        return carries.isEmpty ? count : count &+ (carries[Self.key(group: group, value: value)] ?? 0) &<< 16
    }

    /// How many rows of a group have at most each number in the table.
    ///
    /// - Shape: `cumulative` has `width` numbers at least; a group without room has no rows.
    func cumulate(group: Int, into cumulative: inout [UInt32]) {
        var total: UInt32 = 0
        for value in 0..<min(width, cumulative.count) {
            if group < groupCount { total &+= count(of: value, inGroup: group) }
            cumulative[value] = total
        }
    }
}
