// The cells of a metric over rows, in SQL.

import Expressions
import Stages
import Tabular

/// A metric over the rows of one table, as a query for its cells.
struct RowMetricSQL {
    let row: RowMetric
    private let planned: PlannedTable
    private let formulas: [TypedExpression]
    private let table: SQLTable
    private let segments: [Segment]
    private let end: Int64?
    private let standing: StandingSQL?
    private let dialect: SQLDialect
    private let zone: String

    /// - Parameters:
    ///   - formulas: those of the table.
    ///   - standing: the rows beside the periods in which they stand, for a metric of such rows.
    ///   - end: the last moment that the data are known to reach, for a kind that waits for what is to come.
    init(
        _ row: RowMetric, planned: PlannedTable, formulas: [TypedExpression], table: SQLTable, segments: [Segment],
        end: Int64?, standing: StandingSQL? = nil, dialect: SQLDialect, zone: String
    ) {
        self.row = row
        self.planned = planned
        self.formulas = formulas
        self.table = table
        self.segments = segments
        self.end = end
        self.standing = standing
        self.dialect = dialect
        self.zone = zone
    }

    /// The cells of some breakdowns: breakdown, period, segment, value, numerator, denominator, n. Nil for a kind without SQL.
    ///
    /// - Parameters:
    ///   - breakdowns: their positions and segments.
    ///   - tooShort: breakdowns whose periods are shorter than those the rows come in: nothing is measured there.
    ///   - periods: where the periods are kept.
    func query(
        breakdowns: [(position: Int, segments: [String])], tooShort: Set<Int>, periods: String
    ) -> String? {
        guard let sql = row.kind.sql(scope) else { return nil }
        var segments: [String] = []
        for segment in breakdowns.flatMap(\.segments) where !segments.contains(segment) { segments.append(segment) }
        var source = "looked_at"
        let positions = breakdowns.map { "\($0.position)" }.joined(separator: ", ")
        var parts = "WITH looked_at AS (\n\(rows(labels: segments, breakdowns: positions))\n)"
        if !sql.overTable.isEmpty {
            parts += ",\nmarked AS (SELECT *, \(sql.overTable.joined(separator: ", ")) FROM looked_at)"
            source = "marked"
        }
        let divided = breakdowns.map { position, own in
            let text = own.map { "\(dialect.text("\($0)=")) || label_\((segments.firstIndex(of: $0) ?? 0) + 1)" }
            return "WHEN \(position) THEN \(text.isEmpty ? "''" : text.joined(separator: " || '; ' || "))"
        }
        let segment = "CASE p.breakdown \(divided.joined(separator: " ")) END AS segment"
        var grouped = """
            SELECT p.breakdown, p.period, \(segment), r.*
            FROM \(source) r JOIN \(periods) p ON p.breakdown IN (\(positions))
              AND (p.first_day IS NULL OR r.day >= p.first_day AND r.day < p.end_day)
            """
        if case .active(let activity) = row.attribution {
            grouped = ActiveSQL.grouped(
                rows: source, segment: segment, periods: periods, breakdowns: positions,
                hasAmounts: activity.values.count > 1)
        }
        if standing != nil { grouped = "SELECT p.*, \(segment)\nFROM \(source) p" }
        for columns in [sql.overGroup, sql.overMarked, sql.overFound] where !columns.isEmpty {
            grouped = "SELECT *, \(columns.joined(separator: ", ")) FROM (\n\(grouped)\n)"
        }
        let short = tooShort.sorted().map { "\($0)" }.joined(separator: ", ")
        func measured(_ number: String, _ otherwise: String) -> String {
            short.isEmpty ? number : "CASE WHEN breakdown IN (\(short)) THEN \(otherwise) ELSE \(number) END"
        }
        return parts + """

            SELECT breakdown, period, segment, \(measured(finite(sql.value), nothing)) AS value,
              \(measured(finite(sql.numerator), nothing)) AS numerator,
              \(measured(finite(sql.denominator), nothing)) AS denominator,
              \(measured(sql.n, "0")) AS n
            FROM (
            \(grouped)
            )
            GROUP BY breakdown, period, segment
            """
    }

    /// What the kind is told.
    var scope: KindSQLScope {
        KindSQLScope(
            dialect: dialect, zone: zone, type: row.valueType, keyTypes: row.keyTypes,
            timeType: row.time.map { planned.columns[$0].type }, scale: row.scale, end: end)
    }

    private var nothing: String { dialect.missing(.real) }

    /// A number that is none, or beyond all bounds, is never shown as one.
    private func finite(_ number: String?) -> String {
        guard let number else { return nothing }
        if row.valueType != .real { return "CAST(\(number) AS DOUBLE)" }
        return "CASE WHEN \(dialect.isFinite(number)) THEN CAST(\(number) AS DOUBLE) END"
    }

    /// The rows that have a time, with the columns that ``KindSQL`` names.
    func rows(labels: [String], breakdowns: String) -> String {
        let names =
            planned.columns.map { table.column($0.name) } + planned.segments.map { column(ofSegment: $0) }
            + (standing?.columns ?? [])
        func sql(_ formula: Int) -> String { formulas[formula].sql(zone: zone, dialect: dialect, columns: names) }
        var columns = ["\(table.rowNumber) AS place"]
        var filter = ""
        if let time = row.time {
            let moment = table.column(planned.columns[time].name)
            columns.append("\(moment) AS moment")
            columns.append("\(dialect.day(of: moment, type: planned.columns[time].type, zone: zone)) AS day")
            filter = "\nWHERE \(moment) IS NOT NULL"
        } else {
            columns.append("\(dialect.missing(.date)) AS day")
        }
        func all(_ conditions: [String]) -> String {
            conditions.isEmpty ? "TRUE" : "coalesce(\(conditions.joined(separator: " AND ")), FALSE)"
        }
        let conditions = row.conditions.map(sql)
        var known: [String] = []
        if row.skipsMissing {
            known = row.values.map { value in
                // A real number past all bounds is none.
                formulas[value].type == .real ? dialect.isFinite(sql(value)) : "\(sql(value)) IS NOT NULL"
            }
        }
        columns.append("\(all(conditions + known)) AS counts")
        if row.kind.notesMissing { columns.append("\(all(conditions)) AND NOT \(all(known)) AS lacks") }
        columns += row.values.enumerated().map { "\(sql($1)) AS value_\($0 + 1)" }
        columns += labels.enumerated().map { "\(written(labelsOf: $1)) AS label_\($0 + 1)" }
        guard let standing else {
            return "SELECT \(columns.joined(separator: ",\n  "))\nFROM \(table.relation)\(filter)"
        }
        columns += ["\(standing.breakdown) AS breakdown", "\(standing.period) AS period"]
        return "SELECT \(columns.joined(separator: ",\n  "))\nFROM \(standing.source(breakdowns: breakdowns))"
    }

    /// The labels of a segment as results write them, so that no two cells have the same text.
    private func written(labelsOf key: String) -> String {
        let column = column(ofSegment: key)
        let keys = segments.first { $0.key == key }?.labels.map(\.key) ?? []
        let others = keys.map { ($0, SegmentText.written($0)) }.filter { $0 != $1 }
        if others.isEmpty { return column }
        let cases = others.map { "WHEN \(dialect.text($0)) THEN \(dialect.text($1))" }
        return "CASE \(column) \(cases.joined(separator: " ")) ELSE \(column) END"
    }

    private func column(ofSegment key: String) -> String { table.segment(key) ?? dialect.identifier(key) }
}
