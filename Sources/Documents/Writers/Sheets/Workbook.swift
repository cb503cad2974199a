// A workbook as data: sheets of typed cells, before they become a file.

/// Sheets in the order of their tabs.
struct Workbook: Sendable, Equatable {
    var title: String
    var sheets: [Sheet]

    /// Rows under a name.
    struct Sheet: Sendable, Equatable {
        /// As ``SheetNames`` gives it.
        var name: String
        var rows: [Row]
        /// Of the columns that have cells, in characters.
        var widths: [Double]
        /// So many rows stay in sight at the top; 0 for none.
        var frozenRows: Int

        init(name: String, rows: [Row], widths: [Double] = [], frozenRows: Int = 0) {
            self.name = name
            self.rows = rows
            self.widths = widths
            self.frozenRows = frozenRows
        }
    }

    enum Row: Sendable, Equatable {
        /// One cell per column, from the first on.
        case cells([Cell])
        /// A text over all columns, as high as it needs.
        case text(String, Role)
        case gap
    }

    struct Cell: Sendable, Equatable {
        var content: Content
        var role: Role

        init(_ content: Content, _ role: Role) {
            self.content = content
            self.role = role
        }

        init(_ text: String, _ role: Role = .text) { self.init(text.isEmpty ? .blank : .text(text), role) }

        static let blank = Cell(.blank, .text)
    }

    enum Content: Sendable, Equatable {
        case text(String)
        case number(SheetNumber)
        case blank
    }

    /// What a cell is for; its look follows from that.
    enum Role: Sendable, Hashable {
        case title, heading
        /// The head of a column, of texts or of numbers.
        case head, numberHead
        case text, number
        /// A text or a number of a sum.
        case totalText, totalNumber
        /// A word where a number would stand.
        case absent
        /// What only explains.
        case quiet
    }
}
