// Counts the rows of each group that fulfil a condition, and those that do not.

import Stages
import Statistics
import Tabular

/// How many rows of each group fulfil a condition.
struct ShareState: Accumulator {
    /// Of each group how many rows do not fulfil the condition and how many do, side by side: one addition per row where
    /// separate counts of all rows and of those that fulfil it would take two.
    var counts: [Int] = [0, 0]
    private let hasInterval: Bool
    private let isOfTheRest: Bool

    /// - Parameter isOfTheRest: whether the share is that of the rows that do not fulfil the condition.
    init(hasInterval: Bool, isOfTheRest: Bool = false) {
        self.hasInterval = hasInterval
        self.isOfTheRest = isOfTheRest
    }

    mutating func makeRoom(forGroups count: Int) { counts.lengthen(to: 2 * count, with: 0) }

    mutating func update(groups: GroupSpan, columns: [Column]) {
        guard case .flag(let column) = columns[0] else { return }
        // A missing flag is stored as false.
        counts.withUnsafeMutableBufferPointer { counts in
            column.values.withUnsafeBufferPointer { flags in
                for row in 0..<min(groups.count, flags.count) {
                    counts[2 &* Int(groups[row]) &+ (flags[row] ? 1 : 0)] &+= 1
                }
            }
        }
    }

    mutating func merge(_ other: ShareState, numbers: [UInt32]) {
        for group in 0..<other.counts.count / 2 {
            let mine = 2 * Int(numbers[group])
            counts[mine] &+= other.counts[2 * group]
            counts[mine + 1] &+= other.counts[2 * group + 1]
        }
    }

    func finish(jobs: Int) -> [Measurement] {
        (0..<counts.count / 2).map { group in
            let (rest, fulfilling) = (counts[2 * group], counts[2 * group + 1])
            return .share(isOfTheRest ? rest : fulfilling, of: rest + fulfilling, hasInterval: hasInterval)
        }
    }
}

extension Measurement {
    /// A share of counted things.
    static func share(_ numerator: Int, of denominator: Int, hasInterval: Bool) -> Measurement {
        let proportion = Proportion(successes: numerator, trials: denominator)
        return Measurement(
            value: proportion.map { .real($0.share) }, numerator: count(numerator), denominator: count(denominator),
            n: denominator, interval: hasInterval ? proportion?.interval() : nil,
            evidence: hasInterval ? proportion.map { .proportion($0) } ?? .none : .none, exactness: .quotient(times: 1))
    }
}
