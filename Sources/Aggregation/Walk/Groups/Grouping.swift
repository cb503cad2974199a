// One way the rows of a table are divided: a time column, a breakdown, and the metrics that share both.

import Diagnostics
import Stages
import Tabular

/// The metrics of one table that see the same group numbers.
struct Grouping: Sendable {
    /// A position in the table's scope; nil for metrics of all time.
    let time: Int?
    /// A position in the plan's breakdowns.
    let breakdown: Int
    let segments: [String]
    let periods: BreakdownPeriods
    /// Sorted so that metrics with the same conditions stand together.
    let members: [Member]

    struct Member: Sendable {
        /// A position in the plan's metrics.
        var metric: Int
        var row: RowMetric
    }

    /// Every combination of time and breakdown that metrics of the table have.
    static func groupings(
        ofTable table: Int, in plan: AggregationPlan, periods: [BreakdownPeriods]
    ) -> [Grouping] {
        struct Key: Hashable {
            var breakdown: Int
            var time: Int?
        }
        var members: [Key: [Member]] = [:]
        for (position, metric) in plan.metrics.enumerated() {
            guard case .rows(let row) = metric.computation, row.table == table else { continue }
            for breakdown in metric.breakdowns {
                members[Key(breakdown: breakdown, time: row.time), default: []].append(
                    Member(metric: position, row: row))
            }
        }
        let keys = members.keys.sorted { ($0.breakdown, $0.time ?? -1) < ($1.breakdown, $1.time ?? -1) }
        return keys.map { key in
            Grouping(
                time: key.time, breakdown: key.breakdown, segments: plan.breakdowns[key.breakdown].segments,
                periods: periods[key.breakdown],
                members: (members[key] ?? []).sorted { left, right in
                    left.row.conditions == right.row.conditions
                        ? left.metric < right.metric
                        : left.row.conditions.lexicographicallyPrecedes(right.row.conditions)
                })
        }
    }

    func emptyNumbering(_ rows: TableRows, _ breakdown: Breakdown) throws(DiagnosedFailure) -> GroupNumbering {
        let counts = segments.map { rows.labelCount(of: $0) }
        guard let numbering = GroupNumbering(periodCount: periods.periods.count, labelCounts: counts) else {
            throw DiagnosedFailure(AggregationDiagnostics.tooManyGroups(segments.joined(separator: ", ")))
        }
        return numbering
    }
}

/// Where a metric stands: a position in the groupings of a table and one in the members of that grouping.
struct MemberPlace: Hashable, Comparable, Sendable {
    var grouping: Int
    var member: Int

    static func < (left: MemberPlace, right: MemberPlace) -> Bool {
        (left.grouping, left.member) < (right.grouping, right.member)
    }
}
