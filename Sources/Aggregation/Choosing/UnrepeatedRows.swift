// Finds the rows after which the same customer did not come again within some time.

import Expressions
import Stages
import Tabular

/// The rows that count for `unrepeated`, and those of them that are not repeated.
struct UnrepeatedRows: RowChooser {
    /// In milliseconds.
    let within: Int64

    func backwardWalk(
        _ selection: RowSelection, rows: TableRows, formulas: [TypedExpression], context: StageContext
    ) -> BackwardWalk? {
        guard let frame = LookAhead(within, selection, rows: rows, context: context), let time = selection.time,
            rows.isInOrder(ofColumn: time),
            let customerCount = rows.customerCount(selection, formulas: formulas)
        else { return nil }
        return BackwardWalk(selection, time: time, cut: frame.cut, gap: frame.gap, customerCount: customerCount)
    }

    func chosen(
        _ selection: RowSelection, rows: TableRows, formulas: [TypedExpression], context: StageContext
    ) -> ChosenRows {
        guard let frame = LookAhead(within, selection, rows: rows, context: context) else {
            return .none(of: rows)
        }
        let histories = VisitHistories(rows, selection, formulas, context) { chunk, customers in
            CustomerTimes(
                selection, chunk: chunk, rows: rows, formulas: formulas, zone: context.zone,
                overflows: context.overflows, customers: &customers
            ).visits
        }
        return histories.chosen(cut: frame.cut, gap: frame.gap, jobs: context.jobs)
    }
}
