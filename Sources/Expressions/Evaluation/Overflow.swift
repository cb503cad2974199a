// Rows whose result does not fit into 64 bits, and who is told of them.

import Synchronization
import Tabular

/// The rows of one chunk in which a step of a formula overflowed; one thread's, for one evaluation.
///
/// What is missing because an operand is missing, or after a division by zero, is no overflow.
final class OverflowRows {
    private let count: Int
    private(set) var words: [UInt64] = []

    init(count: Int) { self.count = count }

    var isEmpty: Bool { words.isEmpty }

    func add(_ row: Int) {
        guard row < count else { return }
        if words.isEmpty { words = [UInt64](repeating: 0, count: (count + 63) / 64) }
        words[row >> 6] |= 1 << UInt64(row & 63)
    }

    /// What is the same in every row overflows in every row.
    func addAll() { for row in 0..<count { add(row) } }

    func formUnion(_ other: OverflowRows) {
        if other.isEmpty { return }
        if isEmpty { words = [UInt64](repeating: 0, count: other.words.count) }
        for index in words.indices { words[index] |= other.words[index] }
    }
}

/// Counts the rows that formulas could not compute, over all chunks and threads.
package final class OverflowTally: Sendable {
    private let total = Atomic<Int>(0)
    /// The rows whose texts could not be read, which are told in the same places.
    package let unread = UnreadTally()

    package init() {}

    package var count: Int { total.load(ordering: .relaxed) }

    /// The count, which begins anew.
    package func take() -> Int { total.exchange(0, ordering: .relaxed) }

    package func add(_ count: Int) { if count > 0 { total.add(count, ordering: .relaxed) } }
}
