// Which states of a table are updated row by row, and which of them together.

/// What is done with each row of a table.
struct WalkOrder: Sendable {
    let groupings: [Grouping]
    /// How the members that are not walked are made from others afterwards.
    let rollUps: [MemberPlace: RollUp]
    /// Per grouping the positions of the members whose states are updated row by row.
    let members: [[Int]]
    /// Those of them that are counted together.
    let joint: JointPlan
    /// Per grouping those of ``members`` that are not.
    let single: [[Int]]

    init(_ groupings: [Grouping], rollUps: [MemberPlace: RollUp]) {
        self.groupings = groupings
        self.rollUps = rollUps
        let members = groupings.indices.map { grouping in
            groupings[grouping].members.indices.filter { rollUps[MemberPlace(grouping: grouping, member: $0)] == nil }
        }
        let joint = JointPlan(groupings, walked: members)
        self.members = members
        self.joint = joint
        single = members.indices.map { grouping in
            members[grouping].filter { position in
                !joint.members[grouping].contains { $0.position == position }
            }
        }
    }
}
