// Sets the marks of cells by the findings, and by nothing else.

import Stages
import Tabular

/// Verdicts of comparisons and statuses of targets as the findings have them.
///
/// What was tested and is no finding is within noise; what was not tested has no mark.
enum Marks {
    static func set(_ candidates: Candidates, found: [Bool], in results: inout MetricResults) {
        var compared: [Int: [Comparison.Base: Bool]] = [:]
        var aimed: [Int: Bool] = [:]
        for (candidate, isFound) in zip(candidates.tested, found) {
            switch candidate.against {
            case .period(let base): compared[candidate.position, default: [:]][base] = isFound
            case .target: if candidate.target == nil { aimed[candidate.position] = isFound }
            case .rest, .total, .history: break
            }
        }
        let better = Dictionary(
            results.metrics.map { ($0.key, $0.better) }, uniquingKeysWith: { first, _ in first })
        for (position, comparisons) in results.comparisons {
            let side = better[results.cells[position].metric] ?? .none
            results.comparisons[position] = comparisons.map { comparison in
                var marked = comparison
                let isFew = candidates.tooFew[position]?.contains(comparison.base) == true
                marked.verdict =
                    isFew
                    ? .untested
                    : verdict(of: comparison, isFound: compared[position]?[comparison.base], better: side)
                return marked
            }
        }
        for position in results.cells.indices where [.met, .missed].contains(results.cells[position].status) {
            let cell = results.cells[position]
            // Without an interval the number is what it is, and above or below its target.
            guard cell.period == results.period, cell.breakdown.grain == nil, cell.low != nil else { continue }
            if aimed[position] != true { results.cells[position].status = .uncertain }
        }
    }

    private static func verdict(
        of comparison: Comparison, isFound: Bool?, better: Direction
    ) -> Comparison.Verdict {
        switch comparison.verdict {
        case .notComparable, .new, .gone: return comparison.verdict
        case .better, .worse, .changed, .withinNoise, .unjudged, .untested: break
        }
        guard let isFound, let gap = comparison.difference else {
            // Without any difference there is nothing to be told apart.
            if comparison.difference == 0 { return .withinNoise }
            return comparison.verdict == .unjudged ? .unjudged : .untested
        }
        guard isFound else { return .withinNoise }
        switch FindingList.tone(of: gap, better: better) {
        case .better: return .better
        case .worse: return .worse
        case .changed: return .changed
        }
    }
}
