// From the states of nodes to those of periods: level by level, what stands above is merged into what stands below.

import Tabular

/// How the states of the nodes of a tree become those of periods.
struct NodeDescent: Sendable {
    /// Pass by pass, for each group of a node that of a node below it; 0 for groups of other levels.
    private let passes: [[UInt32]]
    /// For each group of a leaf that of its period; 0 for those of nodes above.
    private let leaves: [UInt32]
    /// How many groups the nodes have.
    let groupCount: Int
    /// The groups of the periods.
    let periods: GroupNumbering

    /// - Parameters:
    ///   - nodes: the groups of the nodes, whose numbers as periods count from 0.
    ///   - periods: without groups.
    init(_ spread: NodeSpread, nodes: GroupNumbering, periods: GroupNumbering) {
        var (nodes, periods) = (nodes, periods)
        let tree = spread.tree
        var levels: [[GroupNumbering.Group]] = Array(repeating: [], count: PeriodTree.depth(ofNode: tree.end) + 1)
        for group in nodes.groups { levels[PeriodTree.depth(ofNode: group.period + 1)].append(group) }
        var passes: [[(from: Int, to: UInt32)]] = []
        var leaves: [(from: Int, to: UInt32)] = []
        for level in levels.indices {
            for side in 0...1 {
                var pass: [(from: Int, to: UInt32)] = []
                for group in levels[level] where tree.place(ofNode: group.period + 1) == nil {
                    let below = 2 * (group.period + 1) + side
                    let (number, isNew) = nodes.number(ofPeriod: below - 1, labels: group.labels)
                    pass.append((group.number, number))
                    guard isNew else { continue }
                    levels[level + 1].append(
                        GroupNumbering.Group(number: Int(number), period: below - 1, labels: group.labels))
                }
                if !pass.isEmpty { passes.append(pass) }
            }
            for group in levels[level] {
                guard let place = tree.place(ofNode: group.period + 1) else { continue }
                let period = periods.number(ofPeriod: spread.positions[place], labels: group.labels).number
                leaves.append((group.number, period))
            }
        }
        groupCount = nodes.groupCount
        let none = [UInt32](repeating: 0, count: nodes.groupCount)
        func numbers(_ pairs: [(from: Int, to: UInt32)]) -> [UInt32] {
            var numbers = none
            for pair in pairs { numbers[pair.from] = pair.to }
            return numbers
        }
        self.passes = passes.map(numbers)
        self.leaves = numbers(leaves)
        self.periods = periods
    }

    /// The state of the periods.
    ///
    /// - Parameters:
    ///   - nodes: that of the nodes.
    ///   - empty: one of the same metric, without any row.
    func state(from nodes: consuming any Accumulator, empty: any Accumulator) -> any Accumulator {
        var nodes = nodes
        nodes.makeRoom(forGroups: groupCount)
        for numbers in passes {
            let above = nodes
            nodes.merge(any: above, numbers: numbers)
        }
        var state = empty
        state.makeRoom(forGroups: periods.groupCount)
        state.merge(any: nodes, numbers: leaves)
        return state
    }
}
