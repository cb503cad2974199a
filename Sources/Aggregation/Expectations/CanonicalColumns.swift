// What the built-in metrics expect of a column they mention: its values, its words, and what stands in for it where it is absent.

import Diagnostics
import Stages
import Tabular

/// A column of a table of a known kind, as the built-in metrics mean it; it is written in `Tables/KIND.yml`.
package struct CanonicalColumn: Sendable {
    /// What its cells are, as the data of its table say it.
    package enum Form: String, Sendable, CaseIterable {
        case words, text, key, number, money, length, moment, day, flag
    }

    /// What its cells must be.
    enum Need: Sendable {
        case words, number, length, moment, flag, anything

        func isMet(by type: ColumnType) -> Bool {
            switch self {
            case .words: type == .text
            case .number: type.isNumeric
            case .length: type == .duration
            case .moment: type == .instant || type == .date
            case .flag: type == .flag
            case .anything: true
            }
        }
    }

    /// What a metric does when a table has no such column.
    struct Absence: Sendable {
        /// The formula that stands in for it; nil for a moment that only says in which period a row counts, which a
        /// report over all time does not ask.
        var formula: String?
        /// What readers are told.
        var said: Wording
    }

    package var name: String
    package var form: Form
    package var title: Wording
    /// What it holds, a phrase.
    package var help: Wording
    /// A cell as a template shows it; empty for a column that often has none.
    package var example: String
    /// Whether a table of the kind is of use only with it.
    package var isNeeded: Bool
    /// All words it may hold; empty where any will do.
    package var words: [String]
    /// Words of real exports, folded, and the one that is meant.
    var spellings: [String: String]
    var absence: Absence?
    /// Whether every row that a metric looks at should have a cell: a missing one would count as nothing, late or no.
    var isInEveryRow: Bool
    /// Whether its dates come so rarely that days without one tell nothing of how far the data reach: a leave, an incident.
    var isRare: Bool
    /// Of a rare one, the column of the same table from whose first day on a period without a date has none; nil for itself.
    var knownSince: String?

    var need: Need {
        switch form {
        case .words: .words
        case .text, .key: .anything
        case .number, .money: .number
        case .length: .length
        case .moment, .day: .moment
        case .flag: .flag
        }
    }

    /// The type that its column is declared to have in a pipeline file.
    package var type: ColumnType {
        switch form {
        case .words, .text, .key: .text
        case .number, .money: .decimal
        case .length: .duration
        case .moment: .instant
        case .day: .date
        case .flag: .flag
        }
    }

    /// The known word that a text probably means.
    func word(for text: String) -> String? { spellings[LookalikeText.folded(text)] }

    /// The spellings of one of its words, in no order.
    package func spellings(of word: String) -> [String] { spellings.filter { $0.value == word }.map(\.key) }
}
