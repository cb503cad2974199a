// The distinct texts of a column over all blocks and files; of linked columns, over all their tables.
import Synchronization
import Tabular

/// Gives texts codes in order of first appearance, over all blocks.
///
/// Most cells of an export repeat what was read before. So the texts known so far are published now and then as a table that
/// nobody changes any more: the threads that parse look cells up there by themselves, and only what they do not find comes
/// here, in the order of the file. A table is published when half as many look-ups again as it has texts would have found
/// theirs in it; so all copying together costs no more than reading the texts.
///
/// The codes do not depend on what was published when: a text's code is its place in the order of first appearance.
final class TextInterner: Sendable {
    private struct State {
        /// Looked up by all threads.
        var published: TextTable
        /// What came after; codes count on from the published ones.
        var recent = TextTable()
        /// Look-ups that found their text among the recent ones.
        var recentHits = 0
        var growth = Growth()
        /// What the blocks' texts look like, some of them more than once.
        var suspicion = IdentifierDamage()
    }

    /// How the texts of the present file grow, from which their number is foretold.
    private struct Growth {
        var cells = 0
        var newTexts = 0

        /// How many more texts will come when the file goes on as it began; nil when its cells repeat themselves, as then the
        /// growth will slow down.
        func expected(_ progress: Double) -> Int? {
            guard progress > 0.01, newTexts * 100 > cells * 98 else { return nil }
            return Int(Double(newTexts) * min(100, (1.02 - progress) / progress))
        }
    }

    /// Whether the texts tell rows or customers apart, so that no two of them may have become one.
    let holdsKeys: Bool
    private let state: Mutex<State>
    /// The published table once more: whoever looks up need not wait for whoever adds texts meanwhile.
    private let lookedUp: Mutex<TextTable>

    init(holdsKeys: Bool = false) {
        self.holdsKeys = holdsKeys
        let none = TextTable()
        state = Mutex(State(published: none))
        lookedUp = Mutex(none)
    }

    /// The texts that may be looked up by any thread; codes are those of the pool.
    var published: TextTable { lookedUp.withLock { $0 } }

    /// The codes of a block's new texts.
    ///
    /// - Parameter cells: how many cells the block has, known texts and new ones.
    /// - Parameter progress: which share of the file has been read.
    func codes(for texts: BlockTexts, cells: Int, progress: Double) -> [UInt32] {
        guard texts.count > 0 else { return [] }
        return state.withLock { state in
            state.recent.makeRoom(
                texts: texts.count, bytes: texts.bytes.count, expecting: state.growth.expected(progress) ?? 0)
            let before = state.recent.count
            let codes =
                state.published.count == 0 && state.recent.addNumbered(texts)
                ? (before..<state.recent.count).map { UInt32(truncatingIfNeeded: $0) }
                : Self.codes(for: texts, state.published, state.recent, &state.recentHits)
            state.suspicion.merge(texts.damage)
            state.growth.cells += cells
            state.growth.newTexts += state.recent.count - before
            if state.recentHits > (state.published.count + state.recent.count) / 2 { publish(&state) }
            return codes
        }
    }

    /// Begins a file.
    ///
    /// - Parameter publishing: whether everything is published before: not where the file's cells were already looked up.
    func beginFile(publishing: Bool) {
        state.withLock { state in
            state.growth = Growth()
            if publishing, state.recent.count > 0 { publish(&state) }
        }
    }

    /// How many texts there are.
    var count: Int { state.withLock { $0.published.count + $0.recent.count } }

    /// Forgets all texts but the first so many.
    func forget(after count: Int) {
        state.withLock { state in
            publish(&state)
            let kept = TextTable()
            kept.append(state.published, first: count)
            state.published = kept
            lookedUp.withLock { $0 = kept }
        }
    }

