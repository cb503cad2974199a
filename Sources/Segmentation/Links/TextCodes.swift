// Gives equal texts of different columns and pools equal small numbers, once per distinct text.

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

    /// The numbers of a text column's cells, new texts included; a column of another type counts as missing.
    ///
    /// - Complexity: O(rows + bytes of the pool's texts that occur).
    mutating func codes(of column: Column) -> [UInt32] {
        guard case .text(let column) = column else {
            return [UInt32](repeating: Self.none, count: column.count)
        }
        let pool = column.pool
        var translation =
            translations[ObjectIdentifier(pool)] ?? [UInt32](repeating: Self.untranslated, count: pool.count)
        var numbers = column.codes.values
        let presence = column.codes.presence
        for row in numbers.indices {
            let code = Int(numbers[row])
            guard presence[row], code < translation.count else {
                numbers[row] = Self.none
                continue
            }
            if translation[code] == Self.untranslated {
                translation[code] = pool.withBytes(of: UInt32(code)) { builder.code(for: $0) }
            }
            numbers[row] = translation[code]
        }
        if translations.updateValue(translation, forKey: ObjectIdentifier(pool)) == nil { pools.append(pool) }
        return numbers
    }

    /// For every row of text columns the value that belongs to its text.
    ///
    /// - Shape: `values` has one entry per number.
    /// - Missing: `otherwise`, as for a text without number.
    /// - Complexity: O(bytes of the pools + rows); a row costs one look-up, whatever its text.
    func gather(_ values: [UInt32], along columns: [Column], otherwise: UInt32, jobs: Int) -> [[UInt32]] {
        var valuesOfPool: [ObjectIdentifier: [UInt32]] = [:]
        for case .text(let column) in columns where valuesOfPool[ObjectIdentifier(column.pool)] == nil {
            let pool = column.pool
            let slices = stride(from: 0, to: pool.count, by: 16_384).map { $0..<min($0 + 16_384, pool.count) }
            let parts = parallelMap(slices, jobs: jobs) { slice in
                slice.map { code in
                    pool.withBytes(of: UInt32(code)) { builder.existingCode(for: $0) }.map { values[Int($0)] }
                        ?? otherwise
                }
            }
            valuesOfPool[ObjectIdentifier(pool)] = Array(parts.joined())
        }
        let found = valuesOfPool
        return parallelMap(columns, jobs: jobs) { column in
            guard case .text(let texts) = column, let values = found[ObjectIdentifier(texts.pool)] else {
                return [UInt32](repeating: otherwise, count: column.count)
            }
            let presence = texts.presence
            return values.withUnsafeBufferPointer { values in
                if presence.isAllPresent {
                    return texts.codes.values.map { $0 < values.count ? values[Int($0)] : otherwise }
                }
                return texts.codes.values.enumerated().map { row, code in
                    presence[row] && code < values.count ? values[Int(code)] : otherwise
                }
            }
        }
    }

    private static let untranslated = UInt32.max - 1
    private var translations: [ObjectIdentifier: [UInt32]] = [:]
    /// Kept alive, so that no other pool gets the same identifier.
    private var pools: [TextPool] = []
}
