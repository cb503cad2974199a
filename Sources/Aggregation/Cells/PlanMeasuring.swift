// Carries out a plan on all its tables: each is walked, its states become cells, and formulas over metrics are computed from these.

import Diagnostics
import Expressions
import Stages
import Tabular

/// What the rows came to.
struct MeasuredPlan: Sendable {
    /// The periods of each of the plan's breakdowns.
    var periods: [BreakdownPeriods]
    /// By metric and breakdown.
    var cells: [[Int: MetricCells]]
    var coverage: PlanCoverage
    var rowsWithoutTime: [String: Int]
    /// By metric, the pairs of items of the report's own period.
    var itemPairs: [Int: ItemPairs] = [:]
    /// The first and last day by which metrics of a report on all time count.
    var allDays: ClosedRange<Int>?

    /// What the cells of a metric come to that are not there.
    func absentCells(ofMetric metric: Int, by breakdown: Int, in plan: AggregationPlan) -> AbsentCells {
        plan.absentCells(ofMetric: metric, by: breakdown, periods: periods[breakdown], coverage)
    }
}

/// Measures the tables of a plan.
struct PlanMeasuring {
    private let plan: AggregationPlan
    private let context: StageContext
    private var tables: PlanTables

    /// - Errors: an internal error when the tables are not as planned.
    init(_ plan: AggregationPlan, on segmented: SegmentedTables, context: StageContext) throws(DiagnosedFailure) {
        self.plan = plan
        self.context = context
        tables = try PlanTables(of: plan, on: segmented, context: context)
    }

    mutating func measure() throws(DiagnosedFailure) -> MeasuredPlan {
        let asked = context.isExample ? [] : tables.rows
        let amiss = asked.enumerated().flatMap { index, rows in
            rows.vocabularyDiagnostics(PeriodQuestions(plan, table: index, rows: rows, context: context))
        }
        if amiss.contains(where: { $0.severity == .error }) { throw DiagnosedFailure(amiss) }
        context.collector.add(amiss)
        let dataDays = tables.daysOfAllTime
        let periods = plan.breakdownPeriods(dataDays: dataDays)
        var measured = MeasuredPlan(
            periods: periods, cells: Array(repeating: [:], count: plan.metrics.count),
            coverage: PlanCoverage(
                plan, tables: tables.rows, periods: Set(periods.flatMap(\.periods)), zone: context.zone),
            rowsWithoutTime: [:]
        )
        measured.allDays = tables.extentOfAllTime
        // The smallest tables first: they are gone when the largest needs memory for its states.
        let rowCounts = tables.rows.map(\.table.rowCount)
        var notes: [[Diagnostic]] = rowCounts.map { _ in [] }
        for (done, index) in rowCounts.indices.sorted(by: { (rowCounts[$0], $0) < (rowCounts[$1], $1) }).enumerated() {
            let name = plan.tables[index].name
            context.progress(Progress(stage: .aggregate, subject: name, done: done, total: rowCounts.count))
            try measure(index, periods, into: &measured, &notes[index])
        }
        context.collector.add(notes.flatMap { $0 } + measured.coverage.diagnostics())
        leaveOutShortPeriods(&measured)
        for position in plan.metrics.indices { makeCells(ofMetric: position, &measured) }
        return measured
    }

    /// The cells of a metric that is made from those of others; of one over rows, also those that are 0 without any.
    private func makeCells(ofMetric position: Int, _ measured: inout MeasuredPlan) {
        let metric = plan.metrics[position]
        let positions = metric.computation.operands
        for breakdown in metric.breakdowns {
            let operands = positions.map { measured.cells[$0][breakdown] ?? .none }
            let absent = positions.map { measured.absentCells(ofMetric: $0, by: breakdown, in: plan) }
            switch metric.computation {
            case .rows:
                let absent = measured.absentCells(ofMetric: position, by: breakdown, in: plan)
                measured.cells[position][breakdown] = absent.completed(measured.cells[position][breakdown] ?? .none)
            case .calculation(let calculation):
                measured.cells[position][breakdown] = Calculation(
                    calculation, interval: metric.interval, absent: absent
                ).cells(operands)
            case .cells(let cells):
                let periods = measured.periods[breakdown].periods
                let input = CellKindInput(
                    operands: operands, breakdown: plan.breakdowns[breakdown], periods: periods,
                    bases: plan.bases(
                        ofCells: cells, metric: position, periods, context.isExample ? nil : measured.coverage),
                    sharesRows: periods.map { period in
                        cells.kind.base(of: period).map { plan.sharesRows(position, period, $0) } ?? false
                    },
                    absent: absent, areCounts: cells.areCounts, interval: metric.interval, days: plan.periods)
                measured.cells[position][breakdown] = cells.kind.cells(input)
            }
        }
    }

