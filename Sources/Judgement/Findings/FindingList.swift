// Picks the findings out of what was tested, so that few of them are false, and ranks them.

import Stages
import Statistics
import Tabular

/// Controls the false discoveries over the whole report, and puts the largest certain gap first.
struct FindingList {
    let results: MetricResults
    let candidates: Candidates
    /// The share of findings that may be false.
    let level: Double

    /// - Source: Benjamini & Hochberg (1995), Journal of the Royal Statistical Society B 57, 289–300.
    func judgements() -> (judgements: Judgements, found: [Bool]) {
        let tested = candidates.tested
        let adjusted = FalseDiscoveries.adjusted(tested.map(\.tested.p), tested: tested.count)
        var judgements = Judgements()
        judgements.tested = tested.count
        judgements.level = level
        judgements.untested = candidates.untested
        let found = zip(adjusted, tested).map { $0 <= level && !$1.isUsual }
        let findings = tested.indices.filter { found[$0] }.compactMap { finding(tested[$0], adjustedP: adjusted[$0]) }
        judgements.findings = findings.enumerated().sorted { left, right in
            let (first, second) = (left.element, right.element)
            if first.certainSize != second.certainSize { return first.certainSize > second.certainSize }
            if first.p != second.p { return first.p < second.p }
            return left.offset < right.offset
        }.map(\.element)
        return (judgements, found)
    }

    private func finding(_ candidate: Candidate, adjustedP: Double) -> Finding? {
        let cell = results.cells[candidate.position]
        guard let value = cell.value else { return nil }
        let tested = candidate.tested
        let bounds = candidate.usual.map { ($0.lowerBound, $0.upperBound) } ?? bounds(of: tested)
        let (low, high) = bounds
        return Finding(
            metric: cell.metric, breakdown: cell.breakdown, period: cell.period, labels: cell.labels,
            against: candidate.against, basePeriod: candidate.basePeriod, value: value, n: cell.n,
            expected: tested.expected, expectedLow: low, expectedHigh: high, test: tested.test,
            p: tested.p, adjustedP: adjustedP, certainSize: tested.certainSize,
            tone: Self.tone(of: value.doubleValue - tested.expected, better: candidate.better))
    }

    /// Between these it would lie by chance; a share stays one.
    private func bounds(of tested: TestedGap) -> (low: Double, high: Double) {
        let (low, high) = (tested.expected - tested.reach, tested.expected + tested.reach)
        switch tested.test {
        case .proportions, .fisher: return (max(0, low), min(1, high))
        // As far down as up, by the same ratio.
        case .ratio: return (tested.expected * tested.expected / high, high)
        case .rates: return (max(0, low), high)
        case .means, .scores, .intervals, .level, .limits: return (low, high)
        }
    }

    static func tone(of gap: Double, better: Direction) -> Finding.Tone {
        switch better {
        case .none: .changed
        case .higher: gap > 0 ? .better : .worse
        case .lower: gap < 0 ? .better : .worse
        }
    }
}
