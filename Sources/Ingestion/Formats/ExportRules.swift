// Which of the rules that a table's export brings are applied: all of them, none, or those that the user names.
import Diagnostics
import Stages

/// What `export_rules` says for a table.
package enum ExportRules: Sendable {
    case all
    case none
    /// Those of these names.
    case only([SourceText])

    /// `yes`, `no`, or a list of names of rules.
    init(_ reader: OptionReader) {
        switch reader.node(TableKeys.exportRules)?.content {
        case nil: self = .all
        case .list: self = .only(reader.texts(TableKeys.exportRules) ?? [])
        default: self = reader.flag(TableKeys.exportRules) == false ? .none : .all
        }
    }

    /// Whether a rule of that name is applied.
    func applies(_ name: String) -> Bool {
        switch self {
        case .all: true
        case .none: false
        case .only(let names): names.contains { $0.text == name }
        }
    }
}
