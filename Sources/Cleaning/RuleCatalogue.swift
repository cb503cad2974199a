// Every cleaning rule there is; a test proves the list complete.

/// The rules a pipeline file may name.
package enum RuleCatalogue {
    /// In the order of the manual: cells, columns, rows.
    package static let rules: [any CleaningRule.Type] = [
        Trim.self, Normalise.self, Missing.self, Map.self, Phone.self, Fill.self,
        Derive.self, Rename.self,
        DropDuplicates.self, Reject.self, Keep.self,
    ]

    package static var names: [String] { rules.map { $0.name } }

    package static func rule(named name: String) -> (any CleaningRule.Type)? { rules.first { $0.name == name } }
}
