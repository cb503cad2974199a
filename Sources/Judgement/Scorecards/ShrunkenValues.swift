// Values of labels that are judged beside each other, drawn towards what they have in common, for scorecards to take in place of raw ones.

import Stages

/// What scorecards take of cells: the shrunken value where groups of the same segment and metric are judged, else the value as measured.
///
/// A few lucky rows then make no score: What rests on few rows counts nearly as the whole does.
struct ShrunkenValues {
    private struct Place: Hashable {
        var metric: String
        var segment: String
        var label: Int
    }

    private let findings: [Place: GroupJudgement.Finding]

    init(_ groups: [GroupJudgement]) {
        var findings: [Place: GroupJudgement.Finding] = [:]
        for group in groups {
            for line in group.lines {
                findings[Place(metric: group.metric, segment: group.segment, label: line.label)] = line.finding
            }
        }
        self.findings = findings
    }

    func value(of cell: MetricCell) -> ScoredValue? {
        guard cell.breakdown.grain == nil, let segment = cell.breakdown.segments.first, cell.labels.count == 1,
            let label = cell.labels.first,
            let finding = findings[Place(metric: cell.metric, segment: segment, label: label)]
        else { return Scoring.measured(cell) }
        return ScoredValue(
            value: finding.shrunken, low: finding.interval.low, high: finding.interval.high, basis: .shrunken)
    }
}
