// Merges the states of all workers, makes totals from their parts, and lets every metric come to its numbers.

import Tabular

/// Where a metric stands: a position in the groupings of a table and one in the members of that grouping.
struct MemberPlace: Hashable, Sendable {
    var grouping: Int
    var member: Int
}

/// The end of measuring one table.
struct TableFinishing: Sendable {
    /// What a metric came to by one breakdown.
    struct Outcome: Sendable {
        /// By group number.
        var measurements: [Measurement]
        var strays: Int
    }

    /// A member that was walked, and those that are made from its state.
    private struct Work: Sendable {
        var place: MemberPlace
        var rolledUp: [(place: MemberPlace, numbers: [[UInt32]])] = []
    }

    /// Per grouping, merged.
    let numberings: [GroupNumbering]
    private let measuring: TableMeasuring
    private let states: [TableStates]
    /// Per worker after the first and grouping: for each of its group numbers the merged one.
    private let numbers: [[[UInt32]]]
    private let work: [Work]

    /// Nil when totals cannot be made from their parts, because some rows are in none of these.
    init?(_ measuring: TableMeasuring, states: [TableStates], rollUps: [MemberPlace: RollUp]) {
        self.measuring = measuring
        self.states = states
        var numberings = states.first?.numberings ?? []
        numbers = states.dropFirst().map { state in
            numberings.indices.map { numberings[$0].merge(state.numberings[$0]) }
        }
        if rollUps.values.contains(where: { numberings[$0.source].hasStrays }) { return nil }
        let groupings = measuring.groupings
        var work: [Work] = []
        for (grouping, members) in measuring.walked.enumerated() {
            work += members.map { Work(place: MemberPlace(grouping: grouping, member: $0)) }
        }
        for (place, rollUp) in rollUps.sorted(by: { $0.key < $1.key }) {
            let metric = groupings[place.grouping].members[place.member].metric
            let source = numberings[rollUp.source].groups
            let rolledUp = rollUp.passes.map { pass in
                var numbers = [UInt32](repeating: 0, count: numberings[rollUp.source].groupCount)
                for group in source {
                    guard let period = pass[group.period] else { continue }
                    numbers[group.number] = numberings[place.grouping].number(ofPeriod: period)
                }
                return numbers
            }
            let index = work.firstIndex {
                $0.place.grouping == rollUp.source && groupings[rollUp.source].members[$0.place.member].metric == metric
            }
            if let index { work[index].rolledUp.append((place, rolledUp)) }
        }
        self.numberings = numberings
        self.work = work
    }

    /// The outcome of every member, each finished by itself.
    func outcomes(jobs: Int) -> [MemberPlace: Outcome] {
        let together = work.filter { isFinishedOnAllThreads($0) }.map { finished($0, jobs: jobs) }
        let alone = parallelMap(work.filter { !isFinishedOnAllThreads($0) }, jobs: jobs) { finished($0, jobs: 1) }
        return Dictionary(uniqueKeysWithValues: (together + alone).joined())
    }

    private func isFinishedOnAllThreads(_ work: Work) -> Bool {
        states.first?.states[work.place.grouping][work.place.member].isFinishedOnAllThreads ?? false
    }

    private func finished(_ work: Work, jobs: Int) -> [(MemberPlace, Outcome)] {
        let (grouping, member) = (work.place.grouping, work.place.member)
        guard var state = states.first?.states[grouping][member] else { return [] }
        state.makeRoom(forGroups: numberings[grouping].groupCount)
        for (part, numbers) in zip(states.dropFirst(), numbers) {
            state.merge(any: part.states[grouping][member], numbers: numbers[grouping])
        }
        var outcomes: [(MemberPlace, Outcome)] = []
        for (place, passes) in work.rolledUp {
            var total = measuring.emptyState(
                place.grouping, place.member, groupCount: numberings[place.grouping].groupCount)
            for numbers in passes { total.merge(any: state, numbers: numbers) }
            outcomes.append((place, outcome(of: &total, place.grouping, jobs: jobs)))
        }
        outcomes.append((work.place, outcome(of: &state, grouping, jobs: jobs)))
        return outcomes
    }

    private func outcome(of state: inout any Accumulator, _ grouping: Int, jobs: Int) -> Outcome {
        let groups = 1..<max(1, numberings[grouping].groupCount)
        let strays = groups.reduce(0) { $0 + state.strays(inGroup: $1) }
        return Outcome(measurements: state.finish(jobs: jobs), strays: strays)
    }
}

extension MemberPlace: Comparable {
    static func < (left: MemberPlace, right: MemberPlace) -> Bool {
        (left.grouping, left.member) < (right.grouping, right.member)
    }
}
