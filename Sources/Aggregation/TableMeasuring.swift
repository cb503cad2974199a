// Walks through the chunks of a table once and updates every state of every metric and breakdown.

import Diagnostics
import Expressions
import Stages
import Tabular

/// The states of a part of a table, or of a whole one after merging.
struct TableStates: Sendable {
    /// One per grouping.
    var numberings: [GroupNumbering]
    /// Per grouping one per member.
    var states: [[any Accumulator]]
    /// Per timeless check: rows that a metric wants but that have no time.
    var timelessRows: [Int]
}

/// Measures one table.
struct TableMeasuring: Sendable {
    let rows: TableRows
    let groupings: [Grouping]
    let formulas: [TypedExpression]
    let zone: TimeZoneTable
    private let empty: TableStates
    /// The rows of each `first_time` metric that are their customer's first, per chunk.
    private let firstRows: [Int: [[Bool]]]
    private let timelessChecks: [TimelessCheck]

    private struct TimelessCheck: Hashable, Sendable {
        var time: Int
        var conditions: [Int]
    }

    init(
        _ rows: TableRows, groupings: [Grouping], breakdowns: [Breakdown], formulas: [TypedExpression],
        context: StageContext
    ) throws(DiagnosedFailure) {
        self.rows = rows
        self.groupings = groupings
        self.formulas = formulas
        zone = context.zone
        var numberings: [GroupNumbering] = []
        var states: [[any Accumulator]] = []
        var checks: [TimelessCheck] = []
        var firstRows: [Int: [[Bool]]] = [:]
        for grouping in groupings {
            numberings.append(try grouping.emptyNumbering(rows, breakdowns[grouping.breakdown]))
            states.append(
                grouping.members.map { member in
                    member.row.emptyState(isPlain: member.row.values.map { rows.isPlainColumn(formulas[$0]) })
                })
            for member in grouping.members {
                if let time = grouping.time, !grouping.periods.layers.contains(where: \.isAllTime) {
                    let check = TimelessCheck(time: time, conditions: member.row.conditions)
                    if !checks.contains(check) { checks.append(check) }
                }
                if member.row.kind == .firstTime, firstRows[member.metric] == nil {
                    firstRows[member.metric] =
                        FirstRows(member.row, rows: rows, formulas: formulas, context: context).masks
                }
            }
        }
        timelessChecks = checks
        empty = TableStates(
            numberings: numberings, states: states, timelessRows: [Int](repeating: 0, count: checks.count))
        self.firstRows = firstRows
    }

    /// The states of some of the chunks.
    func states(ofChunks chunks: Range<Int>) -> TableStates {
        var states = empty
        for chunk in chunks { update(&states, chunk) }
        return states
    }

    private func update(_ states: inout TableStates, _ index: Int) {
        var numbers = rows.segments(inChunk: index)
        let chunk = rows.scopeChunk(index, &numbers)
        guard chunk.rowCount > 0 else { return }
        var formulas = ChunkFormulas(self.formulas, chunk: chunk, context: EvaluationContext(zone: zone))
        for (position, grouping) in groupings.enumerated() {
            let time = grouping.time.map { chunk.columns[$0] }
            let segments = grouping.segments.map { numbers.numbers(of: $0) }
            for layer in grouping.periods.layers {
                let periods = layer.positions(of: time, rowCount: chunk.rowCount, zone: zone)
                let groups = states.numberings[position].numbers(periods: periods, segments: segments)
                let count = states.numberings[position].groupCount
                update(&states.states[position], grouping, groups, count: count, chunk: index, &formulas)
            }
        }
        for (position, check) in timelessChecks.enumerated() {
            let presence = chunk.columns[check.time].presence
            if presence.isAllPresent { continue }
            let mask = formulas.mask(check.conditions)
            states.timelessRows[position] += (0..<chunk.rowCount).count { !presence[$0] && mask?[$0] != false }
        }
    }

    private func update(
        _ states: inout [any Accumulator], _ grouping: Grouping, _ groups: [UInt32], count: Int, chunk: Int,
        _ formulas: inout ChunkFormulas
    ) {
        var conditions: [Int] = []
        var wanted = groups
        for (position, member) in grouping.members.enumerated() {
            if member.row.conditions != conditions {
                conditions = member.row.conditions
                wanted = formulas.mask(conditions).map { groups.keeping($0) } ?? groups
            }
            let columns = member.row.values.map { formulas.column($0) }
            var counted = wanted
            if member.row.skipsMissing { for column in columns { counted = counted.present(column.presence) } }
            if let first = firstRows[member.metric] { counted = counted.keeping(first[chunk]) }
            states[position].makeRoom(forGroups: count)
            counted.withUnsafeBufferPointer { states[position].update(groups: $0, columns: columns) }
        }
    }

    /// How many rows that metrics want have no time: the most that any metric misses.
    func rowsWithoutTime(_ states: [TableStates]) -> Int {
        timelessChecks.indices.map { check in states.reduce(0) { $0 + $1.timelessRows[check] } }.max() ?? 0
    }
}

extension TableRows {
    /// Whether a formula is a column of the table, whose codes are the same in all chunks.
    func isPlainColumn(_ formula: TypedExpression) -> Bool {
        guard let only = formula.columnIndices.first, formula.columnIndices.count == 1 else { return false }
        guard only < planned.columns.count else { return false }
        let name = planned.columns[only].name
        return formula.description == name || formula.description == "`\(name)`"
    }
}
