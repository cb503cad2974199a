// Compares a cell with the same cell of another period, and says whether the difference is more than noise.

import Diagnostics
import Stages
import Statistics
import Tabular

/// A measurement beside that of another period.
///
/// - Source: Newcombe (1998), Statistics in Medicine 17, 873–890 for shares; Welch (1947), Biometrika 34, 28–35 for means; the
///   variances of both scores added for NPS. Other kinds have a difference but no interval.
struct CellComparison {
    private let cell: Measurement
    private let base: Measurement?
    private let isComparable: Bool
    private let better: Direction
    private let isGone: Bool
    private let isDivided: Bool

    /// - Parameters:
    ///   - isGone: whether the cell has no rows, and stands there for those of another period.
    ///   - isDivided: whether it is of a segment; without rows in the other period that one is new.
    init(
        _ cell: Measurement, isPartial: Bool, base: Measurement?, isBasePartial: Bool, better: Direction,
        isGone: Bool = false, isDivided: Bool = false
    ) {
        self.isGone = isGone
        self.isDivided = isDivided
        self.cell = cell
        self.base = base
        self.better = better
        isComparable = !isPartial && !isBasePartial
    }

    func comparison(with name: Comparison.Base, period: Period) -> Comparison {
        if isComparable, isGone, let base, base.n > 0 {
            return Comparison(base: name, basePeriod: period, baseValue: base.value, verdict: .gone)
        }
        if isComparable, isDivided, !isGone, base == nil, cell.n > 0 {
            return Comparison(base: name, basePeriod: period, verdict: .new)
        }
        guard isComparable, let value = cell.value, let base, let baseValue = base.value else {
            return Comparison(base: name, basePeriod: period, baseValue: base?.value, verdict: .notComparable)
        }
        let difference = Self.difference(cell, value, base, baseValue)
        let interval = interval(base)
        return Comparison(
            base: name, basePeriod: period, baseValue: baseValue, difference: difference, low: interval?.low,
            high: interval?.high, relative: baseValue.doubleValue > 0 ? difference / baseValue.doubleValue : nil,
            verdict: verdict(interval))
    }

    /// Exact numbers are subtracted exactly: shares and means too, so that equal ones do not differ by a last bit.
    private static func difference(
        _ cell: Measurement, _ value: MetricValue, _ base: Measurement, _ baseValue: MetricValue
    ) -> Double {
        if let first = cell.ratio, let second = base.ratio, let difference = ExactRatio.difference(first, second) {
            return difference.doubleValue
        }
        return value.doubleValue - baseValue.doubleValue
    }

    private func interval(_ base: Measurement) -> Interval? {
        switch (cell.evidence, base.evidence) {
        case (.proportion(let now), .proportion(let then)): now.differenceInterval(from: then)
        case (.weightedShare(let now), .weightedShare(let then)): now.differenceInterval(from: then)
        case (.mean(let now), .mean(let then)): now.differenceInterval(from: then)
        case (.promoters(let now), .promoters(let then)): now.differenceInterval(from: then)
        default: nil
        }
    }

    private func verdict(_ interval: Interval?) -> Comparison.Verdict {
        guard let interval else { return .unjudged }
        switch (Change(of: interval), better) {
        case (.withinNoise, _): return .withinNoise
        case (_, .none): return .changed
        case (.higher, .higher), (.lower, .lower): return .better
        case (.higher, .lower), (.lower, .higher): return .worse
        }
    }
}
