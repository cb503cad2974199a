// One worker's walk: chunk after chunk, the rows are numbered by group and every state takes those that count for it.

import Expressions
import Tabular

/// What a worker has in hand while it walks.
struct WorkerWalk {
    let table: TableWalk
    var states: TableStates
    /// Per grouping; nil when its members are not, or no longer, counted together.
    private var jointCounts: [JointCounts?]
    private var facts: RowFacts
    /// By metric, what is known of the rows after those that are walked, and which rows of the chunk it chooses.
    private var nextTimes: [Int: NextTimes] = [:]
    private var chosen: [Int: ChosenRowsOfChunk] = [:]
    /// Group numbers of the rows that count. Memory that is used again costs nothing; fresh pages cost time.
    var scratch: [UInt32]

    init(_ table: TableWalk) {
        self.table = table
        states = table.empty
        jointCounts = table.order.joint.members.map { $0.isEmpty ? nil : JointCounts() }
        facts = RowFacts(factCount: table.order.joint.facts.count)
        scratch = [UInt32](repeating: 0, count: table.rows.table.chunks.map(\.rowCount).max() ?? 0)
    }

    /// The states of the chunks that this worker gets from the queue.
    consuming func states(ofChunksFrom queue: ChunkQueue) -> TableStates {
        while let part = queue.take() {
            nextTimes = [:]
            nextTimes = table.backwardWalks.mapValues {
                $0.start(before: part, rows: table.rows, formulas: table.formulas, zone: table.zone)
            }
            for chunk in part.reversed() { take(chunk) }
        }
        for grouping in table.order.groupings.indices { passJointCounts(grouping) }
        return states
    }

    // MARK: A chunk

    private mutating func take(_ index: Int) {
        var numbers = table.rows.segments(inChunk: index)
        let chunk = table.rows.scopeChunk(index, &numbers, unpacking: table.neededColumns)
        guard chunk.rowCount > 0 else { return }
        var formulas = ChunkFormulas(
            table.formulas, wide: table.wideFormulas, chunk: chunk,
            context: EvaluationContext(zone: table.zone, overflows: table.overflows))
        choose(index, chunk, &formulas)
        var hasFacts = false
        for (position, grouping) in table.order.groupings.enumerated() where !table.order.members[position].isEmpty {
            let time = grouping.time.map { chunk.columns[$0] }
            let span = grouping.time.flatMap { table.rows.span(ofColumn: $0, inChunk: index) }
            let segments = table.lookups[position].map { (labels: numbers.numbers(of: $0.key), count: $0.labelCount) }
            if grouping.spread == .byPeriod {
                takePeriodByPeriod(position, index, chunk, segments)
                continue
            }
            let passes =
                table.nodes[position]?.nodes(of: chunk, span: span, zone: table.zone)
                ?? grouping.periods.layers.map { $0.positions(of: time, span: span, zone: table.zone) }
            for periods in passes {
                let groups = states.numberings[position].numbers(
                    periods: periods, segments: segments, rowCount: chunk.rowCount)
                guard let groups else { continue }
                if !hasFacts, jointCounts[position] != nil {
                    takeFacts(rowCount: chunk.rowCount, &formulas)
                    hasFacts = true
                }
                update(position, groups, &formulas)
            }
        }
        if !formulas.lost.isEmpty { countLostRows(&formulas) }
        countTimelessRows(of: chunk, &formulas)
    }

    /// Finds the rows of the metrics that look beyond one row.
    private mutating func choose(_ index: Int, _ chunk: Chunk, _ formulas: inout ChunkFormulas) {
        for (metric, backward) in table.backwardWalks {
            guard var next = nextTimes.removeValue(forKey: metric) else { continue }
            chosen[metric] = backward.take(chunk, &formulas, &next)
            nextTimes[metric] = next
        }
        for (metric, rows) in table.chosenRows { chosen[metric] = rows[index] }
    }

