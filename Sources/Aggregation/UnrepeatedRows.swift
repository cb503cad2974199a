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
/// month does not look better while it is young. `at` must be given.
///
/// - Units: a fraction of 1, with Wilson's interval. The row counts in its own period and segments.
/// - Missing: a row without customer or without time is left out.
/// - Complexity: O(rows) when they are in the order of time, else O(rows · log rows); 16 bytes per row that counts (48 when sorted).
/// - Example: c1 calls on 1 and 5 May, c2 on 2 May, the data end on 31 May, `within: 7 d` → 0.6667 = 2 ÷ 3: only the
///   first call of c1 was repeated.
enum UnrepeatedRows {
    /// A row that counts, in its chunk.
    private struct Visit: BitwiseCopyable {
        var time: Int64
        var customer: UInt32
        var row: UInt32
    }

    /// The rows that count, and those of them that are not repeated; `span` is in milliseconds.
    static func chosen(
        _ metric: RowMetric, within span: Int64, rows: TableRows, formulas: [TypedExpression], context: StageContext
    ) -> ChosenRows {
        var counted = rows.table.chunks.map { RowMask(noneOf: $0.rowCount) }
        var unrepeated = counted
        guard let time = metric.time, let last = rows.span(ofColumn: time)?.upperBound else {
            return ChosenRows(counted: counted, fulfilling: unrepeated)
        }
        // In units of the time column: milliseconds, or days of a date, of which only whole ones can be told apart.
        let unit: Int64 = rows.planned.columns[time].type == .date ? 86_400_000 : 1
        let gap = span / unit
        let (cut, isBeforeAll) = last.subtractingReportingOverflow(span % unit == 0 ? gap : gap + 1)
        if isBeforeAll { return ChosenRows(counted: counted, fulfilling: unrepeated) }
        let (visits, customerCount) = Self.visits(metric, rows: rows, formulas: formulas, context: context)
        // From the last row to the first, so that the row before in this order is the customer's next.
        var next = [Int64](repeating: .max, count: customerCount)
        func look(at visit: Visit, inChunk chunk: Int) {
            let customer = Int(visit.customer)
            if visit.time <= cut {
                counted[chunk].insert(Int(visit.row))
                // No later than the cut, so the sum stays within the data.
                if next[customer] > visit.time + gap { unrepeated[chunk].insert(Int(visit.row)) }
            }
            next[customer] = visit.time
        }
        if Self.isInOrder(visits) {
            for chunk in visits.indices.reversed() {
                for visit in visits[chunk].reversed() { look(at: visit, inChunk: chunk) }
            }
        } else {
            let places = visits.indices.flatMap { chunk in visits[chunk].indices.map { (chunk: chunk, index: $0) } }
            let inOrder = places.sorted { left, right in
                let (first, second) = (visits[left.chunk][left.index].time, visits[right.chunk][right.index].time)
                return (first, left.chunk, left.index) < (second, right.chunk, right.index)
            }
            for place in inOrder.reversed() { look(at: visits[place.chunk][place.index], inChunk: place.chunk) }
        }
        return ChosenRows(counted: counted, fulfilling: unrepeated)
    }

    /// Per chunk the rows that count, in the order of the table.
    ///
    /// The codes of a column of texts mean the same in all chunks, so that these need not wait for each other.
    private static func visits(
        _ metric: RowMetric, rows: TableRows, formulas: [TypedExpression], context: StageContext
    ) -> (visits: [[Visit]], customerCount: Int) {
        let formula = formulas[metric.values[0]]
        let isPlain = rows.isPlainColumn(formula)
        @Sendable func visits(_ chunk: Int, _ customers: inout CellCodes) -> [Visit] {
            let times = CustomerTimes(
                metric, chunk: chunk, rows: rows, formulas: formulas, context: context, customers: &customers)
            var visits: [Visit] = []
            visits.reserveCapacity(times.rowCount)
            times.forEach { row, customer, time in
                visits.append(
                    Visit(
                        time: time, customer: UInt32(truncatingIfNeeded: customer),
                        row: UInt32(truncatingIfNeeded: row)))
            }
            return visits
        }
        let chunks = Array(rows.table.chunks.indices)
        if isPlain, let column = formula.columnIndices.first, let count = rows.sharedTextCount(ofColumn: column) {
            let found = parallelMap(chunks, jobs: context.jobs) { chunk in
                var customers = CellCodes(isPlainColumn: true)
                return visits(chunk, &customers)
            }
            return (found, count)
        }
        var customers = CellCodes(isPlainColumn: isPlain)
        return (chunks.map { visits($0, &customers) }, customers.count)
    }

    private static func isInOrder(_ visits: [[Visit]]) -> Bool {
        var last = Int64.min
        for chunk in visits {
            for visit in chunk {
                if visit.time < last { return false }
                last = visit.time
            }
        }
        return true
    }
}
