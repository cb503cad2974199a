// What a mail is made of: few forms that every mail program can show, in HTML and as plain text.

/// A piece of a mail, whatever it was in the document.
enum MailForm: Equatable {
    case heading(String)
    case paragraph(String, MailRole)
    case list([MailItem], isNumbered: Bool)
    case table(MailTable)
}

/// What a paragraph is for.
enum MailRole: Equatable {
    case plain
    /// It explains, and may be small.
    case quiet
    /// It must not be missed.
    case warning
}

/// A sentence with what else is said of it.
struct MailItem: Equatable {
    var headline: String
    var further: [String] = []
}

/// Rows of cells under heads; the first cell names the row.
struct MailTable: Equatable {
    var title = ""
    var heads: [Head]
    var rows: [Row]

    struct Head: Equatable {
        var text: String
        var isNumber = false
    }

    struct Row: Equatable {
        var cells: [Cell]
        var isTotal = false
    }

    struct Cell: Equatable {
        var text: String
        /// What stands below it, smaller.
        var small: [String] = []
        var tone = Document.Tone.neutral

        static let blank = Cell(text: "")
    }
}
