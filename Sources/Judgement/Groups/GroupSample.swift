// What the shown cells of one metric tell of each group: so many of so many, or a mean and its standard error.

import Stages
import Statistics

/// A group's own numbers, as far as its cell tells them.
struct GroupSample: Sendable {
    /// A position in the segment's labels.
    let label: Int
    let n: Int
    /// In the metric's unit.
    let value: Double
    /// Successes or events; of means the sum.
    let amount: Double
    /// Trials, exposure or rows. Of weighted rows: how many without weights would be as sure.
    let size: Double
    /// The standard error of a mean; 0 where all values are the same.
    let error: Double
}

/// The samples of one metric, all of one kind.
struct GroupSamples: Sendable {
    let kind: GroupJudgement.Kind
    /// Values are amount ÷ size times this.
    let factor: Double
    private(set) var samples: [GroupSample] = []
    /// Whether no row has a weight: amounts and sizes are counted.
    private(set) var areCounted = true

    /// - Missing: nil for a metric whose interval does not say how sure a share, a mean or a rate is, and where values are no such
    ///   quotients.
    init?(_ metric: MetricDescription, cells: [MetricCell], quantiles: inout StudentQuantiles) {
        guard metric.footing.whole == nil, !metric.footing.looksBeyondPeriod else { return nil }
        switch metric.interval {
        case "wilson": kind = .share
        case "t", "nps": kind = .mean
        case "poisson": kind = .rate
        default: return nil
        }
        guard let factor = kind == .mean ? 1 : Self.factor(cells) else { return nil }
        self.factor = factor
        for cell in cells {
            guard let label = cell.labels.first, let value = cell.value?.doubleValue, value.isFinite else { continue }
            switch kind {
            case .mean:
                guard let error = Self.error(of: cell, value, isScore: metric.interval == "nps", &quantiles) else {
                    continue
                }
                samples.append(
                    GroupSample(
                        label: label, n: cell.n, value: value, amount: value * Double(cell.n),
                        size: Double(cell.n), error: error))
            case .share, .rate:
                guard let part = cell.numerator?.doubleValue, let whole = cell.denominator?.doubleValue, whole > 0,
                    part >= 0
                else { continue }
                var size = whole
                if kind == .share {
                    guard let trials = Self.trials(of: cell, share: part / whole, factor: factor) else { continue }
                    // Rounding must not make of ten trials ten and a bit.
                    if abs(trials / whole - 1) > 1e-6 { (size, areCounted) = (trials, false) }
                }
                samples.append(
                    GroupSample(
                        label: label, n: cell.n, value: value, amount: part / whole * size, size: size,
                        error: 0))
            }
        }
    }

    /// What a value is of its numerator ÷ denominator, 1 where all are zero; nil where that differs from cell to cell.
    private static func factor(_ cells: [MetricCell]) -> Double? {
        var found: Double?
        for cell in cells {
            guard let value = cell.value?.doubleValue, let part = cell.numerator?.doubleValue, part != 0,
                let whole = cell.denominator?.doubleValue, whole > 0
            else { continue }
            let factor = value / (part / whole)
            if let found, abs(factor / found - 1) > 1e-9 { return nil }
            found = found ?? factor
        }
        guard let found else { return 1 }
        return abs(found - found.rounded()) < 1e-9 * found ? found.rounded() : found
    }

    /// How many trials a share has by its Wilson interval, whose limits' product is p² ÷ (1 + z² ÷ n).
    private static func trials(of cell: MetricCell, share: Double, factor: Double) -> Double? {
        guard let low = cell.low, let high = cell.high else { return nil }
        let z = ConfidenceLevel.percent95.normalQuantile
        let product =
            share >= 0.5
            ? share * share / (low / factor * (high / factor))
            : (1 - share) * (1 - share) / ((1 - low / factor) * (1 - high / factor))
        let trials = z * z / (product - 1)
        return trials > 0 && trials.isFinite ? trials : nil
    }

    /// The standard error that an interval was made of; where one of its ends is that of the scale, the other one tells.
    private static func error(
        of cell: MetricCell, _ value: Double, isScore: Bool, _ quantiles: inout StudentQuantiles
    ) -> Double? {
        guard let low = cell.low, let high = cell.high, cell.n > 1 else { return nil }
        // Scores have three made-up answers in their interval, which draw its middle towards 0.
        let middle = isScore ? value * Double(cell.n) / Double(cell.n + 3) : value
        let half = max(high - middle, middle - low)
        if isScore { return half / ConfidenceLevel.percent95.normalQuantile }
        return quantiles.lower(degreesOfFreedom: cell.n - 1).map { half / -$0 }
    }

    /// Those with enough rows.
    func filter(_ isKept: (GroupSample) -> Bool) -> GroupSamples {
        var kept = self
        kept.samples = samples.filter(isKept)
        return kept
    }
}
