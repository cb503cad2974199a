// What the data of a plan's tables show of its periods, and what is said of it.

import Diagnostics
import Stages
import Tabular

/// The coverage of every time column that metrics count by.
struct PlanCoverage: Sendable {
    private var tables: [TableCoverage] = []
    /// By table of the plan and column.
    private var positions: [TableColumn: Int] = [:]
    /// By metric what it rests on.
    private var byMetric: [[Ground]] = []
    /// By column, of every period that was asked for, and of the stretches whose rows count in them.
    private var findings: [[Period: TableCoverage.Finding]] = []
    /// By column, whether it says when rows begin to stand: then days without rows lack nothing, but the data must reach the period's end.
    private var areForStanding: [Bool] = []
    /// By metric; nil for most.
    private var beginnings: [Beginning?] = []
    private let periods: ReportPeriods

    private struct TableColumn: Hashable {
        var table: Int
        var column: Int
        var isForStanding: Bool
    }

    /// What a metric rests on: a column, by its position, and how its rows count in periods.
    private struct Ground: Hashable {
        var column: Int
        var attribution: RowAttribution

        /// The days whose rows a period needs; what counts from the very beginning cannot lack rows before the first.
        func needed(by period: Period, in report: ReportPeriods) -> Period {
            attribution == .fromBeginning ? period : attribution.stretch(of: period, in: report)
        }
    }

    /// Since when no row means none: of a metric of rows that stand, and of one whose dates come rarely.
    private struct Beginning {
        var day: Int
        var isAtStart = false
        /// Of dates that come rarely no coverage is inferred, so that a period that is not over has none so far.
        var isOfRareTimes = false
    }

    init(_ plan: AggregationPlan, tables rows: [TableRows], periods wanted: Set<Period>, zone: TimeZoneTable) {
        periods = plan.periods
        for metric in plan.metrics {
            beginnings.append(Self.beginning(of: metric, rows, zone))
            switch metric.computation {
            case .rows(let row):
                guard let time = plan.coveredTime(of: row), plan.hasPeriods else {
                    byMetric.append([])
                    continue
                }
                let isForStanding = row.periodTime == nil
                let place = TableColumn(table: row.table, column: time, isForStanding: isForStanding)
                let known = positions[place] ?? tables.count
                if known == tables.count {
                    let planned = rows[row.table].planned
                    var calendar = periods.calendars[planned.name] ?? TableCalendar()
                    if isForStanding {
                        calendar.open.empty = .zero
                        calendar.every = nil
                    }
                    areForStanding.append(isForStanding)
                    tables.append(
                        TableCoverage(
                            planned.name, rows[row.table].dayCounts(ofColumn: time),
                            calendar: calendar,
                            fiscal: periods.fiscal))
                    positions[place] = known
                }
                byMetric.append([Ground(column: known, attribution: row.attribution)])
            case .calculation, .cells:
                var grounds: [Ground] = []
                for ground in metric.computation.operands.flatMap({ byMetric[$0] }) where !grounds.contains(ground) {
                    grounds.append(ground)
                }
                byMetric.append(grounds)
            }
        }
        let grounds = Set(byMetric.joined())
        findings = tables.enumerated().map { column, table in
            var asked = wanted
            for ground in grounds where ground.column == column {
                for period in wanted { asked.insert(ground.needed(by: period, in: plan.periods)) }
            }
            var known: [Int: Bool] = [:]
            return Dictionary(uniqueKeysWithValues: asked.map { ($0, table.finding($0, known: &known)) })
        }
    }

    /// Nil where none is known.
    private static func beginning(of metric: PlannedMetric, _ rows: [TableRows], _ zone: TimeZoneTable) -> Beginning? {
        guard case .rows(let row) = metric.computation, let time = row.time else { return nil }
        if case .standing(_, let standing) = row.attribution {
            return rows[row.table].days(ofColumn: time, zone: zone).map {
                Beginning(day: $0.lowerBound, isAtStart: standing == .atStart)
            }
        }
        guard let since = row.knownSince else { return nil }
        let days = [since, time].compactMap { rows[row.table].days(ofColumn: $0, zone: zone)?.lowerBound }
        return days.min().map { Beginning(day: $0, isOfRareTimes: true) }
    }

    /// In how long a period the rows that a metric counts come once; nil where they come at any time.
    func rhythm(ofMetric metric: Int) -> Grain? {
        guard let only = byMetric[metric].first, byMetric[metric].count == 1,
            case .once(let grain) = tables[only.column].expectation
        else { return nil }
        return grain
    }

    /// The same where it is longer than a breakdown's periods: then these hold nothing of the metric, as a month's costs are not those of
    /// its first day.
    func rhythm(ofMetric metric: Int, longerThan grain: Grain?) -> Grain? {
        guard let grain, let rhythm = rhythm(ofMetric: metric), grain.isShorter(than: rhythm) else { return nil }
        return rhythm
    }

    private func findings(_ period: Period, ofMetric metric: Int) -> [TableCoverage.Finding] {
        byMetric[metric].compactMap { findings[$0.column][$0.needed(by: period, in: periods)] }
    }

    /// Whether a metric rests on rows later than the as-of moment.
    func hasLaterRows(ofMetric metric: Int) -> Bool {
        byMetric[metric].contains { tables[$0.column].counts.futureRows > 0 }
    }

