// The share of rows that fulfil a condition, among those that could.

import Diagnostics
import Stages
import Statistics
import Tabular

/// `share: CONDITION` with `among: CONDITION` – the rows that fulfil both, per row that fulfils the second.
///
/// - Units: a fraction of 1, with Wilson's interval.
/// - Missing: a row for which `among` cannot be decided is outside of it. A row inside `among` whose `share` condition
///   cannot be decided does not fulfil it. Without `among`, a row counts when the condition can be decided at all, so
///   that `share: csat >= 4` is among those who answered. No row in the denominator: no share, not 0.
/// - Example: `share: wait <= 20 s`, `among: answered` with waits 10 s, 30 s, and a call not answered → 0.5 = 1 ÷ 2.
/// - Source: Wilson (1927), JASA 22, 209–212; differences after Newcombe (1998), Statistics in Medicine 17, 873–890.
struct Share: Accumulator {
    private var denominators: [Int] = [0]
    private var numerators: [Int] = [0]
    private let hasInterval: Bool

    init(hasInterval: Bool) { self.hasInterval = hasInterval }

    mutating func makeRoom(forGroups count: Int) {
        denominators.lengthen(to: count, with: 0)
        numerators.lengthen(to: count, with: 0)
    }

    mutating func update(groups: UnsafeBufferPointer<UInt32>, columns: [Column]) {
        denominators.countRows(of: groups)
        guard case .flag(let column) = columns[0] else { return }
        // A missing flag is stored as false.
        numerators.withUnsafeMutableBufferPointer { numerators in
            column.values.withUnsafeBufferPointer { flags in
                for row in 0..<min(groups.count, flags.count) { numerators[Int(groups[row])] &+= flags[row] ? 1 : 0 }
            }
        }
    }

    mutating func merge(_ other: Share, numbers: [UInt32]) {
        denominators.add(other.denominators, numbers: numbers)
        numerators.add(other.numerators, numbers: numbers)
    }

    func finish() -> [Measurement] {
        zip(numerators, denominators).map { .share($0, of: $1, hasInterval: hasInterval) }
    }
}

extension Measurement {
    /// A share of counted things.
    static func share(_ numerator: Int, of denominator: Int, hasInterval: Bool) -> Measurement {
        let proportion = Proportion(successes: numerator, trials: denominator)
        return Measurement(
            value: proportion.map { .real($0.share) }, numerator: count(numerator), denominator: count(denominator),
            n: denominator, interval: hasInterval ? proportion?.interval() : nil,
            evidence: hasInterval ? proportion.map { .proportion($0) } ?? .none : .none)
    }
}
