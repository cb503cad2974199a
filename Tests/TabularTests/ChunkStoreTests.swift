// Chunks that wait in a temporary file come back as they were, and what comes in the way is told.

import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Tabular

struct `A chunk store` {
    private static func short(in folder: String = NSTemporaryDirectory()) -> ChunkStore {
        ChunkStore(limit: 1, folders: [folder]) { .max }
    }

    @Test(arguments: 0..<40) func `gives chunks back from its file as they were`(_ seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let table = DirtyTable.random(maximumRows: 200, using: &random)
        let store = Self.short()
        var kept = table
        kept.chunks = kept.chunks.map { store.keep($0) }
        #expect(kept.brokenPromises.isEmpty)
        #expect(kept.rows == table.rows)
        for (old, new) in zip(table.chunks, kept.chunks) {
            for column in old.columns.indices {
                #expect(new.columns.type(of: column) == old.columns[column].type)
                #expect(new.columns.count(of: column) == old.rowCount)
                #expect(new.columns.presence(of: column) == old.columns[column].presence)
            }
            let rows = (0..<old.rowCount).filter { _ in random.chance(0.4) }.map { Int32($0) }
            for (one, other) in [(old.origin, new.origin), (old.gathered(rows).origin, new.gathered(rows).origin)] {
                for row in 0..<one.rowCount {
                    #expect(other.line(ofRow: row) == one.line(ofRow: row))
                    #expect(other.byte(ofRow: row) == one.byte(ofRow: row))
                    #expect(other.length(ofRow: row) == one.length(ofRow: row))
                    #expect(other.loaded.byte(ofRow: row) == one.byte(ofRow: row))
                }
            }
        }
        #expect(store.problem == nil)
    }

    @Test(arguments: `Compact numbers`.spreads) func `gives numbers of every width back`(_ ends: [Int64]) throws {
        let file = try SpillFile(folders: [NSTemporaryDirectory()])
        let numbers = CompactNumbers(ends, presence: Presence(allPresent: ends.count))
        let spilled = try file.write { numbers.spilled(&$0) }
        #expect(numbers.isInMemory && spilled.loaded.isInMemory)
        let all = Presence(allPresent: ends.count)
        #expect(spilled.numbers(as: Int64.self, presence: all) == ends)
        #expect(ends.indices.allSatisfy { spilled[$0] == ends[$0] && spilled.loaded[$0] == ends[$0] })
    }

    @Test func `takes new cells, codes and pools in a chunk of the file`() {
        let store = Self.short()
        let codes = PrimitiveColumn<UInt32>([0, 1, 0, 2], presence: Presence(count: 4) { $0 != 2 })
        let reals = PrimitiveColumn<Double>([-0.0, 1.5, .infinity, 0], presence: Presence(count: 4) { $0 != 3 })
        let columns: [Column] = [.text(TextColumn(codes: codes, pool: .empty)), .real(reals)]
        var chunk = store.keep(Chunk(rowCount: 4, columns: columns, origin: RowOrigin(file: 0)))
        #expect(!chunk.columns.isInMemory)
        chunk.columns.setCodes(of: [0, 3], to: [2, 1], in: 0)
        chunk.columns.append(.flag(PrimitiveColumn([true, false, false, true])))
        chunk = store.keep(chunk)
        let pool = TextPool(["a", "b", "c"])
        chunk.columns.setPool(pool, of: 0)
        #expect(chunk.columns.pool(of: 0) === pool)
        guard case .text(let texts) = chunk.columns[0], case .real(let numbers) = chunk.columns[1],
            case .flag(let flags) = chunk.columns[2]
        else { return #expect(Bool(false), "the columns have changed their types") }
        #expect((0..<4).map { texts[$0] } == ["c", "b", nil, "b"])
        #expect((0..<4).map { numbers[$0] } == [-0.0, 1.5, .infinity, nil] && numbers.values[0].sign == .minus)
        #expect(flags.values == [true, false, false, true])
    }

    @Test func `keeps chunks in memory until half of the limit is held, and then all of them in the file`() {
        let held = Atomic<Int>(500)
        let store = ChunkStore(limit: 1000, folders: [NSTemporaryDirectory()]) { held.load(ordering: .relaxed) }
        let column = Column.integer(PrimitiveColumn((0..<100).map { Int64($0) }))
        let chunk = Chunk(rowCount: 100, columns: [column], origin: RowOrigin(file: 0))
        var chunks = [store.keep(chunk)]
        #expect(chunks[0].columns.isInMemory && !store.isShort && store.spilled == nil)
        held.store(501, ordering: .relaxed)
        chunks.append(store.keep(chunk))
        #expect(!chunks[1].columns.isInMemory && store.isShort)
        held.store(0, ordering: .relaxed)
        store.keep(&chunks)
        #expect(chunks.allSatisfy { !$0.columns.isInMemory })
        // Two parts of at most a page each.
        #expect(store.spilled?.bytes == 2 * 4096)
        chunks = []
        #expect(ChunkStore.unlimited.keep(chunk).columns.isInMemory)
    }

    @Test func `says when memory is nearly used up, but not before chunks are in the file`() {
        let chunk = Chunk(rowCount: 2, columns: [.integer(PrimitiveColumn([1, 2]))], origin: RowOrigin(file: 0))
        for (held, isTold) in [(15_000, false), (15_001, true)] {
            let store = ChunkStore(limit: 100, machineBytes: 16_000, folders: [NSTemporaryDirectory()]) { held }
            _ = store.keep(chunk)
            #expect((store.problem == .memory(held: held, machine: 16_000)) == isTold)
            let calm = ChunkStore(limit: 40_000, machineBytes: 16_000, folders: []) { held }
            _ = calm.keep(chunk)
            #expect(calm.problem == nil)
        }
    }

    @Test func `is read and written by several threads at once`() {
        let store = Self.short()
        let chunks = (0..<64).map { number in
            let column = Column.integer(PrimitiveColumn((0..<1000).map { Int64($0 * (number + 1)) }))
            return Chunk(rowCount: 1000, columns: [column], origin: RowOrigin(file: number))
        }
        let sums = parallelMap(chunks, jobs: 4) { chunk -> Int64 in
            guard case .integer(let numbers) = store.keep(chunk).columns[0] else { return -1 }
            return numbers.values.reduce(0, +)
        }
        #expect(sums == (1...64).map { Int64($0) * 499_500 })
        #expect(store.problem == nil)
    }

    @Test func `leaves nothing in the folder`() throws {
        let folder = NSTemporaryDirectory() + "rapport-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let store = Self.short(in: folder)
        let chunk = store.keep(
            Chunk(rowCount: 2, columns: [.integer(PrimitiveColumn([1, 2]))], origin: RowOrigin(file: 0)))
        #expect(!chunk.columns.isInMemory)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }

    @Test func `goes on to the next folder, and tells of the first when none can be written to`() {
        let chunk = Chunk(rowCount: 2, columns: [.integer(PrimitiveColumn([1, 2]))], origin: RowOrigin(file: 0))
        let second = ChunkStore(limit: 1, folders: ["/nowhere", NSTemporaryDirectory()]) { .max }
        #expect(!second.keep(chunk).columns.isInMemory)
        #expect(second.problem == nil)
        let none = ChunkStore(limit: 1, folders: ["/nowhere", "/nowhere/else"]) { .max }
        #expect(none.keep(chunk).columns.isInMemory)
        #expect(none.problem == .file(SpillProblem(folder: "/nowhere", code: ENOENT)))
        #expect(SpillProblem(folder: "/nowhere", code: ENOENT).reason == "No such file or directory")
    }
}
