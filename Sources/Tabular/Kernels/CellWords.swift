// A cell as words that are equal exactly when the cells are, in whatever chunk they stand.

/// A cell as two words; equal exactly for equal cells of one column, whose chunks share a pool of texts.
///
/// - Missing: equals only another missing cell.
package struct CellWords: Hashable, Sendable {
    private let value: UInt64
    /// 0 for a missing cell; for decimals the scale beside the value.
    private let kind: UInt64

    private init(_ value: UInt64, _ kind: UInt64 = 1) { (self.value, self.kind) = (value, kind) }

    /// - Parameter row: within the column's bounds.
    package init(_ column: Column, row: Int) {
        guard column.presence[row] else {
            self.init(0, 0)
            return
        }
        switch column {
        case .text(let column): self.init(UInt64(column.codes.values[row]))
        case .integer(let column), .instant(let column), .duration(let column):
            self.init(UInt64(bitPattern: column.values[row]))
        case .date(let column): self.init(UInt64(bitPattern: Int64(column.values[row])))
        case .flag(let column): self.init(column.values[row] ? 1 : 0)
        case .real(let column):
            // −0 equals 0, and every "not a number" equals every other.
            let value = column.values[row]
            self.init(value == 0 ? 0 : value.isNaN ? Double.nan.bitPattern : value.bitPattern)
        case .decimal(let column):
            // Chunks may differ in scale: digits without trailing zeros, and their scale.
            var (units, scale) = (column.units.values[row], column.scale)
            if units == 0 { scale = 0 }
            while scale > 0, units % 10 == 0 {
                units /= 10
                scale -= 1
            }
            self.init(UInt64(bitPattern: units), UInt64(scale) &+ 1)
        }
    }
}
