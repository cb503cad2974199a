// Walks through the chunks of a table once and updates every state of every metric and breakdown.

import Diagnostics
import Expressions
import Stages
import Synchronization
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

/// Hands out the chunks of a table, some at a time, to whoever is free.
///
/// Halves cut beforehand end at different times; the states merge to the same bits whoever took which chunk.
final class ChunkQueue: Sendable {
    private let count: Int
    private let partCount: Int
    private let next = Atomic<Int>(0)

    init(count: Int, partCount: Int) {
        self.count = count
        self.partCount = max(1, partCount)
    }

    /// The next chunks that nobody has; nil when there are none.
    func take() -> Range<Int>? {
        let part = next.add(1, ordering: .relaxed).oldValue
        return part < partCount ? count * part / partCount..<count * (part + 1) / partCount : nil
    }
}

/// Measures one table.
struct TableMeasuring: Sendable {
    private(set) var rows: TableRows
    let groupings: [Grouping]
    let formulas: [TypedExpression]
    let zone: TimeZoneTable
    /// Per grouping the positions of the members whose states are updated row by row; others are rolled up.
    let walked: [[Int]]
    /// Per grouping what is looked up in a chunk: its segments, some of them joined, and how many labels there are.
    private let lookups: [[(key: String, labelCount: Int)]]
    private let empty: TableStates
    /// The rows of each metric that looks beyond one row, by the metric's position.
    private let chosenRows: [Int: ChosenRows]
    /// Those that are found in the walk.
    private let backwardWalks: [Int: BackwardWalk]
    private let timelessChecks: [TimelessCheck]
    /// By metric, how many rows have a value that does not fit.
    private let lostRows: [Int: OverflowTally]
    /// The formulas that only sums, means, quantiles and extremes are made of.
    private let wideFormulas: Set<Int>
    /// Counts the rows for which a condition cannot be computed.
    let overflows: OverflowTally?
    /// Positions in the scope of the columns that the walk looks at.
    private let neededColumns: [Int]
    private let joint: JointPlan
    /// Per grouping the members of ``walked`` that are not counted together.
    private let single: [[Int]]

    /// What a worker has in hand while it walks.
    private struct Walk {
        var states: TableStates
        /// Per grouping; nil when its members are not, or no longer, counted together.
        var jointCounts: [JointCounts?]
        var facts: RowFacts
        /// By metric, what is known of the rows after those that are walked, and which rows of the chunk it chooses.
        var nextTimes: [Int: NextTimes] = [:]
        var chosen: [Int: ChosenRowsOfChunk] = [:]
        /// Group numbers of the rows that count. Memory that is used again costs nothing; fresh pages cost 0.4 ns a byte.
        var scratch: [UInt32]
    }

    private struct TimelessCheck: Hashable, Sendable {
        var time: Int
        var conditions: [Int]
    }

