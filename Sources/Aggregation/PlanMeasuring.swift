// Carries out a plan on all its tables: parts in parallel, states merged in a fixed order, groups turned into cells.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Which cell of a metric and breakdown: a position in the breakdown's periods, and labels.
struct CellPlace: Hashable, Comparable, Sendable {
    var period: Int
    var labels: [Int]

    static func < (left: CellPlace, right: CellPlace) -> Bool {
        left.period != right.period ? left.period < right.period : left.labels.lexicographicallyPrecedes(right.labels)
    }
}

/// What the rows came to.
struct MeasuredPlan: Sendable {
    /// The periods of each of the plan's breakdowns.
    var periods: [BreakdownPeriods]
    /// By metric and breakdown.
    var cells: [[Int: [CellPlace: Measurement]]]
    /// By metric: the first and last day of every time column it rests on; nil for a column without any time.
    var coverage: [[ClosedRange<Int>?]]
    var rowsWithoutTime: [String: Int]
}

/// Measures the tables of a plan.
struct PlanMeasuring {
    private let plan: AggregationPlan
    private let context: StageContext
    private let tables: [TableRows]

    init(_ plan: AggregationPlan, on segmented: SegmentedTables, context: StageContext) throws(DiagnosedFailure) {
        self.plan = plan
        self.context = context
        var tables: [TableRows] = []
        for (index, planned) in plan.tables.enumerated() {
            var segments: [String] = []
            for metric in plan.metrics {
                guard case .rows(let row) = metric.computation, row.table == index else { continue }
                segments += metric.breakdowns.flatMap { plan.breakdowns[$0].segments }
            }
            tables.append(try TableRows(planned, breakdownSegments: segments, in: segmented))
        }
        self.tables = tables
    }

    func measure() throws(DiagnosedFailure) -> MeasuredPlan {
        let days = tables.map { daysOfTimeColumns($0) }
        let dataDays = daysOfAllTime()
        let periods = plan.breakdowns.map { BreakdownPeriods(of: $0, in: plan.periods, dataDays: dataDays) }
        var measured = MeasuredPlan(
            periods: periods, cells: Array(repeating: [:], count: plan.metrics.count),
            coverage: coverage(days), rowsWithoutTime: [:])
        for (index, rows) in tables.enumerated() {
            context.progress(Progress(stage: .aggregate, subject: rows.planned.name, done: index, total: tables.count))
            try measure(rows, index, periods, into: &measured)
        }
        for position in plan.metrics.indices {
            guard case .calculation(let calculation) = plan.metrics[position].computation else { continue }
            for breakdown in plan.metrics[position].breakdowns {
                let operands = calculation.operands.map { measured.cells[$0][breakdown] ?? [:] }
                measured.cells[position][breakdown] = Calculation(
                    calculation, interval: plan.metrics[position].interval,
                    countsNothing: calculation.operands.map { plan.metrics[$0].countsNothing }
                ).cells(operands, zone: context.zone)
            }
        }
        return measured
    }

    // MARK: One table

    private func measure(
        _ rows: TableRows, _ index: Int, _ periods: [BreakdownPeriods], into measured: inout MeasuredPlan
    ) throws(DiagnosedFailure) {
        let groupings = Grouping.groupings(ofTable: index, in: plan, periods: periods)
        let measuring = try TableMeasuring(
            rows, groupings: groupings, breakdowns: plan.breakdowns, formulas: rows.formulas(context: context),
            context: context)
        let parts = Self.parts(of: rows.table, jobs: context.jobs)
        let states = parallel(parts) { measuring.states(ofChunks: $0) }
        let withoutTime = measuring.rowsWithoutTime(states)
        if withoutTime > 0 { measured.rowsWithoutTime[rows.planned.name] = withoutTime }
        guard let first = states.first else { return }

        // The group numbers are merged first; then each metric's states, independently of each other.
        var numberings = first.numberings
        let numbers = groupings.indices.map { grouping in
            states.dropFirst().map { numberings[grouping].merge($0.numberings[grouping]) }
        }
        let merged = numberings
        let work = groupings.indices.flatMap { grouping in
            groupings[grouping].members.indices.map { (grouping: grouping, member: $0) }
        }
        let finished = parallel(work) { item in
            var state = first.states[item.grouping][item.member]
            state.makeRoom(forGroups: merged[item.grouping].groupCount)
            for (part, numbers) in zip(states.dropFirst(), numbers[item.grouping]) {
                state.merge(any: part.states[item.grouping][item.member], numbers: numbers)
            }
            let strays = (1..<max(1, merged[item.grouping].groupCount)).reduce(0) { $0 + state.strays(inGroup: $1) }
            return (measurements: state.finish(), strays: strays)
        }
        for (item, result) in zip(work, finished) {
            let grouping = groupings[item.grouping]
            let metric = grouping.members[item.member].metric
            var cells: [CellPlace: Measurement] = [:]
            for group in merged[item.grouping].groups {
                cells[CellPlace(period: group.period, labels: group.labels)] = result.measurements[group.number]
            }
            measured.cells[metric][grouping.breakdown] = cells
            if grouping.breakdown == 0, result.strays > 0 {
                context.collector.add(
                    AggregationDiagnostics.strayScores(result.strays, metric: plan.metrics[metric].description.key))
            }
        }
    }

    private func parallel<Item: Sendable, Output: Sendable>(
        _ items: [Item], _ transform: @escaping @Sendable (Item) -> Output
    ) -> [Output] {
        parallelMap(items, jobs: context.jobs, transform)
    }

    /// The chunks in as many contiguous parts of about as many rows as there are jobs; small tables stay whole.
    static func parts(of table: Table, jobs: Int) -> [Range<Int>] {
        let wanted = max(1, min(jobs, table.chunks.count))
        let total = table.rowCount
        var parts: [Range<Int>] = []
        var start = 0
        var rows = 0
        for index in table.chunks.indices {
            rows += table.chunks[index].rowCount
            let isLast = index == table.chunks.count - 1
            if isLast || (parts.count < wanted - 1 && rows * wanted >= total * (parts.count + 1)) {
                parts.append(start..<index + 1)
                start = index + 1
            }
        }
        return parts.isEmpty ? [0..<0] : parts
    }

    // MARK: Days

    /// By position in the scope, the first and last day of each time column that a metric counts by.
    private func daysOfTimeColumns(_ rows: TableRows) -> [Int: ClosedRange<Int>?] {
        var days: [Int: ClosedRange<Int>?] = [:]
        for metric in plan.metrics {
            guard case .rows(let row) = metric.computation, plan.tables[row.table].name == rows.planned.name,
                let time = row.time, days[time] == nil
            else { continue }
            days[time] = .some(rows.days(ofColumn: time, zone: context.zone))
        }
        return days
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

    private func coverage(_ days: [[Int: ClosedRange<Int>?]]) -> [[ClosedRange<Int>?]] {
        var coverage: [[ClosedRange<Int>?]] = []
        for metric in plan.metrics {
            switch metric.computation {
            case .rows(let row): coverage.append(row.time.map { [days[row.table][$0] ?? nil] } ?? [])
            case .calculation(let calculation): coverage.append(calculation.operands.flatMap { coverage[$0] })
            }
        }
        return coverage
    }
}

extension PlannedMetric {
    /// Whether a combination of labels without any row counts 0 when the metric's table has rows in that period.
    var countsNothing: Bool {
        guard case .rows(let row) = computation else { return false }
        switch row.kind {
        case .count, .distinct, .firstTime: return true
        default: return false
        }
    }
}
