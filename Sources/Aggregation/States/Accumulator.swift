// The protocol of the metric kinds: one flat state for all groups of a breakdown, which takes chunks and merges.

import Stages
import Tabular

/// What a metric kind remembers of the rows it has seen, for all groups of a breakdown at once.
///
/// Group 0 is that of the rows that do not count: every state has a place for it, so that no loop must ask, and nobody
/// reads it. States of parts of a table merge into the state of the whole: any cut of the rows and any order of the
/// parts comes to the same bits.
///
/// - Missing: a row whose cell in `columns` is missing comes with group 0, unless the kind says otherwise.
protocol Accumulator: Sendable {
    /// Makes place for groups up to `count - 1`, group 0 included; never fewer than before.
    mutating func makeRoom(forGroups count: Int)

    /// Takes the rows of a chunk.
    ///
    /// - Shape: `groups` has one number per row, all below the room made; `columns` are those of the metric's kind.
    mutating func update(groups: GroupSpan, columns: [Column])

    /// Takes everything another state holds.
    ///
    /// - Shape: `numbers[g]` is this state's number of the other's group `g`; room has been made for all of them.
    mutating func merge(_ other: Self, numbers: [UInt32])

    /// What came out, per group.
    ///
    /// - Shape: one measurement per group, that of group 0 without meaning.
    mutating func finish(jobs: Int) -> [Measurement]

    /// Whether finishing takes so long that all threads share it; else states are dealt out among the threads.
    static var finishesOnAllThreads: Bool { get }

    /// Whether it keeps what it is given, so that it is as large as the rows are many; else its size follows from the groups.
    static var growsWithRows: Bool { get }

    /// How many cells in group `group` were present but outside of what the kind can take, such as a score of 11 in NPS.
    func strays(inGroup group: Int) -> Int

    /// Once finished, the pairs of items of a group; nil for a kind that has none.
    mutating func itemPairs(inGroup group: Int, jobs: Int) -> ItemPairs?
}

extension Accumulator {
    static var finishesOnAllThreads: Bool { false }
    static var growsWithRows: Bool { false }

    /// Whether this state is as large as its rows are many.
    var growsWithRows: Bool { Self.growsWithRows }

    /// Whether this state is finished by all threads together.
    var isFinishedOnAllThreads: Bool { Self.finishesOnAllThreads }

    func strays(inGroup group: Int) -> Int { 0 }

    func itemPairs(inGroup group: Int, jobs: Int) -> ItemPairs? { nil }

    /// Merges a state of the same kind whose type is not known.
    mutating func merge(any other: any Accumulator, numbers: [UInt32]) {
        // Both were made from one planned metric, so they are of one type.
        guard let other = other as? Self else { return assertionFailure("states of two kinds cannot merge") }
        merge(other, numbers: numbers)
    }
}

extension Array {
    /// Makes the array at least `count` long.
    mutating func lengthen(to count: Int, with element: @autoclosure () -> Element) {
        if self.count < count { append(contentsOf: repeatElement(element(), count: count - self.count)) }
    }
}

extension [Int] {
    /// Adds the other's counts, each to the group it is numbered as here.
    mutating func add(_ other: [Int], numbers: [UInt32]) {
        for (group, count) in other.enumerated() where count != 0 { self[Int(numbers[group])] &+= count }
    }

    /// Adds one to the count of every row's group.
    @inline(__always)
    mutating func countRows(of groups: GroupSpan) {
        withUnsafeMutableBufferPointer { counts in
            for row in 0..<groups.count { counts[Int(groups[row])] &+= 1 }
        }
    }
}
