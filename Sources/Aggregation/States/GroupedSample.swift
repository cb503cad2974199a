// All values of all groups: as counts of the different values while these are few, else one by one.
import Tabular

/// Values with their groups, in no order.
///
/// Waits in whole seconds or scores take few different values: then a table of counts is smaller and needs no sorting.
/// Small whole numbers have a table of their own, which they index. Once a table would be larger than the list of all
/// values, the list takes over. What comes out is the same.
struct GroupedSample: Sendable {
    /// Whole numbers of `unit`; nil once there are too many groups, or a value that is none.
    private(set) var wholes: WholeCounts? = WholeCounts()
    private(set) var counts: ValueCounts? = ValueCounts()
    private(set) var groups: [UInt32] = []
    private(set) var values: [Double] = []
    /// What the whole numbers count: 1, or 1000 for seconds out of milliseconds.
    let unit: Int64

    init(unit: Int64) { self.unit = unit }

    mutating func makeRoom(forGroups count: Int) {
        if wholes?.makeRoom(forGroups: count) == false { dissolve(groupCount: count) }
        if wholes == nil { makeRoomBeside(forGroups: count) }
    }

    /// Makes room for groups of values that are no whole numbers.
    mutating func makeRoom(forValuesOf groupCount: Int) {
        dissolve(groupCount: groupCount)
        makeRoomBeside(forGroups: groupCount)
    }

    private mutating func makeRoomBeside(forGroups count: Int) {
        if counts?.makeRoom(forGroups: count) == false { spill() }
    }

    /// Gives up the table of whole numbers: from now on they are values like all others.
    private mutating func dissolve(groupCount: Int) {
        guard let wholes = wholes.take(), !wholes.isEmpty else { return }
        makeRoomBeside(forGroups: groupCount)
        wholes.forEach { number, group, count in
            let value = Double(number * unit)
            if counts?.add(value, group: group, count: count) == true { return }
            spill()
            for _ in 0..<count {
                groups.append(UInt32(truncatingIfNeeded: group))
                values.append(value)
            }
        }
    }

    /// Takes the whole numbers of a chunk's rows, those of group 0 left out.
    ///
    /// - Complexity: O(rows) while they are small, and without a hash.
    mutating func add(
        wholes numbers: UnsafeBufferPointer<Int64>, groups: GroupSpan, groupCount: Int
    ) {
        var row = 0
        let end = min(numbers.count, groups.count)
        while row < end, var table = wholes.take() {
            row = table.count(numbers, groups: groups, unit: unit, from: row)
            // Stopped at a number that has no place.
            let isOut =
                row < end && (numbers[row] % unit != 0 || !table.take(numbers[row] / unit, group: Int(groups[row])))
            wholes = table
            if isOut { dissolve(groupCount: groupCount) } else { row = min(row + 1, end) }
        }
        if row < end {
            makeRoomBeside(forGroups: groupCount)
            let rest = UnsafeBufferPointer(rebasing: numbers[row..<end])
            add(rest, groups: groups[row..<end]) { Double($0) }
        }
    }

    /// Takes the numbers of a chunk's rows, those of group 0 and those that are no number left out.
    @inline(__always)
    mutating func add<Raw>(
        _ raw: UnsafeBufferPointer<Raw>, groups: GroupSpan, _ number: (Raw) -> Double
    ) {
        var row = 0
        let end = min(raw.count, groups.count)
        while row < end {
            guard var counts = self.counts.take() else { break }
            row = counts.count(raw, groups: groups, from: row, number)
            // Stopped at a value that has not been seen.
            if row < end, !counts.addValue(number(raw[row]) + 0) {
                self.counts = counts
                spill()
            } else {
                self.counts = counts
            }
        }
        for row in row..<max(row, end) where groups[row] != 0 {
            let value = number(raw[row])
            if value.isNaN { continue }
            self.groups.append(groups[row])
            // −0 and 0 are one number and must be one pattern of bits.
            values.append(value + 0)
        }
    }

    /// - Shape: room has been made for every one of `numbers`, which are below `groupCount`.
    mutating func merge(_ other: GroupedSample, numbers: [UInt32], groupCount: Int) {
        if let theirs = other.wholes, var mine = wholes.take() {
            let isMerged = mine.merge(theirs, numbers: numbers)
            wholes = mine
            if isMerged { return }
        }
        dissolve(groupCount: groupCount)
        makeRoomBeside(forGroups: groupCount)
        var other = other
        other.dissolve(groupCount: numbers.count)
        if let theirs = other.counts, var mine = counts.take() {
            let isMerged = mine.merge(theirs, numbers: numbers)
            counts = mine
            if isMerged { return }
            spill()
        }
        spill()
        other.counts?.forEach { value, group, count in
            for _ in 0..<count {
                groups.append(numbers[group])
                values.append(value)
            }
        }
        groups.append(contentsOf: other.groups.lazy.map { numbers[Int($0)] })
        values.append(contentsOf: other.values)
    }

    /// Lists what has been counted; from now on values are listed one by one.
    private mutating func spill() {
        guard let counted = counts.take() else { return }
        counted.forEach { value, group, count in
            for _ in 0..<count {
                groups.append(UInt32(truncatingIfNeeded: group))
                values.append(value)
            }
        }
    }
}

