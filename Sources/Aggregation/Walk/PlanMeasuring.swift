// Carries out a plan on all its tables: parts in parallel, states merged in a fixed order, groups turned into cells.

import Diagnostics
import Expressions
import Stages
import Synchronization
import Tabular

/// What the rows came to.
struct MeasuredPlan: Sendable {
    /// The periods of each of the plan's breakdowns.
    var periods: [BreakdownPeriods]
    /// By metric and breakdown.
    var cells: [[Int: MetricCells]]
    var coverage: PlanCoverage
    var rowsWithoutTime: [String: Int]
    /// The first and last day by which metrics of a report on all time count.
    var allDays: ClosedRange<Int>?
}

/// Rows that nobody needs any more.
private final class WalkedChunks: Sendable {
    private let chunks: Mutex<[Chunk]>

    init(_ chunks: consuming [Chunk]) { self.chunks = Mutex(chunks) }

    /// Lets them go, and gives their memory back to the system if that is wanted: for 65 MB, 12 ms of one thread, and as much again
    /// on each to touch it anew.
    func letGo(givingBack: Bool) {
        chunks.withLock { $0 = [] }
        if givingBack { FreedMemory.giveBack() }
    }
}

/// Measures the tables of a plan.
struct PlanMeasuring {
    private let plan: AggregationPlan
    private let context: StageContext
    /// Without chunks once they are measured.
    private var tables: [TableRows]

