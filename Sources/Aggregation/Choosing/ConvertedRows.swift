// Finds the rows that another row of the same customer followed in time.

import Expressions
import Stages
import Synchronization
import Tabular

/// The rows that count for `conversion`, and those of them that what was hoped for followed.
struct ConvertedRows: RowChooser {
    /// In milliseconds.
    let within: Int64
    /// Whether the third value, a day, is what is compared in place of the time.
    let countsDays: Bool
    /// Whether only the first row of every customer counts.
    let isFirst: Bool

    func chosen(
        _ selection: RowSelection, rows: TableRows, formulas: [TypedExpression], context: StageContext
    ) -> ChosenRows {
        guard selection.values.count > (countsDays ? 2 : 1),
            let frame = LookAhead(within, selection, rows: rows, context: context, countsDays: countsDays)
        else { return .none(of: rows) }
        let firsts =
            isFirst
            ? FirstRows().chosen(selection, rows: rows, formulas: formulas, context: context).counted : nil
        let events = Mutex([Events?](repeating: nil, count: rows.chunkCount))
        let histories = VisitHistories(rows, selection, formulas, context) { chunk, customers in
            let (found, visits) = self.events(
                inChunk: chunk, selection, rows, formulas, context, firsts?[chunk], &customers)
            events.withLock { $0[chunk] = found }
            return visits
        }
        let all = events.withLock { $0.compactMap { $0 } }
        let (starts, goals) = (all.flatMap(\.starts), all.flatMap(\.goals))
        let (cut, gap) = (frame.cut, frame.gap)
        return histories.chosen(jobs: context.jobs) { moments, bits in
            // From the last to the first. The next goal is later than the row at hand; one of its own time is not known yet.
            var (next, time) = (Int64.max, Int64.max)
            var hasGoalNow = false
            for moment in moments.reversed() {
                if moment.time != time {
                    if hasGoalNow { next = time }
                    (time, hasGoalNow) = (moment.time, false)
                }
                let (word, bit) = (moment.place >> 6, 1 << UInt64(moment.place & 63) as UInt64)
                if starts[word] & bit != 0, time <= cut {
                    bits.counted[word] |= bit
                    // No later than the cut, so the sum stays within the data.
                    if next <= time &+ gap, next != .max { bits.fulfilling[word] |= bit }
                }
                if goals[word] & bit != 0 { hasGoalNow = true }
            }
        }
    }

    /// The rows of a chunk that start, and those that are hoped for: a bit per row.
    private struct Events: Sendable {
        var starts: [UInt64]
        var goals: [UInt64]
    }

    private func events(
        inChunk index: Int, _ selection: RowSelection, _ rows: TableRows, _ formulas: [TypedExpression],
        _ context: StageContext, _ first: RowMask?, _ customers: inout CellCodes
    ) -> (Events, [Visit]) {
        var needed = selection.time.map { [$0] } ?? []
        for formula in selection.values + selection.conditions { needed += formulas[formula].columnIndices }
        var segments = rows.segments(inChunk: index)
        let chunk = rows.scopeChunk(index, &segments, unpacking: needed)
        var computed = ChunkFormulas(
            formulas, chunk: chunk, context: EvaluationContext(zone: context.zone, overflows: context.overflows))
        var starts = first ?? computed.mask(selection.conditions)
        let anyone = RowSelection(values: selection.values, conditions: [], time: selection.time)
        let times = CustomerTimes(anyone, chunk, &computed, customers: &customers)
        var goals = computed.mask([selection.values[1]])
        var known = times.counted
        var days: PrimitiveColumn<Int32>?
        if countsDays {
            guard case .date(let column) = computed.column(selection.values[2]) else {
                let none = RowMask(noneOf: chunk.rowCount).words(rowCount: chunk.rowCount)
                return (Events(starts: none, goals: none), [])
            }
            known.formIntersection(column.presence)
            days = column
        }
        starts.formIntersection(known)
        goals.formIntersection(known)
        let events = Events(
            starts: starts.words(rowCount: chunk.rowCount), goals: goals.words(rowCount: chunk.rowCount))
        var visits: [Visit] = []
        times.forEach { row, customer, time in
            guard starts[row] || goals[row] else { return }
            visits.append(
                Visit(
                    time: days.map { Int64($0.values[row]) } ?? time, customer: UInt32(truncatingIfNeeded: customer),
                    row: UInt32(truncatingIfNeeded: row)))
        }
        return (events, visits)
    }
}
