// Gives equal texts of different columns and pools equal small numbers, once per distinct text.

import Tabular

/// Numbers for texts that come from several pools.
struct TextCodes: Sendable {
    /// Stands for a missing cell, and for an unknown text when no new ones are added.
    static let none = UInt32.max

    private var builder = TextPoolBuilder()

    var count: Int { builder.count }

    /// The distinct texts, by number.
    var pool: TextPool { builder.pool() }

    /// The number of a text, new or known.
    mutating func code(for text: String) -> UInt32 { builder.code(for: text) }

    /// The numbers of a text column's cells; a column of another type counts as missing. Once new texts are no longer
    /// added, none may be added again.
    ///
    /// - Complexity: O(rows + bytes of the pool's texts that occur).
    mutating func codes(of column: Column, addingNew: Bool) -> [UInt32] {
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
                translation[code] = pool.withBytes(of: UInt32(code)) { bytes in
                    addingNew ? builder.code(for: bytes) : builder.existingCode(for: bytes) ?? Self.none
                }
            }
            numbers[row] = translation[code]
        }
        if translations.updateValue(translation, forKey: ObjectIdentifier(pool)) == nil { pools.append(pool) }
        return numbers
    }

    private static let untranslated = UInt32.max - 1
    private var translations: [ObjectIdentifier: [UInt32]] = [:]
    /// Kept alive, so that no other pool gets the same identifier.
    private var pools: [TextPool] = []
}
