// Gives equal texts of different columns and pools equal small numbers, once per distinct text.

import Stages
import Tabular

/// Numbers for texts that come from several pools.
struct TextCodes: Sendable {
    /// Stands for a missing cell.
    static let none = UInt32.max

    private var builder = TextPoolBuilder()

    var count: Int { builder.count }

    /// The distinct texts, by number.
    var pool: TextPool { builder.pool() }

    /// The number of a text, new or known.
    mutating func code(for text: String) -> UInt32 { builder.code(for: text) }

    /// The numbers of the texts of a pool that are used, by code; ``none`` for the others.
    mutating func codes(of pool: TextPool, where isUsed: [Bool]) -> [UInt32] {
        var numbers = [UInt32](repeating: Self.none, count: pool.count)
        for code in numbers.indices where isUsed[code] {
            numbers[code] = pool.withBytes(of: UInt32(code)) { builder.code(for: $0) }
        }
        return numbers
    }

    /// The numbers of text cells, new texts included; cells of another type count as missing.
    ///
    /// - Shape: one array per chunk, one entry per row.
    /// - Complexity: O(rows + bytes of the pools' texts that occur).
    mutating func codes(of column: ColumnChunks, jobs: Int) -> [[UInt32]] {
        let used = column.map(jobs: jobs) { cells -> (pool: TextPool, isUsed: [Bool])? in
            guard case .text(let texts) = cells else { return nil }
            var isUsed = [Bool](repeating: false, count: texts.pool.count)
            texts.markUsed(&isUsed)
            return (texts.pool, isUsed)
        }
        // The pools stay alive in `used`, so that no other can get the identifier of one.
        var numbersOfPool: [ObjectIdentifier: [UInt32]] = [:]
        for case (let pool, let isUsed)? in used {
            var numbers =
                numbersOfPool.removeValue(forKey: ObjectIdentifier(pool))
                ?? [UInt32](repeating: Self.none, count: pool.count)
            for code in numbers.indices where isUsed[code] && numbers[code] == Self.none {
                numbers[code] = pool.withBytes(of: UInt32(code)) { builder.code(for: $0) }
            }
            numbersOfPool[ObjectIdentifier(pool)] = numbers
        }
        let found = numbersOfPool.mapValues { SmallNumbers.words($0) }
        return column.map(jobs: jobs) { cells in
            guard case .text(let texts) = cells, let numbers = found[ObjectIdentifier(texts.pool)] else {
                return [UInt32](repeating: Self.none, count: cells.count)
            }
            return numbers.gathered(texts.codes.values, otherwise: Self.none)
                .with(Self.none, whereMissingIn: texts.presence)
        }
    }
}
