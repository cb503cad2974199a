// Finds how long before every row the same customer had come.

import Expressions
import Stages
import Tabular

/// The rows that count for `gap`, and the time since the row before of the same customer.
struct GapRows: RowChooser {
    /// Whether all rows of a local day are one occasion.
    let isByDay: Bool

    /// The end of a gap.
    private struct End: BitwiseCopyable {
        /// The row's bit among those of all chunks.
        var place: Int
        /// In milliseconds.
        var length: Int64
    }

    func chosen(
        _ selection: RowSelection, rows: TableRows, formulas: [TypedExpression], context: StageContext
    ) -> ChosenRows {
        guard let time = selection.time else { return .none(of: rows) }
        let histories = VisitHistories(rows, selection, formulas, context) { chunk, customers in
            CustomerTimes(
                selection, chunk: chunk, rows: rows, formulas: formulas, zone: context.zone,
                overflows: context.overflows, customers: &customers
            ).visits
        }
        let isDate = rows.planned.columns[time].type == .date
        let (isByDay, zone) = (isByDay, context.zone)
        let unit: Int64 = isDate || isByDay ? 86_400_000 : 1
        let found = histories.byCustomer(jobs: context.jobs, [End]()) { moments, ends in
            var before: Int64?
            for moment in moments {
                let now = isByDay && !isDate ? Int64(zone.localDay(of: moment.time)) : moment.time
                if let before, isByDay ? now > before : true {
                    let (steps, isTooLong) = now.subtractingReportingOverflow(before)
                    let (length, isLonger) = steps.multipliedReportingOverflow(by: unit)
                    ends.append(End(place: moment.place, length: isTooLong || isLonger ? .max : length))
                }
                before = before.map { max($0, now) } ?? now
            }
        }
        var counted = histories.rowCounts.map { RowMask(noneOf: $0) }
        var lengths = histories.rowCounts.map { [Int64](repeating: 0, count: $0) }
        let firstBits = histories.rowCounts.indices.map { 64 * histories.words(ofChunk: $0).lowerBound }
        for end in found.joined() {
            let chunk = Self.chunk(ofPlace: end.place, firstBits)
            let row = end.place - firstBits[chunk]
            counted[chunk].insert(row)
            lengths[chunk][row] = end.length
        }
        return ChosenRows(counted: counted, values: lengths.map { .duration(PrimitiveColumn($0)) })
    }

    /// The last chunk that begins no later; one without rows before it begins at the same bit.
    private static func chunk(ofPlace place: Int, _ firstBits: [Int]) -> Int {
        max(0, firstBits.indices.firstPlace { firstBits[$0] > place } - 1)
    }
}
