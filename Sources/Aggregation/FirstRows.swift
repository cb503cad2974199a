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
    /// Per chunk one entry per row.
    let masks: [[Bool]]

    private struct Candidate {
        var time: Int64
        var chunk: Int
        var row: Int
    }

    init(_ metric: RowMetric, rows: TableRows, formulas: [TypedExpression], context: StageContext) {
        var masks = rows.table.chunks.map { [Bool](repeating: false, count: $0.rowCount) }
        var firsts: [Candidate?] = []
        var customers = CellCodes(isPlainColumn: rows.isPlainColumn(formulas[metric.values[0]]))
        for index in rows.table.chunks.indices {
            let chunk = rows.scopeChunk(index)
            var computed = ChunkFormulas(formulas, chunk: chunk, context: EvaluationContext(zone: context.zone))
            let column = computed.column(metric.values[0])
            let mask = computed.mask(metric.conditions)
            let codes = customers.codes(of: column)
            firsts.lengthen(to: customers.count, with: nil)
            guard let time = metric.time.map({ chunk.columns[$0] }) else { continue }
            for row in 0..<chunk.rowCount where column.presence[row] && time.presence[row] && mask?[row] != false {
                let moment: Int64
                switch time {
                case .instant(let times): moment = times.values[row]
                case .date(let days): moment = Int64(days.values[row])
                default: continue
                }
                let candidate = Candidate(time: moment, chunk: index, row: row)
                let code = Int(codes[row])
                if firsts[code].map({ candidate.time < $0.time }) ?? true { firsts[code] = candidate }
            }
        }
        for first in firsts.compactMap({ $0 }) { masks[first.chunk][first.row] = true }
        self.masks = masks
    }
}
