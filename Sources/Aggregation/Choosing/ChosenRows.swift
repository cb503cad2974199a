// The rows that a metric counts when a row alone does not tell: found before the walk, chunk by chunk.

import Expressions
import Stages
import Tabular

/// What had to be found out about the rows of a metric that looks beyond one row.
struct ChosenRows: Sendable {
    /// Per chunk the rows that count.
    var counted: [RowMask]
    /// Per chunk the rows of those that fulfil what the metric is the share of; nil for a metric that only counts.
    var fulfilling: [RowMask]?

    init(counted: [RowMask], fulfilling: [RowMask]? = nil) {
        self.counted = counted
        self.fulfilling = fulfilling
    }

    /// Those of one chunk.
    subscript(chunk: Int) -> ChosenRowsOfChunk {
        ChosenRowsOfChunk(counted: counted[chunk], fulfilling: fulfilling?[chunk])
    }

    /// Nil for a metric that looks at one row at a time.
    init?(_ metric: RowMetric, rows: TableRows, formulas: [TypedExpression], context: StageContext) {
        switch metric.kind {
        case .firstTime: self = FirstRows(metric, rows: rows, formulas: formulas, context: context).chosen
        case .unrepeated(let span):
            self = UnrepeatedRows.chosen(metric, within: span, rows: rows, formulas: formulas, context: context)
        default: return nil
        }
    }
}

/// What had to be found out about the rows of a chunk.
struct ChosenRowsOfChunk: Sendable {
    /// The rows that count.
    var counted: RowMask
    /// The rows of those that fulfil what the metric is the share of; nil for a metric that only counts.
    var fulfilling: RowMask?

    /// What an accumulator is given in place of the metric's values; nil when it needs none.
    func columns(rowCount: Int) -> [Column]? {
        fulfilling.map { [.flag(PrimitiveColumn($0.flags(rowCount: rowCount)))] }
    }
}

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
        _ metric: RowMetric, chunk index: Int, rows: TableRows, formulas: [TypedExpression], zone: TimeZoneTable,
        overflows: OverflowTally? = nil, customers: inout CellCodes
    ) {
        var needed = metric.time.map { [$0] } ?? []
        for formula in metric.values.prefix(1) + metric.conditions { needed += formulas[formula].columnIndices }
        var segments = rows.segments(inChunk: index)
        let chunk = rows.scopeChunk(index, &segments, unpacking: needed)
        var computed = ChunkFormulas(
            formulas, chunk: chunk, context: EvaluationContext(zone: zone, overflows: overflows))
        self.init(metric, chunk, &computed, customers: &customers)
    }

    /// - Shape: `formulas` are those of `chunk`.
    init(_ metric: RowMetric, _ chunk: Chunk, _ formulas: inout ChunkFormulas, customers: inout CellCodes) {
        let customer = formulas.column(metric.values[0])
        codes = customers.codes(of: customer)
        time = metric.time.map { chunk.columns[$0] }
        rowCount = chunk.rowCount
        var mask = formulas.mask(metric.conditions)
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
