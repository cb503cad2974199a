// The different pairs of two values that each group has.

import Tabular

/// Pairs of codes with their groups, each once.
struct CodePairs: Sendable {
    /// Group, and the first code above the second in one number, of rows met; the first `tidyCount` are all different.
    private(set) var groups: [UInt32] = []
    private(set) var pairs: [UInt64] = []
    private var tidyCount = 0
    private(set) var groupCount = 1
    private(set) var firstCodes: CellCodes
    private(set) var secondCodes: CellCodes

    init(arePlain: (first: Bool, second: Bool)) {
        firstCodes = CellCodes(isPlainColumn: arePlain.first)
        secondCodes = CellCodes(isPlainColumn: arePlain.second)
    }

    mutating func makeRoom(forGroups count: Int) { groupCount = max(groupCount, count) }

    mutating func update(groups: GroupSpan, first: Column, second: Column) {
        let firsts = firstCodes.codes(of: first)
        let seconds = secondCodes.codes(of: second)
        let pairs = zip(firsts, seconds).map { UInt64($0) << 32 | UInt64($1) }
        self.groups.appendCounted(of: groups) { groups[$0] }
        pairs.withUnsafeBufferPointer { self.pairs.appendCounted($0, of: groups) }
        tidyWhenLarge()
    }

    mutating func merge(_ other: CodePairs, numbers: [UInt32]) {
        let firstTranslation = firstCodes.merge(other.firstCodes)
        let secondTranslation = secondCodes.merge(other.secondCodes)
        groups.append(contentsOf: other.groups.lazy.map { numbers[Int($0)] })
        pairs.append(
            contentsOf: other.pairs.lazy.map { pair in
                let first = UInt32(truncatingIfNeeded: pair >> 32)
                let second = UInt32(truncatingIfNeeded: pair)
                return UInt64(firstTranslation?[Int(first)] ?? first) << 32
                    | UInt64(secondTranslation?[Int(second)] ?? second)
            })
        tidyWhenLarge()
    }

    /// By group, how many different first values there are, and how many of them have at least so many different second ones.
    mutating func counts(withAtLeast threshold: Int) -> (all: [Int], reaching: [Int]) {
        tidy()
        var all = [Int](repeating: 0, count: groupCount)
        var reaching = all
        // Sorted by group and first value, so the second values of one stand in a row.
        var start = 0
        while start < groups.count {
            var end = start + 1
            while end < groups.count, groups[end] == groups[start], pairs[end] >> 32 == pairs[start] >> 32 {
                end += 1
            }
            all[Int(groups[start])] += 1
            if end - start >= threshold { reaching[Int(groups[start])] += 1 }
            start = end
        }
        return (all, reaching)
    }

    /// The different pairs of a group, sorted.
    mutating func pairs(inGroup group: Int) -> ArraySlice<UInt64> {
        tidy()
        func place(_ limit: Int) -> Int { groups.indices.firstPlace { Int(groups[$0]) >= limit } }
        return pairs[place(group)..<place(group + 1)]
    }

    // MARK: Keeping each pair once

    private mutating func tidyWhenLarge() {
        if groups.count > max(1 << 20, 2 * tidyCount) { tidy() }
    }

    /// Sorts by group, first and second code, and keeps one row of each.
    private mutating func tidy() {
        if tidyCount == groups.count { return }
        var rows = GroupedRows(pairs, groups: groups, groupCount: groupCount, zero: 0)
        var kept = 0
        groups.withUnsafeMutableBufferPointer { groups in
            rows.elements.withUnsafeMutableBufferPointer { pairs in
                for group in 1..<max(1, rows.starts.count - 1) {
                    let part = rows.starts[group]..<rows.starts[group + 1]
                    DigitSort.sort(UnsafeMutableBufferPointer(rebasing: pairs[part]))
                    let first = kept
                    for row in part where kept == first || pairs[row] != pairs[kept - 1] {
                        pairs[kept] = pairs[row]
                        groups[kept] = UInt32(truncatingIfNeeded: group)
                        kept += 1
                    }
                }
            }
        }
        pairs = rows.elements
        pairs.removeLast(pairs.count - kept)
        groups.removeLast(groups.count - kept)
        tidyCount = kept
    }
}
