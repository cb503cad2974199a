// Turns the cells of a column into numbers that are equal exactly when the cells are.

import Tabular

/// Gives every value of a column a key.
///
/// A plain text column has one pool of distinct texts in all chunks, so a code is a key. A formula's texts may come with
/// a pool per chunk; they are collected into one pool of this state's own.
struct CellKeys: Sendable {
    private var firstPool: TextPool?
    private var ownTexts: TextPoolBuilder?
    private let isPlainColumn: Bool

    init(isPlainColumn: Bool) { self.isPlainColumn = isPlainColumn }

    /// The keys of a chunk's cells.
    ///
    /// - Shape: one key per row; `tags` only for decimals, whose equal values may differ in scale.
    /// - Missing: the key of a missing cell means nothing.
    mutating func keys(of column: Column) -> (keys: [UInt64], tags: [UInt32]?) {
        switch column {
        case .text(let column):
            let codes = column.codes.values
            guard let translation = translation(of: column.pool, codes: column.codes) else {
                return (codes.map { UInt64($0) }, nil)
            }
            return (codes.map { Int($0) < translation.count ? UInt64(translation[Int($0)]) : 0 }, nil)
        case .integer(let column), .instant(let column), .duration(let column):
            return (column.values.map { UInt64(bitPattern: $0) }, nil)
        case .date(let column): return (column.values.map { UInt64(bitPattern: Int64($0)) }, nil)
        case .flag(let column): return (column.values.map { $0 ? 1 : 0 }, nil)
        case .real(let column):
            return (column.values.map { $0.isNaN ? Double.nan.bitPattern : ($0 + 0).bitPattern }, nil)
        case .decimal(let column):
            var keys: [UInt64] = []
            var tags: [UInt32] = []
            keys.reserveCapacity(column.count)
            tags.reserveCapacity(column.count)
            for units in column.units.values {
                var (units, scale) = (units, column.scale)
                while scale > 0, units % 10 == 0 {
                    units /= 10
                    scale -= 1
                }
                keys.append(UInt64(bitPattern: units))
                tags.append(UInt32(truncatingIfNeeded: scale))
            }
            return (keys, tags)
        }
    }

    /// For each code of a chunk's pool the code in this state's own pool; nil when they are the same.
    private mutating func translation(of pool: TextPool, codes: PrimitiveColumn<UInt32>) -> [UInt32]? {
        if isPlainColumn {
            if firstPool == nil { firstPool = pool }
            if firstPool === pool { return ownTexts == nil ? nil : identity(pool) }
        }
        var texts = ownTexts ?? firstPool.map { TextPoolBuilder(startingWith: $0) } ?? TextPoolBuilder()
        // Only the texts that occur: a chunk may carry a pool much larger than itself.
        var translation = [UInt32](repeating: .max, count: pool.count)
        for (row, code) in codes.values.enumerated() where codes.presence[row] && Int(code) < translation.count {
            if translation[Int(code)] == .max { translation[Int(code)] = pool.withBytes(of: code) { texts.code(for: $0) } }
        }
        ownTexts = texts
        return translation
    }

    private func identity(_ pool: TextPool) -> [UInt32] { (0..<UInt32(truncatingIfNeeded: pool.count)).map { $0 } }

    /// Takes the texts of another state.
    ///
    /// - Shape: the result gives, for each text key of the other, the key here; nil when they are the same.
    mutating func merge(_ other: CellKeys) -> [UInt32]? {
        guard let theirs = other.ownTexts?.pool() ?? other.firstPool else { return nil }
        if firstPool == nil, ownTexts == nil {
            firstPool = other.firstPool
            ownTexts = other.ownTexts
            return nil
        }
        if firstPool === other.firstPool, ownTexts == nil, other.ownTexts == nil { return nil }
        var texts = ownTexts ?? firstPool.map { TextPoolBuilder(startingWith: $0) } ?? TextPoolBuilder()
        let translation = (0..<theirs.count).map { code in
            theirs.withBytes(of: UInt32(truncatingIfNeeded: code)) { texts.code(for: $0) }
        }
        ownTexts = texts
        return translation
    }
}
