// Counts rows.

import Diagnostics
import Stages
import Statistics
import Tabular

/// `count: rows` – how many rows there are.
///
/// - Units: `count`.
/// - Missing: rows that do not fulfil `where` are not counted; a group whose rows all fail it counts 0.
/// - Example: the rows `answered`, `abandoned`, `answered` with `where: disposition = 'answered'` → 2.
struct Count: Accumulator {
    var counts: [Int] = [0]
    private let hasInterval: Bool

    /// `hasInterval`: whether the count gets the exact Poisson interval.
    init(hasInterval: Bool) { self.hasInterval = hasInterval }

    mutating func makeRoom(forGroups count: Int) { counts.lengthen(to: count, with: 0) }

    mutating func update(groups: UnsafeBufferPointer<UInt32>, columns: [Column]) { counts.countRows(of: groups) }

    mutating func merge(_ other: Count, numbers: [UInt32]) { counts.add(other.counts, numbers: numbers) }

    func finish(jobs: Int) -> [Measurement] {
        counts.map { count in
            Measurement(
                value: Measurement.count(count), n: count,
                interval: hasInterval ? EventRate(events: count)?.interval() : nil)
        }
    }
}
