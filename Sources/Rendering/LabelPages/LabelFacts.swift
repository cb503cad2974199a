// What a run knows of the labels of a segment, by label, looked up once for all their pages.

import Stages
import Statistics
import Tabular

/// The labels of a segment that have a page, and what is shown and judged of each.
struct LabelFacts: Sendable {
    let report: LabelReport
    let segment: Segment
    /// Positions in the segment's labels, in their order.
    let labels: [Int]
    /// The base names of their files, one per label.
    let names: [String]
    /// Those that are divided by the segment.
    let metrics: [MetricDescription]
    let findings: [Int: [Finding]]
    let targets: [Int: [TargetProgress]]
    /// By metric.
    let groups: [String: GroupLines]
    let scorecards: [ScoresByLabel]
    /// What its course is drawn from: of shorter periods where there are some.
    let course: Breakdown
    /// Oldest first, without a gap.
    let periods: [Period]
    private let series: [Place: SeriesJudgement]
    /// By metric the shown numbers of labels with enough rows, ascending.
    private let values: [String: [Double]]

    /// One judged metric.
    struct GroupLines: Sendable {
        var judgement: GroupJudgement
        var findings: [Int: GroupJudgement.Finding]
    }

    /// One scorecard.
    struct ScoresByLabel: Sendable {
        var scorecard: Scorecard
        var scores: [Int: Scorecard.Score]
    }

    private struct Place: Hashable {
        var metric: String
        var label: Int
    }

    /// Of fewer others no range is told: it would tell single ones.
    static let fewestPeers = 10

    var breakdown: Breakdown { Breakdown(segments: [segment.key]) }

    /// - Missing: nil where the segment is not among the results.
    /// - Complexity: O(cells + judgements).
    init?(_ report: LabelReport, _ desk: ReportDesk) {
        let results = desk.results
        guard let segment = desk.segments[report.segment] else { return nil }
        self.report = report
        self.segment = segment
        let breakdown = Breakdown(segments: [segment.key])
        metrics = desk.metrics.filter { !desk.cells.positions($0.key, breakdown).isEmpty }
        var found: Set<Int> = []
        var values: [String: [Double]] = [:]
        for metric in metrics {
            let reader = desk.reader(metric)
            for position in desk.cells.positions(metric.key, breakdown)
            where results.cells[position].period == results.period {
                let cell = results.cells[position]
                guard let label = cell.labels.first, desk.isKnownPlace(cell) else { continue }
                found.insert(label)
                if let value = reader.shownValue(cell)?.doubleValue, !reader.isSmallSample(cell) {
                    values[metric.key, default: []].append(value)
                }
            }
        }
        self.values = values.mapValues { $0.sorted() }
        labels = found.sorted()
        names = LabelFileName.names(of: labels.map { segment.labels[$0].key })
        func byLabel<Judged>(_ all: [Judged], _ place: (Judged) -> (Breakdown, [Int])) -> [Int: [Judged]] {
            let own = all.filter { place($0).0 == breakdown && place($0).1.count == 1 }
            return Dictionary(grouping: own) { place($0).1.first ?? 0 }
        }
        findings = byLabel(results.judgements.findings) { ($0.breakdown, $0.labels) }
        targets = byLabel(results.judgements.targets) { ($0.breakdown, $0.labels) }
        groups = Dictionary(
            results.judgements.groups.filter { $0.segment == segment.key && $0.obstacle == nil }.map { judgement in
                let lines = judgement.findings.map { ($0.label, $0.finding) }
                return (
                    judgement.metric,
                    GroupLines(
                        judgement: judgement, findings: Dictionary(lines, uniquingKeysWith: { first, _ in first }))
                )
            }, uniquingKeysWith: { first, _ in first })
        scorecards = results.judgements.scorecards.filter { $0.breakdown == breakdown }.map { scorecard in
            let scores = scorecard.scores.compactMap { score in score.labels.first.map { ($0, score) } }
            return ScoresByLabel(
                scorecard: scorecard, scores: Dictionary(scores, uniquingKeysWith: { first, _ in first }))
        }
        let course = Self.course(segment.key, results, desk.cells, metrics)
        (self.course, periods) = course
        let judged = results.judgements.series.filter { $0.breakdown == course.breakdown }.compactMap { series in
            series.labels.first.map { (Place(metric: series.metric, label: $0), series) }
        }
        series = Dictionary(judged, uniquingKeysWith: { first, _ in first })
    }

    /// The breakdown by the segment with the most periods up to the end of the report's, and these periods.
    private static func course(
        _ segment: String, _ results: MetricResults, _ cells: CellIndex, _ metrics: [MetricDescription]
    ) -> (breakdown: Breakdown, periods: [Period]) {
        let plain = Breakdown(segments: [segment])
        let all = results.breakdowns.filter { $0.segments == [segment] }.map { breakdown in
            var seen: Set<Period> = []
            for metric in metrics {
                for position in cells.positions(metric.key, breakdown) { seen.insert(results.cells[position].period) }
            }
            return (breakdown: breakdown, periods: unbroken(seen.sorted(), report: results.period))
        }
        return all.max { $0.periods.count < $1.periods.count } ?? (plain, [results.period])
    }

    /// The newest periods that follow one another.
    private static func unbroken(_ periods: [Period], report: Period) -> [Period] {
        var kept: [Period] = []
        for period in periods.reversed() {
            if let end = report.end, let own = period.end, own > end { continue }
            guard let next = kept.last else {
                kept.append(period)
                continue
            }
            guard period.end == next.start, kept.count < ReportDesk.mostPeriods else { break }
            kept.append(period)
        }
        return kept.reversed()
    }

    func series(of metric: String, _ label: Int) -> SeriesJudgement? { series[Place(metric: metric, label: label)] }

    func group(of metric: String, _ label: Int) -> GroupJudgement.Finding? { groups[metric]?.findings[label] }

    /// Between which the middle four fifths of the others lie.
    ///
    /// - Parameter own: the label's own number, where it is among those of labels with enough rows.
    /// - Missing: nil where there are too few others.
    func peers(of metric: String, without own: Double?) -> ClosedRange<Double>? {
        guard var others = values[metric] else { return nil }
        if let own, let place = others.firstIndex(of: own) { others.remove(at: place) }
        guard others.count >= Self.fewestPeers, let low = SampleQuantile.linear(0.1, ofSorted: others),
            let high = SampleQuantile.linear(0.9, ofSorted: others), low <= high
        else { return nil }
        return low...high
    }
}
