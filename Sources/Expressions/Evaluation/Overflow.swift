// Rows whose result is too large to be kept, a number or a text, and who is told of them.

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

/// Counts the rows that formulas could not compute, over all chunks and threads; says how large texts may become.
package final class OverflowTally: Sendable {
    /// The most bytes of a text that a formula makes.
    package let textLimit: Int
    /// The most bytes by which all texts that formulas make may be longer than those they are made of, until ``take()``.
    package let growthLimit: Int
    private let total = Atomic<Int>(0)
    /// The rows whose texts could not be read, which are told in the same places.
    package let unread = UnreadTally()
    /// The years that formulas met and whose holidays the calendar does not know.
    package let calendar = CalendarTally()
    private let growth = Atomic<Int>(0)
    private let longTexts = Atomic<Bool>(false)
    private let isFull = Atomic<Bool>(false)

    package init(textLimit: Int = 1 << 24, growthLimit: Int = .max) {
        self.textLimit = textLimit
        self.growthLimit = growthLimit
    }

    package var count: Int { total.load(ordering: .relaxed) }

    /// Whether some of the rows have a text that is too long.
    package var hasLongTexts: Bool { longTexts.load(ordering: .relaxed) }

    /// Whether texts have become so many and long together that no more are made: then nothing that formulas say may be used.
    package var hasTooManyTexts: Bool { isFull.load(ordering: .relaxed) }

    /// The count; everything begins anew.
    package func take() -> Int {
        growth.store(0, ordering: .relaxed)
        longTexts.store(false, ordering: .relaxed)
        isFull.store(false, ordering: .relaxed)
        return total.exchange(0, ordering: .relaxed)
    }

    package func noteLongText() { longTexts.store(true, ordering: .relaxed) }

    func noteTooManyTexts() { isFull.store(true, ordering: .relaxed) }

    /// The most bytes of the texts that one function makes of one chunk.
    var chunkLimit: Int {
        let (most, overflows) = textLimit.multipliedReportingOverflow(by: 16)
        return min(overflows ? .max : most, growthLimit)
    }

    /// Notes by how much texts that were made are longer than those they are made of.
    package func addGrowth(_ bytes: Int) {
        guard bytes > 0 else { return }
        if growth.add(bytes, ordering: .relaxed).newValue > growthLimit { noteTooManyTexts() }
    }

    package func add(_ count: Int) { if count > 0 { total.add(count, ordering: .relaxed) } }
}