    /// What a spreadsheet has done to the texts; nothing where they are no keys.
    ///
    /// - Complexity: O(1) as long as no block had a text that looks damaged.
    var damage: IdentifierDamage {
        state.withLock { state in
            guard state.suspicion.mayBeDamage else { return IdentifierDamage() }
            var damage = IdentifierDamage()
            state.published.look(for: &damage)
            state.recent.look(for: &damage)
            return damage
        }
    }

    private func publish(_ state: inout State) {
        state.recentHits = 0
        if state.published.count == 0 {
            state.published = state.recent
        } else {
            let (old, new) = (state.published, state.recent)
            let all = TextTable(capacity: (texts: old.count + new.count, bytes: old.byteCount + new.byteCount))
            all.append(old)
            all.append(new)
            state.published = all
        }
        state.recent = TextTable()
        let published = state.published
        lookedUp.withLock { $0 = published }
    }

    private static func codes(
        for texts: BlockTexts, _ published: TextTable, _ recent: TextTable, _ recentHits: inout Int
    ) -> [UInt32] {
        let count = texts.count
        var hits = 0
        let codes = [UInt32](unsafeUninitializedCapacity: count) { codes, initialized in
            texts.bytes.withUnsafeBufferPointer { source in
                texts.offsets.withUnsafeBufferPointer { starts in
                    texts.hashes.withUnsafeBufferPointer { hashes in
                        guard let sourceStart = source.baseAddress else { return }
                        let isHashed = published.numbered == nil || recent.numbered == nil
                        for index in 0..<count {
                            if isHashed, index &+ 16 < count {
                                published.prefetch(hash: hashes[index &+ 16])
                                recent.prefetch(hash: hashes[index &+ 16])
                            }
                            let text = sourceStart + Int(starts[index])
                            let length = Int(starts[index &+ 1] &- starts[index])
                            let hash = hashes[index]
                            // It may have been published after the block was parsed.
                            var code = published.code(of: text, length, hash: hash)
                            if code < 0 {
                                code = recent.code(of: text, length, hash: hash)
                                if code < 0 { code = recent.add(text, length, hash: hash) } else { hits &+= 1 }
                                code &+= published.count
                            }
                            codes.initializeElement(at: index, to: UInt32(truncatingIfNeeded: code))
                        }
                        initialized = count
                    }
                }
            }
        }
        recentHits &+= hits
        return codes
    }

    /// Of so many texts the pool is filled only when someone asks for them.
    private static let manyTexts = 1 << 16

    /// The texts as a pool; to be called when nothing more is read.
    func pool(jobs: Int) -> TextPool {
        let tables = state.withLock { [$0.published, $0.recent] }.filter { $0.count > 0 }
        let count = tables.reduce(0) { $0 + $1.count }
        let fill: @Sendable () -> (bytes: [UInt8], offsets: [Int]) = {
            sideBySide(jobs: jobs) {
                Self.bytes(of: tables)
            } _: {
                Self.offsets(of: tables)
            }
        }
        guard count < Self.manyTexts else {
            let isAscending = tables.count == 1 && tables[0].isAscending
            for table in tables { table.close() }
            return TextPool(count: count, isAscending: isAscending, fill: fill)
        }
        let (bytes, offsets) = fill()
        return TextPool(bytes: bytes, offsets: offsets)
    }

    private static func bytes(of tables: [TextTable]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: tables.reduce(0) { $0 + $1.byteCount }) { bytes, initialized in
            for table in tables {
                if let first = bytes.baseAddress { table.write(to: first + initialized) }
                initialized += table.byteCount
            }
        }
    }

    private static func offsets(of tables: [TextTable]) -> [Int] {
        [Int](unsafeUninitializedCapacity: tables.reduce(1) { $0 + $1.count }) { offsets, initialized in
            offsets[0] = 0
            initialized = 1
            var start = 0
            for table in tables {
                if let first = offsets.baseAddress { table.writeEnds(from: start, to: first + initialized) }
                initialized += table.count
                start += table.byteCount
            }
        }
    }
}
