// A cell, or a whole row, that cannot be read, and why.
import Tabular

/// What is wrong in one row.
struct BadCell {
    /// What is wrong: with the whole row, or with the cell for one of the table's columns.
    enum Cause: Hashable {
        /// Cells that ran together, over so many lines.
        case merged(lines: Int)
        case header
        /// A byte that is no text, in a row of so many lines whose cells may have run together.
        case damaged(lines: Int)
        case width(Int)
        case cell(Int)
        /// A number that is no decimal: it has too many places, or is too large.
        case longDecimal(Int)
        /// A whole number that is too large.
        case longInteger(Int)
        /// The time of day of a moment in two columns.
        case timeOfDay(Int)

        /// Whether a reason quotes what was found.
        var quotesData: Bool {
            if case .damaged = self { return true }
            return column != nil
        }

        var column: Int? {
            switch self {
            case .cell(let column), .longDecimal(let column), .longInteger(let column), .timeOfDay(let column): column
            case .merged, .header, .damaged, .width: nil
            }
        }
    }

    /// In the block.
    var row: Int
    /// 0-based in the row; -1 when the whole row is at fault.
    var place: Int
    var cause: Cause
    /// The place to tell of, where it is not that of the cell.
    var stray: StrayQuote?

    /// The first reason of a row counts: those for whole rows, then its cells in their order.
    static func precedes(_ left: BadCell, _ right: BadCell) -> Bool {
        (left.row, left.place, left.cause.column ?? -1) < (right.row, right.place, right.cause.column ?? -1)
    }
}
