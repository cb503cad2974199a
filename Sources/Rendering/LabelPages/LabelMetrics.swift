// The numbers of a label beside those of the others.

import Charts
import Diagnostics
import Documents
import Stages
import Tabular

/// A row per metric: as measured, drawn towards what all have in common, the range of the others, the ranks it may have, and the finding.
struct LabelMetrics {
    private let page: LabelDesk
    private let desk: ReportDesk
    private let facts: LabelFacts

    init(_ page: LabelDesk) {
        self.page = page
        desk = page.desk
        facts = page.facts
    }

    var section: Document.Section? {
        guard !facts.metrics.isEmpty else { return nil }
        let words = desk.words
        let places = FindingPlaces(facts.findings[page.label] ?? [])
        let rows = facts.metrics.map { row($0, places) }
        let table = Document.Table(
            caption: words[.labelMetrics], label: words[.labelMetrics],
            columns: [
                Document.Column(words[.metric]), Document.Column(words[.measuredValue], .number),
                Document.Column(words[.interval], .number), Document.Column(words[.sample], .number),
                Document.Column(words[.shrunkenValue], .number), Document.Column(words[.peers], .number),
                Document.Column("", .plot), Document.Column(words[.rankInterval], .number),
                Document.Column(words[.besideRest]),
            ],
            rows: rows, isBelowItsTitle: true
        ).withoutEmptyColumns(absent: ValueFormat.absent)
        let others = desk.format.count(LabelFacts.fewestPeers)
        return Document.Section(
            anchor: "metrics", title: words[.labelMetrics],
            elements: [
                .table(table),
                .paragraph(
                    Document.Paragraph(LabelPageWords.metricsNote(fewest: others)[desk.language], isNote: true)),
            ])
    }

    private func row(_ metric: MetricDescription, _ places: FindingPlaces) -> [Document.Cell] {
        let reader = desk.reader(metric)
        let title = Document.Cell.text(desk.rowLabel(metric))
        guard let cell = page.cell(metric) else {
            return [title, .value(.absent(shown: ValueFormat.absent))] + Array(repeating: .blank, count: 7)
        }
        let measurement = reader.tableMeasurement(cell)
        guard let value = reader.shownValue(cell)?.doubleValue else {
            return [title, .value(measurement.value)] + Array(repeating: .blank, count: 7)
        }
        let isFew = reader.isSmallSample(cell)
        let group = isFew ? nil : facts.group(of: metric.key, page.label)
        let peers = facts.peers(of: metric.key, without: isFew ? nil : value)
        let finding = isFew ? nil : places.besideOthers(cell)
        func interval(_ low: Double, _ high: Double) -> String? {
            desk.format.interval(low, high, unit: metric.unit, places: reader.places)
        }
        return [
            title, .value(measurement.value), measurement.interval.map { .text($0.shown) } ?? .blank, desk.cell(cell.n),
            group.map { .text(shrunken($0, metric, reader)) } ?? .blank,
            peers.flatMap { interval($0.lowerBound, $0.upperBound) }.map { .text($0) } ?? .blank,
            .plot(isFew ? .none : plot(metric, cell, value, group, peers, finding)),
            group.map { found in
                let count = facts.groups[metric.key]?.findings.count ?? 0
                return .text(GroupWords.ranks(found.ranks, of: desk.format.count(count))[desk.language])
            } ?? .blank,
            verdict(cell, finding, isFew: isFew),
        ]
    }

    private func shrunken(
        _ finding: GroupJudgement.Finding, _ metric: MetricDescription, _ reader: CellReader
    ) -> String {
        let value = desk.format.text(.real(finding.shrunken), unit: metric.unit, places: reader.places)
        let range = desk.format.interval(
            finding.interval.low, finding.interval.high, unit: metric.unit, places: reader.places)
        return range.map { desk.language == .chinese ? "\(value)（\($0)）" : "\(value) (\($0))" } ?? value
    }

    /// A mark follows from a finding and from nothing else.
    private func plot(
        _ metric: MetricDescription, _ cell: MetricCell, _ value: Double, _ group: GroupJudgement.Finding?,
        _ peers: ClosedRange<Double>?, _ finding: Finding?
    ) -> Drawing {
        let mark: JudgementMark =
            switch finding?.tone {
            case .better?: .better
            case .worse?: .worse
            case .changed?: .different
            case nil: .noise
            }
        var interval: ClosedRange<Double>?
        if let low = group?.interval.low ?? cell.low, let high = group?.interval.high ?? cell.high, low <= high {
            interval = low...high
        }
        // A number that nothing stands beside needs no drawing.
        if interval == nil, peers == nil, cell.target == nil { return .none }
        return RangeStrip(
            value: group?.shrunken ?? value, mark: mark, interval: interval, expected: peers,
            level: cell.target.map { RangeStrip.Level(value: $0.value, label: "") }, raw: group == nil ? nil : value,
            limits: metric.unit == .fraction ? 0...1 : nil, hasAxis: false, format: { "\($0)" }
        ).drawing()
    }

    private func verdict(_ cell: MetricCell, _ finding: Finding?, isFew: Bool) -> Document.Cell {
        if isFew { return .text(DeviationWords.fewRows[desk.language]) }
        if let finding {
            let tone: Document.Tone =
                switch finding.tone {
                case .better: .good
                case .worse: .bad
                case .changed: .neutral
                }
            return .verdict(FindingWords.tone(finding.tone, against: finding.against)[desk.language], tone)
        }
        let position = desk.cells.position(cell.metric, cell.breakdown, cell.period, labels: cell.labels)
        let isTested = position.map(desk.results.judgements.besideOthers.contains) ?? false
        return .verdict(ReportWords.verdict(isTested ? .withinNoise : .untested)[desk.language], .neutral)
    }
}
