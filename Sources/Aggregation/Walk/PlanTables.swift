// The tables of a plan: made ready to be walked, walked one by one, and let go.

import Diagnostics
import Expressions
import Stages
import Synchronization
import Tabular

/// The tables that the metrics of a plan look at.
struct PlanTables {
    private let plan: AggregationPlan
    private let context: StageContext
    /// Without chunks once they are walked and taken.
    private(set) var rows: [TableRows]

    /// - Errors: an internal error when the tables are not as planned.
    init(of plan: AggregationPlan, on segmented: SegmentedTables, context: StageContext) throws(DiagnosedFailure) {
        self.plan = plan
        self.context = context
        var tables: [(rows: TableRows, breakdowns: [[String]])] = []
        for (index, planned) in plan.tables.enumerated() {
            var breakdowns: Set<Int> = []
            for metric in plan.metrics {
                guard case .rows(let row) = metric.computation, row.table == index else { continue }
                breakdowns.formUnion(metric.breakdowns)
            }
            let segments = breakdowns.sorted().map { plan.breakdowns[$0].segments }
            var rows = try TableRows(planned, breakdownSegments: segments.flatMap { $0 }, in: segmented)
            let times = Self.timeColumns(ofTable: index, in: plan)
            rows.measureSpans(ofColumns: times + Self.beginnings(ofTable: index, in: plan), jobs: context.jobs)
            rows.countDays(ofColumns: Self.lookedAt(times, ofTable: index, in: plan), context: context)
            tables.append((rows, segments))
        }
        // Side by side here; where they are needed, it would be one after the other.
        rows = parallelMap(tables, jobs: context.jobs) { table in
            var rows = table.rows
            for segments in table.breakdowns { _ = rows.join(segments) }
            return rows
        }
    }

    /// The positions in a table's scope of the columns that metrics count by.
    private static func timeColumns(ofTable table: Int, in plan: AggregationPlan) -> [Int] {
        plan.metrics.compactMap { metric in
            guard case .rows(let row) = metric.computation, row.table == table else { return nil }
            return row.time
        }
    }

    /// The columns whose first day is asked for.
    private static func beginnings(ofTable table: Int, in plan: AggregationPlan) -> [Int] {
        plan.metrics.compactMap { metric in
            guard case .rows(let row) = metric.computation, row.table == table else { return nil }
            return row.knownSince
        }
    }

    /// The columns by which rows fall in periods.
    private static func periodTimes(ofTable table: Int, in plan: AggregationPlan) -> [Int] {
        plan.metrics.compactMap { metric in
            guard case .rows(let row) = metric.computation, row.table == table else { return nil }
            // How far a log reaches is asked of rows that stand too.
            return plan.coveredTime(of: row)
        }
    }

    /// The columns whose days tell something: where there are periods to cover the time columns; and those whose end a metric asks for.
    private static func lookedAt(_ times: [Int], ofTable table: Int, in plan: AggregationPlan) -> [Int] {
        var columns = plan.hasPeriods ? periodTimes(ofTable: table, in: plan) : []
        for metric in plan.metrics {
            guard case .rows(let row) = metric.computation, row.table == table, let time = row.time else { continue }
            if row.kind.traits.waits { columns.append(time) }
        }
        return columns + plan.tables[table].formulas.flatMap { $0.late?.columns ?? [] }
    }

    // MARK: The walk

    /// The groupings of a table: those that are walked together, and those that are walked by themselves, some periods at a time.
    ///
    /// - Errors: rows have no time where they must.
    func groupings(
        _ index: Int, _ periods: [BreakdownPeriods]
    ) throws(DiagnosedFailure) -> (together: [Grouping], alone: [Grouping]) {
        let untimed =
            context.isExample ? [] : rows[index].untimedRows(Set(Self.timeColumns(ofTable: index, in: plan)))
        if untimed.contains(where: { $0.severity == .error }) { throw DiagnosedFailure(untimed) }
        context.collector.add(untimed)
        context.collector.add(
            rows[index].endsBeforeBeginnings(plan.standingSpans(ofTable: index), jobs: context.jobs))
        let batches = PeriodBatches(rows[index], most: plan.mostRowsAtOnce, context: context)
        let parts = Grouping.groupings(ofTable: index, in: plan, periods: periods).map { batches.batches(of: $0) }
        return (parts.filter { $0.count == 1 }.flatMap { $0 }, parts.filter { $0.count > 1 }.flatMap { $0 })
    }

