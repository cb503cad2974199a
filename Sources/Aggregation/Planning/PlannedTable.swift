// A table that metrics look at, and every formula they need of its rows.

import Expressions
import Tabular

/// A table that metrics look at, and every formula they need of its rows.
struct PlannedTable: Sendable {
    var name: String
    /// The columns of the table that formulas mention, then the segments that conditions mention.
    var columns: [ColumnDescription]
    var segments: [String]
    /// Every formula once, however many metrics share it.
    var formulas: [PlannedFormula]
    /// What must occur in the columns for the metrics to mean anything.
    var checks: [VocabularyCheck] = []
    /// Whether formulas may mention what rows are worth at a moment; see ``StandingName``.
    var hasStandingRows = false
    /// Whether a report is made although no row falls in its period.
    var mayBeEmpty = false

    /// What formulas see: columns, segments as texts, and what rows are worth at a moment.
    var scopeColumns: [ColumnDescription] {
        columns + segments.map { ColumnDescription(name: $0, type: .text) }
            + (hasStandingRows ? StandingName.columns : [])
    }
}

/// A checked formula over a table's scope.
struct PlannedFormula: Sendable, Hashable {
    var typed: TypedExpression
    /// For a formula that mentions `$data_end`: how it is made once the data are known.
    var late: Late?

    /// A formula with a parameter that only the data can tell.
    struct Late: Sendable, Hashable {
        /// The name of that parameter: the last moment that the data know of.
        static let parameter = "data_end"

        var expression: Expression
        var parameters: [String: Constant]
        var clock: BusinessClock?
        /// The date and instant columns, by position in the scope, whose last moment is meant.
        var columns: [Int]
        var type: ColumnType
    }
}
