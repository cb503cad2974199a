// The scale on which the points of a series are judged: as they are, or each by the chance of its own base.

import Stages
import Statistics

/// Where the middle of a series is, and what a step of its scale is worth in each period.
struct SeriesScale {
    let method: SeriesJudgement.Method
    let centre: Double
    /// In the metric's unit, per point.
    let steps: [Double]
    /// The mean range between neighbours, in steps.
    let meanRange: Double

    /// So far may the base of a share be from the mean base before each period has limits of its own.
    static let evenBase = 0.25

    /// - Missing: nil where nothing varies.
    init?(_ points: SeriesNumbers, of metric: MetricDescription, baseline: Int, rules: SignalRules) {
        if let form = Self.form(of: metric, points) {
            let factor = points.factor
            guard
                let limits = LaneyLimits(
                    form, counts: points.counts.prefix(baseline), bases: points.bases.prefix(baseline))
            else { return nil }
            method = form == .share ? .laneyP : .laneyU
            centre = factor * limits.centre
            steps = points.bases.map { factor * limits.chance(over: $0) }
            meanRange = limits.spread * NaturalLimits.rangePerDeviation
            return
        }
        guard let limits = NaturalLimits(points.values.prefix(baseline), isScreened: rules.isScreened) else {
            return nil
        }
        method = .xmr
        centre = limits.centre
        steps = [Double](repeating: 1, count: points.values.count)
        meanRange = limits.meanRange
    }

    /// How far limits are from the centre for a mean range, in steps.
    func reach(ofMeanRange range: Double) -> Double {
        method == .xmr ? 2.66 * range : 3 * range / NaturalLimits.rangePerDeviation
    }

    /// Nil where every period is judged alike.
    private static func form(of metric: MetricDescription, _ points: SeriesNumbers) -> LaneyLimits.Form? {
        guard points.hasBases else { return nil }
        switch metric.interval {
        case "wilson": return points.basesVary(by: evenBase) ? .share : nil
        case "poisson", "compound_poisson": return .rate
        default: return nil
        }
    }
}
