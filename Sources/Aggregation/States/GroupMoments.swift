// How many values each group has, their sum and the sum of their squares, all of them exact.

import Stages
import Tabular

/// What the mean and the deviation of a numeric or duration column are read from, for every group.
///
/// - Units: raw; durations in milliseconds.
struct GroupMoments: Sendable {
    private(set) var counts: [Int] = [0]
    /// What has been added since it was last passed on to `counts`, `sums` and `squares`.
    private var recent = RecentMoments()
    private(set) var sums: GroupSums
    private var squares: GroupSquares

    init(of type: ColumnType) {
        sums = GroupSums(of: type)
        squares = GroupSquares(of: type)
    }

    mutating func makeRoom(forGroups count: Int) {
        counts.lengthen(to: count, with: 0)
        recent.makeRoom(forGroups: count)
        sums.makeRoom(forGroups: count)
        squares.makeRoom(forGroups: count)
    }

    mutating func add(groups: GroupSpan, column: Column) {
        switch column {
        case .integer(let values), .duration(let values): add(values.values, scale: 0, groups, column)
        case .decimal(let decimals) where decimals.wide == nil:
            add(decimals.units.values, scale: decimals.scale, groups, column)
        default: addWide(groups, column)
        }
    }

    private mutating func add(
        _ values: [Int64], scale: Int, _ groups: GroupSpan, _ column: Column
    ) {
        if recent.add(values, scale: scale, groups: groups) { return }
        settle()
        if !recent.add(values, scale: scale, groups: groups) { addWide(groups, column) }
    }

    private mutating func addWide(_ groups: GroupSpan, _ column: Column) {
        counts.countRows(of: groups)
        sums.add(groups: groups, column: column)
        squares.add(groups: groups, column: column)
    }

    /// Passes on what was lately added: before that, what is read here is not complete.
    mutating func settle() {
        guard !recent.isEmpty else { return }
        recent.addCounts(to: &counts)
        sums.add(recent)
        squares.add(recent)
        recent.clear()
    }

    mutating func merge(_ other: GroupMoments, numbers: [UInt32]) {
        var other = other
        other.settle()
        counts.add(other.counts, numbers: numbers)
        sums.merge(other.sums, numbers: numbers)
        squares.merge(other.squares, numbers: numbers)
    }

    /// The standard deviation of a group's values, divisor n − 1, in the unit of a metric; nil for fewer than two values.
    func deviation(ofGroup group: Int, in scale: UnitScale) -> Double? {
        squares.variance(ofGroup: group, count: counts[group], sums: sums).map { scale.number($0.squareRoot()) }
    }
}
