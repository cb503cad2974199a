// What a table, its columns and the labels of its segments are called in SQL.

import Expressions
import Tabular

/// A table as a script of SQL sees it.
package struct SQLTable: Sendable {
    /// The table or view that holds its rows, as SQL writes it.
    package private(set) var relation: String
    /// By name.
    private var columns: [String: String] = [:]
    /// By key.
    private var segments: [String: String] = [:]
    private let rowNumberName: String
    private let dialect: SQLDialect
    private var names = SQLNames()

    /// - Parameter relation: a name, as SQL writes it.
    init(_ table: Table, relation: String, dialect: SQLDialect) {
        self.relation = relation
        self.dialect = dialect
        rowNumberName = names.unique("row_number")
        for column in table.columns { columns[column.name] = names.unique(column.name) }
    }

    /// The column of a row's place in the order of the files, from 1, as SQL writes it.
    package var rowNumber: String { dialect.identifier(rowNumberName) }

    /// A column of the table, as SQL writes it.
    package func column(_ name: String) -> String { dialect.identifier(columns[name] ?? name) }

    /// The column of the labels of a segment, as SQL writes it; nil where the table is not divided by it.
    package func segment(_ key: String) -> String? { segments[key].map(dialect.identifier) }

    /// The names of the columns of a table, that of the rows' numbers first, not as SQL writes them but as they are.
    package func plainNames(of table: Table) -> [String] {
        [rowNumberName] + table.columns.map { columns[$0.name] ?? $0.name }
    }

    /// Gives the labels of a segment a column; its name, as SQL writes it.
    package mutating func addSegment(_ key: String) -> String {
        let name = names.unique(names.isTaken(key) ? "\(key) (segment)" : key)
        segments[key] = name
        return dialect.identifier(name)
    }

    /// The same columns and segments in another table or view.
    package func moved(to relation: String) -> SQLTable {
        var moved = self
        moved.relation = relation
        return moved
    }
}
