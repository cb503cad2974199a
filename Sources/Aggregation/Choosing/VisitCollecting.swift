// Gathers the rows of every customer from all chunks, on all threads where customers have the same codes in all of them.

import Expressions
import Stages
import Tabular

extension VisitHistories {
    /// The rows of each customer that a metric looks at.
    ///
    /// - Parameter visits: those of a chunk, in the order of its rows; the customers' codes are collected over all chunks.
    init(
        _ rows: TableRows, _ selection: RowSelection, _ formulas: [TypedExpression], _ context: StageContext,
        visits: @escaping @Sendable (_ chunk: Int, _ customers: inout CellCodes) -> [Visit]
    ) {
        let rowCounts = rows.table.chunks.map(\.rowCount)
        let parts: CustomerParts
        let dealt: [DealtVisits]
        if let customerCount = rows.customerCount(selection, formulas: formulas) {
            parts = CustomerParts(customerCount: customerCount, jobs: context.jobs)
            dealt = parallelMap(Array(rowCounts.indices), jobs: context.jobs) { chunk in
                var customers = CellCodes(isPlainColumn: true)
                return DealtVisits(visits(chunk, &customers), among: parts)
            }
        } else {
            var customers = CellCodes(isPlainColumn: false)
            let found = rowCounts.indices.map { visits($0, &customers) }
            parts = CustomerParts(customerCount: customers.count, jobs: context.jobs)
            dealt = parallelMap(found, jobs: context.jobs) { DealtVisits($0, among: parts) }
        }
        self.init(dealt, among: parts, rowCounts: rowCounts)
    }
}

extension TableRows {
    /// How many customers there are, when their codes mean the same in all chunks.
    func customerCount(_ selection: RowSelection, formulas: [TypedExpression]) -> Int? {
        let formula = formulas[selection.values[0]]
        guard isPlainColumn(formula), let column = formula.columnIndices.first else { return nil }
        return sharedTextCount(ofColumn: column)
    }
}

extension CustomerTimes {
    /// The rows that count.
    var visits: [Visit] {
        var visits: [Visit] = []
        visits.reserveCapacity(rowCount)
        forEach { row, customer, time in
            visits.append(
                Visit(
                    time: time, customer: UInt32(truncatingIfNeeded: customer), row: UInt32(truncatingIfNeeded: row)))
        }
        return visits
    }
}

extension ChosenRows {
    /// Nothing counts.
    static func none(of rows: TableRows) -> ChosenRows {
        let none = rows.table.chunks.map { RowMask(noneOf: $0.rowCount) }
        return ChosenRows(counted: none, fulfilling: none)
    }
}