    init(_ plan: AggregationPlan, on segmented: SegmentedTables, context: StageContext) throws(DiagnosedFailure) {
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
            rows.measureSpans(ofColumns: times, jobs: context.jobs)
            rows.countDays(ofColumns: Self.lookedAt(times, ofTable: index, in: plan), context: context)
            tables.append((rows, segments))
        }
        // 4 ms for each table with 400,000 customers: side by side here, one after the other where they are needed.
        self.tables = parallelMap(tables, jobs: context.jobs) { table in
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

    /// The columns whose days tell something: where there are periods to cover the time columns; and those whose end a metric asks for.
    private static func lookedAt(_ times: [Int], ofTable table: Int, in plan: AggregationPlan) -> [Int] {
        var columns = plan.hasPeriods ? times : []
        for metric in plan.metrics {
            guard case .rows(let row) = metric.computation, row.table == table, let time = row.time else { continue }
            if row.kind.traits.waits { columns.append(time) }
        }
        return columns + plan.tables[table].formulas.flatMap { $0.late?.columns ?? [] }
    }

    mutating func measure() throws(DiagnosedFailure) -> MeasuredPlan {
        let amiss = tables.indices.flatMap { index in
            tables[index].vocabularyDiagnostics(
                PeriodQuestions(plan, table: index, rows: tables[index], context: context))
        }
        if amiss.contains(where: { $0.severity == .error }) { throw DiagnosedFailure(amiss) }
        context.collector.add(amiss)
        let dataDays = daysOfAllTime()
        let periods = plan.breakdowns.map { BreakdownPeriods(of: $0, in: plan.periods, dataDays: dataDays) }
        var measured = MeasuredPlan(
            periods: periods, cells: Array(repeating: [:], count: plan.metrics.count),
            coverage: PlanCoverage(plan, tables: tables, periods: Set(periods.flatMap(\.periods))), rowsWithoutTime: [:]
        )
        measured.allDays = extentOfAllTime()
        // The smallest tables first: they are gone when the largest needs memory for its states.
        let rowCounts = tables.map(\.table.rowCount)
        var notes: [[Diagnostic]] = tables.map { _ in [] }
        for (done, index) in tables.indices.sorted(by: { (rowCounts[$0], $0) < (rowCounts[$1], $1) }).enumerated() {
            let name = tables[index].planned.name
            context.progress(Progress(stage: .aggregate, subject: name, done: done, total: tables.count))
            try measure(index, periods, into: &measured, &notes[index])
        }
        context.collector.add(notes.flatMap { $0 } + measured.coverage.diagnostics())
        leaveOutShortPeriods(&measured)
        for position in plan.metrics.indices {
            guard case .calculation(let calculation) = plan.metrics[position].computation else { continue }
            for breakdown in plan.metrics[position].breakdowns {
                let operands = calculation.operands.map { measured.cells[$0][breakdown] ?? .none }
                measured.cells[position][breakdown] = Calculation(
                    calculation, interval: plan.metrics[position].interval,
                    valuesOfNothing: calculation.operands.map { plan.metrics[$0].valueOfNothing }
                ).cells(operands)
            }
        }
        return measured
    }

    /// Takes the values out of cells whose periods are shorter than those the rows of their table come in: a month's costs are not those
    /// of its first day.
    private func leaveOutShortPeriods(_ measured: inout MeasuredPlan) {
        var told: Set<String> = []
        for position in plan.metrics.indices {
            guard case .rows(let row) = plan.metrics[position].computation,
                let rhythm = measured.coverage.rhythm(ofMetric: position)
            else { continue }
            for breakdown in plan.metrics[position].breakdowns {
                guard let grain = plan.breakdowns[breakdown].grain, grain.isShorter(than: rhythm),
                    let cells = measured.cells[position][breakdown], !cells.places.isEmpty
                else { continue }
                measured.cells[position][breakdown] = MetricCells(
                    places: cells.places, measurements: cells.places.map { _ in .nothing })
                let table = plan.tables[row.table].name
                guard told.insert("\(table) \(grain.rawValue)").inserted else { continue }
                context.collector.add(AggregationDiagnostics.shorterThanRhythm(grain, rhythm, table: table))
            }
        }
    }

    // MARK: One table

    /// - Parameter rollingUp: whether totals may be made from their parts.
    private mutating func measure(
        _ index: Int, _ periods: [BreakdownPeriods], into measured: inout MeasuredPlan, _ notes: inout [Diagnostic],
        rollingUp: Bool = true
    ) throws(DiagnosedFailure) {
        let name = tables[index].planned.name
        // Given away below: whoever keeps it keeps the chunks beside the states that are made of them.
        let rows = tables[index]
        let untimed = rows.untimedRows(Set(Self.timeColumns(ofTable: index, in: plan)))
        if untimed.contains(where: { $0.severity == .error }) { throw DiagnosedFailure(untimed) }
        context.collector.add(untimed)
        let groupings = Grouping.groupings(ofTable: index, in: plan, periods: periods)
        let rollUps = rollingUp ? RollUp.rollUps(of: groupings, rows: rows, zone: context.zone) : [:]
        let walked = groupings.indices.map { grouping in
            groupings[grouping].members.indices.filter { rollUps[MemberPlace(grouping: grouping, member: $0)] == nil }
        }
        let workers = max(1, min(context.jobs, rows.chunkCount))
        let formulas = rows.formulas(context: context)
        var measuring = try TableMeasuring(
            consume rows, groupings: groupings, walked: walked, breakdowns: plan.breakdowns, formulas: formulas,
            context: context)
        var states = measuring.states(threads: workers)
        let withoutTime = measuring.rowsWithoutTime(states)
        if withoutTime > 0 { measured.rowsWithoutTime[name] = withoutTime }
        if !context.overflows.hasTooManyTexts { try tellLostRows(measuring.lostRowsByMetric) }
        try context.checkOverflows(
            of: Wording(en: "the conditions of table '\(name)'", zh: "表 '\(name)' 的条件"),
            formulas: Wording(en: "the metrics of table '\(name)'", zh: "表 '\(name)' 的指标"))
        measuring.forgetChunks()
        let finishing = TableFinishing(measuring, states: &states, rollUps: rollUps)
        guard let finishing else {
            return try measure(index, periods, into: &measured, &notes, rollingUp: false)
        }
        let chunks = WalkedChunks(tables[index].takeChunks())
        // For the states of the next table; the end of the last one needs less than its walk did.
        let isLast = tables.allSatisfy { $0.chunkCount == 0 }
        let outcomes = finishing.outcomes(jobs: context.jobs) { chunks.letGo(givingBack: !isLast) }
        for (position, grouping) in groupings.enumerated() {
            let groups = finishing.groups[position]
            let places = groups.map { CellPlace(period: $0.period, labels: $0.labels) }
            let numbers = groups.map(\.number)
            for (number, member) in grouping.members.enumerated() {
                guard let outcome = outcomes[MemberPlace(grouping: position, member: number)] else { continue }
                measured.cells[member.metric][grouping.breakdown] = MetricCells(
                    places: places, measurements: outcome.measurements, numbers: numbers)
                if grouping.breakdown == 0, outcome.strays > 0 {
                    let key = plan.metrics[member.metric].description.key
                    // One cause, one sentence.
                    if tables[index].planned.checks.contains(where: { $0.tellsScores(of: key) }) { continue }
                    notes.append(AggregationDiagnostics.strayScores(outcome.strays, metric: key))
                }
            }
        }
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

    // MARK: Days

    /// The first and last day of a report over all time.
    private func extentOfAllTime() -> ClosedRange<Int>? {
        guard plan.periods.period.start == nil else { return nil }
        let extents = plan.metrics.compactMap { metric -> ClosedRange<Int>? in
            guard case .rows(let row) = metric.computation, let time = row.time else { return nil }
            return tables[row.table].days(ofColumn: time, zone: context.zone)
        }
        guard let first = extents.map(\.lowerBound).min(), let last = extents.map(\.upperBound).max() else {
            return nil
        }
        return first...last
    }

    /// Every day that has rows, where a report over all time is divided by a grain.
    private func daysOfAllTime() -> Set<Int> {
        guard plan.periods.period.start == nil, plan.breakdowns.contains(where: { $0.grain != nil }) else { return [] }
        var days: Set<Int> = []
        for metric in plan.metrics {
            guard case .rows(let row) = metric.computation, let time = row.time else { continue }
            tables[row.table].insertDays(ofColumn: time, zone: context.zone, into: &days)
        }
        return days
    }
}
