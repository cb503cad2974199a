// How far a cell lies from that of all, in standard errors, and whether that is a finding.

import Charts
import Documents
import Stages
import Statistics
import Tabular

/// A cell of a segment beside the total of the same period.
struct Deviation {
    let cell: MetricCell
    let total: MetricCell
    let value: Double
    let reference: Double
    /// Standard errors between both; nil where it was not tested, or has no interval.
    let distance: Double?
    /// The finding that the cell differs from the rest or from all, where there is one.
    let finding: Finding?
    let better: Direction

    /// 95 % intervals reach so many standard errors to each side.
    private static let reach = ConfidenceLevel.percent95.normalQuantile

    /// nil where the cell or the total has no shown number.
    init?(_ cell: MetricCell, of metric: MetricDescription, _ desk: ReportDesk, findings: FindingPlaces) {
        let reader = desk.reader(metric)
        // A part of a number of things is always less than the whole.
        if metric.isAdditive || metric.counts || metric.unit == .count { return nil }
        guard let total = desk.cells.cell(metric.key, .total, cell.period),
            let value = reader.shownValue(cell)?.doubleValue, let reference = reader.shownValue(total)?.doubleValue
        else { return nil }
        let position = desk.cells.position(cell.metric, cell.breakdown, cell.period, labels: cell.labels)
        self.cell = cell
        self.total = total
        self.value = value
        self.reference = reference
        better = metric.better
        finding = findings.besideOthers(cell)
        // Of an interval that is cut at an end of the scale the longer side tells how much the number varies.
        let isTested = position.map(desk.results.judgements.besideOthers.contains) ?? false
        if let low = cell.low, let high = cell.high, high > low, isTested, !reader.isSmallSample(cell) {
            distance = (value - reference) / (max(high - value, value - low) / Self.reach)
        } else {
            distance = nil
        }
    }

    /// How much worse than all, in standard errors; negative when better, nil without a good direction.
    var badness: Double? {
        guard let distance else { return nil }
        switch better {
        case .higher: return -distance
        case .lower: return distance
        case .none: return nil
        }
    }

    var mark: JudgementMark {
        switch finding?.tone {
        case .better?: .better
        case .worse?: .worse
        case .changed?: .different
        case nil: .noise
        }
    }

    var shade: Document.Heat.Shade {
        switch finding?.tone {
        case .better?: return .betterSignal
        case .worse?: return .worseSignal
        case .changed?: return .differentSignal
        case nil: break
        }
        guard let badness, badness.magnitude >= 1 else { return .plain }
        switch (badness > 0, badness.magnitude >= 2) {
        case (true, true): return .worse2
        case (true, false): return .worse1
        case (false, true): return .better2
        case (false, false): return .better1
        }
    }
}

/// Findings by the cell that they are of.
struct FindingPlaces {
    private struct Place: Hashable {
        var metric: String
        var breakdown: Breakdown
        var period: Period
        var labels: [Int]
    }

    private let findings: [Place: Finding]

    init(_ findings: [Finding]) {
        self.findings = Dictionary(
            findings.filter { $0.against == .rest || $0.against == .total }.map { finding in
                (
                    Place(
                        metric: finding.metric, breakdown: finding.breakdown, period: finding.period,
                        labels: finding.labels), finding
                )
            }, uniquingKeysWith: { first, _ in first })
    }

    /// That a cell differs from the rest of the total, or from the total.
    func besideOthers(_ cell: MetricCell) -> Finding? {
        findings[
            Place(metric: cell.metric, breakdown: cell.breakdown, period: cell.period, labels: cell.labels)]
    }
}
