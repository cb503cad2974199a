// What cleaning will do: prepared rules per table, as data that can be printed.

import Diagnostics
import Stages

/// The prepared rules of every table that is cleaned.
package struct CleaningPlan: Sendable {
    /// In the order of the pipeline file, but tables that rules make behind those they are made from.
    package var tables: [TableCleaning]
    /// By table, the amounts whose rows must be of one currency when all rules are done.
    var currencies: [String: [CurrencyColumn]] = [:]

    package init(tables: [TableCleaning] = []) { self.tables = tables }

    /// The columns by which the rules of a table tell its rows apart.
    package func keyColumns(of table: String) -> [String] {
        tables.filter { $0.table == table }.flatMap(\.rules).flatMap { prepared -> [String] in
            let rule: any CleaningRule = prepared.rule
            return rule.keyColumns
        }
    }

    /// The plan in words, a line per rule.
    package var lines: [Wording] { tables.flatMap { list in list.rules.map { $0.lineWithPlace } } }
}

extension PreparedRule {
    /// What the rule does and where it stands: `calls 1 drop_duplicates: one row per call_id, the last`.
    var lineWithPlace: Wording {
        let place = "\(rule.identity.table) \(rule.identity.ordinal) \(rule.identity.name)"
        return Wording(en: "\(place): \(rule.line.english)", zh: "\(place)：\(rule.line.chinese)")
    }
}

/// The rules of one table, in the order they are applied.
package struct TableCleaning: Sendable {
    package var table: String
    package var rules: [any PreparedRule]

    package init(table: String, rules: [any PreparedRule]) {
        self.table = table
        self.rules = rules
    }
}
