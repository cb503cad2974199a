// The mix of cases of each group: what happened beside what everyone's rates would give with the same cases.

import Stages
import Statistics

/// The shown cells of one metric by group and case.
///
/// The common rate of a case is that of all its shown cells together. Hidden cells count in neither side.
struct CaseMix {
    private let areShares: Bool
    /// By group, its cells: which case, how many rows, what happened, out of how much.
    private var cells: [Int: [(labels: [Int], n: Int, amount: Double, size: Double)]] = [:]
    /// By the labels of a case.
    private var totals: [[Int]: (amount: Double, size: Double)] = [:]

    /// - Parameter place: where the group's label stands among the labels of a cell.
    /// - Missing: nil for means, whose expectation says nothing of how they spread, and where rows have weights.
    init?(_ samples: GroupSamples, cells: [MetricCell], place: Int) {
        guard samples.kind != .mean, samples.areCounted else { return nil }
        areShares = samples.kind == .share
        for cell in cells {
            guard cell.labels.indices.contains(place), let amount = cell.numerator?.doubleValue,
                let size = cell.denominator?.doubleValue, cell.value != nil, amount >= 0, size > 0
            else { continue }
            var labels = cell.labels
            let group = labels.remove(at: place)
            self.cells[group, default: []].append((labels, cell.n, amount, size))
            totals[labels, default: (0, 0)].amount += amount
            totals[labels, default: (0, 0)].size += size
        }
        if self.cells.isEmpty { return nil }
    }

    /// By label; a group without any cell, or of which nothing is expected, is left out.
    func adjusted(_ samples: [GroupSample]) -> [Int: GroupJudgement.Adjusted] {
        let found = samples.compactMap { sample -> (sample: GroupSample, ratio: ObservedToExpected, left: Int)? in
            guard let cells = cells[sample.label] else { return nil }
            let strata = cells.map { cell in
                let total = totals[cell.labels] ?? (0, 1)
                return ObservedToExpected.Stratum(size: cell.size, rate: total.amount / total.size)
            }
            let observed = ExactSum(cells.map(\.amount)).total
            return ObservedToExpected(observed: observed, strata: strata, areShares: areShares).map {
                (sample, $0, max(0, sample.n - cells.reduce(0) { $0 + $1.n }))
            }
        }
        let tested = found.indices.filter { found[$0].ratio.p != nil }
        let p = FalseDiscoveries.adjusted(tested.compactMap { found[$0].ratio.p }, tested: tested.count)
        let adjustedP = Dictionary(uniqueKeysWithValues: zip(tested, p))
        var adjusted: [Int: GroupJudgement.Adjusted] = [:]
        for (number, entry) in found.enumerated() {
            guard let interval = entry.ratio.interval() else { continue }
            let isFound = adjustedP[number].map { $0 <= 0.05 } ?? false
            adjusted[entry.sample.label] = GroupJudgement.Adjusted(
                observed: entry.ratio.observed, expected: entry.ratio.expected, interval: .init(interval),
                adjustedP: adjustedP[number],
                band: isFound ? (entry.ratio.ratio > 1 ? .above : .below) : .alike, rowsLeftOut: entry.left)
        }
        return adjusted
    }
}