    func countLostRows(_ formulas: inout ChunkFormulas) {
        var counted: Set<Int> = []
        for member in table.order.groupings.flatMap(\.members) where counted.insert(member.metric).inserted {
            table.lostRows[member.metric]?.add(formulas.lostRows(of: member.row.selection))
        }
    }

    private mutating func countTimelessRows(of chunk: Chunk, _ formulas: inout ChunkFormulas) {
        for (position, check) in table.timelessChecks.enumerated() {
            let presence = chunk.columns.presence(of: check.time)
            if presence.isAllPresent { continue }
            let mask = formulas.mask(check.conditions)
            states.timelessRows[position] += (0..<chunk.rowCount).count { !presence[$0] && mask[$0] }
        }
    }

    // MARK: Metrics that are counted together

    private mutating func takeFacts(rowCount: Int, _ formulas: inout ChunkFormulas) {
        let (known, chosen) = (table.order.joint.facts, chosen)
        facts.take(rowCount: rowCount) { fact in
            switch known[fact] {
            case .counted(let conditions, let present): formulas.mask(conditions, present: present)
            case .holds(let formula): formulas.mask([formula])
            case .chosen(let metric): chosen[metric]?.counted ?? .all
            case .fulfilling(let metric): chosen[metric]?.fulfilling ?? .all
            }
        }
    }

    /// Gives what was counted for several metrics to each of them.
    private mutating func passJointCounts(_ grouping: Int) {
        jointCounts[grouping]?.pass(
            to: &states.states[grouping], members: table.order.joint.members[grouping],
            groupCount: states.numberings[grouping].groupCount, combinations: facts.combinations)
    }

    // MARK: States

    /// Updates the states of a grouping with the rows of a chunk, whose group numbers are known.
    mutating func update(_ position: Int, _ groups: [UInt32], _ formulas: inout ChunkFormulas) {
        let groupCount = states.numberings[position].groupCount
        let isJoint = jointCounts[position]?.count(
            groups: groups, groupCount: groupCount, numbers: facts.numbers,
            combinationCount: facts.combinations.count)
        if isJoint == false {
            // Too many groups or combinations: from now on each metric counts by itself.
            passJointCounts(position)
            jointCounts[position] = nil
        }
        let members = isJoint == true ? table.order.single[position] : table.order.members[position]
        for member in members { states.states[position][member].makeRoom(forGroups: groupCount) }
        var written = RowMask.all
        for place in members {
            let member = table.order.groupings[position].members[place]
            let rows = chosen[member.metric]
            // A metric that skips rows with missing values does so whatever its conditions; or else its state does.
            let isSkipped = member.row.skipsMissing && !member.row.kind.notesMissing
            let present = isSkipped ? member.row.values : []
            let mask = rows?.counted ?? formulas.mask(member.row.conditions, present: present)
            let columns = rows?.columns(rowCount: groups.count) ?? member.row.values.map { formulas.column($0) }
            if mask == .all {
                GroupSpan.with(groups) { states.states[position][place].update(groups: $0, columns: columns) }
                continue
            }
            // Metrics with the same conditions stand together.
            if mask != written { mask.write(groups, to: &scratch) }
            written = mask
            GroupSpan.with(scratch, count: groups.count) {
                states.states[position][place].update(groups: $0, columns: columns)
            }
        }
    }
}

extension TableWalk {
    /// Walks the rows. Nothing holds them any more when it returns but the caller.
    func walked(threads: Int) -> WalkedTable {
        let parts = backwardWalks.values.map { $0.partCount(rows: rows, threads: threads) }.min()
        let queue = ChunkQueue(count: rows.chunkCount, partCount: min(parts ?? .max, rows.chunkCount))
        let states = parallelMap(Array(0..<threads), jobs: threads) { _ in
            WorkerWalk(self).states(ofChunksFrom: queue)
        }
        let lost = lostRows.map { (metric: $0.key, count: $0.value.count) }.filter { $0.count > 0 }
        return WalkedTable(self, states: states, lostRows: lost.sorted { $0.metric < $1.metric })
    }
}
