// Presence bitmaps, text pools, and the kernels that filter and gather.

import Tabular
import TestSupport
import Testing

struct `A presence bitmap` {
    @Test(arguments: [0, 1, 63, 64, 65, 127, 128, 200]) func `counts the missing whatever its length`(_ count: Int) {
        var random = SplitMix64(seed: UInt64(count))
        let wanted = (0..<count).map { _ in random.chance(0.3) }
        let presence = Presence(count: count) { wanted[$0] }
        #expect(presence.count == count)
        #expect(presence.presentCount == wanted.count { $0 })
        #expect((0..<count).allSatisfy { presence[$0] == wanted[$0] })
        #expect(!presence[-1] && !presence[count])
        #expect(Presence(allMissing: count).missingCount == count)
        #expect(Presence(allPresent: count).missingCount == 0)
    }

    @Test func `can be set, cleared and appended to at any place`() {
        var random = SplitMix64(seed: 1)
        for _ in 0..<50 {
            var presence = Presence(allPresent: Int.random(in: 0...130, using: &random))
            var wanted = [Bool](repeating: true, count: presence.count)
            for _ in 0..<200 {
                let row = Int.random(in: -1...wanted.count, using: &random)
                switch Int.random(in: 0...2, using: &random) {
                case 0:
                    presence.clear(row)
                    if wanted.indices.contains(row) { wanted[row] = false }
                case 1:
                    presence.set(row)
                    if wanted.indices.contains(row) { wanted[row] = true }
                default:
                    let bit = random.chance(0.5)
                    presence.append(bit)
                    wanted.append(bit)
                }
            }
            #expect((0..<wanted.count).allSatisfy { presence[$0] == wanted[$0] })
            #expect(presence.missingCount == wanted.count { !$0 }, "bits past the end stay clear")
        }
    }

    @Test func `of two columns is present where both are`() {
        let (even, third) = (Presence(count: 100) { $0 % 2 == 0 }, Presence(count: 100) { $0 % 3 == 0 })
        let both = even.intersection(third)
        #expect((0..<100).allSatisfy { both[$0] == ($0 % 6 == 0) })
        let all = Presence(allPresent: 100)
        #expect(all.intersection(third) == third)
        #expect(third.intersection(all) == third)
    }
}

struct `A text pool` {
    @Test func `gives every distinct text one code, in order of appearance`() {
        var builder = TextPoolBuilder()
        var random = SplitMix64(seed: 2)
        var known: [[UInt8]: UInt32] = [:]
        for _ in 0..<5000 {
            let text =
                random.chance(0.2)
                ? random.pick(from: DirtyTable.texts) ?? "" : "t\(Int.random(in: 0..<900, using: &random))"
            let code = builder.code(for: text)
            let expected = known[Array(text.utf8)] ?? UInt32(known.count)
            known[Array(text.utf8)] = expected
            #expect(code == expected)
        }
        let pool = builder.pool()
        #expect(pool.count == known.count)
        #expect(known.allSatisfy { Array(pool[$1].utf8) == $0 })
        for (text, code) in known { #expect(text.withUnsafeBufferPointer { builder.existingCode(for: $0) } == code) }
        #expect([UInt8]("never seen".utf8).withUnsafeBufferPointer { builder.existingCode(for: $0) } == nil)
    }

    @Test func `tells texts apart by their bytes`() {
        var builder = TextPoolBuilder()
        #expect(builder.code(for: "é") != builder.code(for: "e\u{301}"))
        #expect(builder.code(for: "") != builder.code(for: "\0"))
        #expect(builder.code(for: "a\0") != builder.code(for: "a"))
    }

    @Test func `goes on from another pool with the same codes`() {
        let pool = TextPool(["b", "a", ""])
        var builder = TextPoolBuilder(startingWith: pool)
        #expect(builder.code(for: "a") == 1)
        #expect(builder.code(for: "c") == 3)
        #expect(pool[9] == "" && pool.withBytes(of: 9) { $0.count } == 0)
        #expect(TextPool.empty.count == 0)
    }

    @Test func `is shared by chunks that had their own`() {
        let first = Table.sample("t", ["x": .texts(["a", "b", nil])])
        let second = Table.sample("t", ["x": .texts(["b", nil, "c", "a"])])
        var table = first
        table.chunks += second.chunks
        #expect(table.brokenPromises == ["'x' has 2 pools"])
        let shared = table.sharingPool(ofColumn: 0)
        #expect(shared.brokenPromises == [])
        #expect(shared.cells("x") == table.cells("x"))
        #expect(shared.pool(ofColumn: 0)?.texts == ["a", "b", "c"])
    }
}

struct `Rows of a chunk` {
    @Test func `that are filtered or gathered keep cells and places together`() {
        for seed in 0..<30 {
            var random = SplitMix64(seed: UInt64(seed))
            let table = DirtyTable.random(maximumRows: 150, chunkRows: 1000, using: &random)
            for chunk in table.chunks {
                let single = Table(name: "t", columns: table.columns, chunks: [chunk])
                let isKept = (0..<chunk.rowCount).map { _ in random.chance(0.5) }
                var filtered = single
                filtered.chunks = [chunk.filtered(isKept)]
                let expected = zip(TwinTable(single).rows, isKept).filter(\.1).map(\.0)
                #expect(TwinTable(filtered).rows == expected)
                #expect(filtered.brokenPromises == [])

                let order = (0..<chunk.rowCount).map { Int32($0) }.shuffled(using: &random)
                var gathered = single
                gathered.chunks = [chunk.gathered(order)]
                #expect(TwinTable(gathered).rows == order.map { TwinTable(single).rows[Int($0)] })
            }
        }
    }

    @Test func `that all stay are not copied, and none may stay`() {
        let chunk = Table.sample("t", ["x": .integers([1, nil, 3])]).chunks[0]
        #expect(chunk.filtered([true, true, true]).rowCount == 3)
        #expect(chunk.filtered([false, false, false]).rowCount == 0)
        #expect(chunk.filtered([]).rowCount == 0)
    }
}

struct `Work on several threads` {
    private struct Odd: Error, Equatable { var number: Int }

    @Test(arguments: [1, 2, 3, 8, 100]) func `gives its results in the order of the items`(_ jobs: Int) {
        let squares = parallelMap(Array(0..<500), jobs: jobs) { $0 * $0 }
        #expect(squares == (0..<500).map { $0 * $0 })
        #expect(parallelMap([Int](), jobs: jobs) { $0 } == [])
        #expect(parallelMap([7], jobs: 0) { $0 } == [7])
    }

    @Test(arguments: [1, 2, 8]) func `fails with the first item that failed, whichever thread was faster`(_ jobs: Int) {
        #expect(throws: Odd(number: 3)) {
            try parallelMap(Array(0..<100), jobs: jobs) { number throws(Odd) in
                if number >= 3, number % 2 == 1 { throw Odd(number: number) }
                return number
            }
        }
    }
}
