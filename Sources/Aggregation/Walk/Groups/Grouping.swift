// One way the rows of a table are divided: a time column, a breakdown, and the metrics that share both.

import Diagnostics
import Stages
import Tabular

/// The metrics of one table that see the same group numbers.
struct Grouping: Sendable {
    /// A position in the table's scope; nil for metrics of all time.
    let time: Int?
    let attribution: RowAttribution
    /// How rows are put into the groups of their periods.
    let spread: RowSpread
    /// Whether rows count in several periods, and states keep every one of them.
    let keepsRows: Bool
    /// A position in the plan's breakdowns.
    let breakdown: Int
    let segments: [String]
    /// Those of the breakdown, stretched as far back as rows count in them.
    let periods: BreakdownPeriods
    /// Sorted so that metrics with the same conditions stand together.
    let members: [Member]

    struct Member: Sendable {
        /// A position in the plan's metrics.
        var metric: Int
        var row: RowMetric
    }

    /// Every combination of time, attribution and breakdown that metrics of the table have.
    static func groupings(
        ofTable table: Int, in plan: AggregationPlan, periods: [BreakdownPeriods]
    ) -> [Grouping] {
        struct Key: Hashable {
            var breakdown: Int
            var time: Int?
            var attribution: RowAttribution
            var spread: RowSpread
            var keepsRows: Bool
        }
        var members: [Key: [Member]] = [:]
        var keys: [Key] = []
        for (position, metric) in plan.metrics.enumerated() {
            guard case .rows(let row) = metric.computation, row.table == table else { continue }
            let spread = RowSpread(of: row, isOfTheMoment: plan.tables[table].isOfTheMoment(row))
            let keepsRows = row.attribution.countsSeveralTimes && row.growsWithRows
            for breakdown in metric.breakdowns {
                let key = Key(
                    breakdown: breakdown, time: row.time, attribution: row.attribution, spread: spread,
                    keepsRows: keepsRows)
                if members[key] == nil { keys.append(key) }
                members[key, default: []].append(Member(metric: position, row: row))
            }
        }
        // Groupings of one breakdown and time stay in the order of the plan.
        let order = keys.indices.sorted {
            (keys[$0].breakdown, keys[$0].time ?? -1, $0) < (keys[$1].breakdown, keys[$1].time ?? -1, $1)
        }
        return order.map { keys[$0] }.map { key in
            Grouping(
                time: key.time, attribution: key.attribution, spread: key.spread, keepsRows: key.keepsRows,
                breakdown: key.breakdown,
                segments: plan.breakdowns[key.breakdown].segments,
                periods: periods[key.breakdown].stretched(key.attribution, in: plan.periods),
                members: (members[key] ?? []).sorted { left, right in
                    left.row.conditions == right.row.conditions
                        ? left.metric < right.metric
                        : left.row.conditions.lexicographicallyPrecedes(right.row.conditions)
                })
        }
    }

    /// The same for some of its periods, given by their positions.
    func limited(to positions: Set<Int>) -> Grouping {
        Grouping(
            time: time, attribution: attribution, spread: spread, keepsRows: keepsRows, breakdown: breakdown,
            segments: segments, periods: periods.limited(to: positions), members: members)
    }

    /// - Parameter periodCount: how many periods there are to number, or nodes that stand for them.
    func emptyNumbering(
        _ rows: TableRows, periodCount: Int
    ) throws(DiagnosedFailure) -> GroupNumbering {
        let counts = segments.map { rows.labelCount(of: $0) }
        guard let numbering = GroupNumbering(periodCount: periodCount, labelCounts: counts) else {
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
