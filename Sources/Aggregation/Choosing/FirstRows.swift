// Finds, for every customer, the first of all rows that count.

import Expressions
import Stages
import Tabular

/// `first_time: CUSTOMER` – how many customers have their very first row in a period.
///
/// All rows that fulfil `where` are looked at, also those before every period of the report: who has bought before is
/// not new. Of rows with the same time the first in the order of the files is taken. `at` must be given.
///
/// - Units: `count`, with the exact Poisson interval.
/// - Missing: a row without customer or without time is left out.
/// - Example: c1 bought in August and in September, c2 only in September → 1 for September.
struct FirstRows {
    let chosen: ChosenRows

    private struct Candidate {
        var time: Int64
        var chunk: Int
        var row: Int
    }

    init(_ metric: RowMetric, rows: TableRows, formulas: [TypedExpression], context: StageContext) {
        var firsts: [Candidate?] = []
        var customers = CellCodes(isPlainColumn: rows.isPlainColumn(formulas[metric.values[0]]))
        for index in rows.table.chunks.indices {
            let chunk = CustomerTimes(
                metric, chunk: index, rows: rows, formulas: formulas, zone: context.zone, overflows: context.overflows,
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
        chosen = ChosenRows(counted: masks)
    }
}