    /// Walks a table: from its rows to the states of the metrics and breakdowns of some groupings.
    ///
    /// - Errors: a breakdown has more combinations than can be numbered, or values do not fit.
    func walked(_ index: Int, _ groupings: [Grouping]) throws(DiagnosedFailure) -> WalkedTable {
        let rollUps = RollUp.rollUps(of: groupings, rows: rows[index], zone: context.zone)
        do {
            let walked = try walked(index, WalkOrder(groupings, rollUps: rollUps))
            if walked.hasAllParts { return walked }
        }
        // Some rows are in no part of a total.
        return try walked(index, WalkOrder(groupings, rollUps: [:]))
    }

    private func walked(_ index: Int, _ order: WalkOrder) throws(DiagnosedFailure) -> WalkedTable {
        let rows = rows[index]
        let walk = try TableWalk(
            rows, order: order, formulas: rows.formulas(context: context), context: context)
        let walked = walk.walked(threads: max(1, min(context.jobs, rows.chunkCount)))
        if !context.overflows.hasTooManyTexts { try tellLostRows(walked.lostRows) }
        let name = rows.planned.name
        try context.checkOverflows(
            of: Wording(en: "the conditions of table '\(name)'", zh: "表 '\(name)' 的条件"),
            formulas: Wording(en: "the metrics of table '\(name)'", zh: "表 '\(name)' 的指标"))
        return walked
    }

    /// Values that do not fit are never left out of a number in silence.
    private func tellLostRows(_ lost: [(metric: Int, count: Int)]) throws(DiagnosedFailure) {
        var problems: [Diagnostic] = []
        for (metric, count) in lost {
            let key = plan.metrics[metric].description.key
            problems.append(
                StagesDiagnostics.overflow(
                    of: Wording(en: "metric '\(key)'", zh: "指标 '\(key)'"), rows: count, at: nil,
                    isAllowed: context.allowsOverflow,
                    textLimit: context.overflows.hasLongTexts ? context.overflows.textLimit : nil))
        }
        if context.allowsOverflow {
            context.collector.add(problems)
        } else if !problems.isEmpty {
            throw DiagnosedFailure(problems)
        }
    }

    /// Whether no table has rows any more.
    var areAllWalked: Bool { rows.allSatisfy { $0.chunkCount == 0 } }

    /// Hands the chunks of a table over that has been walked.
    mutating func takeChunks(of index: Int) -> WalkedChunks { WalkedChunks(rows[index].takeChunks()) }

    // MARK: Days

    /// The first and last day of a report over all time.
    var extentOfAllTime: ClosedRange<Int>? {
        guard plan.periods.period.start == nil else { return nil }
        let extents = plan.metrics.compactMap { metric -> ClosedRange<Int>? in
            guard case .rows(let row) = metric.computation, let time = row.time else { return nil }
            return rows[row.table].days(ofColumn: time, zone: context.zone)
        }
        guard let first = extents.map(\.lowerBound).min(), let last = extents.map(\.upperBound).max() else {
            return nil
        }
        return first...last
    }

    /// Every day that has rows, where a report over all time is divided by a grain.
    var daysOfAllTime: Set<Int> {
        guard plan.periods.period.start == nil, plan.breakdowns.contains(where: { $0.grain != nil }) else { return [] }
        var days: Set<Int> = []
        for metric in plan.metrics {
            guard case .rows(let row) = metric.computation, let time = row.time else { continue }
            rows[row.table].insertDays(ofColumn: time, zone: context.zone, into: &days)
        }
        return days
    }
}

/// Rows that nobody needs any more.
final class WalkedChunks: Sendable {
    private let chunks: Mutex<[Chunk]>

    init(_ chunks: consuming [Chunk]) { self.chunks = Mutex(chunks) }

    /// Lets them go, and gives their memory back to the system if that is wanted: that costs time, and as much again on each
    /// thread to touch it anew.
    func letGo(givingBack: Bool) {
        chunks.withLock { $0 = [] }
        if givingBack { FreedMemory.giveBack() }
    }
}
