// Finds the rows after which the same customer did not come again within some time.

import Expressions
import Stages
import Tabular

/// The rows that count for `unrepeated`, and those of them that are not repeated.
struct UnrepeatedRows: RowChooser {
    /// In milliseconds.
    let within: Int64

    /// Which rows count, in units of the time column: milliseconds, or days of a date, of which only whole ones can be told apart.
    private struct Frame {
        var time: Int
        /// Later rows do not count.
        var cut: Int64
        var gap: Int64

        /// Nil when no row counts; `span` is in milliseconds.
        init?(_ selection: RowSelection, within span: Int64, rows: TableRows, context: StageContext) {
            guard let time = selection.time, let last = rows.end(ofColumn: time, context: context) else { return nil }
            let unit: Int64 = rows.planned.columns[time].type == .date ? 86_400_000 : 1
            let gap = span / unit
            let (cut, isBeforeAll) = last.subtractingReportingOverflow(span % unit == 0 ? gap : gap + 1)
            if isBeforeAll { return nil }
            (self.time, self.cut, self.gap) = (time, cut, gap)
        }
    }

    /// How many customers there are, when their codes mean the same in all chunks.
    private func customerCount(_ selection: RowSelection, rows: TableRows, formulas: [TypedExpression]) -> Int? {
        let formula = formulas[selection.values[0]]
        guard rows.isPlainColumn(formula), let column = formula.columnIndices.first else { return nil }
        return rows.sharedTextCount(ofColumn: column)
    }

    func backwardWalk(
        _ selection: RowSelection, rows: TableRows, formulas: [TypedExpression], context: StageContext
    ) -> BackwardWalk? {
        guard let frame = Frame(selection, within: within, rows: rows, context: context),
            rows.isInOrder(ofColumn: frame.time),
            let customerCount = customerCount(selection, rows: rows, formulas: formulas)
        else { return nil }
        return BackwardWalk(selection, time: frame.time, cut: frame.cut, gap: frame.gap, customerCount: customerCount)
    }

    func chosen(
        _ selection: RowSelection, rows: TableRows, formulas: [TypedExpression], context: StageContext
    ) -> ChosenRows {
        let rowCounts = rows.table.chunks.map(\.rowCount)
        guard let frame = Frame(selection, within: within, rows: rows, context: context) else {
            let none = rowCounts.map { RowMask(noneOf: $0) }
            return ChosenRows(counted: none, fulfilling: none)
        }
        let visits: [DealtVisits]
        let parts: CustomerParts
        if let customerCount = customerCount(selection, rows: rows, formulas: formulas) {
            parts = CustomerParts(customerCount: customerCount, jobs: context.jobs)
            visits = parallelMap(Array(rowCounts.indices), jobs: context.jobs) { chunk in
                var customers = CellCodes(isPlainColumn: true)
                return DealtVisits(visitsOfChunk(selection, chunk, rows, formulas, context, &customers), among: parts)
            }
        } else {
            var customers = CellCodes(isPlainColumn: false)
            let found = rowCounts.indices.map { visitsOfChunk(selection, $0, rows, formulas, context, &customers) }
            parts = CustomerParts(customerCount: customers.count, jobs: context.jobs)
            visits = parallelMap(found, jobs: context.jobs) { DealtVisits($0, among: parts) }
        }
        let histories = VisitHistories(visits, among: parts, rowCounts: rowCounts)
        return histories.chosen(cut: frame.cut, gap: frame.gap, jobs: context.jobs)
    }

    /// The rows of a chunk that count.
    private func visitsOfChunk(
        _ selection: RowSelection, _ chunk: Int, _ rows: TableRows, _ formulas: [TypedExpression],
        _ context: StageContext,
        _ customers: inout CellCodes
    ) -> [Visit] {
        let times = CustomerTimes(
            selection, chunk: chunk, rows: rows, formulas: formulas, zone: context.zone, overflows: context.overflows,
            customers: &customers)
        var visits: [Visit] = []
        visits.reserveCapacity(times.rowCount)
        times.forEach { row, customer, time in
            visits.append(
                Visit(
                    time: time, customer: UInt32(truncatingIfNeeded: customer), row: UInt32(truncatingIfNeeded: row)))
        }
        return visits
    }
}
