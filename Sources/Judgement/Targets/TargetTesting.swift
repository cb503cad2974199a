// Tests the targets that do not stand in cells: those measured from a baseline, bands, a second target of a place.

import Stages
import Statistics
import Tabular

/// A target beside its number, before anything is said of it.
struct MeasuredTarget: Sendable {
    var progress: TargetProgress
    /// nil without a baseline.
    var target: ReachableTarget?
    /// In the results' cells; nil where no row stands there.
    var position: Int?
    /// What the number has come to by now; nil where its rows are dated later too and the report does not tell its days apart.
    var known: Double?
    /// Whether its days are not over.
    var isOpen: Bool
    /// Whether the number differs from the goal by more than chance; nil where that was not tested.
    var isFound: Bool?
}

/// Puts them among the comparisons of the report, so that a rise that is missed is a finding as any target is.
enum TargetTesting {
    /// - Complexity: O(targets).
    static func test(_ targets: [MeasuredTarget], of results: MetricResults, into candidates: inout Candidates) {
        let metrics = Dictionary(results.metrics.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        var quantiles = StudentQuantiles()
        for (index, measured) in targets.enumerated() where !measured.isOpen {
            guard let position = measured.position, let metric = metrics[measured.progress.goal.metric] else {
                continue
            }
            let cell = results.cells[position]
            // What stands in the cell is tested with it; what was tried before the report's period is no news of it.
            guard cell.period == results.period, cell.breakdown.grain == nil,
                cell.target == nil || cell.target != measured.progress.goal.plainTarget,
                let own = Estimate(cell, of: metric, quantiles: &quantiles), own.method != .none,
                let (level, better) = measured.nearest(to: own.value)
            else { continue }
            if metric.isFew(own.n) {
                candidates.note(.fewRows)
                continue
            }
            guard let tested = TestedGap(own, level: level), tested.p.isFinite else {
                candidates.note(.noSpread)
                continue
            }
            candidates.tested.append(
                Candidate(
                    position: position, against: .target, basePeriod: nil, tested: tested, better: better, target: index
                ))
        }
    }

    /// Puts what the tests came to beside the targets.
    static func note(_ candidates: Candidates, found: [Bool], in targets: inout [MeasuredTarget]) {
        for (candidate, isFound) in zip(candidates.tested, found) {
            if let index = candidate.target { targets[index].isFound = isFound }
        }
    }
}

extension MeasuredTarget {
    /// The level that a number is to be told from, and the side of it that is good; nil inside a band, which no single level is.
    fileprivate func nearest(to value: Double) -> (level: Double, better: Direction)? {
        guard let target else { return nil }
        switch target.isUpward {
        case true?: return (target.level, .higher)
        case false?: return (target.level, .lower)
        case nil: break
        }
        if value < target.level { return (target.level, .higher) }
        return target.upperLevel.flatMap { value > $0 ? ($0, .lower) : nil }
    }
}
