// Goes through the rows of a cell's tables once more, and notes where each leaves on its way into the cell.

import Diagnostics
import Expressions
import Stages
import Tabular

extension Aggregation {
    /// Follows the rows of every table that a cell rests on; nil where the plan has no such cell.
    ///
    /// - Parameter keys: by table, the column by which its rows may be told.
    /// - Shape: one for each metric over rows that the asked one is made from, the asked one's own where it looks at rows itself.
    /// - Errors: an internal error when a table is not as planned.
    /// - Complexity: O(rows) for each such metric.
    package static func trace(
        _ cell: AskedCell, of plan: AggregationPlan, on segmented: SegmentedTables, keys: [String: String],
        context: StageContext
    ) throws(DiagnosedFailure) -> [RowTrace]? {
        let tables = try PlanTables(of: plan, on: segmented, context: context)
        let periods = plan.breakdownPeriods(dataDays: tables.daysOfAllTime)
        guard let place = AskedPlace(cell, in: plan, periods: periods, segments: segmented.segments) else { return nil }
        let tracing = CellTracing(
            plan: plan, place: place, periods: periods[place.breakdown], tables: tables, keys: keys, context: context)
        return place.metrics(in: plan).compactMap { position in
            guard case .rows(let row) = plan.metrics[position].computation else { return nil }
            return tracing.trace(of: row, metric: plan.metrics[position].description.key)
        }
    }
}

/// The rows of a cell, metric by metric.
private struct CellTracing {
    let plan: AggregationPlan
    let place: AskedPlace
    /// Those of the cell's breakdown.
    let periods: BreakdownPeriods
    let tables: PlanTables
    let keys: [String: String]
    let context: StageContext

    private static let mostSamples = 5

    func trace(of row: RowMetric, metric: String) -> RowTrace {
        let rows = tables.rows[row.table]
        let formulas = rows.formulas(context: context)
        var trace = RowTrace(
            metric: metric, table: rows.planned.name, time: row.time.map { rows.planned.columns[$0].name },
            conditions: row.conditions.map { formulas[$0].description },
            chooses: row.kind.rowChooser != nil || isActive(row))
        let chosen = row.kind.rowChooser?.chosen(row.selection, rows: rows, formulas: formulas, context: context)
        let active = activeRows(row, rows, formulas)
        var divisions = labelLists(ofTable: row.table).map { ($0, FilesAndLabels()) }
        var columns = Set((row.values + row.conditions).flatMap { formulas[$0].columnIndices })
        columns.formUnion([row.time].compactMap(\.self))
        if case .standing(let until, _) = row.attribution { columns.insert(until) }
        for index in rows.table.chunks.indices {
            var segments = rows.segments(inChunk: index)
            let chunk = rows.scopeChunk(index, &segments, unpacking: columns.sorted())
            guard chunk.rowCount > 0 else { continue }
            var fates = [RowTrace.Step](repeating: .otherPeriod, count: chunk.rowCount)
            if let time = row.time {
                let presence = chunk.columns.presence(of: time)
                for place in fates.indices where !presence[place] { fates[place] = .untimed }
            }
            let labels = place.labels.map { (numbers: segments.numbers(of: $0.segment), wanted: UInt32($0.label)) }
            let counted = active?[index] ?? chosen?.counted[index]
            forEachPart(of: chunk, index, row, rows, formulas) { part, places in
                var values = ChunkFormulas(
                    formulas, wide: row.kind.traits.takesWideNumbers ? Set(row.values).subtracting(row.conditions) : [],
                    chunk: part, context: EvaluationContext(zone: context.zone, overflows: context.overflows))
                let conditions = row.conditions.map { values.mask([$0]) }
                let present = values.mask([], present: row.skipsMissing ? row.values : [])
                for (position, place) in places.enumerated() {
                    let place = Int(place)
                    if !labels.allSatisfy({ $0.numbers[place] == $0.wanted }) {
                        fates[place] = .otherLabel
                    } else if let failed = conditions.firstIndex(where: { !$0[position] }) {
                        fates[place] = .condition(failed)
                    } else if !present[position] {
                        fates[place] = .missingValue
                    } else {
                        fates[place] = counted.map { $0[place] } ?? true ? .entered : .notChosen
                    }
                }
            }
            let origin = rows.table.chunks[index].origin
            for fate in fates { trace.rows[origin.file, default: [:]][fate, default: 0] += 1 }
            for (position, (lists, _)) in divisions.enumerated() {
                let numbers = lists.map { segments.numbers(of: $0) }
                for place in fates.indices where fates[place] == .entered {
                    divisions[position].1.join(file: origin.file, labels: numbers.map { $0[place] })
                }
            }
            takeSamples(fates, chunk: index, rows, into: &trace)
        }
        trace.filesFollowLabels = divisions.contains { $0.1.fallApart }
        return trace
    }

