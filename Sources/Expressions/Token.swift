// The words and signs of a formula.

/// A word or sign of a formula and where it stands.
struct Token: Sendable, Hashable {
    enum Content: Sendable, Hashable {
        /// A number, percentage, duration, date or flag.
        case literal(Constant)
        case text(String)
        /// A column or a function. A name in back quotes is never a keyword.
        case name(String)
        /// A column of a linked table, `customers.created`; either part may stand in back quotes.
        case linkedName(table: String, column: String)
        /// A name after `$`.
        case parameter(String)
        case keyword(Keyword)
        case sign(Sign)
        /// Something that has already been complained about.
        case invalid
        case end
    }

    var content: Content
    /// - Bounds: 0-based, in Unicode scalars of the formula; the upper bound is exclusive.
    var range: Range<Int>
}

/// The words with a meaning of their own. They are written in small letters or wholly in capitals.
enum Keyword: String, Sendable, Hashable, CaseIterable {
    case and, or, not, `in`, between, `is`, missing, like, `true`, `false`

    init?(word: String) {
        if let keyword = Keyword(rawValue: word) {
            self = keyword
        } else if word == word.uppercased(), let keyword = Keyword(rawValue: word.lowercased()) {
            self = keyword
        } else {
            return nil
        }
    }
}

enum Sign: String, Sendable, Hashable {
    case opening = "("
    case closing = ")"
    case comma = ","
    case plus = "+"
    case minus = "-"
    case times = "*"
    case slash = "/"
    case equal = "="
    case unequal = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}

extension Token.Content {
    /// How a message names it.
    var quoted: String {
        switch self {
        case .literal(let constant): "'\(constant)'"
        case .text(let text): "\"\(text)\""
        case .name(let name): "'\(name)'"
        case .linkedName(let table, let column): "'\(table).\(column)'"
        case .parameter(let name): "'$\(name)'"
        case .keyword(let keyword): "'\(keyword.rawValue)'"
        case .sign(let sign): "'\(sign.rawValue)'"
        case .invalid, .end: ""
        }
    }
}
