// Merges the states of all workers, makes totals from their parts, and lets every metric come to its numbers.

import Stages
import Synchronization
import Tabular

/// The end of measuring one table.
struct TableFinishing: Sendable {
    /// What a metric came to by one breakdown.
    struct Outcome: Sendable {
        /// By group number.
        var measurements: [Measurement]
        var strays: Int
        /// Of the report's own period.
        var itemPairs: ItemPairs?
    }

    /// A member that was walked, and those that are made from its state.
    private struct Work: Sendable {
        var place: MemberPlace
        var rolledUp: [(place: MemberPlace, numbers: [[UInt32]])] = []
    }

    /// Per grouping the groups that have rows.
    let groups: [[GroupNumbering.Group]]
    /// Per grouping, merged.
    private let numberings: [GroupNumbering]
    /// Per grouping whose states are those of nodes, how they become those of periods.
    private let descents: [NodeDescent?]
    /// By grouping and member, for totals made from parts and for what descends from nodes.
    private let empty: [[any Accumulator]]
    /// By grouping and member the workers' states.
    private let states: [[WorkerStates]]
    /// Per worker after the first and grouping: for each of its group numbers the merged one.
    private let numbers: [[[UInt32]]]
    private let work: [Work]
    /// Per grouping the number of the group of all rows of the report's own period; nil where it has none.
    private let ownGroups: [Int?]

    /// A member's state of every worker, until somebody takes them: so that what is merged into is nobody else's and not copied.
    private final class WorkerStates: Sendable {
        private let states: Mutex<[any Accumulator]>

        init(_ states: [any Accumulator]) { self.states = Mutex(states) }

        func take() -> [any Accumulator] {
            states.withLock { states in
                defer { states = [] }
                return states
            }
        }

        var areFinishedOnAllThreads: Bool { states.withLock { $0.first?.isFinishedOnAllThreads ?? false } }
    }

    /// - Parameters:
    ///   - walked: its states are taken away.
    ///   - ownPeriod: the position of the report's own period among those of the total.
    init(_ walked: inout WalkedTable, ownPeriod: Int?) {
        let states = walked.takeStates()
        empty = walked.empty
        let (groupings, rollUps) = (walked.groupings, walked.rollUps)
        var numberings = states.first?.numberings ?? []
        numbers = states.dropFirst().map { state in
            numberings.indices.map { numberings[$0].merge(state.numberings[$0]) }
        }
        let descents = numberings.indices.map { grouping in
            walked.nodes[grouping].map {
                NodeDescent($0, nodes: numberings[grouping], periods: walked.periodNumberings[grouping])
            }
        }
        for (grouping, descent) in descents.enumerated() {
            if let descent { numberings[grouping] = descent.periods }
        }
        var work: [Work] = []
        for (grouping, members) in walked.members.enumerated() {
            work += members.map { Work(place: MemberPlace(grouping: grouping, member: $0)) }
        }
        for (place, rollUp) in rollUps.sorted(by: { $0.key < $1.key }) {
            let metric = groupings[place.grouping].members[place.member].metric
            let source = numberings[rollUp.source].groups
            let rolledUp = rollUp.passes.map { pass in
                var numbers = [UInt32](repeating: 0, count: numberings[rollUp.source].groupCount)
                for group in source {
                    guard let period = pass[group.period] else { continue }
                    numbers[group.number] = numberings[place.grouping].number(ofPeriod: period).number
                }
                return numbers
            }
            let index = work.firstIndex {
                $0.place.grouping == rollUp.source && groupings[rollUp.source].members[$0.place.member].metric == metric
            }
            if let index { work[index].rolledUp.append((place, rolledUp)) }
        }
        self.states = (states.first?.states ?? []).indices.map { grouping in
            states[0].states[grouping].indices.map { member in
                WorkerStates(states.map { $0.states[grouping][member] })
            }
        }
        // Those with the most groups first: they take longest.
        self.work = work.sorted {
            numberings[$0.place.grouping].groupCount > numberings[$1.place.grouping].groupCount
        }
        self.numberings = numberings
        self.descents = descents
        let groups = numberings.map(\.groups)
        self.groups = groups
        ownGroups = groupings.indices.map { grouping in
            guard groupings[grouping].breakdown == 0 else { return nil }
            return groups[grouping].first { $0.period == ownPeriod }?.number
        }
    }

    /// The outcome of every member.
    ///
    /// - Parameter besides: something else to be done on one of the threads meanwhile.
    func outcomes(jobs: Int, besides: @escaping @Sendable () -> Void) -> [MemberPlace: Outcome] {
        let together = work.filter { states($0).areFinishedOnAllThreads }
        let alone = work.filter { !states($0).areFinishedOnAllThreads }
        let outcomes = parallelMap([nil] + alone, jobs: jobs) { work in
            if let work { return finished(work, jobs: 1) }
            besides()
            return []
        }
        return Dictionary(uniqueKeysWithValues: (outcomes + together.map { finished($0, jobs: jobs) }).joined())
    }

    private func states(_ work: Work) -> WorkerStates { states[work.place.grouping][work.place.member] }

    private func finished(_ work: Work, jobs: Int) -> [(MemberPlace, Outcome)] {
        let grouping = work.place.grouping
        var parts = states(work).take()
        if parts.isEmpty { return [] }
        var state = parts.removeFirst()
        let descent = descents[grouping]
        state.makeRoom(forGroups: descent?.groupCount ?? numberings[grouping].groupCount)
        for numbers in numbers where !parts.isEmpty {
            state.merge(any: parts.removeFirst(), numbers: numbers[grouping])
        }
        if let descent { state = descent.state(from: state, empty: empty[grouping][work.place.member]) }
        var outcomes: [(MemberPlace, Outcome)] = []
        for (place, passes) in work.rolledUp {
            var total = empty[place.grouping][place.member]
            total.makeRoom(forGroups: numberings[place.grouping].groupCount)
            for numbers in passes { total.merge(any: state, numbers: numbers) }
            outcomes.append((place, outcome(of: &total, place.grouping, jobs: jobs)))
        }
        outcomes.append((work.place, outcome(of: &state, grouping, jobs: jobs)))
        return outcomes
    }

    private func outcome(of state: inout any Accumulator, _ grouping: Int, jobs: Int) -> Outcome {
        let strays = (1..<max(1, numberings[grouping].groupCount)).reduce(0) { $0 + state.strays(inGroup: $1) }
        let all = state.finish(jobs: jobs)
        let pairs = ownGroups[grouping].flatMap { state.itemPairs(inGroup: $0, jobs: jobs) }
        return Outcome(measurements: all, strays: strays, itemPairs: pairs)
    }
}
