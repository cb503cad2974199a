// One cell in SQL: what its metric comes to there, and how many rows of each table come how far on their way into it.

import Diagnostics
import Expressions
import Stages
import Tabular

extension Aggregation {
    /// Adds to a script what one cell rests on, and ends it with a query: of each metric over rows that the asked one is made from, how
    /// many rows come how far; then value, numerator, denominator and n of the cell.
    ///
    /// - Parameter tables: every table with its segments.
    /// - Returns: whether the plan has such a cell, and SQL can say it.
    /// - Errors: an internal error when a table is not as planned.
    package static func addSQL(
        of plan: AggregationPlan, for cell: AskedCell, on segmented: SegmentedTables, as tables: [String: SQLTable],
        context: StageContext, to script: inout SQLScript
    ) throws(DiagnosedFailure) -> Bool {
        var writing = try AggregationSQL(plan, on: segmented, as: tables, context: context, script: script)
        guard let place = AskedPlace(cell, in: plan, periods: writing.periods, segments: segmented.segments),
            try writing.write(place)
        else { return false }
        script = writing.script
        return true
    }
}

extension AggregationSQL {
    /// False where SQL cannot say the cell.
    fileprivate mutating func write(_ place: AskedPlace) throws(DiagnosedFailure) -> Bool {
        let periodTable = keepPeriods()
        var lines: [String] = []
        for position in place.metrics(in: plan) {
            guard try keepCells(ofMetric: position, periods: periodTable) else { return false }
            guard case .rows(let row) = plan.metrics[position].computation else { continue }
            if case .active = row.attribution { continue }
            lines += try countedRows(position, row, place, periods: periodsOfRows(row) ?? periodTable)
        }
        guard let cells = cells[place.metric] else { return false }
        let dialect = script.dialect
        let segment = place.labels.map { SegmentText.pair($0.segment, $0.key) }.joined(separator: "; ")
        lines.append(
            """
            SELECT 0 AS step, \(dialect.text("the cell")) AS what, value, numerator, denominator, n FROM \(cells)
            WHERE breakdown = \(place.breakdown) AND period = \(place.position) AND segment = \(dialect.text(segment))
            """)
        script.ask(lines.joined(separator: "\nUNION ALL\n") + "\nORDER BY step", for: CellSQLWords.cell)
        return true
    }

    /// Keeps the rows of a metric with how far they come, and gives the queries that count them.
    private mutating func countedRows(
        _ position: Int, _ row: RowMetric, _ place: AskedPlace, periods: String
    ) throws(DiagnosedFailure) -> [String] {
        let key = plan.metrics[position].description.key
        let sql = try rowMetricSQL(position, row, periods: periods)
        let dialect = script.dialect
        let days = row.attribution.stretch(of: place.period, in: plan.periods)
        let labels = place.labels.enumerated().map { number, label in
            "label_\(number + 1) = \(dialect.text(SegmentText.written(label.key)))"
        }
        var isStanding = false
        if case .standing = row.attribution { isStanding = true }
        let inside =
            isStanding
            ? "breakdown = \(place.breakdown) AND period = \(place.position)"
            : days.start == nil
                ? "TRUE" : "day >= \(dialect.literal(ofDay: days.start)) AND day < \(dialect.literal(ofDay: days.end))"
        let query = """
            SELECT place, \(inside) AS in_period, \(labels.isEmpty ? "TRUE" : labels.joined(separator: " AND ")) AS in_segment, counts
            FROM (
            \(sql.rows(labels: place.labels.map(\.segment), breakdowns: "\(place.breakdown)"))
            )
            """
        let kept = script.keep("rows of \(key)", as: query, for: CellSQLWords.rows(key))
        let counts = [
            ("in the period", "in_period"), ("of the segment", "in_period AND in_segment"),
            ("that fulfil its conditions", "in_period AND in_segment AND counts"),
        ]
        // A row stands beside every period in which it counts: all rows are not to be counted there.
        let all = isStanding ? [] : [("with a time", "TRUE")]
        return (all + counts).enumerated().map { step, count in
            let what = dialect.text("rows of \(key) \(count.0)")
            return """
                SELECT \(position - plan.metrics.count) * 4 + \(step) AS step, \(what) AS what, \(dialect.missing(.real)) AS value,
                  \(dialect.missing(.real)) AS numerator, \(dialect.missing(.real)) AS denominator,
                  count(*) FILTER (WHERE \(count.1)) AS n FROM \(kept)
                """
        }
    }
}

/// What the statements about a cell are for.
private enum CellSQLWords {
    static let cell = Wording(
        en: "the cell, and before it how many rows come how far", zh: "该单元格；之前各行为每一步剩下的行数")

    static func rows(_ key: String) -> Wording {
        Wording(en: "the rows of \(key), with how far they come", zh: "\(key) 的各行，以及各到哪一步")
    }
}
