// Judges the labels of a segment beside each other: shrunken values, funnel limits, ranks and bands.

import Stages
import Statistics
import Tabular

/// Judges one metric by one segment.
///
/// It looks at shown cells alone. Those with fewer rows than the metric's minimum take no part: neither are they judged, nor is anyone by
/// them.
struct GroupJudging {
    /// Fewer groups say nothing of how groups differ.
    static let leastGroups = 3
    /// So many sizes of the funnel are drawn.
    private static let funnelPoints = 24

    let groups: PlannedGroups
    let metric: MetricDescription
    let segment: Segment
    let samples: GroupSamples
    let cells: [MetricCell]

    func judgement(cases: CaseMix?) -> GroupJudgement {
        let judged = samples.filter { isJudged($0.label, n: $0.n) }
        let labels = Set(judged.samples.map(\.label))
        var judgement = GroupJudgement(
            metric: metric.key, segment: segment.key, adjustedFor: groups.adjustedFor, kind: samples.kind,
            dispersion: groups.dispersion, lines: cells.compactMap { lineWithoutFinding(of: $0, judged: labels) })
        guard judged.samples.count >= Self.leastGroups else {
            let haveRows = cells.count { cell in
                cell.status != .hidden && cell.labels.first.map { isJudged($0, n: cell.n) } ?? false
            }
            judgement.obstacle = haveRows < Self.leastGroups ? .tooFewGroups : .noBase
            return judgement
        }
        guard let shrinkage = Self.shrinkage(judged), let funnel = GroupFunnel(judged, groups.dispersion) else {
            judgement.obstacle = .nothingDiffers
            return judgement
        }
        judgement.centre = shrinkage.centre * judged.factor
        judgement.common = funnel.common * judged.factor
        judgement.strength = shrinkage.strength
        judgement.findsDifferences = shrinkage.findsDifferences
        judgement.dispersionRatio = funnel.dispersionRatio
        judgement.funnel = funnel.curve(points: Self.funnelPoints)
        let ranks = RankIntervals(shrinkage.widened)
        let adjusted = cases?.adjusted(judged.samples)
        let findings = judged.samples.enumerated().compactMap { number, sample -> GroupJudgement.Line? in
            finding(
                sample, shrinkage.widened[number], shrinkage, funnel, ranks.ranks(ofGroup: number),
                of: judged.samples.count, adjusted?[sample.label]
            ).map { GroupJudgement.Line(label: sample.label, n: sample.n, finding: $0) }
        }
        judgement.lines =
            findings.enumerated().sorted { left, right in
                let (first, second) = (left.element.finding?.shrunken ?? 0, right.element.finding?.shrunken ?? 0)
                if first == second { return left.offset < right.offset }
                return metric.better == .lower ? first < second : first > second
            }.map(\.element) + judgement.lines.filter { !labels.contains($0.label) }
        return judgement
    }

    // MARK: Who is judged

    private func isJudged(_ label: Int, n: Int) -> Bool {
        n >= metric.minimumN && !isUnknown(label)
    }

    private func isUnknown(_ label: Int) -> Bool {
        segment.labels.indices.contains(label) && segment.labels[label].key == SegmentLabel.unknown.key
    }

    /// - Parameter judged: labels that can be judged; what stands in the way where they are not is the whole judgement's affair.
    /// - Missing: nil for a label without rows, where there is nobody.
    private func lineWithoutFinding(of cell: MetricCell, judged: Set<Int>) -> GroupJudgement.Line? {
        guard let label = cell.labels.first, cell.n > 0 || cell.status == .hidden else { return nil }
        var omission: GroupJudgement.Omission?
        if isUnknown(label) {
            omission = .unknown
        } else if !judged.contains(label) {
            omission = cell.status == .hidden || !isJudged(label, n: cell.n) ? .tooFew : .noBase
        }
        return GroupJudgement.Line(
            label: label, n: cell.status == .hidden ? nil : cell.n, finding: nil, omission: omission)
    }

    // MARK: One group

    private func finding(
        _ sample: GroupSample, _ posterior: Posterior, _ shrinkage: GroupShrinkage, _ funnel: GroupFunnel,
        _ ranks: ClosedRange<Int>, of count: Int, _ adjusted: GroupJudgement.Adjusted?
    ) -> GroupJudgement.Finding? {
        let factor = samples.factor
        guard let interval = posterior.interval(), let inner = funnel.limits(ofSize: sample.size, at: .percent95),
            let outer = funnel.limits(ofSize: sample.size, at: .permille998)
        else { return nil }
        var band = GroupJudgement.Band.alike
        // Where groups differ no more than chance makes them, none is above another.
        if shrinkage.findsDifferences {
            if interval.low > shrinkage.centre { band = .above }
            if interval.high < shrinkage.centre { band = .below }
        }
        return GroupJudgement.Finding(
            raw: sample.value, shrunken: posterior.mean * factor,
            interval: GroupJudgement.Limits(low: interval.low * factor, high: interval.high * factor),
            ranks: metric.better == .lower ? count + 1 - ranks.upperBound...count + 1 - ranks.lowerBound : ranks,
            band: band, size: sample.size, funnel95: GroupJudgement.Limits(inner),
            funnel998: GroupJudgement.Limits(outer), place: funnel.place(ofLabel: sample.label), adjusted: adjusted)
    }

    /// - Missing: nil where all are the same.
    private static func shrinkage(_ samples: GroupSamples) -> GroupShrinkage? {
        switch samples.kind {
        case .share:
            return GroupShrinkage(shares: samples.samples.map { .init(successes: $0.amount, trials: $0.size) })
        case .rate:
            return GroupShrinkage(events: samples.samples.map { .init(events: $0.amount, exposure: $0.size) })
        case .mean:
            let deviation = samples.pooledDeviation
            guard deviation > 0 else { return nil }
            // The spread of all rows, for that of a few is chance too: of times, of which long ones are rare, a group whose long ones are
            // still to come would look both quick and sure.
            return GroupShrinkage(
                means: samples.samples.map {
                    .init(mean: $0.value, standardError: deviation / $0.size.squareRoot())
                })
        }
    }
}

extension GroupSamples {
    /// The standard deviation of the values within groups, from all of them.
    var pooledDeviation: Double {
        let freedom = samples.reduce(0) { $0 + $1.size - 1 }
        guard freedom > 0 else { return 0 }
        let squares = ExactSum(samples.map { ($0.size - 1) * $0.error * $0.error * $0.size }).total
        return (squares / freedom).squareRoot()
    }
}

extension GroupJudgement.Limits {
    init(_ interval: Interval) { self.init(low: interval.low, high: interval.high) }
}