    init(
        _ rows: TableRows, groupings: [Grouping], walked: [[Int]], breakdowns: [Breakdown],
        formulas: [TypedExpression], context: StageContext
    ) throws(DiagnosedFailure) {
        var joining = rows
        lookups = groupings.map { grouping in
            joining.join(grouping.segments).map { ($0, joining.labelCount(of: $0)) }
        }
        self.rows = joining
        self.groupings = groupings
        self.walked = walked
        self.formulas = formulas
        zone = context.zone
        overflows = context.overflows
        let members = groupings.flatMap(\.members)
        lostRows = Dictionary(members.map { ($0.metric, OverflowTally()) }) { first, _ in first }
        let wide = members.filter { $0.row.kind.traits.takesWideNumbers }.flatMap(\.row.values)
        let narrow = members.flatMap { $0.row.conditions + ($0.row.kind.traits.takesWideNumbers ? [] : $0.row.values) }
        wideFormulas = Set(wide).subtracting(narrow)
        var numberings: [GroupNumbering] = []
        var states: [[any Accumulator]] = []
        var checks: [TimelessCheck] = []
        var chosenRows: [Int: ChosenRows] = [:]
        var backwardWalks: [Int: BackwardWalk] = [:]
        var needed: Set<Int> = []
        for grouping in groupings {
            numberings.append(try grouping.emptyNumbering(rows, breakdowns[grouping.breakdown]))
            states.append(
                grouping.members.map { member in
                    member.row.emptyState(arePlain: member.row.values.map { rows.isPlainColumn(formulas[$0]) })
                })
            if let time = grouping.time { needed.insert(time) }
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
                    member.row, rows: rows, formulas: formulas, context: context)
                if backwardWalks[member.metric] == nil {
                    chosenRows[member.metric] = chooser.chosen(
                        member.row, rows: rows, formulas: formulas, context: context)
                }
            }
        }
        timelessChecks = checks
        empty = TableStates(
            numberings: numberings, states: states, timelessRows: [Int](repeating: 0, count: checks.count))
        self.chosenRows = chosenRows
        self.backwardWalks = backwardWalks
        neededColumns = needed.sorted()
        let joint = JointPlan(groupings, walked: walked)
        self.joint = joint
        single = walked.indices.map { grouping in
            walked[grouping].filter { position in
                !joint.members[grouping].contains { $0.position == position }
            }
        }
    }

    /// The empty state of a member, with room for some groups.
    func emptyState(_ grouping: Int, _ member: Int, groupCount: Int) -> any Accumulator {
        var state = empty.states[grouping][member]
        state.makeRoom(forGroups: groupCount)
        return state
    }

    /// Lets the rows go when they have been walked.
    mutating func forgetChunks() { rows.forgetChunks() }

    /// Walks the rows: the states of every thread. Nothing holds the rows any more when it returns but the caller.
    func states(threads: Int) -> [TableStates] {
        let queue = queue(threads: threads)
        return parallelMap(Array(0..<threads), jobs: threads) { _ in states(ofChunksFrom: queue) }
    }

    /// The chunks, to be dealt out to some threads.
    private func queue(threads: Int) -> ChunkQueue {
        let parts = backwardWalks.values.map { $0.partCount(rows: rows, threads: threads) }.min()
        return ChunkQueue(count: rows.chunkCount, partCount: min(parts ?? .max, rows.chunkCount))
    }

    /// The states of the chunks that this caller gets from the queue.
    private func states(ofChunksFrom queue: ChunkQueue) -> TableStates {
        var walk = Walk(
            states: empty, jointCounts: joint.members.map { $0.isEmpty ? nil : JointCounts() },
            facts: RowFacts(factCount: joint.facts.count),
            scratch: [UInt32](repeating: 0, count: rows.table.chunks.map(\.rowCount).max() ?? 0))
        while let part = queue.take() {
            walk.nextTimes = [:]
            walk.nextTimes = backwardWalks.mapValues {
                $0.start(before: part, rows: rows, formulas: formulas, zone: zone)
            }
            for chunk in part.reversed() { update(&walk, chunk) }
        }
        for grouping in groupings.indices { passJointCounts(&walk, grouping) }
        return walk.states
    }

    private func update(_ walk: inout Walk, _ index: Int) {
        var numbers = rows.segments(inChunk: index)
        let chunk = rows.scopeChunk(index, &numbers, unpacking: neededColumns)
        guard chunk.rowCount > 0 else { return }
        var formulas = ChunkFormulas(
            self.formulas, wide: wideFormulas, chunk: chunk,
            context: EvaluationContext(zone: zone, overflows: overflows))
        for (metric, backward) in backwardWalks {
            guard var next = walk.nextTimes.removeValue(forKey: metric) else { continue }
            walk.chosen[metric] = backward.take(chunk, &formulas, &next)
            walk.nextTimes[metric] = next
        }
        for (metric, rows) in chosenRows { walk.chosen[metric] = rows[index] }
        let chosen = walk.chosen
        var hasFacts = false
        for (position, grouping) in groupings.enumerated() where !walked[position].isEmpty {
            let time = grouping.time.map { chunk.columns[$0] }
            let span = grouping.time.flatMap { rows.span(ofColumn: $0, inChunk: index) }
            let segments = lookups[position].map { (labels: numbers.numbers(of: $0.key), count: $0.labelCount) }
            for layer in grouping.periods.layers {
                let periods = layer.positions(of: time, span: span, zone: zone)
                let groups = walk.states.numberings[position].numbers(
                    periods: periods, segments: segments, rowCount: chunk.rowCount)
                guard let groups else { continue }
                if !hasFacts, walk.jointCounts[position] != nil {
                    walk.facts.take(rowCount: chunk.rowCount) { rowsWith(joint.facts[$0], chosen, &formulas) }
                    hasFacts = true
                }
                update(&walk, position, groups, &formulas)
            }
        }
        if !formulas.lost.isEmpty { countLostRows(&formulas) }
        for (position, check) in timelessChecks.enumerated() {
            let presence = chunk.columns.presence(of: check.time)
            if presence.isAllPresent { continue }
            let mask = formulas.mask(check.conditions)
            walk.states.timelessRows[position] += (0..<chunk.rowCount).count { !presence[$0] && mask[$0] }
        }
    }

    private func countLostRows(_ formulas: inout ChunkFormulas) {
        var counted: Set<Int> = []
        for member in groupings.flatMap(\.members) where counted.insert(member.metric).inserted {
            lostRows[member.metric]?.add(formulas.lostRows(of: member.row))
        }
    }

    /// The metrics with rows whose value does not fit, and how many.
    var lostRowsByMetric: [(metric: Int, count: Int)] {
        lostRows.map { ($0.key, $0.value.count) }.filter { $0.1 > 0 }.sorted { $0.0 < $1.0 }
    }

    /// The rows of a chunk for which a fact holds.
    private func rowsWith(_ fact: RowFact, _ chosen: [Int: ChosenRowsOfChunk], _ formulas: inout ChunkFormulas)
        -> RowMask
    {
        switch fact {
        case .counted(let conditions, let present): return formulas.mask(conditions, present: present)
        case .holds(let formula): return formulas.mask([formula])
        case .chosen(let metric): return chosen[metric]?.counted ?? .all
        case .fulfilling(let metric): return chosen[metric]?.fulfilling ?? .all
        }
    }

    /// Updates the states of a grouping with the rows of a chunk, whose group numbers are known.
    private func update(
        _ walk: inout Walk, _ position: Int, _ groups: [UInt32], _ formulas: inout ChunkFormulas
    ) {
        let groupCount = walk.states.numberings[position].groupCount
        let isJoint = walk.jointCounts[position]?.count(
            groups: groups, groupCount: groupCount, numbers: walk.facts.numbers,
            combinationCount: walk.facts.combinations.count)
        if isJoint == false {
            // Too many groups or combinations: from now on each metric counts by itself.
            passJointCounts(&walk, position)
            walk.jointCounts[position] = nil
        }
        let members = isJoint == true ? single[position] : walked[position]
        for member in members { walk.states.states[position][member].makeRoom(forGroups: groupCount) }
        update(
            &walk.states.states[position], groupings[position], members, groups, walk.chosen, &formulas, &walk.scratch)
    }

    private func update(
        _ states: inout [any Accumulator], _ grouping: Grouping, _ members: [Int], _ groups: [UInt32],
        _ chosen: [Int: ChosenRowsOfChunk], _ formulas: inout ChunkFormulas, _ scratch: inout [UInt32]
    ) {
        scratch.withUnsafeMutableBufferPointer { scratch in
            let masked = UnsafeMutableBufferPointer(rebasing: scratch[..<groups.count])
            var written = RowMask.all
            for position in members {
                let member = grouping.members[position]
                let rows = chosen[member.metric]
                // A metric that skips rows with missing values does so whatever its conditions.
                let present = member.row.skipsMissing ? member.row.values : []
                let mask = rows?.counted ?? formulas.mask(member.row.conditions, present: present)
                let columns =
                    rows?.columns(rowCount: groups.count)
                    ?? member.row.values.map { formulas.column($0) }
                if mask == .all {
                    groups.withUnsafeBufferPointer { states[position].update(groups: $0, columns: columns) }
                    continue
                }
                // Metrics with the same conditions stand together.
                if mask != written { mask.write(groups, to: masked) }
                written = mask
                states[position].update(groups: UnsafeBufferPointer(masked), columns: columns)
            }
        }
    }

    /// Gives what was counted for several metrics to each of them.
    private func passJointCounts(_ walk: inout Walk, _ grouping: Int) {
        walk.jointCounts[grouping]?.pass(
            to: &walk.states.states[grouping], members: joint.members[grouping],
            groupCount: walk.states.numberings[grouping].groupCount, combinations: walk.facts.combinations)
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
