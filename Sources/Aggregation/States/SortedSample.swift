// The values of each group in ascending order, to be read by rank.

import Tabular

/// A finished sample, of which one group at a time is at hand.
///
/// Ranks of counted values are looked up in sums up to each value. Those of one group fit the cache; a table of all groups' sums
/// would be fresh memory.
struct SortedSample {
    /// When values were counted: the different values ascending, those that are rare only of the group at hand.
    private var different: [Double] = []
    /// How many rows of the group at hand have at most each of them.
    private var cumulative: [UInt32] = []
    private var wholes: WholeCounts?
    private var unit: Int64 = 1
    private var rare: [Int: [(value: Int64, count: UInt32)]] = [:]
    private var counts: ValueCounts?
    /// Where the counted values that are not whole numbers stand, ascending.
    private var order: [Int] = []
    /// When values were listed: group after group, ascending within each.
    private var sorted: [Double] = []
    private var starts: [Int] = []
    private var group = 0

    init(_ sample: consuming GroupedSample, groupCount: Int) {
        if let wholes = sample.wholes {
            let unit = sample.unit
            different = (0..<wholes.width).map { Double(Int64($0) * unit) }
            rare = wholes.rareByGroup
            self.unit = unit
            self.wholes = wholes
        } else if let counts = sample.counts {
            order = counts.values.indices.sorted { counts.values[$0] < counts.values[$1] }
            different = order.map { counts.values[$0] }
            self.counts = counts
        } else {
            takeList(sample, groupCount: groupCount)
        }
        cumulative = [UInt32](repeating: 0, count: different.count)
    }

    /// Takes a group in hand, and tells how many values it has.
    mutating func take(group: Int) -> Int {
        self.group = group
        if let wholes {
            different.removeLast(different.count - wholes.width)
            cumulative.removeLast(cumulative.count - wholes.width)
            wholes.cumulate(group: group, into: &cumulative)
            for (value, count) in rare[group] ?? [] {
                different.append(Double(value * unit))
                cumulative.append((cumulative.last ?? 0) &+ count)
            }
        } else if let counts {
            var total: UInt32 = 0
            for (index, position) in order.enumerated() {
                total &+= counts.count(ofValue: position, inGroup: group)
                cumulative[index] = total
            }
        } else {
            return starts[group + 1] - starts[group]
        }
        return Int(cumulative.last ?? 0)
    }

    /// The value at a rank of the group at hand.
    ///
    /// - Bounds: ranks count from 0 and are below the group's count.
    func value(_ rank: Int) -> Double {
        guard !different.isEmpty else { return sorted[starts[group] + rank] }
        let low = (0..<different.count - 1).firstPlace { Int(cumulative[$0]) > rank }
        return different[low]
    }

    private mutating func takeList(_ sample: GroupedSample, groupCount: Int) {
        // The order of these patterns as whole numbers is that of the values.
        let patterns = sample.values.map { value in
            let bits = value.bitPattern
            return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
        }
        var rows = GroupedRows(patterns, groups: sample.groups, groupCount: groupCount, zero: 0)
        starts = rows.starts
        rows.elements.withUnsafeMutableBufferPointer { patterns in
            for group in 0..<groupCount {
                DigitSort.sort(UnsafeMutableBufferPointer(rebasing: patterns[starts[group]..<starts[group + 1]]))
            }
        }
        sorted = rows.elements.map { Double(bitPattern: $0 >> 63 == 1 ? $0 & ~(1 << 63) : ~$0) }
    }
}
