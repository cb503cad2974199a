// The protocol of those who find the rows that a metric counts when a row alone does not tell.

import Expressions
import Stages

/// Finds the rows that count for a metric of a kind that looks beyond one row.
protocol RowChooser: Sendable {
    /// How to find them while all metrics are measured, which costs less; nil when they have to be found before.
    func backwardWalk(
        _ selection: RowSelection, rows: TableRows, formulas: [TypedExpression], context: StageContext
    ) -> BackwardWalk?

    /// The rows, wherever they stand.
    func chosen(
        _ selection: RowSelection, rows: TableRows, formulas: [TypedExpression], context: StageContext
    ) -> ChosenRows
}

extension RowChooser {
    func backwardWalk(
        _ selection: RowSelection, rows: TableRows, formulas: [TypedExpression], context: StageContext
    ) -> BackwardWalk? { nil }
}
