// Numbers kept per row and per code: whatever way they are kept, every row gets the same.

import Stages
import Tabular
import TestSupport
import Testing

@Suite struct RowNumbersTests {
    @Test func `numbers keep their value in one, two and four bytes`() {
        let samples: [(largest: UInt32, width: Int)] = [
            (0, 1), (255, 1), (256, 2), (65_535, 2), (65_536, 4), (.max, 4),
        ]
        for (largest, width) in samples {
            let numbers: [UInt32] = [0, largest, 1, largest / 2]
            let small = SmallNumbers(numbers)
            #expect(small.width == width)
            #expect(small.count == 4)
            #expect(small.numbers == numbers)
            #expect(small.gathered([3, 1, 4, .max, 0], otherwise: 7) == [largest / 2, largest, 7, 7, 0])
            for places: [UInt32] in [[3, 1, 200, 0], [3, 1, 60_000, 0], [3, 1, .max, 0]] {
                for otherwise: UInt32 in [7, 300, 70_000] {
                    let found = small.gathered(SmallNumbers(places), otherwise: otherwise)
                    #expect(found.numbers == [largest / 2, largest, otherwise, 0])
                }
            }
        }
        let parts: [SmallNumbers] = [
            SmallNumbers([1, 2]), SmallNumbers([]), SmallNumbers([70_000]), SmallNumbers([300]),
        ]
        #expect(SmallNumbers(joining: parts).numbers == [1, 2, 70_000, 300])
        #expect(SmallNumbers(joining: parts[..<2].map { $0 }).width == 1)
        #expect(SmallNumbers(joining: []).numbers == [])
        #expect(SmallNumbers([]).gathered([0, 1], otherwise: 9) == [9, 9])
        for small in [SmallNumbers([3, 1, 255, 0]), SmallNumbers([3, 1, 256, 0]), SmallNumbers([3, 1, 70_000, 0])] {
            #expect(small.slice(1..<3).numbers == Array(small.numbers[1..<3]))
            #expect(small.slice(1..<3).width == small.width)
            #expect(small.numbers.indices.map { small[$0] } == small.numbers)
        }
    }

