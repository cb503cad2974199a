// Finds the cell that somebody asks about by the names of its metric, period and labels.

import Diagnostics
import Stages
import Tabular

/// A cell as a command line names it.
package struct CellQuestion: Sendable {
    package var metric: String
    /// As `--period` takes it; nil for the report's own.
    package var period: String?
    /// As `results.csv` writes it, `region=华东; tier=A`; nil or empty for the total.
    package var segment: String?

    package init(metric: String, period: String?, segment: String?) {
        self.metric = metric
        self.period = period
        self.segment = segment
    }
}

extension FinishedRun {
    /// The cell that is asked about.
    ///
    /// - Errors: there is no such metric, period or combination of labels; the nearest are told.
    func cell(_ question: CellQuestion) throws(DiagnosedFailure) -> RecordedCell {
        let ofMetric = results.cells.filter { $0.metric == question.metric }
        guard !ofMetric.isEmpty else {
            throw DiagnosedFailure(
                WhyDiagnostics.noMetric(question.metric, known: results.metrics.map(\.key)))
        }
        let ofPeriod = try cells(ofMetric, in: question)
        let text = question.segment ?? ""
        guard let asked = SegmentText.pairs(text) else {
            throw DiagnosedFailure(WhyDiagnostics.unreadableSegment(text))
        }
        let wanted = Dictionary(asked.map { ($0.segment, $0.label) }) { first, _ in first }
        let found = ofPeriod.first { cell in
            cell.labels.count == wanted.count && cell.labels.allSatisfy { wanted[$0.key] == ($0.value ?? "") }
        }
        guard let found else {
            var known: [String] = []
            for cell in ofPeriod {
                let text = cell.segmentText(segmentOrder)
                if !text.isEmpty { known.append(text) }
            }
            throw DiagnosedFailure(
                WhyDiagnostics.noSegment(text, of: question.metric, known: Set(known).sorted()))
        }
        return found
    }

    private func cells(
        _ cells: [RecordedCell], in question: CellQuestion
    ) throws(DiagnosedFailure) -> [RecordedCell] {
        guard let name = question.period else {
            return cells.filter { $0.start == record.period.start && $0.end == record.period.end }
        }
        // Where no calendar is recorded, it is not asked where years begin: a name that no period has is told as such.
        let meant = record.calendars.compactMap { Period(named: name, fiscal: $0) }
        let found = cells.filter { cell in
            meant.contains {
                $0.start.map { CivilDate(dayNumber: $0).isoText } == cell.start
                    && $0.end.map { CivilDate(dayNumber: $0).isoText } == cell.end
            }
        }
        guard !found.isEmpty else {
            var names: [String] = []
            for cell in cells {
                let name = cell.periodName(in: record.calendars)
                if !names.contains(name) { names.append(name) }
            }
            throw DiagnosedFailure(
                WhyDiagnostics.noPeriod(name, of: question.metric, known: names))
        }
        return found
    }
}
