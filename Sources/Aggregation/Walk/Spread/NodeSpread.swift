// Rows put into the few nodes of a tree that stand for all periods in which they count.

import Stages
import Tabular

/// Where the rows of a grouping go whose states are those of nodes.
struct NodeSpread: Sendable {
    /// Which nodes rows belong to.
    private enum Rows: Sendable {
        case stretched(StretchedPeriods)
        case standing(StandingPeriods, until: Int)
    }

    private let rows: Rows
    private let time: Int?
    let tree: PeriodTree
    /// By place in the tree, the position of a period among those of the breakdown.
    let positions: [Int]

    init(_ grouping: Grouping, standing: StandingPeriods?) {
        time = grouping.time
        if let standing, case .standing(let until, _) = grouping.attribution {
            rows = .standing(standing, until: until)
            tree = standing.tree
            positions = standing.entries.map { Int($0.position) - 1 }
        } else {
            let periods = StretchedPeriods(grouping.periods)
            rows = .stretched(periods)
            tree = periods.tree
            positions = periods.positions
        }
    }

    /// The nodes of a chunk's rows, pass by pass: each row has one at most in a pass.
    ///
    /// - Parameter span: the earliest and latest of their times.
    func nodes(of chunk: Chunk, span: ClosedRange<Int64>?, zone: TimeZoneTable) -> [PeriodPositions] {
        let column = time.map { chunk.columns[$0] }
        switch rows {
        case .stretched(let periods): return periods.nodes(of: column, span: span, zone: zone)
        case .standing(let periods, let until):
            return column.map { periods.nodes(from: $0, until: chunk.columns[until]) } ?? []
        }
    }
}
