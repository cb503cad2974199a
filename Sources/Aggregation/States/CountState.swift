// Counts the rows of each group.

import Statistics
import Tabular

/// How many rows each group has.
struct CountState: Accumulator {
    var counts: [Int] = [0]
    private let hasInterval: Bool

    /// `hasInterval`: whether the count gets the exact Poisson interval.
    init(hasInterval: Bool) { self.hasInterval = hasInterval }

    mutating func makeRoom(forGroups count: Int) { counts.lengthen(to: count, with: 0) }

    mutating func update(groups: GroupSpan, columns: [Column]) { counts.countRows(of: groups) }

    mutating func merge(_ other: CountState, numbers: [UInt32]) { counts.add(other.counts, numbers: numbers) }

    func finish(jobs: Int) -> [Measurement] {
        counts.map { count in
            Measurement(
                value: Measurement.count(count), n: count,
                interval: hasInterval ? EventRate(events: count)?.interval() : nil)
        }
    }
}
