// What a cleaning rule does to the rows of its table, in SQL.

import Expressions
import Stages

/// What a rule does to the rows of its table, in SQL: first ``aids``, then ``steps``, then ``names`` and ``condition``.
package struct RuleSQL: Sendable {
    /// A column that gets a value, and an expression over the columns of the row for it.
    struct Value: Sendable {
        /// One of the table, or a new one.
        var column: String
        var sql: String
    }

    /// Columns that are made one after the other, from the row and others, and are gone after the rule: their names, as SQL writes them,
    /// and expressions.
    var aids: [(name: String, sql: String)] = []
    /// Columns that get values. Those of a step see the row as the steps before left it.
    var steps: [[Value]] = []
    /// Columns that get other names, all at once.
    var names: [(old: String, new: String)] = []
    /// Which rows stay: those for which it is true; nil where all do.
    var condition: String?

    /// The query for the rows of a table after the rule, and its columns, as if they stood in the same relation.
    func query(over table: SQLTable, _ dialect: SQLDialect) -> (text: String, table: SQLTable) {
        var after = table
        var source = table.relation
        var text = "SELECT *\nFROM \(source)"
        func select(_ columns: [String], where filter: String = "") {
            text = "SELECT \(columns.joined(separator: ",\n  "))\nFROM \(source)\(filter)"
            source = "(\n\(text)\n)"
        }
        for aid in aids { select(["*", "\(aid.sql) AS \(aid.name)"]) }
        for step in steps {
            let replaced = step.map(\.column).filter(after.hasColumn).map(after.column)
            select([dialect.all(without: replaced)] + step.map { "\($0.sql) AS \(after.addColumn($0.column))" })
        }
        let renamed = names.map { after.column($0.old) }
        after.rename(names)
        let leaving = aids.map(\.name) + renamed
        if !leaving.isEmpty || condition != nil {
            select(
                [dialect.all(without: leaving)] + zip(renamed, names).map { "\($0) AS \(after.column($1.new))" },
                where: condition.map { "\nWHERE \($0)" } ?? "")
        }
        return (text, after)
    }
}
