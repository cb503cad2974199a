// The rows of a table beside the periods in which they stand, in SQL.

import Expressions
import Stages
import Tabular

/// Rows joined with the moments of periods, as ``StandingRows`` does it.
struct StandingSQL {
    private let table: SQLTable
    private let dialect: SQLDialect
    private let standing: Standing
    private let isDate: Bool
    private let begin: String
    private let until: String
    private let periods: String

    /// - Parameters:
    ///   - time: when rows begin, a column of `planned`; `until`: when they end.
    ///   - periods: where the moments are kept; see ``moments(of:dialect:)``.
    init(
        _ standing: Standing, time: Int, until: Int, planned: PlannedTable, table: SQLTable, periods: String,
        dialect: SQLDialect
    ) {
        self.table = table
        self.dialect = dialect
        self.standing = standing
        self.periods = periods
        isDate = planned.columns[time].type == .date
        begin = table.column(planned.columns[time].name)
        self.until = table.column(planned.columns[until].name)
    }

    var breakdown: String { table.free("breakdown of the row") }
    var period: String { table.free("period of the row") }
    private var first: String { table.free("period's first moment") }
    private var last: String { table.free("period's end") }
    private var moment: String { table.free("moment looked at") }
    private var edge: String { table.free("up to when") }

    /// What to read from, and which rows.
    ///
    /// - Parameter breakdowns: their positions, as a list.
    func source(breakdowns: String) -> String {
        let reaches = "\(until) IS NULL OR \(first) IS NULL OR \(until) > \(first)"
        let condition =
            standing == .throughout
            ? "\(begin) < \(last) AND (\(reaches) OR \(until) = \(begin) AND \(begin) >= \(first))"
            : "\(begin) < \(moment) AND (\(until) IS NULL OR \(until) >= \(moment))"
        return """
            \(table.relation) JOIN (SELECT breakdown AS \(breakdown), period AS \(period), first_moment AS \(first), end_moment AS \(last),
                moment AS \(moment), edge AS \(edge) FROM \(periods)) ON \(breakdown) IN (\(breakdowns)) AND \(condition)
              AND (\(until) IS NULL OR \(until) >= \(begin))
            """
    }

    /// The columns of ``StandingName``, in their order.
    var columns: [String] {
        let age = length(from: begin, to: edge)
        let earliest = "least(coalesce(\(until), \(edge)), \(edge))"
        let overlap = length(from: "greatest(\(begin), coalesce(\(first), \(begin)))", to: earliest)
        return [age, overlap, first, last, first, last]
    }

    private func length(from start: String, to end: String) -> String {
        isDate ? "(\(dialect.days(from: start, to: end)) * 86400000)" : dialect.milliseconds(from: start, to: end)
    }

    /// A query for the moments of the periods of some breakdowns.
    static func moments(of periods: [StandingPeriods], dialect: SQLDialect) -> String {
        PeriodMoments(
            names: ["first_moment", "end_moment", "moment", "edge"], isDate: periods.first?.isDate == true,
            rows: periods.enumerated().flatMap { breakdown, periods in
                periods.entries.map { (breakdown, $0.position - 1, [$0.start, $0.end, $0.moment, $0.edge]) }
            }
        ).query(dialect)
    }
}
