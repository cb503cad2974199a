// Walks through the chunks of a table once: from rows to groups, from groups to the states of every metric and breakdown.

import Diagnostics
import Expressions
import Stages
import Tabular

/// The walk through one table: what its workers share.
struct TableWalk: Sendable {
    let rows: TableRows
    let order: WalkOrder
    let formulas: [TypedExpression]
    let zone: TimeZoneTable
    /// Per grouping what is looked up in a chunk: its segments, some of them joined, and how many labels there are.
    let lookups: [[(key: String, labelCount: Int)]]
    let empty: TableStates
    /// Per grouping its periods without rows; differs from what is numbered in the walk where that are nodes.
    let periodNumberings: [GroupNumbering]
    /// Per grouping of rows that stand, the moments at which it is looked.
    let standing: [StandingPeriods?]
    /// Per grouping whose states are those of nodes, which nodes.
    let nodes: [NodeSpread?]
    /// Per grouping of rows that keep customers active: their histories, and the periods between which it is looked.
    let active: [(histories: CustomerHistories, periods: ActivePeriods)?]
    /// The rows of each metric that looks beyond one row, by the metric's position.
    let chosenRows: [Int: ChosenRows]
    /// Those that are found in the walk.
    let backwardWalks: [Int: BackwardWalk]
    let timelessChecks: [TimelessCheck]
    /// By metric, how many rows have a value that does not fit.
    let lostRows: [Int: OverflowTally]
    /// The formulas that only sums, means, quantiles and extremes are made of.
    let wideFormulas: Set<Int>
    /// Counts the rows for which a condition cannot be computed.
    let overflows: OverflowTally?
    /// Positions in the scope of the columns that the walk looks at.
    let neededColumns: [Int]

    /// Rows that fulfil some conditions, but have no time.
    struct TimelessCheck: Hashable, Sendable {
        var time: Int
        var conditions: [Int]
    }

    /// - Errors: a breakdown has more combinations than can be numbered.
    init(
        _ rows: TableRows, order: WalkOrder, formulas: [TypedExpression], context: StageContext
    ) throws(DiagnosedFailure) {
        var joining = rows
        lookups = order.groupings.map { grouping in
            joining.join(grouping.segments).map { ($0, joining.labelCount(of: $0)) }
        }
        self.rows = joining
        self.order = order
        self.formulas = formulas
        zone = context.zone
        overflows = context.overflows
        let members = order.groupings.flatMap(\.members)
        lostRows = Dictionary(members.map { ($0.metric, OverflowTally()) }) { first, _ in first }
        let wide = members.filter(\.row.kind.traits.takesWideNumbers).flatMap(\.row.values)
        let narrow = members.flatMap {
            $0.row.conditions + ($0.row.kind.traits.takesWideNumbers ? [] : $0.row.values)
        }
        wideFormulas = Set(wide).subtracting(narrow)
        let standing = order.groupings.map { grouping -> StandingPeriods? in
            guard case .standing(_, let standing) = grouping.attribution, let time = grouping.time else { return nil }
            let isDate = rows.planned.columns[time].type == .date
            return StandingPeriods(grouping.periods, standing, ColumnClock(isDate: isDate, context: context))
        }
        self.standing = standing
        let nodes = order.groupings.indices.map { grouping in
            order.groupings[grouping].spread == .byNodes
                ? NodeSpread(order.groupings[grouping], standing: standing[grouping]) : nil
        }
        self.nodes = nodes
        var histories: [Activity: CustomerHistories] = [:]
        active = order.groupings.map { grouping in
            guard case .active(let activity) = grouping.attribution, let time = grouping.time else { return nil }
            // Metrics of the same customers share what is known of them, whatever they make of it.
            let known =
                histories[activity]
                ?? CustomerHistories(activity, time: time, rows: joining, formulas: formulas, context: context)
            histories[activity] = known
            let isDate = rows.planned.columns[time].type == .date
            let clock = ColumnClock(isDate: isDate, context: context)
            return (known, ActivePeriods(grouping.periods, activity.activeFor, clock))
        }
        var numberings: [GroupNumbering] = []
        var states: [[any Accumulator]] = []
        var checks: [TimelessCheck] = []
        var chosenRows: [Int: ChosenRows] = [:]
        var backwardWalks: [Int: BackwardWalk] = [:]
        var needed: Set<Int> = []
        var periodNumberings: [GroupNumbering] = []
        for (position, grouping) in order.groupings.enumerated() {
            let periods = try grouping.emptyNumbering(rows, periodCount: grouping.periods.periods.count)
            periodNumberings.append(periods)
            // Nodes count from 1, as positions of periods do here.
            if let tree = nodes[position]?.tree {
                numberings.append(try grouping.emptyNumbering(rows, periodCount: max(0, tree.end - 1)))
            } else {
                numberings.append(periods)
            }
            states.append(
                grouping.members.map { member in
                    member.row.emptyState(arePlain: member.row.values.map { rows.isPlainColumn(formulas[$0]) })
                })
            if let time = grouping.time { needed.insert(time) }
            if case .standing(let until, _) = grouping.attribution { needed.insert(until) }
            for member in grouping.members {
                if let time = grouping.time {
                    let check = TimelessCheck(time: time, conditions: member.row.conditions)
                    if !checks.contains(check) { checks.append(check) }
                }
                for formula in member.row.values + member.row.conditions {
                    needed.formUnion(formulas[formula].columnIndices)
                }
                if backwardWalks[member.metric] != nil || chosenRows[member.metric] != nil { continue }
                guard let chooser = member.row.kind.rowChooser else { continue }
                backwardWalks[member.metric] = chooser.backwardWalk(
                    member.row.selection, rows: rows, formulas: formulas, context: context)
                if backwardWalks[member.metric] == nil {
                    chosenRows[member.metric] = chooser.chosen(
                        member.row.selection, rows: rows, formulas: formulas, context: context)
                }
            }
        }
        timelessChecks = checks
        empty = TableStates(
            numberings: numberings, states: states, timelessRows: [Int](repeating: 0, count: checks.count))
        self.periodNumberings = periodNumberings
        self.chosenRows = chosenRows
        self.backwardWalks = backwardWalks
        neededColumns = needed.sorted()
    }
}