    private func takeSamples(_ fates: [RowTrace.Step], chunk: Int, _ rows: TableRows, into trace: inout RowTrace) {
        var left = Self.mostSamples - trace.samples.count
        guard left > 0, fates.contains(.entered) else { return }
        let origin = rows.table.chunks[chunk].origin
        let key = keys[rows.planned.name].flatMap { rows.table.index(of: $0) }.map {
            rows.table.chunks[chunk].columns[$0]
        }
        for place in fates.indices where fates[place] == .entered && left > 0 {
            left -= 1
            trace.samples.append(
                RowTrace.Sample(
                    file: origin.file, line: origin.line(ofRow: place), key: key.flatMap { Self.text(of: $0, place) }))
        }
    }

    private static func text(of column: Column, _ row: Int) -> String? {
        switch column {
        case .text(let column): column[row]
        case .integer(let column): column[row].map { "\($0)" }
        default: nil
        }
    }

    /// The segments by which metrics of a table are divided, each list once.
    private func labelLists(ofTable table: Int) -> [[String]] {
        var lists: [[String]] = []
        for metric in plan.metrics {
            guard case .rows(let row) = metric.computation, row.table == table else { continue }
            for breakdown in metric.breakdowns {
                let list = plan.breakdowns[breakdown].segments
                if !list.isEmpty, !lists.contains(list) { lists.append(list) }
            }
        }
        return lists
    }

    // MARK: Periods

    /// Calls `body` with the rows of a chunk that count in the period, as formulas see them, and with their places in the chunk.
    private func forEachPart(
        of chunk: Chunk, _ index: Int, _ row: RowMetric, _ rows: TableRows, _ formulas: [TypedExpression],
        _ body: (Chunk, [Int32]) -> Void
    ) {
        if case .standing(let until, let standing) = row.attribution, let time = row.time {
            let only = periods.limited(to: [place.position])
            let moments = StandingPeriods(only, standing, clock(row, rows))
            let needed = Set((row.values + row.conditions).flatMap { formulas[$0].columnIndices })
            StandingRows.forEachPart(from: chunk.columns[time], until: chunk.columns[until], in: moments) { part in
                body(part.chunk(of: chunk, needed: needed), part.rows)
            }
            return
        }
        let everyRow = (0..<chunk.rowCount).map { Int32(truncatingIfNeeded: $0) }
        let time = row.time.map { chunk.columns[$0] }
        if isActive(row) {
            body(chunk, everyRow.filter { time?.presence[Int($0)] ?? true })
            return
        }
        let stretch = row.attribution.stretch(of: place.period, in: plan.periods)
        let span = row.time.flatMap { rows.span(ofColumn: $0, inChunk: index) }
        switch PeriodIndex([(stretch, 0)]).positions(of: time, span: span, zone: context.zone) {
        case .all(let position): if position > 0 { body(chunk, everyRow) }
        // Formulas look at all rows of a chunk, and those of other periods leave before.
        case .rows(let positions):
            let inside = everyRow.filter { positions[Int($0)] > 0 }
            if !inside.isEmpty { body(chunk.gathered(inside), inside) }
        }
    }

    private func clock(_ row: RowMetric, _ rows: TableRows) -> ColumnClock {
        ColumnClock(isDate: row.time.map { rows.planned.columns[$0].type == .date } ?? false, context: context)
    }

    private func isActive(_ row: RowMetric) -> Bool {
        if case .active = row.attribution { true } else { false }
    }

    /// By chunk, the last rows of customers who are active when the period starts; nil for a metric of other rows.
    private func activeRows(_ row: RowMetric, _ rows: TableRows, _ formulas: [TypedExpression]) -> [RowMask]? {
        guard case .active(let activity) = row.attribution, let time = row.time else { return nil }
        let histories = CustomerHistories(activity, time: time, rows: rows, formulas: formulas, context: context)
        let moments = ActivePeriods(periods, activity.activeFor, clock(row, rows))
        return rows.table.chunks.indices.map { index in
            var mask = RowMask(noneOf: rows.table.chunks[index].rowCount)
            ActiveRows.forEachPart(
                ofChunk: index, rowCount: rows.table.chunks[index].rowCount, of: histories, in: moments
            ) { part in
                for (row, position) in zip(part.rows, part.positions) where Int(position) == place.position + 1 {
                    mask.insert(Int(row))
                }
            }
            return mask
        }
    }
}
