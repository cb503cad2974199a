// What the names of a formula mean: the columns it may use and the values of its parameters.

import Tabular

/// The columns and parameters a formula is checked against.
///
/// - Shape: a checked formula refers to columns by their position in `columns`; the chunks it is evaluated on must have
///   their columns in this order.
package struct ExpressionScope: Sendable {
    /// What messages call the table.
    package var table: String
    /// Where two columns have one name the first is meant.
    package var columns: [ColumnDescription]
    /// The values of `$name`.
    package var parameters: [String: Constant]
    /// What functions of business hours count by; nil where no calendar is declared.
    package var clock: BusinessClock?

    package init(
        table: String, columns: [ColumnDescription], parameters: [String: Constant] = [:], clock: BusinessClock? = nil
    ) {
        self.clock = clock
        self.table = table
        self.columns = columns
        self.parameters = parameters
    }

    func index(of column: String) -> Int? { columns.firstIndex { $0.name == column } }
}
