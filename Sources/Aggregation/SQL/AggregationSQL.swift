// The metrics of a plan in SQL: periods, the cells of every metric, and the question that gives the rows of the results.

import Diagnostics
import Expressions
import Stages
import Tabular

extension Aggregation {
    /// Adds to a script every metric of a plan, and ends it with a query for the rows of the results: metric, grain, period, segment,
    /// value, numerator, denominator and n.
    ///
    /// What the data show of themselves is put in as it was found: how far they reach, and which days they cover.
    ///
    /// Behind them stand the effects of what `explained` could be explained.
    ///
    /// - Parameter tables: every table with its segments.
    /// - Errors: an internal error when a table is not as planned.
    package static func addSQL(
        of plan: AggregationPlan, on segmented: SegmentedTables, as tables: [String: SQLTable], context: StageContext,
        explained: [Explanation] = [], to script: inout SQLScript
    ) throws(DiagnosedFailure) {
        var writing = try AggregationSQL(plan, on: segmented, as: tables, context: context, script: script)
        try writing.write(explained, segmented)
        script = writing.script
    }
}

/// The writing of a plan's metrics.
struct AggregationSQL {
    let plan: AggregationPlan
    let context: StageContext
    /// Of each of the plan's breakdowns.
    let periods: [BreakdownPeriods]
    let coverage: PlanCoverage
    var script: SQLScript
    private let rows: [TableRows]
    private let formulas: [[TypedExpression]]
    private let tables: [String: SQLTable]
    private let segments: [Segment]
    /// Where periods are kept whose rows are not those of their days alone.
    private var attributed: [AttributedPeriods: String] = [:]
    /// By metric, where its cells are kept.
    private(set) var cells: [Int: String] = [:]

    private struct AttributedPeriods: Hashable {
        var attribution: RowAttribution
        var isDate: Bool
    }

    init(
        _ plan: AggregationPlan, on segmented: SegmentedTables, as tables: [String: SQLTable], context: StageContext,
        script: SQLScript
    ) throws(DiagnosedFailure) {
        self.plan = plan
        self.context = context
        self.tables = tables
        segments = segmented.segments
        self.script = script
        let planned = try PlanTables(of: plan, on: segmented, context: context)
        let dataDays = planned.daysOfAllTime
        periods = plan.breakdownPeriods(dataDays: dataDays)
        coverage = PlanCoverage(
            plan, tables: planned.rows, periods: Set(periods.flatMap(\.periods)), zone: context.zone)
        rows = planned.rows
        formulas = planned.rows.map { $0.formulas(context: context) }
    }

    fileprivate mutating func write(
        _ explained: [Explanation], _ segmented: SegmentedTables
    ) throws(DiagnosedFailure) {
        let periodTable = keepPeriods()
        for position in plan.metrics.indices {
            guard try keepCells(ofMetric: position, periods: periodTable) else { continue }
            if case .rows(let row) = plan.metrics[position].computation, row.kind.traits.findsPairs {
                try keepPairs(position, row, periods: periodTable)
            }
        }
        keepDistributions(segmented, as: tables)
        let effects = explainedCells(explained)
        script.ask(
            ResultsSQL(self, cells: cells, explained: effects, periods: periodTable).query,
            for: AggregationSQLWords.results)
    }

    /// Keeps the periods of every breakdown, and tells where.
    mutating func keepPeriods() -> String {
        script.keep("periods", as: periodRows(), for: AggregationSQLWords.periods(of: plan.breakdowns))
    }

    /// Keeps the cells of a metric, whose operands' are kept; false where SQL cannot say it, which is told.
    ///
    /// - Errors: an internal error when a table is not as planned.
    mutating func keepCells(ofMetric position: Int, periods periodTable: String) throws(DiagnosedFailure) -> Bool {
        let metric = plan.metrics[position]
        let query: String?
        switch metric.computation {
        case .rows(let row):
            query = try rowMetric(position, row, periods: periodsOfRows(row) ?? periodTable)
        case .cells(let made):
            let operands = made.operands.compactMap { cells[$0] }
            query = operands.count < made.operands.count ? nil : cellKind(position, made, operands)
        case .calculation(let calculation):
            let operands = calculation.operands.compactMap { cells[$0] }
            query =
                operands.count < calculation.operands.count
                ? nil
                : CalculationSQL(
                    calculation, cells: operands, absent: absentCells(ofOperands: metric),
                    breakdowns: metric.breakdowns,
                    dialect: script.dialect, zone: script.zone
                ).query
        }
        guard let query else {
            script.leave(unsaid: AggregationSQLWords.unsaid(metric.description.key))
            return false
        }
        cells[position] = script.keep(
            "cells of \(metric.description.key)", as: query, for: AggregationSQLWords.cells(metric.description))
        return true
    }

