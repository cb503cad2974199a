// Which rows of a table a metric looks at, by the formulas of the table.

/// The rows that fulfil some conditions, their values and their times.
struct RowSelection: Sendable {
    /// Positions in the table's formulas.
    var values: [Int]
    /// Positions in the table's formulas: conditions that must all hold; ascending.
    var conditions: [Int]
    /// A position in the table's scope: the date or instant column that says when a row counts.
    var time: Int?
}
