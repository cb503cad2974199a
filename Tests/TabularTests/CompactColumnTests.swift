// What chunks keep in few bytes comes back as it was: numbers, columns of every type, places of rows.

import TestSupport
import Testing

@testable import Tabular

struct `Compact numbers` {
    static let spreads: [[Int64]] = [
        [], [7], [7, 7, 7], [0, 255], [0, 256], [-3, 65_532], [-3, 65_533], [0, 4_294_967_295], [0, 4_294_967_296],
        [.min, .max], [.min, 0], [.max - 5, .max], [-9, -1], [1_700_000_000_000, 1_700_000_123_000],
        [1_700_000_000_000, 1_700_000_123_001], [0, 1000, 2000, 900_000_000], [.min, .min + 300_000],
    ]

    @Test(arguments: spreads) func `come back bit for bit`(_ ends: [Int64]) {
        var random = SplitMix64(seed: UInt64(ends.count))
        var numbers = ends
        if let least = ends.min(), let most = ends.max() {
            for _ in 0..<200 {
                let number = Int64.random(in: least...most, using: &random)
                // Those in thousands stay in thousands.
                numbers.append(ends.allSatisfy { $0 % 1000 == 0 } ? number / 1000 * 1000 : number)
            }
        }
        let all = Presence(allPresent: numbers.count)
        let compact = CompactNumbers(numbers, presence: all)
        #expect(compact.numbers(as: Int64.self, presence: all) == numbers)
        #expect(numbers.indices.allSatisfy { compact[$0] == numbers[$0] })
        let some = Presence(count: numbers.count) { _ in random.chance(0.5) }
        let masked = numbers.indices.map { some[$0] ? numbers[$0] : 0 }
        #expect(CompactNumbers(masked, presence: some).numbers(as: Int64.self, presence: some) == masked)
    }

    @Test func `of other widths come back too`() {
        let codes: [UInt32] = [0, .max, 17, 1 << 31]
        let all = Presence(allPresent: 4)
        #expect(CompactNumbers(codes, presence: all).numbers(as: UInt32.self, presence: all) == codes)
        let days: [Int32] = [.min, .max, 0, -1]
        #expect(CompactNumbers(days, presence: all).numbers(as: Int32.self, presence: all) == days)
    }
}

struct `A packed chunk` {
    @Test(arguments: 0..<40) func `has the cells of the chunk it was made of`(_ seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let table = DirtyTable.random(maximumRows: 200, using: &random)
        var packed = table
        for index in packed.chunks.indices { packed.chunks[index] = packed.chunks[index].packed() }
        #expect(packed.brokenPromises.isEmpty)
        #expect(packed.rows == table.rows)
        for (old, new) in zip(table.chunks, packed.chunks) {
            for column in old.columns.indices {
                #expect(new.columns.type(of: column) == old.columns[column].type)
                #expect(new.columns.presence(of: column) == old.columns[column].presence)
            }
            let rows = (0..<old.rowCount).filter { _ in random.chance(0.4) }.map { Int32($0) }
            let (one, other) = (old.gathered(rows), new.packed().gathered(rows))
            for row in rows.indices {
                #expect(one.origin.line(ofRow: row) == other.origin.line(ofRow: row))
                #expect(one.origin.line(ofRow: row) == old.origin.line(ofRow: Int(rows[row])))
                #expect(one.origin.byte(ofRow: row) == old.origin.byte(ofRow: Int(rows[row])))
                #expect(one.origin.length(ofRow: row) == old.origin.length(ofRow: Int(rows[row])))
            }
        }
    }

    @Test func `takes new codes and another pool`() {
        let pool = TextPool(["a", "b", "c"])
        let codes = PrimitiveColumn<UInt32>([0, 1, 0, 2], presence: Presence(count: 4) { $0 != 2 })
        var columns = ChunkColumns([.text(TextColumn(codes: codes, pool: .empty))]).packed()
        columns.setCodes(of: [0, 3], to: [2, 1], in: 0)
        columns.setPool(pool, of: 0)
        #expect(columns.pool(of: 0) === pool)
        guard case .text(let column) = columns[0] else { return }
        #expect((0..<4).map { column[$0] } == ["c", "b", nil, "b"])
    }
}

struct `The places of rows` {
    @Test(arguments: 0..<30) func `are those given, whatever their order and distance`(_ seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let count = Int.random(in: 0...300, using: &random)
        let isRegular = random.chance(0.5)
        var (offset, line): (UInt32, UInt32) = (random.pick(0, 17), random.pick(0, 3))
        var (offsets, lengths, lines): ([UInt32], [UInt32], [UInt32]) = ([], [], [])
        for _ in 0..<count {
            let length = UInt32.random(in: 0...random.pick(5, 900), using: &random)
            offsets.append(offset)
            lengths.append(length)
            lines.append(line)
            offset += length + (isRegular ? 2 : .random(in: 1...9, using: &random))
            line += isRegular ? 1 : .random(in: 1...3, using: &random)
        }
        let origin = RowOrigin(
            file: 3, byteStart: 100, firstLine: 7, offsets: offsets, lengths: lengths, lines: lines)
        #expect(origin.rowCount == count)
        for row in 0..<count {
            #expect(origin.line(ofRow: row) == 7 + Int(lines[row]))
            #expect(origin.byte(ofRow: row) == 100 + Int(offsets[row]))
            #expect(origin.length(ofRow: row) == Int(lengths[row]))
        }
        #expect(origin.line(ofRow: count) == nil && origin.byte(ofRow: -1) == nil)
    }

    @Test func `that were not kept are nil`() {
        let origin = RowOrigin(file: 0)
        #expect(origin.line(ofRow: 0) == nil && origin.byte(ofRow: 0) == nil && origin.length(ofRow: 0) == nil)
    }
}
