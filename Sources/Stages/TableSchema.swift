// What is known of a table before its rows are read: its columns and their types.

import Diagnostics
import Tabular

/// A table's name, what its rows are, and its columns at one point of the walk.
package struct TableSchema: Sendable {
    package var name: String
    /// What the rows are in the language of the catalogue: `calls`, `surveys`, `sales`, …; nil for a table of its own kind.
    package var kind: String?
    /// The columns that may be used from here on. A column nobody asked for may be absent.
    package var columns: [ColumnDescription]
    /// Where the table is declared.
    package var location: SourceLocation
    /// Whether the columns could not be learned, because a file is missing or unreadable and that has been reported.
    /// Nothing more is then said about this table's columns and formulas.
    package var isOpaque: Bool
    /// Names of columns that are wanted and could not be had, because of a mistake that has been reported. They are not in
    /// `columns`, and nothing more is said about what mentions them.
    package var opaqueColumns: Set<String> = []
    /// Whether a report is made although the table has no row for its period.
    package var mayBeEmpty: Bool
    /// By column, whether its cells name people, where that is declared or known by its name.
    package var namesPeople: [String: Bool]
    /// By column that a rule made or renamed and that names people, the column as it was read whose cells it holds.
    private var readColumns: [String: String] = [:]
    /// The currency of amounts whose column says none.
    package var currency: String?
    /// The columns of amounts whose currency stands in another column.
    package var currencyColumns: [CurrencyColumn] = []
    /// Those of its columns that links bring from other tables, by the names that formulas have for them: `customers.created`.
    package private(set) var linkedColumns: Set<String> = []
    /// What formulas on its rows count business hours by; nil where the pipeline has no calendar.
    package var clock: BusinessClock?

    package init(
        name: String, kind: String?, columns: [ColumnDescription], location: SourceLocation, isOpaque: Bool = false,
        mayBeEmpty: Bool = false, namesPeople: [String: Bool] = [:], currency: String? = nil
    ) {
        self.mayBeEmpty = mayBeEmpty
        self.namesPeople = namesPeople
        self.currency = currency
        self.isOpaque = isOpaque
        self.name = name
        self.kind = kind
        self.columns = columns
        self.location = location
    }

    package func type(of column: String) -> ColumnType? { columns.first { $0.name == column }?.type }

    package var columnNames: [String] { columns.map(\.name) }

    /// The columns that the table has without its links.
    package var ownColumns: [ColumnDescription] { columns.filter { !linkedColumns.contains($0.name) } }

    /// Takes a column over a link from another table: what is known of it stays so.
    package mutating func take(_ column: String, of partner: TableSchema, as name: String) {
        guard let description = partner.columns.first(where: { $0.name == column }) else { return }
        columns.append(ColumnDescription(name: name, type: description.type, currency: description.currency))
        linkedColumns.insert(name)
        namesPeople[name] = partner.namesPeople[column]
        readColumns[name] = partner.readColumn(of: column)
    }

    /// The column as it was read whose cells a column holds; itself where no rule made it.
    package func readColumn(of column: String) -> String { readColumns[column] ?? column }

    /// Notes what the cells of a column are made of: where one of the sources names people, so does the column.
    package mutating func make(_ column: String, of sources: [String]) {
        guard let source = sources.first(where: { namesPeople[$0] == true }) else { return }
        readColumns[column] = readColumn(of: source)
        namesPeople[column] = true
    }

    /// What is known of a table whose rows are made of this one's, and whose columns hold cells of some of this one's.
    ///
    /// - Parameter columns: each with the columns whose cells it holds; a copy is as personal as its source.
    package func remade(
        as name: String, kind: String?, columns: [(column: ColumnDescription, sources: [String], isCopy: Bool)],
        at location: SourceLocation
    ) -> TableSchema {
        var made = TableSchema(
            name: name, kind: kind, columns: columns.map(\.column), location: location, mayBeEmpty: mayBeEmpty,
            currency: currency)
        for (column, sources, isCopy) in columns {
            let isPersonal = sources.contains { namesPeople[$0] == true }
            if isPersonal || isCopy, let source = sources.first(where: { !isPersonal || namesPeople[$0] == true }) {
                made.namesPeople[column.name] = namesPeople[source]
                made.readColumns[column.name] = readColumn(of: source)
            }
        }
        return made
    }

    /// Whether columns name people goes with them to their new names.
    package mutating func renamePeople(_ names: [(old: String, new: String)]) {
        let before = self
        for (old, _) in names { (namesPeople[old], readColumns[old]) = (nil, nil) }
        for (old, new) in names {
            namesPeople[new] = before.namesPeople[old]
            readColumns[new] = before.readColumn(of: old)
        }
    }
}

/// A column of amounts, and the column beside it that names the currency of each row.
package struct CurrencyColumn: Sendable, Hashable {
    package var amount: String
    package var column: String
    /// The currency that all rows must have; nil where the first rows do not show one.
    package var code: String?
    /// Where the currency is declared.
    package var place: SourceLocation

    package init(amount: String, column: String, code: String?, place: SourceLocation) {
        self.amount = amount
        self.column = column
        self.code = code
        self.place = place
    }
}

extension [TableSchema] {
    package subscript(name: String) -> TableSchema? { first { $0.name == name } }
}

/// A column of a named table, written `calls.customer` or, where the table is known, `customer`.
package struct ColumnReference: Sendable, Hashable {
    package var table: SourceText
    package var column: SourceText
    /// The table whose formula mentions it, where that is another one, to which links must bring the column.
    package var mentioner: String?

    package init(table: SourceText, column: SourceText, mentioner: String? = nil) {
        self.table = table
        self.column = column
        self.mentioner = mentioner
    }

    /// Reads `table.column`; nil (without a message) when there is no point in it.
    package init?(_ text: SourceText) {
        guard let point = text.text.firstIndex(of: ".") else { return nil }
        let offset = text.text.unicodeScalars.distance(from: text.text.startIndex, to: point)
        table = SourceText(String(text.text[..<point]), start: text.start)
        column = SourceText(String(text.text[text.text.index(after: point)...]), start: text.location(at: offset + 1))
    }

    package var description: String { "\(table.text).\(column.text)" }
}
