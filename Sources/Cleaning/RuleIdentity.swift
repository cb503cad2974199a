// What a rule is called when something is said about it.

import Diagnostics

/// Which rule of which table's list something is about.
package struct RuleIdentity: Sendable, Hashable {
    package var name: String
    package var table: String
    /// The position in the table's list; 1-based.
    package var ordinal: Int
    /// Where the rule's name stands.
    package var location: SourceLocation

    package init(name: String, table: String, ordinal: Int, location: SourceLocation) {
        self.name = name
        self.table = table
        self.ordinal = ordinal
        self.location = location
    }

    /// For messages: rule 'trim'.
    package var wording: Wording { Wording(en: "rule '\(name)'", zh: "规则 '\(name)'") }
}
