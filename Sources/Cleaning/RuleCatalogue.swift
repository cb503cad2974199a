// Every cleaning rule there is; a test proves the list complete.

import Stages

/// The rules a pipeline file may name.
package enum RuleCatalogue {
    /// In the order of the manual: cells, columns, rows.
    package static let rules: [any CleaningRule.Type] = [
        Trim.self, Normalise.self, Missing.self, Map.self, Phone.self, Fill.self,
        Derive.self, Rename.self,
        DropDuplicates.self, Reject.self, Keep.self, RollUp.self,
    ]

    package static var declarations: [OptionKey] { rules.map { $0.declaration } }

    package static var names: [String] { declarations.words }

    /// The rules that can stand without options: `- drop_duplicates`.
    package static let namesAlone = [DropDuplicates.name]

    package static func rule(named name: String) -> (any CleaningRule.Type)? { rules.first { $0.name == name } }
}
