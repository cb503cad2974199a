// The weighted share of each group.

import Diagnostics
import Stages
import Statistics
import Tabular

/// The weights of each group's rows that fulfil a condition and of those that do not, and the squares of both.
struct WeightedShareState: Accumulator {
    private var counts: [Int] = [0]
    private var rowWeights = RowWeights()
    /// Two groups for each: the rows that do not fulfil the condition, and those that do.
    private var weights: GroupSums
    private var squares: GroupSquares
    /// Whether a row counts, as one that does not fulfil the condition, where this cannot be decided.
    private let takesUndecided: Bool
    private let hasInterval: Bool

    init(of values: StateValues, takesUndecided: Bool) {
        let type = values.keyTypes.first ?? .integer
        weights = GroupSums(of: type)
        squares = GroupSquares(of: type)
        self.takesUndecided = takesUndecided
        hasInterval = values.hasInterval
    }

    mutating func makeRoom(forGroups count: Int) {
        counts.lengthen(to: count, with: 0)
        rowWeights.makeRoom(forGroups: count)
        weights.makeRoom(forGroups: 2 * count)
        squares.makeRoom(forGroups: 2 * count)
    }

    mutating func update(groups: GroupSpan, columns: [Column]) {
        guard columns.count > 1, case .flag(let flags) = columns[0] else { return }
        let isThere = takesUndecided ? Presence(allPresent: flags.count) : flags.presence
        var sifted = rowWeights.sift(groups, weights: columns[1], isThere: isThere)
        GroupSpan.with(sifted) { counts.countRows(of: $0) }
        for row in sifted.indices where sifted[row] != 0 {
            let isFulfilled = flags.presence[row] && flags.values[row]
            sifted[row] = 2 &* sifted[row] &+ (isFulfilled ? 1 : 0)
        }
        GroupSpan.with(sifted) { groups in
            weights.add(groups: groups, column: columns[1])
            squares.add(groups: groups, column: columns[1])
        }
    }

    mutating func merge(_ other: WeightedShareState, numbers: [UInt32]) {
        counts.add(other.counts, numbers: numbers)
        rowWeights.merge(other.rowWeights, numbers: numbers)
        let doubled = numbers.flatMap { [2 &* $0, 2 &* $0 &+ 1] }
        weights.merge(other.weights, numbers: doubled)
        squares.merge(other.squares, numbers: doubled)
    }

    func finish(jobs: Int) -> [Measurement] {
        counts.indices.map { group in
            let (rest, part) = (2 * group, 2 * group + 1)
            let numerator = weights.value(ofGroup: part, in: .none)
            let denominator =
                weights.exactSum(ofGroup: rest).flatMap { rest in
                    weights.exactSum(ofGroup: part).flatMap { ExactDecimal.sum(rest, $0) }
                }.map { MetricValue.exact($0) }
                ?? .real(weights.realSum(ofGroup: rest) + weights.realSum(ofGroup: part))
            let share = WeightedShare(
                count: counts[group], weight: denominator.doubleValue, fulfilling: numerator.doubleValue,
                squares: (squares.total(ofGroup: part), squares.total(ofGroup: rest)))
            let plain = Measurement(
                value: share.map { .real($0.share) }, numerator: numerator, denominator: denominator, n: counts[group],
                interval: hasInterval ? share?.interval() : nil,
                evidence: hasInterval ? share.map { .weightedShare($0) } ?? .none : .none,
                exactness: .quotient(times: 1))
            guard let ratio = plain.ratio else { return plain }
            var exact = plain
            exact.value = .real(ratio.doubleValue)
            return exact
        }
    }

    func strays(inGroup group: Int) -> Int { rowWeights.strays[group] }
}
