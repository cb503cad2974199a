// Finds, for every customer, the first of all rows that count.

import Expressions
import Stages
import Tabular

/// The rows that count for `first_time`.
struct FirstRows: RowChooser {
    private struct Candidate {
        var time: Int64
        var chunk: Int
        var row: Int
    }

    func chosen(
        _ selection: RowSelection, rows: TableRows, formulas: [TypedExpression], context: StageContext
    ) -> ChosenRows {
        var firsts: [Candidate?] = []
        var customers = CellCodes(isPlainColumn: rows.isPlainColumn(formulas[selection.values[0]]))
        for index in rows.table.chunks.indices {
            let chunk = CustomerTimes(
                selection, chunk: index, rows: rows, formulas: formulas, zone: context.zone,
                overflows: context.overflows,
                customers: &customers)
            firsts.lengthen(to: customers.count, with: nil)
            chunk.forEach { row, customer, time in
                if firsts[customer].map({ time < $0.time }) ?? true {
                    firsts[customer] = Candidate(time: time, chunk: index, row: row)
                }
            }
        }
        var masks = rows.table.chunks.map { RowMask(noneOf: $0.rowCount) }
        for first in firsts.compactMap({ $0 }) { masks[first.chunk].insert(first.row) }
        return ChosenRows(counted: masks)
    }
}
