// Some periods at a time, where states keep every row of every period: so that not all of them are held at once.

import Stages
import Tabular

/// The periods of a grouping in batches, each of which is walked by itself.
///
/// A median of what is open has a row as often as there are days on which it was; all days together are as many values as rows times
/// days. Which periods stand in a batch follows from the rows alone, not from threads or memory.
struct PeriodBatches {
    private let rows: TableRows
    private let context: StageContext
    /// So many values are held at once; more where a single period has more.
    private let most: Int

    /// - Parameter most: nil for two million, or as many as the table has rows.
    init(_ rows: TableRows, most: Int?, context: StageContext) {
        self.rows = rows
        self.context = context
        self.most = most ?? max(1 << 21, rows.table.rowCount)
    }

    /// The grouping itself where it is small enough; else the same for some periods each, which together have them all.
    func batches(of grouping: Grouping) -> [Grouping] {
        guard grouping.keepsRows, !grouping.periods.periods.isEmpty else { return [grouping] }
        let (positions, counts) = rowCounts(grouping)
        if counts.reduce(0, +) <= most { return [grouping] }
        var batches: [Set<Int>] = []
        var count = 0
        for (place, rows) in counts.enumerated() {
            if batches.isEmpty || count + rows > most {
                batches.append([])
                count = 0
            }
            batches[batches.count - 1].insert(positions[place])
            count += rows
        }
        return batches.map { grouping.limited(to: $0) }
    }

    /// How many rows count in each period, whatever a metric's conditions are: by place, with the periods' positions.
    private func rowCounts(_ grouping: Grouping) -> (positions: [Int], counts: [Int]) {
        let (rows, zone, time) = (rows, context.zone, grouping.time)
        func counts(
            _ placeCount: Int, _ add: @escaping @Sendable (_ chunk: Int, inout RowsByPlace) -> Void
        ) -> [Int] {
            let parts = parallelMap(Array(0..<rows.chunkCount), jobs: context.jobs) { chunk in
                var part = RowsByPlace(placeCount: placeCount)
                add(chunk, &part)
                return part
            }
            var all = RowsByPlace(placeCount: placeCount)
            for part in parts { all.add(part) }
            return all.rows
        }
        if case .standing(let until, let standing) = grouping.attribution, let time {
            let isDate = rows.planned.columns[time].type == .date
            let periods = StandingPeriods(grouping.periods, standing, ColumnClock(isDate: isDate, context: context))
            let found = counts(periods.entries.count) { chunk, counts in
                periods.addRows(
                    from: rows.column(time, inChunk: chunk), until: rows.column(until, inChunk: chunk), to: &counts)
            }
            return (periods.entries.map { Int($0.position) - 1 }, found)
        }
        let periods = StretchedPeriods(grouping.periods)
        let found = counts(periods.positions.count) { chunk, counts in
            periods.addRows(
                of: time.map { rows.column($0, inChunk: chunk) },
                span: time.flatMap { rows.span(ofColumn: $0, inChunk: chunk) }, zone: zone,
                rowCount: rows.table.chunks[chunk].rowCount, to: &counts)
        }
        return (periods.positions, found)
    }
}
