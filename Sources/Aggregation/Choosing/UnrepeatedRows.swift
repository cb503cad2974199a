// Finds the rows after which the same customer did not come again within some time.

import Expressions
import Stages
import Tabular

/// `unrepeated: CUSTOMER` with `within: 7 d` – the share of rows after which the same customer has no other row for that
/// long, such as calls that settled the matter: first-contact resolution.
///
/// Only rows that fulfil `where` are looked at, on both sides. The next row is the next in the order of time, wherever it
/// falls: also one after the period, of another agent or another team. Of rows at the same time the first in the order of
/// the files comes first, and is repeated by the second. A gap of exactly `within` is a repetition. What came after the
/// end of the data nobody knows: rows less than `within` before the last time of the table do not count, so that a
/// month does not look better while it is young. A time after the as-of moment, or far from all others, is not that last one.
/// `at` must be given.
///
/// - Units: a fraction of 1, with Wilson's interval. The row counts in its own period and segments.
/// - Missing: a row without customer or without time is left out.
/// - Complexity: O(rows) when they are in the order of time, else O(rows · log(rows of a customer)) and 32 bytes per row that counts.
/// - Example: c1 calls on 1 and 5 May, c2 on 2 May, the data end on 31 May, `within: 7 d` → 0.6667 = 2 ÷ 3: only the
///   first call of c1 was repeated.
enum UnrepeatedRows {
    /// Which rows count, in units of the time column: milliseconds, or days of a date, of which only whole ones can be told apart.
    private struct Frame {
        var time: Int
        /// Later rows do not count.
        var cut: Int64
        var gap: Int64

        /// Nil when no row counts; `span` is in milliseconds.
        init?(_ metric: RowMetric, within span: Int64, rows: TableRows, context: StageContext) {
            guard let time = metric.time, let last = rows.end(ofColumn: time, context: context) else { return nil }
            let unit: Int64 = rows.planned.columns[time].type == .date ? 86_400_000 : 1
            let gap = span / unit
            let (cut, isBeforeAll) = last.subtractingReportingOverflow(span % unit == 0 ? gap : gap + 1)
            if isBeforeAll { return nil }
            (self.time, self.cut, self.gap) = (time, cut, gap)
        }
    }

    /// How many customers there are, when their codes mean the same in all chunks.
    private static func customerCount(_ metric: RowMetric, rows: TableRows, formulas: [TypedExpression]) -> Int? {
        let formula = formulas[metric.values[0]]
        guard rows.isPlainColumn(formula), let column = formula.columnIndices.first else { return nil }
        return rows.sharedTextCount(ofColumn: column)
    }

    /// How to find the rows while all metrics are measured; nil when they have to be found before.
    static func backwardWalk(
        _ metric: RowMetric, within span: Int64, rows: TableRows, formulas: [TypedExpression], context: StageContext
    ) -> BackwardWalk? {
        guard let frame = Frame(metric, within: span, rows: rows, context: context),
            rows.isInOrder(ofColumn: frame.time),
            let customerCount = customerCount(metric, rows: rows, formulas: formulas)
        else { return nil }
        return BackwardWalk(metric, time: frame.time, cut: frame.cut, gap: frame.gap, customerCount: customerCount)
    }

    /// The rows that count, and those of them that are not repeated, wherever they stand; `span` is in milliseconds.
    static func chosen(
        _ metric: RowMetric, within span: Int64, rows: TableRows, formulas: [TypedExpression], context: StageContext
    ) -> ChosenRows {
        let rowCounts = rows.table.chunks.map(\.rowCount)
        guard let frame = Frame(metric, within: span, rows: rows, context: context) else {
            let none = rowCounts.map { RowMask(noneOf: $0) }
            return ChosenRows(counted: none, fulfilling: none)
        }
        let visits: [DealtVisits]
        let parts: CustomerParts
        if let customerCount = customerCount(metric, rows: rows, formulas: formulas) {
            parts = CustomerParts(customerCount: customerCount, jobs: context.jobs)
            visits = parallelMap(Array(rowCounts.indices), jobs: context.jobs) { chunk in
                var customers = CellCodes(isPlainColumn: true)
                return DealtVisits(Self.visits(metric, chunk, rows, formulas, context, &customers), among: parts)
            }
        } else {
            var customers = CellCodes(isPlainColumn: false)
            let found = rowCounts.indices.map { Self.visits(metric, $0, rows, formulas, context, &customers) }
            parts = CustomerParts(customerCount: customers.count, jobs: context.jobs)
            visits = parallelMap(found, jobs: context.jobs) { DealtVisits($0, among: parts) }
        }
        let histories = VisitHistories(visits, among: parts, rowCounts: rowCounts)
        return histories.chosen(cut: frame.cut, gap: frame.gap, jobs: context.jobs)
    }

    /// The rows of a chunk that count.
    private static func visits(
        _ metric: RowMetric, _ chunk: Int, _ rows: TableRows, _ formulas: [TypedExpression], _ context: StageContext,
        _ customers: inout CellCodes
    ) -> [Visit] {
        let times = CustomerTimes(
            metric, chunk: chunk, rows: rows, formulas: formulas, zone: context.zone, overflows: context.overflows,
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

/// A row that counts, in its chunk.
struct Visit: BitwiseCopyable {
    var time: Int64
    var customer: UInt32
    var row: UInt32
}
