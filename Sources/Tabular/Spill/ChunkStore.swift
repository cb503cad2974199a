// Where the chunks of a run are kept: in memory, and in a temporary file when memory gets short.

import Synchronization

/// Why rows could not be kept.
package enum StoreProblem: Sendable, Hashable {
    case file(SpillProblem)
    /// In bytes.
    case memory(held: Int, machine: Int)
}

/// Keeps chunks compact, and puts them into a temporary file when the process holds half of the memory it may.
///
/// The other half is for what stays in memory: distinct texts, groups, what a stage works on. Once memory was short, every
/// chunk goes to the file. Nothing that a chunk says depends on where it is kept.
///
/// When the process comes near to all that the machine has, ``problem`` tells so: an error in words is better than what the
/// machine would do.
package final class ChunkStore: Sendable {
    private let limit: Int?
    /// How much memory the machine or its container has; nil when nobody knows.
    package let machineBytes: Int?
    private let folders: [String]
    private let residentBytes: @Sendable () -> Int
    private let hasBeenShort = Atomic<Bool>(false)
    private let state = Mutex(State())

    private struct State {
        var file: SpillFile?
        var problem: StoreProblem?
    }

    /// - Parameters:
    ///   - limit: how much memory the process may hold; nil for no limit. In bytes.
    ///   - machineBytes: how much memory the machine or its container has; nil when nobody knows.
    ///   - folders: where the file may be made, the best first.
    ///   - residentBytes: how much memory the process holds now, without pages of files.
    package init(
        limit: Int?, machineBytes: Int? = nil, folders: [String], residentBytes: @escaping @Sendable () -> Int
    ) {
        self.limit = limit
        self.machineBytes = machineBytes
        self.folders = folders
        self.residentBytes = residentBytes
    }

    /// A store that keeps everything in memory.
    package static var unlimited: ChunkStore { ChunkStore(limit: nil, folders: []) { 0 } }

    /// Whether chunks go to the file.
    package var isShort: Bool {
        guard let limit else { return false }
        if hasBeenShort.load(ordering: .relaxed) { return true }
        guard residentBytes() > limit / 2 else { return false }
        hasBeenShort.store(true, ordering: .relaxed)
        return true
    }

    /// Notes a problem when the process holds fifteen sixteenths of what the machine has.
    private func lookForEnd() {
        guard let machineBytes else { return }
        let held = residentBytes()
        if held > machineBytes / 16 * 15 { note(.memory(held: held, machine: machineBytes)) }
    }

    private func note(_ problem: StoreProblem) { state.withLock { $0.problem = $0.problem ?? problem } }

    /// The chunk as it is to be kept.
    ///
    /// When it cannot be written it stays in memory, and ``problem`` tells why.
    /// - Complexity: O(cells) for columns that are not packed, or not in the file yet.
    package func keep(_ chunk: Chunk) -> Chunk {
        let packed = chunk.packed()
        guard isShort, let file = openFile() else { return packed }
        lookForEnd()
        do throws(SpillProblem) {
            return try file.write { packed.spilled(&$0) }
        } catch {
            note(.file(error))
            return packed
        }
    }

    /// Keeps chunks that came before memory got short like those that come after.
    package func keep(_ chunks: inout [Chunk]) {
        for index in chunks.indices { chunks[index] = keep(chunks[index]) }
        if isShort { FreedMemory.giveBack() }
    }

    /// What came in the way: then no result may be believed.
    package var problem: StoreProblem? {
        state.withLock { $0.problem ?? $0.file?.readProblem.map { .file($0) } }
    }

    /// Where chunks are kept but in memory, and the most bytes that were there at a time; nil when none ever were.
    package var spilled: (folder: String, bytes: Int)? {
        state.withLock { $0.file }.map { ($0.folder, $0.mostBytesHeld) }
    }

    /// The file, made when it is first needed; nil when something came in its way.
    private func openFile() -> SpillFile? {
        state.withLock { state in
            if state.problem != nil { return nil }
            if let file = state.file { return file }
            do throws(SpillProblem) {
                state.file = try SpillFile(folders: folders)
            } catch {
                state.problem = .file(error)
            }
            return state.file
        }
    }
}