/// How often each different value occurs in each group.
struct ValueCounts: Sendable {
    private(set) var values: [Double] = []
    /// Position of a value + 1 per slot; 0 is free. The count is a power of two, at most half full.
    private var slots: [UInt32] = [UInt32](repeating: 0, count: 128)
    /// Value after value, `stride` groups each.
    private var counts: [UInt32] = []
    private var stride = 1
    private var rows = 0
    private let key = HashKey.value

    /// The table may be as large as the list of all rows would be, and 16 MB in any case.
    private var mostCounts: Int { max(1 << 22, 3 * rows) }

    /// False, and nothing changed, when the table would become too large.
    mutating func makeRoom(forGroups count: Int) -> Bool {
        guard count > stride else { return true }
        let wider = max(count, min(2 * stride, 1 << 12))
        guard values.count * wider <= mostCounts else { return false }
        var moved = [UInt32](repeating: 0, count: values.count * wider)
        for value in values.indices {
            for group in 0..<stride { moved[value * wider + group] = counts[value * stride + group] }
        }
        (counts, stride) = (moved, wider)
        return true
    }

    /// Counts rows from `start` on, and returns the first whose value is not known yet, or the end.
    @inline(__always)
    mutating func count<Raw>(
        _ raw: UnsafeBufferPointer<Raw>, groups: GroupSpan, from start: Int, _ number: (Raw) -> Double
    ) -> Int {
        let end = min(raw.count, groups.count)
        let stride = stride
        let (mask, key) = (slots.count &- 1, key)
        var row = start
        counts.withUnsafeMutableBufferPointer { counts in
            slots.withUnsafeBufferPointer { slots in
                values.withUnsafeBufferPointer { values in
                    rows: while row < end {
                        let group = Int(groups[row])
                        let value = number(raw[row]) + 0
                        if group == 0 || value.isNaN {
                            row &+= 1
                            continue
                        }
                        var slot = Self.hash(value, key) & mask
                        while true {
                            let position = slots[slot]
                            if position == 0 { break rows }
                            if values[Int(position &- 1)] == value {
                                counts[Int(position &- 1) &* stride &+ group] &+= 1
                                break
                            }
                            slot = (slot &+ 1) & mask
                        }
                        row &+= 1
                    }
                }
            }
        }
        rows &+= row &- start
        return row
    }

    /// Makes a new value known; false, and nothing changed, when the table would become too large.
    mutating func addValue(_ value: Double) -> Bool {
        guard (values.count + 1) * stride <= mostCounts else { return false }
        values.append(value)
        counts.append(contentsOf: repeatElement(0, count: stride))
        if values.count * 2 > slots.count {
            slots = [UInt32](repeating: 0, count: slots.count * 2)
            for position in values.indices { insert(position) }
        } else {
            insert(values.count - 1)
        }
        return true
    }

    /// Adds to the count of one value; false, and nothing changed, when the table would become too large.
    mutating func add(_ value: Double, group: Int, count: UInt32) -> Bool {
        if position(of: value) == nil, !addValue(value) { return false }
        guard let position = position(of: value) else { return false }
        counts[position * stride + group] &+= count
        rows &+= Int(count)
        return true
    }

    private mutating func insert(_ position: Int) {
        let mask = slots.count - 1
        var slot = Self.hash(values[position], key) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = UInt32(truncatingIfNeeded: position + 1)
    }

    private func position(of value: Double) -> Int? {
        let mask = slots.count - 1
        var slot = Self.hash(value, key) & mask
        while slots[slot] != 0 {
            if values[Int(slots[slot]) - 1] == value { return Int(slots[slot]) - 1 }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// False, and nothing changed, when the table would become too large.
    mutating func merge(_ other: ValueCounts, numbers: [UInt32]) -> Bool {
        let unknown = other.values.count { position(of: $0) == nil }
        rows &+= other.rows
        guard (values.count + unknown) * stride <= mostCounts else {
            rows &-= other.rows
            return false
        }
        for (index, value) in other.values.enumerated() {
            if position(of: value) == nil { _ = addValue(value) }
            guard let mine = position(of: value) else { continue }
            for group in 0..<min(other.stride, numbers.count) {
                counts[mine * stride + Int(numbers[group])] &+= other.counts[index * other.stride + group]
            }
        }
        return true
    }

    func count(ofValue position: Int, inGroup group: Int) -> UInt32 {
        group < stride ? counts[position * stride + group] : 0
    }

    func forEach(_ body: (_ value: Double, _ group: Int, _ count: UInt32) -> Void) {
        for (index, value) in values.enumerated() {
            for group in 0..<stride where counts[index * stride + group] > 0 {
                body(value, group, counts[index * stride + group])
            }
        }
    }

    @inline(__always)
    private static func hash(_ value: Double, _ key: UInt64) -> Int {
        // Whole numbers have only zeros in the low bits, so both halves of the product are needed.
        let product = (value.bitPattern ^ key).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return Int(truncatingIfNeeded: product.high ^ product.low)
    }
}
