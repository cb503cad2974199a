// A finding that is more than one number, with its title: a cross table, a curve, a matrix, a list of rows or of pairs of items.

import Diagnostics

/// A table of results that stands beside the cells of metrics.
package struct ResultTable: Sendable {
    /// What kind of table it is.
    package enum Content: Sendable {
        case crossTable(CrossTable)
        case curve(Curve)
        case matrix(Matrix)
        case rowList(RowList)
        case itemPairs(ItemPairs)
    }

    /// As written in the pipeline file; unique among the tables of a report.
    package var key: String
    package var title: Wording
    /// How it came about, or what to mind.
    package var note: Wording?
    package var content: Content

    package init(key: String, title: Wording, note: Wording? = nil, content: Content) {
        self.key = key
        self.title = title
        self.note = note
        self.content = content
    }

    /// The table with nothing in it that rests on one row or more and fewer than `floor`, but for pairs of items.
    package func hidden(below floor: Int) -> ResultTable {
        var table = self
        switch content {
        case .crossTable(let cross): table.content = .crossTable(cross.hidden(below: floor))
        case .curve(let curve): table.content = .curve(curve.hidden(below: floor))
        case .matrix(let matrix): table.content = .matrix(matrix.hidden(below: floor))
        // What pairs tell of each other, and of their metric, is not seen here.
        case .itemPairs, .rowList: break
        }
        return table
    }
}
