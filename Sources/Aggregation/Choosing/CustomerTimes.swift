// The customers and times of the rows of one chunk that a metric looks at, for those who look beyond one row.

import Expressions
import Tabular

/// The customers and times of a chunk's rows that fulfil a metric's conditions.
struct CustomerTimes {
    let time: Column?
    /// The rows that count: a row without customer or without time does not.
    let counted: RowMask
    let rowCount: Int
    /// The customer's code in every row.
    let codes: [UInt32]

    /// - Shape: the first of the metric's values is the customer; `customers` collects the codes over all chunks.
    init(
        _ selection: RowSelection, chunk index: Int, rows: TableRows, formulas: [TypedExpression], zone: TimeZoneTable,
        overflows: OverflowTally? = nil, customers: inout CellCodes
    ) {
        var needed = selection.time.map { [$0] } ?? []
        for formula in selection.values.prefix(1) + selection.conditions { needed += formulas[formula].columnIndices }
        var segments = rows.segments(inChunk: index)
        let chunk = rows.scopeChunk(index, &segments, unpacking: needed)
        var computed = ChunkFormulas(
            formulas, chunk: chunk, context: EvaluationContext(zone: zone, overflows: overflows))
        self.init(selection, chunk, &computed, customers: &customers)
    }

    /// - Shape: `formulas` are those of `chunk`.
    init(_ selection: RowSelection, _ chunk: Chunk, _ formulas: inout ChunkFormulas, customers: inout CellCodes) {
        let customer = formulas.column(selection.values[0])
        codes = customers.codes(of: customer)
        time = selection.time.map { chunk.columns[$0] }
        rowCount = chunk.rowCount
        var mask = formulas.mask(selection.conditions)
        mask.formIntersection(customer.presence)
        if let time { mask.formIntersection(time.presence) }
        counted = mask
    }

    /// Calls `body` with every row that counts, its customer and its time: days of a date, else milliseconds.
    @inline(__always)
    func forEach(_ body: (_ row: Int, _ customer: Int, _ time: Int64) -> Void) {
        switch time {
        case .instant(let times): counted.forEach(rowCount: rowCount) { body($0, Int(codes[$0]), times.values[$0]) }
        case .date(let days): counted.forEach(rowCount: rowCount) { body($0, Int(codes[$0]), Int64(days.values[$0])) }
        default: break
        }
    }
}
