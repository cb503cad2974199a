// What a cleaning rule does to the rows of its table, in SQL.

import Expressions
import Stages

/// What a rule does to the rows of its table, in SQL: first ``aids``, then ``steps``, then ``names`` and ``condition``; or ``aids`` and
/// then ``grouping``.
package struct RuleSQL: Sendable {
    /// A column that gets a value, and an expression over the columns of the row for it.
    struct Value: Sendable {
        /// One of the table, or a new one.
        var column: String
        var sql: String
    }

    /// One row in place of all rows of a key, numbered like the first of them; none of a key with a missing cell.
    struct Grouping: Sendable {
        /// Columns of the table, which stay.
        var keys: [String]
        /// New columns, and expressions over the rows of a key.
        var values: [Value]
        /// The table that these rows are; nil where they take the place of the rule's own.
        var into: String?
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
    var grouping: Grouping?

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
        if let grouping {
            after = table.withColumns(grouping.keys + grouping.values.map(\.column))
            let (row, file, keys) = (table.rowNumber, table.fileNumber, grouping.keys.map(table.column))
            let columns =
                ["min(\(row)) AS \(row)"] + [file].compactMap(\.self).map { "min_by(\($0), \(row)) AS \($0)" }
                + zip(keys, grouping.keys).map { "\($0) AS \(after.column($1))" }
                + grouping.values.map { "\($0.sql) AS \(after.column($0.column))" }
            let isWhole = keys.map { "\($0) IS NOT NULL" }.joined(separator: " AND ")
            select(columns, where: "\nWHERE \(isWhole)\nGROUP BY \(keys.joined(separator: ", "))")
        }
        for step in steps {
            let replaced = step.map(\.column).filter(after.hasColumn).map(after.column)
            select([dialect.all(without: replaced)] + step.map { "\($0.sql) AS \(after.addColumn($0.column))" })
        }
        let renamed = names.map { after.column($0.old) }
        after.rename(names)
        let leaving = (grouping == nil ? aids.map(\.name) : []) + renamed
        if !leaving.isEmpty || condition != nil {
            select(
                [dialect.all(without: leaving)] + zip(renamed, names).map { "\($0) AS \(after.column($1.new))" },
                where: condition.map { "\nWHERE \($0)" } ?? "")
        }
        return (text, after)
    }
}
