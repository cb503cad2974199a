// Counts rows by group and combination of facts, from which the counts of many metrics follow.

/// The rows of each group by the combination of facts they have.
///
/// Counts and shares of one grouping need one addition a row together, where each of them took one and the numbers of the rows that count
/// had to be written anew for each set of conditions.
struct JointCounts: Sendable {
    /// Group after group, `1 << shift` combinations each.
    private var counts: [UInt32] = []
    private var shift = 0
    private var rowCount = 0

    /// Up to so many counts: four megabytes.
    private static let mostCounts = 1 << 20

    /// Counts the rows of a chunk; false, with nothing done, when the table would become too large.
    ///
    /// - Shape: `numbers` has an entry for each of `groups` at least, below `combinationCount`; groups are below `groupCount`.
    mutating func count(groups: [UInt32], groupCount: Int, numbers: [UInt16], combinationCount: Int) -> Bool {
        guard rowCount + groups.count <= UInt32.max, makeRoom(groups: groupCount, combinations: combinationCount) else {
            return false
        }
        rowCount += groups.count
        let shift = shift
        counts.withUnsafeMutableBufferPointer { counts in
            groups.withUnsafeBufferPointer { groups in
                numbers.withUnsafeBufferPointer { numbers in
                    for row in 0..<min(groups.count, numbers.count) {
                        counts[Int(groups[row]) &<< shift &+ Int(numbers[row])] &+= 1
                    }
                }
            }
        }
        return true
    }

    private mutating func makeRoom(groups: Int, combinations: Int) -> Bool {
        var wider = shift
        while 1 << wider < combinations { wider += 1 }
        guard groups << wider <= Self.mostCounts else { return false }
        if wider > shift {
            var moved = [UInt32](repeating: 0, count: (counts.count >> shift) << wider)
            for index in counts.indices where counts[index] != 0 {
                moved[((index >> shift) << wider) + (index & ((1 << shift) - 1))] = counts[index]
            }
            (counts, shift) = (moved, wider)
        }
        counts.lengthen(to: groups << shift, with: 0)
        return true
    }

    /// Hands the counts on to the states of the metrics, and begins anew.
    ///
    /// - Parameter combinations: by number, a bit per fact.
    mutating func pass(
        to states: inout [any Accumulator], members: [JointMember], groupCount: Int, combinations: [UInt16]
    ) {
        guard rowCount > 0 else { return }
        for member in members {
            guard var state = states[member.position] as? any CountingAccumulator else {
                assertionFailure("a metric that does more than count cannot be counted together with others")
                continue
            }
            let counted = combinations.indices.filter { Self.holds(member.counted, combinations[$0]) }
            let fulfilling = counted.filter {
                member.fulfilling != nil && Self.holds(member.fulfilling, combinations[$0])
            }
            state.makeRoom(forGroups: groupCount)
            for group in 0..<counts.count >> shift {
                let all = count(ofGroup: group, counted)
                if all > 0 { state.add(all, fulfilling: count(ofGroup: group, fulfilling), toGroup: group) }
            }
            states[member.position] = state
        }
        self = JointCounts()
    }

    private static func holds(_ fact: Int?, _ combination: UInt16) -> Bool {
        fact.map { combination >> UInt16($0) & 1 != 0 } ?? true
    }

    private func count(ofGroup group: Int, _ combinations: [Int]) -> Int {
        combinations.reduce(0) { sum, number in sum + Int(counts[group << shift + number]) }
    }
}

/// A state that is but counts of rows.
protocol CountingAccumulator: Accumulator {
    /// Adds rows that count, and how many of them fulfil a condition.
    mutating func add(_ rows: Int, fulfilling: Int, toGroup group: Int)
}

extension CountState: CountingAccumulator {
    mutating func add(_ rows: Int, fulfilling: Int, toGroup group: Int) { counts[group] &+= rows }
}

extension ShareState: CountingAccumulator {
    mutating func add(_ rows: Int, fulfilling: Int, toGroup group: Int) {
        counts[2 * group] &+= rows - fulfilling
        counts[2 * group + 1] &+= fulfilling
    }
}
