// Turns the cells of a column into small numbers that are equal exactly when the cells are.

import Tabular

/// Numbers the different values of a column.
///
/// A plain text column has one pool of distinct texts in all chunks, so its codes serve as they are. A formula's texts
/// may come with a pool per chunk; they are collected into one pool of this state's own. Other values are numbered by a
/// hash table.
struct CellCodes: Sendable {
    private var firstPool: TextPool?
    private var ownTexts: TextPoolBuilder?
    private var values = KeyTable()
    private let isPlainColumn: Bool

    init(isPlainColumn: Bool) { self.isPlainColumn = isPlainColumn }

    /// All codes are below this.
    var count: Int { max(values.count, ownTexts?.count ?? firstPool?.count ?? 0) }

    /// The texts of a column of texts, by code; without any while there are none.
    var texts: TextPool { ownTexts?.pool() ?? firstPool ?? .empty }

    /// The codes of a chunk's cells.
    ///
    /// - Shape: one per row.
    /// - Missing: the code of a missing cell means nothing, but is below `count` or 0.
    mutating func codes(of column: Column) -> [UInt32] {
        switch column {
        case .text(let column):
            guard let translation = translation(of: column.pool, codes: column.codes) else {
                return column.codes.values
            }
            return column.codes.values.enumerated().map { row, code in
                column.codes.presence[row] && Int(code) < translation.count ? translation[Int(code)] : 0
            }
        case .integer(let column), .instant(let column), .duration(let column):
            return codes(column) { (UInt64(bitPattern: $0), 0) }
        case .date(let column): return codes(column) { (UInt64(bitPattern: Int64($0)), 0) }
        case .flag(let column): return codes(column) { ($0 ? 1 : 0, 0) }
        // −0 and 0 are one number; every nan is the same.
        case .real(let column): return codes(column) { ($0.isNaN ? Double.nan.bitPattern : ($0 + 0).bitPattern, 0) }
        case .decimal(let column):
            // 12.5 at scale 1 and 12.50 at scale 2 are one number: both become 125 with tag 1.
            let columnScale = column.scale
            return codes(column.units) { units in
                var (units, scale) = (units, columnScale)
                while scale > 0, units % 10 == 0 {
                    units /= 10
                    scale -= 1
                }
                return (UInt64(bitPattern: units), UInt32(truncatingIfNeeded: scale))
            }
        }
    }

    @inline(__always)
    private mutating func codes<Value>(
        _ column: PrimitiveColumn<Value>, _ key: (Value) -> (key: UInt64, tag: UInt32)
    ) -> [UInt32] {
        var codes = [UInt32](repeating: 0, count: column.count)
        for row in codes.indices where column.presence[row] {
            let (key, tag) = key(column.values[row])
            codes[row] = values.number(of: GroupedKey(group: 0, tag: tag, key: key)).number
        }
        return codes
    }

    // MARK: Texts

    /// For each code of a chunk's pool the code in this state's own pool; nil when they are the same.
    private mutating func translation(of pool: TextPool, codes: PrimitiveColumn<UInt32>) -> [UInt32]? {
        if isPlainColumn, ownTexts == nil, firstPool == nil || firstPool === pool {
            firstPool = pool
            return nil
        }
        var texts = ownPool()
        // Only the texts that occur: a chunk may carry a pool much larger than itself.
        var translation = [UInt32](repeating: .max, count: pool.count)
        for (row, code) in codes.values.enumerated() where codes.presence[row] && Int(code) < translation.count {
            if translation[Int(code)] == .max {
                translation[Int(code)] = pool.withBytes(of: code) { texts.code(for: $0) }
            }
        }
        ownTexts = texts
        return translation
    }

    /// A pool that can grow and gives the codes handed out so far.
    private func ownPool() -> TextPoolBuilder {
        ownTexts ?? firstPool.map { TextPoolBuilder(startingWith: $0) } ?? TextPoolBuilder()
    }

    // MARK: Merging

    /// Takes the values of another state.
    ///
    /// - Shape: the result gives, for each code of the other, the code here; nil when they are the same.
    mutating func merge(_ other: CellCodes) -> [UInt32]? {
        if let theirs = other.ownTexts?.pool() ?? other.firstPool {
            if firstPool == nil, ownTexts == nil {
                self = other
                return nil
            }
            if firstPool === other.firstPool, ownTexts == nil, other.ownTexts == nil { return nil }
            var texts = ownPool()
            let translation = (0..<theirs.count).map { code in
                theirs.withBytes(of: UInt32(truncatingIfNeeded: code)) { texts.code(for: $0) }
            }
            ownTexts = texts
            return translation
        }
        if other.values.count == 0 { return nil }
        if values.count == 0 {
            values = other.values
            return nil
        }
        return other.values.keys.map { values.number(of: $0).number }
    }
}