    /// - Parameter explained: one for each that is planned.
    private mutating func explainedCells(_ explained: [Explanation]) -> [ExplainedCells] {
        zip(plan.explanations, explained).compactMap { planned, explanation in
            let known = periods[planned.breakdown].periods
            guard explanation.obstacle == nil, let cells = cells[planned.metric],
                let now = known.firstIndex(of: plan.periods.period), let then = known.firstIndex(of: planned.basePeriod)
            else { return nil }
            let key = plan.metrics[planned.metric].description.key
            let kept = script.keep(
                "effects on \(key)",
                as: ExplanationSQL(planned: planned, cells: cells, periods: (now, then)).query,
                for: ExplanationSQL.words(key, planned.base))
            return ExplainedCells(planned: planned, period: now, cells: kept)
        }
    }

    /// Keeps the pairs of items that a metric finds in the report's own period.
    private mutating func keepPairs(_ position: Int, _ row: RowMetric, periods table: String) throws(DiagnosedFailure) {
        let key = plan.metrics[position].description.key
        let own = periods.first?.periods.firstIndex(of: plan.periods.period)
        guard let own, let query = try rowMetricSQL(position, row, periods: table).pairs(period: own, periods: table)
        else {
            return script.leave(unsaid: AggregationSQLWords.unsaidPairs(key))
        }
        _ = script.keep("pairs of \(key)", as: query, for: AggregationSQLWords.pairs(key))
    }

    private func rowMetric(
        _ position: Int, _ row: RowMetric, periods: String
    ) throws(DiagnosedFailure) -> String? {
        let metric = plan.metrics[position]
        let short = metric.breakdowns.filter {
            coverage.rhythm(ofMetric: position, longerThan: plan.breakdowns[$0].grain) != nil
        }
        let query = try rowMetricSQL(position, row, periods: periods).query(
            breakdowns: metric.breakdowns.map { ($0, plan.breakdowns[$0].segments) }, tooShort: Set(short),
            periods: periods)
        let undivided = metric.breakdowns.filter { plan.breakdowns[$0].segments.isEmpty }
        return query.map {
            AbsentCellsSQL.completed($0, absentCells(position, by: undivided), dialect: script.dialect)
        }
    }

    func rowMetricSQL(
        _ position: Int, _ row: RowMetric, periods: String
    ) throws(DiagnosedFailure) -> RowMetricSQL {
        let planned = plan.tables[row.table]
        guard let table = tables[planned.name] else {
            throw DiagnosedFailure(AggregationDiagnostics.tableIsNotAsPlanned(planned.name))
        }
        let end = row.kind.traits.waits ? row.time.flatMap { rows[row.table].end(ofColumn: $0, context: context) } : nil
        var standing: StandingSQL?
        if case .standing(let until, let moment) = row.attribution, let time = row.time {
            standing = StandingSQL(
                moment, time: time, until: until, planned: planned, table: table, periods: periods,
                dialect: script.dialect)
        }
        return RowMetricSQL(
            row, planned: planned, formulas: formulas[row.table], table: table, segments: segments, end: end,
            standing: standing, dialect: script.dialect, zone: script.zone)
    }

    private func cellKind(_ position: Int, _ made: PlannedCells, _ operands: [String]) -> String {
        made.kind.sql(
            CellKindSQLScope(
                dialect: script.dialect, cells: operands,
                breakdowns: plan.metrics[position].breakdowns.map { breakdown in
                    let periods = self.periods[breakdown].periods
                    let bases = plan.bases(ofCells: made, metric: position, periods, coverage)
                    return (breakdown, plan.breakdowns[breakdown].segments, periods, bases)
                },
                absent: absentCells(ofOperands: plan.metrics[position]), areCounts: made.areCounts, days: plan.periods))
    }

    /// What the cells of a metric come to that are not there, by some of its breakdowns.
    func absentCells(
        _ metric: Int, by breakdowns: [Int]
    ) -> [(position: Int, absent: AbsentCells)] {
        breakdowns.map { ($0, plan.absentCells(ofMetric: metric, by: $0, periods: periods[$0], coverage)) }
    }

    /// Per operand, whose cells are kept.
    private func absentCells(ofOperands metric: PlannedMetric) -> [AbsentCellsSQL] {
        metric.computation.operands.map { operand in
            AbsentCellsSQL(absentCells(operand, by: metric.breakdowns), cells: cells[operand] ?? "")
        }
    }

    // MARK: Periods

