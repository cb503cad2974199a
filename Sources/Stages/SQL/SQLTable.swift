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
    private var fileNumberName: String?
    private let dialect: SQLDialect
    private var names = SQLNames()

    /// - Parameters:
    ///   - relation: a name, as SQL writes it.
    ///   - withFiles: whether it has a column for the number of a row's file.
    init(_ table: Table, relation: String, withFiles: Bool, dialect: SQLDialect) {
        self.relation = relation
        self.dialect = dialect
        rowNumberName = names.unique("row_number")
        if withFiles { fileNumberName = names.unique("file_number") }
        for column in table.columns { columns[column.name] = names.unique(column.name) }
    }

    /// The column of a row's place in the order of the files, from 1, as SQL writes it.
    package var rowNumber: String { dialect.identifier(rowNumberName) }

    /// The column of the number of a row's file, as SQL writes it; nil where there is none.
    package var fileNumber: String? { fileNumberName.map(dialect.identifier) }

    /// Whether the table has a column.
    package func hasColumn(_ name: String) -> Bool { columns[name] != nil }

    /// A column of the table, as SQL writes it.
    package func column(_ name: String) -> String { dialect.identifier(columns[name] ?? name) }

    /// The column of the labels of a segment, as SQL writes it; nil where the table is not divided by it.
    package func segment(_ key: String) -> String? { segments[key].map(dialect.identifier) }

    /// The names of the columns of a table, those of the rows' and files' numbers first, not as SQL writes them but as they are.
    package func plainNames(of table: Table) -> [String] {
        [rowNumberName] + [fileNumberName].compactMap(\.self) + table.columns.map { columns[$0.name] ?? $0.name }
    }

    /// How these columns are kept in SQL.
    package func types(of table: Table) -> [String] {
        Array(repeating: dialect.type(.integer), count: fileNumberName == nil ? 1 : 2)
            + table.columns.indices.map { type(ofColumn: $0, of: table) }
    }

    /// How a column of a table is kept in SQL: decimals with as many digits as they need.
    package func type(ofColumn index: Int, of table: Table) -> String {
        guard table.columns[index].type == .decimal else { return dialect.type(table.columns[index].type) }
        // Chunks may differ in scale: all digits before the point and all behind it must fit.
        var (whole, scale) = (0, 0)
        for chunk in table.chunks {
            guard case .decimal(let decimals) = chunk.columns[index] else { continue }
            let largest = decimals.units.values.reduce(0) { max($0, $1.magnitude) }
            whole = max(whole, String(largest).utf8.count - decimals.scale)
            scale = max(scale, decimals.scale)
        }
        return dialect.type(.decimal, scale: scale, digits: whole + scale)
    }

    /// A name that no column has, as SQL writes it.
    package func free(_ wanted: String) -> String {
        var names = names
        return dialect.identifier(names.unique(wanted))
    }

    /// Gives the table a column, unless it has it; its name, as SQL writes it.
    package mutating func addColumn(_ name: String) -> String {
        if columns[name] == nil { columns[name] = names.unique(name) }
        return column(name)
    }

    /// Gives columns other names, all at once.
    package mutating func rename(_ renamed: [(old: String, new: String)]) {
        for (old, _) in renamed { if let name = columns.removeValue(forKey: old) { names.release(name) } }
        for (_, new) in renamed { columns[new] = names.unique(new) }
    }

    /// Gives the labels of a segment a column; its name, as SQL writes it.
    package mutating func addSegment(_ key: String) -> String {
        let name = names.unique(names.isTaken(key) ? "\(key) (segment)" : key)
        segments[key] = name
        return dialect.identifier(name)
    }

    /// A table of other columns, whose rows have numbers, and those of files, under the same names.
    package func withColumns(_ names: [String]) -> SQLTable {
        var other = self
        (other.columns, other.segments, other.names) = ([:], [:], SQLNames(taken: [rowNumberName]))
        if let fileNumberName { _ = other.names.unique(fileNumberName) }
        for name in names { _ = other.addColumn(name) }
        return other
    }

    /// The same columns and segments in another table or view.
    package func moved(to relation: String) -> SQLTable {
        var moved = self
        moved.relation = relation
        return moved
    }

    /// The same columns in another table or view that has none for the numbers of files.
    package func withoutFiles(movedTo relation: String) -> SQLTable {
        var moved = moved(to: relation)
        moved.fileNumberName = nil
        return moved
    }
}
