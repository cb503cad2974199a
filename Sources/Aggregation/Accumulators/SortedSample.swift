// The values of each group in ascending order, to be read by rank.

/// A finished sample.
struct SortedSample {
    /// When values were counted: the different values ascending.
    private var different: [Double] = []
    /// For each group how many rows have at most each of them: group after group.
    private var cumulative: [UInt32] = []
    /// When values were listed: group after group, ascending within each.
    private var sorted: [Double] = []
    private var starts: [Int]

    init(_ sample: consuming GroupedSample, groupCount: Int) {
        starts = [Int](repeating: 0, count: groupCount + 1)
        if let wholes = sample.wholes {
            takeWholes(wholes, unit: sample.unit, groupCount: groupCount)
        } else if let counts = sample.counts {
            takeCounts(counts, groupCount: groupCount)
        } else {
            takeList(sample, groupCount: groupCount)
        }
    }

    func count(ofGroup group: Int) -> Int {
        if !different.isEmpty { return Int(cumulative[(group + 1) * different.count - 1]) }
        return starts[group + 1] - starts[group]
    }

    /// The value at a rank.
    ///
    /// - Bounds: ranks count from 0 and are below the group's count.
    func value(_ rank: Int, inGroup group: Int) -> Double {
        guard !different.isEmpty else { return sorted[starts[group] + rank] }
        let first = group * different.count
        var low = 0
        var high = different.count - 1
        while low < high {
            let middle = (low + high) / 2
            if Int(cumulative[first + middle]) > rank { high = middle } else { low = middle + 1 }
        }
        return different[low]
    }

    private mutating func takeWholes(_ wholes: WholeCounts, unit: Int64, groupCount: Int) {
        let width = wholes.width
        different = (0..<width).map { Double(Int64($0) * unit) }
        cumulative = wholes.cumulative(groups: groupCount)
    }

    private mutating func takeCounts(_ counts: ValueCounts, groupCount: Int) {
        let order = counts.values.indices.sorted { counts.values[$0] < counts.values[$1] }
        different = order.map { counts.values[$0] }
        cumulative.reserveCapacity(groupCount * order.count)
        for group in 0..<groupCount {
            var total: UInt32 = 0
            for position in order {
                total &+= counts.count(ofValue: position, inGroup: group)
                cumulative.append(total)
            }
        }
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