    /// Takes the values out of cells whose periods are shorter than those the rows of their table come in.
    private func leaveOutShortPeriods(_ measured: inout MeasuredPlan) {
        var told: Set<String> = []
        for position in plan.metrics.indices {
            guard case .rows(let row) = plan.metrics[position].computation else { continue }
            for breakdown in plan.metrics[position].breakdowns {
                guard let grain = plan.breakdowns[breakdown].grain,
                    let rhythm = measured.coverage.rhythm(ofMetric: position, longerThan: grain),
                    // What a few rows show of how often rows come is an accident.
                    !context.isExample || plan.periods.calendars[plan.tables[row.table].name]?.every != nil,
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

    private mutating func measure(
        _ index: Int, _ periods: [BreakdownPeriods], into measured: inout MeasuredPlan, _ notes: inout [Diagnostic]
    ) throws(DiagnosedFailure) {
        let own = periods.first?.periods.firstIndex(of: plan.periods.period)
        let groupings = try tables.groupings(index, periods)
        var found = MeasuredTable()
        for grouping in groupings.alone {
            var walked = try tables.walked(index, [grouping])
            found.take(TableFinishing(&walked, ownPeriod: own), of: walked, isPart: true, jobs: context.jobs) {}
        }
        var walked = try tables.walked(index, groupings.together)
        let finishing = TableFinishing(&walked, ownPeriod: own)
        let chunks = tables.takeChunks(of: index)
        // For the states of the next table; the end of the last one needs less than its walk did.
        let isLast = tables.areAllWalked
        found.take(finishing, of: walked, isPart: false, jobs: context.jobs) { chunks.letGo(givingBack: !isLast) }
        if found.rowsWithoutTime > 0 { measured.rowsWithoutTime[plan.tables[index].name] = found.rowsWithoutTime }
        for (metric, cells) in found.cells {
            for (breakdown, parts) in cells { measured.cells[metric][breakdown] = MetricCells(joining: parts) }
        }
        for (metric, pairs) in found.itemPairs.sorted(by: { $0.key < $1.key }) {
            measured.itemPairs[metric] = pairs
            if pairs.itemsLeftOut > 0 {
                notes.append(
                    AggregationDiagnostics.itemsLeftOut(pairs, metric: plan.metrics[metric].description.key))
            }
        }
        for (metric, strays) in found.strays.sorted(by: { $0.key < $1.key }) {
            guard case .rows(let row) = plan.metrics[metric].computation else { continue }
            let key = plan.metrics[metric].description.key
            if row.kind.traits.strays == .weights {
                notes.append(AggregationDiagnostics.strayWeights(strays, metric: key))
                continue
            }
            // One cause, one sentence.
            if plan.tables[index].checks.contains(where: { $0.tellsScores(of: key) }) { continue }
            notes.append(AggregationDiagnostics.strayScores(strays, metric: key))
        }
    }
}

/// What the walks of one table came to.
private struct MeasuredTable {
    /// By metric and breakdown, the cells of each walk.
    private(set) var cells: [Int: [Int: [MetricCells]]] = [:]
    /// By metric, the rows of the total that it cannot take.
    private(set) var strays: [Int: Int] = [:]
    private(set) var rowsWithoutTime = 0
    /// By metric, the pairs of items of the report's period.
    private(set) var itemPairs: [Int: ItemPairs] = [:]

    /// - Parameters:
    ///   - isPart: whether other walks have other periods of the same metrics; then no more is kept than has rows.
    ///   - besides: something else to be done on one of the threads meanwhile.
    mutating func take(
        _ finishing: TableFinishing, of walked: WalkedTable, isPart: Bool, jobs: Int,
        besides: @escaping @Sendable () -> Void
    ) {
        rowsWithoutTime = max(rowsWithoutTime, walked.rowsWithoutTime)
        let outcomes = finishing.outcomes(jobs: jobs, besides: besides)
        for (position, grouping) in walked.groupings.enumerated() {
            let groups = finishing.groups[position]
            let places = groups.map { CellPlace(period: $0.period, labels: $0.labels) }
            let numbers = groups.map(\.number)
            for (number, member) in grouping.members.enumerated() {
                guard let outcome = outcomes[MemberPlace(grouping: position, member: number)] else { continue }
                let found =
                    isPart
                    ? MetricCells(places: places, measurements: numbers.map { outcome.measurements[$0] })
                    : MetricCells(places: places, measurements: outcome.measurements, numbers: numbers)
                cells[member.metric, default: [:]][grouping.breakdown, default: []].append(found)
                if let pairs = outcome.itemPairs { itemPairs[member.metric] = pairs }
                if grouping.breakdown == 0, outcome.strays > 0 {
                    strays[member.metric, default: 0] += outcome.strays
                }
            }
        }
    }
}
