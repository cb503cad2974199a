// What remains of a table when its rows have been walked: states, and what they are the states of. No rows.

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

/// A table whose rows have been walked.
struct WalkedTable: Sendable {
    let groupings: [Grouping]
    /// Per grouping the positions of the members that have states.
    let members: [[Int]]
    /// How the members without states are made from those of others.
    let rollUps: [MemberPlace: RollUp]
    /// By grouping and member, without any row.
    let empty: [[any Accumulator]]
    /// Per grouping whose states are those of nodes, which nodes.
    let nodes: [NodeSpread?]
    /// Per grouping its periods, without rows.
    let periodNumberings: [GroupNumbering]
    /// Those of every worker.
    private var states: [TableStates]
    /// How many rows that metrics want have no time: the most that any metric misses.
    let rowsWithoutTime: Int
    /// The metrics with rows whose value does not fit, and how many.
    let lostRows: [(metric: Int, count: Int)]

    init(_ walk: TableWalk, states: [TableStates], lostRows: [(metric: Int, count: Int)]) {
        groupings = walk.order.groupings
        members = walk.order.members
        rollUps = walk.order.rollUps
        empty = walk.empty.states
        nodes = walk.nodes
        periodNumberings = walk.periodNumberings
        self.states = states
        self.lostRows = lostRows
        let checks = states.first?.timelessRows.indices ?? 0..<0
        rowsWithoutTime = checks.map { check in states.reduce(0) { $0 + $1.timelessRows[check] } }.max() ?? 0
    }

    /// Whether the parts that a total is made from have all of its rows; else the total has to be walked itself.
    var hasAllParts: Bool {
        rollUps.values.allSatisfy { rollUp in !states.contains { $0.numberings[rollUp.source].hasStrays } }
    }

    /// Hands the states over, so that nobody else holds them.
    mutating func takeStates() -> [TableStates] {
        defer { states = [] }
        return states
    }
}