    @Test func `numbers that count up are like those that are kept`() {
        let counting = SmallNumbers.countingUp(5)
        let kept = SmallNumbers.words([0, 1, 2, 3, 4])
        #expect(counting.count == 5)
        #expect(counting.width == kept.width)
        #expect(counting.numbers == kept.numbers)
        #expect((0..<5).map { counting[$0] } == kept.numbers)
        #expect(counting.slice(2..<4).numbers == [2, 3])
        #expect(SmallNumbers(joining: [counting, SmallNumbers([7])]).numbers == [0, 1, 2, 3, 4, 7])
        let places: [UInt32] = [4, 5, 0, .max, 3]
        #expect(counting.gathered(places, otherwise: 9) == kept.gathered(places, otherwise: 9))
        #expect(
            counting.gathered(SmallNumbers([4, 5, 0]), otherwise: 300).numbers
                == kept.gathered(SmallNumbers([4, 5, 0]), otherwise: 300).numbers)
        for values: [UInt32] in [[9, 8, 7, 6, 5], [9, 8, 7], [9, 8, 7, 6, 5, 4], [900, 8, 7, 6, 70_000]] {
            let small = SmallNumbers(values)
            #expect(
                small.gathered(counting, otherwise: 1).numbers == small.gathered(kept, otherwise: 1).numbers)
        }
    }

    @Test(arguments: 0..<30)
    func `numbers by code are those kept per row, also after they are replaced`(_ seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        // More texts than the rows use, as in a pool that other tables share.
        let pool = TextPool((0..<random.pick(1, 40, 300)).map { "t\($0)" })
        let share = random.pick(0, 0.2, 1)
        var chunks: [Chunk] = []
        for rows in [70, 0, 64, 1].prefix(Int.random(in: 0...4, using: &random)) {
            let codes = (0..<rows).map { _ in UInt32.random(in: 0..<UInt32(pool.count), using: &random) }
            let presence = Presence(count: rows) { _ in !random.chance(share) }
            let column = TextColumn(codes: PrimitiveColumn(codes, presence: presence), pool: pool)
            chunks.append(Chunk(rowCount: rows, columns: [.text(column)], origin: RowOrigin(file: 0)))
        }
        let table = Table(name: "t", columns: [ColumnDescription(name: "x", type: .text)], chunks: chunks)
        var labels = (0..<pool.count).map { _ in UInt32.random(in: 0...random.pick(3, 400, 99_999), using: &random) }
        // Sometimes each is its own code, or all but one are.
        if seed % 3 == 0 { labels = (0..<UInt32(pool.count)).map { $0 } }
        if seed % 6 == 0 { labels[pool.count - 1] = 2 }
        let byCode = RowNumbers(
            column: 0,
            numberOfCode: seed % 6 == 3
                ? .countingUp(pool.count) : seed % 3 == 0 ? .words(labels) : SmallNumbers(labels), missing: 5)
        let perRow = table.chunks.map { chunk -> [UInt32] in
            guard case .text(let texts) = chunk.columns[0] else { return [] }
            return (0..<chunk.rowCount).map { row in texts.codes[row].map { labels[Int($0)] } ?? 5 }
        }
        let byRow = RowNumbers(chunks: perRow)
        let values = SmallNumbers((0..<6).map { UInt32($0 * $0 * 20) })
        for numbers in [byCode, byRow] {
            #expect(numbers.fits(table))
            #expect(table.chunks.indices.map { numbers.numbers(inChunk: $0, of: table) } == perRow)
            #expect(numbers.flat(of: table, jobs: 2).numbers == Array(perRow.joined()))
            let replaced = numbers.replaced(by: values, otherwise: 77, jobs: 2)
            let expected = perRow.map { $0.map { $0 < 6 ? $0 * $0 * 20 : 77 } }
            #expect(table.chunks.indices.map { replaced.numbers(inChunk: $0, of: table) } == expected)
            #expect(numbers.numbers(inChunk: table.chunks.count, of: table) == [])
        }
        let others = (0..<pool.count).map { _ in UInt32.random(in: 0...8, using: &random) }
        let second = RowNumbers(column: 0, numberOfCode: SmallNumbers(others), missing: 2)
        #expect(byRow.joined(with: second, counts: (9, 7), rowCount: 9999) == nil)
        #expect(byCode.joined(with: second, counts: (9, 7), rowCount: (pool.count - 1) / 2) == nil)
        // Bytes are joined for half as many rows as there are texts, wider numbers only for four times as many.
        #expect(second.joined(with: second, counts: (9, 9), rowCount: (pool.count + 1) / 2) != nil)
        let wider = RowNumbers(column: 0, numberOfCode: SmallNumbers(others.map { $0 + 300 }), missing: 2)
        #expect(byCode.joined(with: wider, counts: (9, 400), rowCount: pool.count * 4 - 1) == nil)
        #expect(byCode.joined(with: wider, counts: (9, 400), rowCount: pool.count * 4) != nil)
        let joined = byCode.joined(with: second, counts: (9, 7), rowCount: pool.count * 4)
        // A number beyond its count has no place in the product.
        let pairs = zip(perRow.joined(), second.flat(of: table, jobs: 1).numbers)
        #expect(joined?.flat(of: table, jobs: 1).numbers == pairs.map { $0 < 9 && $1 < 7 ? $0 * 7 + $1 : 63 })
        // A product that takes two bytes.
        let wide = byCode.joined(with: second, counts: (300, 8), rowCount: pool.count * 4)
        #expect(wide?.flat(of: table, jobs: 1).numbers == pairs.map { $0 < 300 && $1 < 8 ? $0 * 8 + $1 : 2400 })
        #expect(byCode.decidingColumn == 0)
        #expect(byRow.decidingColumn == nil)
    }

    @Test func `numbers of another table are told by their shape`() {
        let table = Table.sample("t", ["n": .integers([1, 2, 3]), "x": .texts(["a", nil, "b"])], chunkRows: 2)
        #expect(RowNumbers(chunks: [[0, 1], [2]]).fits(table))
        #expect(!RowNumbers(chunks: [[0, 1]]).fits(table))
        #expect(!RowNumbers(chunks: [[0, 1], [2, 3]]).fits(table))
        #expect(RowNumbers(column: 1, numberOfCode: SmallNumbers([0, 1]), missing: 2).fits(table))
        #expect(!RowNumbers(column: 0, numberOfCode: SmallNumbers([0, 1]), missing: 2).fits(table))
        #expect(!RowNumbers(column: 2, numberOfCode: SmallNumbers([0, 1]), missing: 2).fits(table))
    }
}
