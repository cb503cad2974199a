// The last rows of customers who are active when a period starts, in SQL.

import Expressions
import Tabular

/// Rows joined with the periods at whose start their customer is active, as ``ActiveRows`` does it.
enum ActiveSQL {
    /// The columns that it adds to the rows of a group: whether the customer is still active at the end, and what was bought in both
    /// stretches.
    static func grouped(
        rows source: String, segment: String, periods: String, breakdowns: String, hasAmounts: Bool
    ) -> String {
        let amounts =
            hasAmounts
            ? """
            , sum(v.value_2) FILTER (WHERE v.moment < q.start_moment) AS before,
                  sum(v.value_2) FILTER (WHERE v.moment >= q.end_from) AS after
            """ : ""
        return """
            SELECT p.breakdown, p.period, \(segment), r.*, k.visits_after > 0 AS kept\(hasAmounts ? ", k.before, k.after" : "")
            FROM (SELECT *, lead(moment) OVER (PARTITION BY value_1 ORDER BY moment, place) AS next_moment FROM \(source)
              WHERE counts) r
            JOIN \(periods) p ON p.breakdown IN (\(breakdowns)) AND r.moment < p.start_moment AND r.moment >= p.start_from
              AND (r.next_moment IS NULL OR r.next_moment >= p.start_moment)
            JOIN (SELECT q.breakdown, q.period, v.value_1 AS customer,
                  count(*) FILTER (WHERE v.moment >= q.end_from) AS visits_after\(amounts)
                FROM \(source) v JOIN \(periods) q ON q.breakdown IN (\(breakdowns)) AND v.moment >= q.start_from
                  AND v.moment < q.end_moment
                WHERE v.counts GROUP BY q.breakdown, q.period, v.value_1) k
              ON k.breakdown = p.breakdown AND k.period = p.period AND k.customer = r.value_1
            """
    }

    /// A query for the moments of the periods of some breakdowns.
    static func moments(of periods: [ActivePeriods], dialect: SQLDialect) -> String {
        PeriodMoments(
            names: ["start_from", "start_moment", "end_from", "end_moment"], isDate: periods.first?.isDate == true,
            rows: periods.enumerated().flatMap { breakdown, periods in
                periods.entries.map { (breakdown, $0.position - 1, [$0.startFrom, $0.start, $0.endFrom, $0.end]) }
            }
        ).query(dialect)
    }
}
