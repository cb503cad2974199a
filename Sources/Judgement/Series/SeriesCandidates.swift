// The latest points of series as comparisons with their own past, which may turn out to be findings.

import Stages
import Statistics
import Tabular

/// Tests the latest point of every series that ends in the report's period against its own past.
///
/// The deviation comes from moving ranges, which are as sure as a standard deviation of 0.62 times as many degrees of freedom. A point
/// within its limits is usual, whatever its p: it is counted as tested, with a p of 1.
struct SeriesCandidates {
    let results: MetricResults
    let series: [SeriesJudgement]

    func candidates() -> [Candidate] {
        let better = Dictionary(
            results.metrics.map { ($0.key, $0.better) }, uniquingKeysWith: { first, _ in first })
        return series.compactMap { entry in
            guard let latest = entry.latest, results.cells[latest.cell].period.end == results.period.end,
                let tested = tested(entry, latest)
            else { return nil }
            return Candidate(
                position: latest.cell, against: .history, basePeriod: nil, tested: tested,
                better: better[entry.metric] ?? .none)
        }
    }

    private func tested(_ series: SeriesJudgement, _ latest: SeriesJudgement.Point) -> TestedGap? {
        guard let value = results.cells[latest.cell].value?.doubleValue, series.deviation > 0 else { return nil }
        let gap = value - latest.expected
        let freedom = max(1, 0.62 * Double(series.baseline - 1))
        guard
            let above = StudentDistribution.shareAbove(
                gap.magnitude / series.deviation, degreesOfFreedom: freedom)
        else { return nil }
        let reach = Estimate.z * series.deviation
        // The end of what is likely that is nearer to the value.
        let nearest = gap > 0 ? min(value, latest.expected + reach) : max(value, latest.expected - reach)
        return TestedGap(
            test: .limits, p: latest.signal == .outside ? min(1, 2 * above) : 1, expected: latest.expected,
            reach: reach, certainSize: Self.size(value, nearest, of: series.method))
    }

    /// Cohen's h: of two shares, and of the share that an amount has of itself and the one it is compared with.
    private static func size(_ value: Double, _ nearest: Double, of method: SeriesJudgement.Method) -> Double {
        if method == .laneyP {
            return Proportion.arcsineDifference(value, min(1, max(0, nearest))).magnitude
        }
        let (small, large) = (min(value.magnitude, nearest.magnitude), max(value.magnitude, nearest.magnitude))
        guard large > 0, value * nearest >= 0 else { return 0 }
        return Proportion.arcsineDifference(large / (large + small), 0.5)
    }
}
