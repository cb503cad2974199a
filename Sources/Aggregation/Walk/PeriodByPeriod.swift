// The part of a walk in which rows count in several periods, with what they are worth in each.

import Expressions
import Tabular

extension WorkerWalk {
    /// The labels of a chunk's rows by each segment, as the numbering of groups takes them.
    typealias Labels = [(labels: [UInt32], count: Int)]

    /// Takes the rows of a chunk once for every period in which they count.
    mutating func takePeriodByPeriod(_ position: Int, _ index: Int, _ chunk: Chunk, _ segments: Labels) {
        if let standing = table.standing[position] { takeStanding(position, chunk, standing, segments) }
        if let (histories, periods) = table.active[position] {
            ActiveRows.forEachPart(ofChunk: index, rowCount: chunk.rowCount, of: histories, in: periods) { part in
                takeActive(position, part, part.columns(histories), segments)
            }
        }
    }

    private mutating func takeStanding(
        _ position: Int, _ chunk: Chunk, _ standing: StandingPeriods, _ segments: Labels
    ) {
        let grouping = table.order.groupings[position]
        guard case .standing(let until, _) = grouping.attribution, let time = grouping.time else { return }
        let members = table.order.members[position].map { grouping.members[$0].row }
        let needed = Set(members.flatMap { $0.values + $0.conditions }.flatMap { table.formulas[$0].columnIndices })
        StandingRows.forEachPart(from: chunk.columns[time], until: chunk.columns[until], in: standing) { part in
            var formulas = ChunkFormulas(
                table.formulas, wide: table.wideFormulas, chunk: part.chunk(of: chunk, needed: needed),
                context: EvaluationContext(zone: table.zone, overflows: table.overflows))
            guard let groups = groups(position, part.rows, part.positions, segments) else { return }
            update(position, groups, &formulas)
            if !formulas.lost.isEmpty { countLostRows(&formulas) }
        }
    }

    private mutating func takeActive(
        _ position: Int, _ part: ActiveRows, _ columns: [Column], _ segments: Labels
    ) {
        guard let groups = groups(position, part.rows, part.positions, segments) else { return }
        let groupCount = states.numberings[position].groupCount
        for member in table.order.members[position] {
            states.states[position][member].makeRoom(forGroups: groupCount)
            GroupSpan.with(groups) { states.states[position][member].update(groups: $0, columns: columns) }
        }
    }

    /// The groups of rows beside periods; nil where none is in a group.
    private mutating func groups(
        _ position: Int, _ rows: [Int32], _ positions: [UInt32], _ segments: Labels
    ) -> [UInt32]? {
        let labels = segments.map { segment in
            (labels: rows.map { segment.labels[Int($0)] }, count: segment.count)
        }
        scratch.lengthen(to: rows.count, with: 0)
        return states.numberings[position].numbers(
            periods: .rows(positions), segments: labels, rowCount: rows.count)
    }
}
