// Deals the chunks of a table out to the workers that walk them.

import Synchronization

/// Hands out the chunks of a table, some at a time, to whoever is free.
///
/// Halves cut beforehand end at different times; the states merge to the same bits whoever took which chunk.
final class ChunkQueue: Sendable {
    private let count: Int
    private let partCount: Int
    private let next = Atomic<Int>(0)

    init(count: Int, partCount: Int) {
        self.count = count
        self.partCount = max(1, partCount)
    }

    /// The next chunks that nobody has; nil when there are none.
    func take() -> Range<Int>? {
        let part = next.add(1, ordering: .relaxed).oldValue
        return part < partCount ? count * part / partCount..<count * (part + 1) / partCount : nil
    }
}
