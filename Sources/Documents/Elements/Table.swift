// A table of typed cells: facts in columns, with what a narrow page may fold away.

import Charts

extension Document {
    /// Rows of typed cells under columns.
    ///
    /// - Shape: every row has a cell per column; the first one names the row.
    package struct Table: Sendable {
        /// What kind of reading a table is for.
        package enum Layout: Sendable {
            /// Facts to look up; a telephone stacks the cells of a row.
            case facts
            /// A name and a number each, told one after the other where there is room for it.
            case pairs
            /// Names and what they mean; columns that are folded into facts stand in one column of this title.
            case definitions(facts: String)
        }

        package var layout: Layout
        package var caption: String
        /// Whether a heading above it says what it is, so that its caption need not be seen.
        package var isBelowItsTitle: Bool
        /// What the table is called where one moves through it without seeing it.
        package var label: String
        package var columns: [Column]
        package var rows: [[Cell]]
        /// Sums under the rows.
        package var totals: [[Cell]]
        /// The signs that its drawings use.
        package var legend: [Points.Sign] = []
        /// Whether a drawing shows the same, so that a page keeps it folded until it is asked for.
        package var isFolded = false

        package init(
            _ layout: Layout = .facts, caption: String, label: String, columns: [Column], rows: [[Cell]],
            totals: [[Cell]] = [], isBelowItsTitle: Bool = false
        ) {
            self.isBelowItsTitle = isBelowItsTitle
            self.layout = layout
            self.caption = caption
            self.label = label
            self.columns = columns
            self.rows = rows
            self.totals = totals
        }
    }

    /// What the cells below it are, and where they go when there is little room.
    package struct Column: Sendable {
        /// How its cells are read: from the left, or as numbers from the right, or as drawings, which plain text leaves out.
        package enum Kind: Sendable { case text, number, plot }

        /// Where its cells stand when columns are dear.
        package enum Fold: Sendable, Equatable {
            /// In a column of their own.
            case never
            /// Plain text puts them behind the cell before.
            case behindPrevious
            /// A page puts them small below the cell after.
            case belowNext
            /// A page puts them small below the name of the row.
            case belowName
            /// A page puts them below the cell before, with the column's title.
            case cautionOfPrevious
            /// A page gathers them in the last column, each after this title.
            case fact(title: String)
        }

        package var title: String
        package var kind: Kind
        package var fold: Fold

        package init(_ title: String, _ kind: Kind = .text, fold: Fold = .never) {
            self.title = title
            self.kind = kind
            self.fold = fold
        }
    }

    /// What stands in a table.
    package enum Cell: Sendable, Equatable {
        case text(String)
        /// The name of a file, which reads from left to right whatever it holds.
        case path(String)
        /// Signs to be copied, such as an identifier.
        case code(String)
        /// A text that leads to another file of the report, in whose folder it is named so.
        case link(String, file: String)
        case value(Value)
        /// A word that says how good or bad something is.
        case verdict(String, Tone)
        /// A text that is told only where it has a column of its own.
        case minor(String)
        /// Numbers of the row as a drawing.
        case plot(Drawing)
        /// Nothing belongs here.
        case blank

        /// A number of things.
        package static func count(_ count: Int, shown: String) -> Cell {
            .value(.number(Number(count: count, shown: shown)))
        }

        /// Whether there is something to tell even without a column of its own.
        package var isTold: Bool {
            switch self {
            case .text, .path, .code, .link, .value, .verdict: true
            case .minor, .plot, .blank: false
            }
        }

        /// The text that is printed.
        package var shown: String {
            switch self {
            case .text(let text), .path(let text), .code(let text), .minor(let text), .verdict(let text, _),
                .link(let text, _):
                text
            case .value(let value): value.shown
            case .plot, .blank: ""
            }
        }
    }
}

extension Document.Table {
    /// The table without the columns in which no row has anything to tell.
    ///
    /// - Parameter absent: the text that stands where there is no number.
    package func withoutEmptyColumns(absent: String) -> Document.Table {
        let empty = columns.indices.filter { column in
            rows.allSatisfy { row in
                switch row[column] {
                case .blank: true
                case .text(let text): text.isEmpty || text == absent
                case .value(.absent), .value(.blank): true
                case .plot(let drawing): drawing.isEmpty
                case .path, .code, .link, .value, .verdict, .minor: false
                }
            }
        }
        let kept = columns.indices.filter { !empty.contains($0) || $0 == 0 }
        var table = self
        table.columns = kept.map { columns[$0] }
        table.rows = rows.map { row in kept.map { row[$0] } }
        table.totals = totals.map { row in kept.map { row[$0] } }
        return table
    }
}