    /// Whether a period is not over, or a table the metric rests on does not cover it.
    func isPartial(_ period: Period, ofMetric metric: Int) -> Bool {
        periods.isUnfinished(period) || findings(period, ofMetric: metric).contains { !$0.isCovered }
    }

    /// Whether a period of a metric without rows is known to have none: since rows began to stand, or dates that come rarely began to come,
    /// and on days that are declared to be zeros.
    func isZero(_ period: Period, ofMetric metric: Int) -> Bool {
        if let beginning = beginnings[metric] {
            let moment = beginning.isAtStart ? period.start : period.end ?? periods.today
            guard let moment, moment > beginning.day else { return false }
            return beginning.isOfRareTimes
                ? period.start ?? .min < periods.today : !isPartial(period, ofMetric: metric)
        }
        guard let only = byMetric[metric].first, byMetric[metric].count == 1,
            let finding = findings[only.column][only.needed(by: period, in: periods)]
        else { return false }
        return tables[only.column].open.empty == .zero && finding.isCovered && !finding.isClosed
    }

    /// Whether rows of a metric are absent from a period although its days should have them: a gap that must be seen. Before a table's data
    /// begin there is none.
    func isHole(_ period: Period, ofMetric metric: Int) -> Bool {
        byMetric[metric].contains { ground in
            guard let finding = findings[ground.column][ground.needed(by: period, in: periods)],
                finding.isWithoutRows, !finding.holes.isEmpty
            else { return false }
            guard let end = period.end, let reach = tables[ground.column].counts.reach else { return true }
            return end > reach.lowerBound
        }
    }

    /// Whether a period of a metric stands in the report though it has no rows.
    func standsEmpty(_ period: Period, ofMetric metric: Int) -> Bool {
        isHole(period, ofMetric: metric) || isZero(period, ofMetric: metric)
    }

    // MARK: What is said

    /// Why a period is partial, a sentence per cause; of a table with several columns of time each once.
    func reasons(whyPartial period: Period) -> [Wording] {
        var reasons: [Wording] = []
        func add(_ reason: Wording) {
            if !reasons.contains(reason) { reasons.append(reason) }
        }
        if periods.isUnfinished(period) { add(AggregationDiagnostics.notOver) }
        let grounds = Set(byMetric.joined())
        for (column, table) in tables.enumerated() {
            // The period itself first; what reaches further back is said of only where the period is covered.
            let stretches = grounds.filter { $0.column == column }.map { $0.needed(by: period, in: periods) }
            let needed = [period] + Set(stretches).subtracting([period]).sorted().reversed()
            guard let finding = needed.lazy.compactMap({ findings[column][$0] }).first(where: { !$0.isCovered })
            else { continue }
            // Days to come lack nothing.
            let holes = finding.holes.filter { $0 < periods.today }
            if !holes.isEmpty { add(AggregationDiagnostics.withoutRows(holes, table: table.table)) }
            for day in finding.cutOff where day.day < periods.today {
                add(AggregationDiagnostics.onlyHours(of: day, table: table.table))
            }
            if finding.holes.isEmpty, finding.cutOff.isEmpty, !periods.isUnfinished(period) {
                add(AggregationDiagnostics.onlyDays(table.counts.reach, table: table.table, once: table.onceGrain))
            }
        }
        return reasons
    }

    /// Findings about the report's period and those it is compared with, and rows that are evidence of nothing.
    func diagnostics() -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        let compared = Comparison.Base.allCases.compactMap { periods.compared[$0] }
        for (column, (table, findings)) in zip(tables, findings).enumerated() where !areForStanding[column] {
            for period in [periods.period] + compared {
                guard let finding = findings[period], !finding.isWithoutRows, !periods.isUnfinished(period) else {
                    continue
                }
                let isOwn = period == periods.period
                if let grain = table.onceGrain, !finding.isCovered {
                    diagnostics.append(
                        AggregationDiagnostics.rowOfPeriodLacking(
                            grain, table: table.table, period: period, isOwn: isOwn))
                }
                if !finding.holes.isEmpty {
                    diagnostics.append(
                        AggregationDiagnostics.daysWithoutRows(
                            finding.holes, table: table.table, period: period, isOwn: isOwn,
                            closing: OpenProposal(closing: finding.holes, counts: table.counts, open: table.open),
                            zeroing: OpenProposal(zeroing: table.open)))
                }
                for day in finding.cutOff {
                    diagnostics.append(
                        AggregationDiagnostics.dayCutOff(
                            day, table: table.table, period: period, isOwn: isOwn,
                            shortening: OpenProposal(shortening: day.day, open: table.open)))
                }
            }
            let closed = ClosedDays(in: periods.period, counts: table.counts, open: table.open)
            if closed.rows > 0 {
                diagnostics.append(
                    AggregationDiagnostics.rowsOnClosedDays(closed, table: table.table, period: periods.period))
            }
            if table.counts.futureRows > 0 {
                diagnostics.append(AggregationDiagnostics.rowsAfterAsOf(table.counts.futureRows, table: table.table))
            }
            if !table.counts.strayDays.isEmpty {
                diagnostics.append(
                    AggregationDiagnostics.rowsFarFromOthers(
                        table.counts.strayRows, days: table.counts.strayDays, table: table.table))
            }
        }
        return diagnostics
    }
}

extension Grain {
    /// Whether a period of this length is a part of one of another.
    func isShorter(than other: Grain) -> Bool {
        let lengths = Self.allCases
        return (lengths.firstIndex(of: self) ?? 0) < (lengths.firstIndex(of: other) ?? 0)
    }
}
