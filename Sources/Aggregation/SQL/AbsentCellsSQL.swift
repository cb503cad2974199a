// What a cell comes to that is not there, in SQL.

import Expressions
import Stages
import Tabular

/// What ``AbsentCells`` says of one metric, for queries over its cells.
struct AbsentCellsSQL {
    /// Nothing, as a number of the metric; nil for one that is undefined without rows.
    let value: String?
    /// A query for the breakdowns and periods in which it is known that no row counts in a cell that is not there.
    let places: String

    /// - Parameters:
    ///   - breakdowns: by position in the plan.
    ///   - cells: where those of the metric are kept.
    init(_ breakdowns: [(position: Int, absent: AbsentCells)], cells: String) {
        value = breakdowns.lazy.compactMap(\.absent.nothing?.value).first.map { "CAST(\($0.text) AS DOUBLE)" }
        let quiet = Self.quietPeriods(breakdowns)
        let measured = "SELECT DISTINCT breakdown, period FROM \(cells)"
        places =
            quiet.isEmpty
            ? measured
            : "\(measured) UNION SELECT breakdown, period FROM (VALUES \(quiet.joined(separator: ", "))) AS q(breakdown, period)"
    }

    /// As lines of a list of breakdowns and periods.
    private static func quietPeriods(_ breakdowns: [(position: Int, absent: AbsentCells)]) -> [String] {
        breakdowns.flatMap { position, absent in absent.quietPeriods.sorted().map { "(\(position), \($0))" } }
    }

    /// A query for cells, with those of the whole that are 0 though no row counts, as ``AbsentCells/completed(_:)`` adds them.
    ///
    /// - Parameter breakdowns: those without segments.
    static func completed(
        _ query: String, _ breakdowns: [(position: Int, absent: AbsentCells)], dialect: SQLDialect
    ) -> String {
        let quiet = quietPeriods(breakdowns)
        guard !quiet.isEmpty, let value = breakdowns.lazy.compactMap(\.absent.nothing?.value).first else {
            return query
        }
        let nothing = dialect.missing(.real)
        return """
            WITH measured AS (
            \(query)
            )
            SELECT * FROM measured
            UNION ALL
            SELECT q.breakdown, q.period, '' AS segment, CAST(\(value.text) AS DOUBLE) AS value, \(nothing) AS numerator,
              \(nothing) AS denominator, 0 AS n
            FROM (VALUES \(quiet.joined(separator: ", "))) AS q(breakdown, period)
            WHERE NOT EXISTS (SELECT 1 FROM measured m WHERE m.breakdown = q.breakdown AND m.period = q.period)
            """
    }
}
