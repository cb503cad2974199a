// How the cells of one column become values.
import Tabular

/// The recipe of one column: its type and all that its parser must know.
package struct ColumnPlan: Sendable, Equatable {
    package var name: String
    package var type: ColumnType
    package var unit: DurationUnit?
    package var format: InstantFormat?
    package var dateOrder: DateOrder?
    /// Whether the order holds for years of two digits too; it does not where dates with four told it.
    package var allowsShortYears = true
    package var bad: BadCellPolicy
    /// Source text → text to store, for text columns.
    package var values: [String: String]
    /// Whether its cells name people: then no message quotes them.
    package var isPersonal = false
    /// The declared currency of amounts; a cell that names another is bad.
    package var currency: String?

    package init(
        name: String, type: ColumnType, unit: DurationUnit? = nil, format: InstantFormat? = nil,
        dateOrder: DateOrder? = nil, bad: BadCellPolicy = .reject, values: [String: String] = [:],
        currency: String? = nil
    ) {
        self.currency = currency
        self.name = name
        self.type = type
        self.unit = unit
        self.format = format
        self.dateOrder = dateOrder
        self.bad = bad
        self.values = values
    }
}

/// What all columns of a table share.
struct CellConventions: Sendable {
    var missing: MissingSpellings
    var zone: TimeZoneTable
    var decimalComma: Bool
}