    /// Where the periods of a metric are kept whose rows count in others than that of their time; nil for any other metric.
    mutating func periodsOfRows(_ row: RowMetric) -> String? {
        if row.attribution.isInside { return nil }
        let isDate = row.time.map { plan.tables[row.table].columns[$0].type == .date } ?? false
        let key = AttributedPeriods(attribution: row.attribution.withoutColumn, isDate: isDate)
        if let known = attributed[key] { return known }
        let query: String
        let clock = ColumnClock(isDate: isDate, context: context)
        if case .active(let activity) = row.attribution {
            let moments = periods.map { ActivePeriods($0, activity.activeFor, clock) }
            query = ActiveSQL.moments(of: moments, dialect: script.dialect)
        } else if case .standing(_, let standing) = row.attribution {
            let moments = periods.map { StandingPeriods($0, standing, clock) }
            query = StandingSQL.moments(of: moments, dialect: script.dialect)
        } else {
            query = periodRows { row.attribution.stretch(of: $0, in: plan.periods) }
        }
        let name = script.keep("periods", as: query, for: AggregationSQLWords.stretches(row.attribution))
        attributed[key] = name
        return name
    }

    /// - Parameter stretch: the days whose rows count in a period.
    private func periodRows(_ stretch: (Period) -> Period = { $0 }) -> String {
        let dialect = script.dialect
        let rows = periods.enumerated().flatMap { breakdown, periods in
            periods.periods.enumerated().map { number, period in
                let grain = period.grainWord(in: plan.breakdowns[breakdown], of: plan.periods.period)
                let days = stretch(period)
                return
                    "(\(breakdown), \(number), '\(grain)', \(dialect.literal(ofDay: days.start)), \(dialect.literal(ofDay: days.end)))"
            }
        }
        return "SELECT * FROM (VALUES\n  \(rows.joined(separator: ",\n  "))\n"
            + ") AS p(breakdown, period, grain, first_day, end_day)"
    }
}

/// What the statements of a script are for.
enum AggregationSQLWords {
    static func periods(of breakdowns: [Breakdown]) -> Wording {
        let names = breakdowns.enumerated().map { number, breakdown in
            let parts = (breakdown.grain.map { [$0.rawValue] } ?? []) + breakdown.segments
            return (number, parts.joined(separator: ", "))
        }
        let english = names.map { "\($0) \($1.isEmpty ? "the total" : "by \($1)")" }.joined(separator: "; ")
        let chinese = names.map { "\($0) \($1.isEmpty ? "总计" : "按 \($1)")" }.joined(separator: "；")
        return Wording(
            en:
                "the periods of every breakdown, from the first day up to but without the last; breakdowns are \(english)",
            zh: "各划分方式的期间：含首日，不含末日；划分方式：\(chinese)")
    }

    static func stretches(_ attribution: RowAttribution) -> Wording {
        if case .standing = attribution {
            return Wording(
                en:
                    "the same periods with their first moment, the one after their last, and the moment at which it is looked "
                    + "which rows stand",
                zh: "同样的期间：起始时刻、结束后的时刻，以及查看哪些行存续的时刻")
        }
        if case .active = attribution {
            return Wording(
                en:
                    "the same periods with the moments from which rows make customers active at their start and at their end",
                zh: "同样的期间：自何时起的行使客户在期初、期末算作活跃")
        }
        return Wording(
            en: "the same periods with the days whose rows count in them", zh: "同样的期间，以及其计入哪些日期的行")
    }

    static let results = Wording(
        en:
            "the rows of the results: what was measured (c), empty cells of periods without rows (e), and labels that have gone since a "
            + "compared period (r)",
        zh: "结果各行：已计算的单元格（c）、无数据期间的空单元格（e），以及对比期之后消失的标签（r）")

    static func cells(_ metric: MetricDescription) -> Wording {
        func named(_ title: String, _ colon: String) -> String { title == metric.key ? "" : title + colon }
        let unit = metric.unit.text
        return Wording(
            en: "\(named(metric.title.english, ": "))\(metric.definition), in \(unit)",
            zh: "\(named(metric.title.chinese, "："))\(metric.definition)，单位 \(unit)")
    }

    static func pairs(_ metric: String) -> Wording {
        Wording(
            en: "the pairs of \(metric) in the report's period; p and adjusted p have no SQL",
            zh: "\(metric) 在报告期内的成对项目；p 与校正 p 没有对应的 SQL")
    }

    static func unsaidPairs(_ metric: String) -> Wording {
        Wording(
            en: "the pairs of metric \(metric), whose rows count in other periods than that of their time",
            zh: "指标 \(metric) 的成对项目：其行计入时间所在期间以外的期间")
    }

    static func unsaid(_ metric: String) -> Wording {
        Wording(
            en: "metric \(metric): its kind, or that of a metric it is calculated from, has no SQL",
            zh: "指标 \(metric)：其类型或其所用指标的类型没有对应的 SQL")
    }
}
