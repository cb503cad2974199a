// The latest points of series as comparisons with their own past, which may turn out to be findings.

import Stages
import Statistics
import Tabular

/// Tests the latest point of every series that ends in the report's period against its own past.
///
/// The deviation comes from moving ranges, which are as sure as a standard deviation of 0.62 times as many degrees of freedom. Every point
/// enters with its own p, so that what is usual and what is not are tested alike; one within its limits is no finding whatever its p.
struct SeriesCandidates {
    let results: MetricResults
    let series: [SeriesJudgement]

    /// Adds them to the comparisons of the report.
    func add(to candidates: inout Candidates) {
        let metrics = Dictionary(results.metrics.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        for entry in series {
            guard let latest = entry.latest, let metric = metrics[entry.metric],
                results.cells[latest.cell].period.end == results.period.end
            else { continue }
            if metric.isFew(results.cells[latest.cell].n) {
                candidates.note(.fewRows)
                continue
            }
            guard let tested = tested(entry, latest) else { continue }
            candidates.tested.append(
                Candidate(
                    position: latest.cell, against: .history, basePeriod: nil, tested: tested, better: metric.better,
                    isUsual: latest.signal != .outside,
                    usual: latest.low <= latest.high ? latest.low...latest.high : nil))
        }
    }

    private func tested(_ series: SeriesJudgement, _ latest: SeriesJudgement.Point) -> TestedGap? {
        guard let value = results.cells[latest.cell].value?.doubleValue, series.deviation > 0 else { return nil }
        let gap = value - latest.expected
        let freedom = max(1, 0.62 * Double(series.baseline - 1))
        // A point after those that the centre was made of differs from it by the error of the centre too.
        let isLater = series.points.count > series.baseline
        let deviation = series.deviation * (isLater ? 1 + 1 / Double(series.baseline) : 1).squareRoot()
        guard
            let above = StudentDistribution.shareAbove(
                gap.magnitude / deviation, degreesOfFreedom: freedom)
        else { return nil }
        let reach = Estimate.z * deviation
        // The end of what is likely that is nearer to the value.
        let nearest = gap > 0 ? min(value, latest.expected + reach) : max(value, latest.expected - reach)
        return TestedGap(
            test: .limits, p: min(1, 2 * above), expected: latest.expected,
            reach: reach, certainSize: Self.size(value, nearest, of: series.method))
    }

    /// Cohen's h: of two shares, and of the share that an amount has of itself and the one it is compared with.
    private static func size(_ value: Double, _ nearest: Double, of method: SeriesJudgement.Method) -> Double {
        if method == .laneyP {
            return Proportion.arcsineDifference(value, min(1, max(0, nearest))).magnitude
        }
        return Proportion.arcsineDifference(ofAmount: value, from: nearest)
    }
}
