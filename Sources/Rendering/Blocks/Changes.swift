// `changes`: every total's change against each compared period, the surest first.

import Charts
import Diagnostics
import Documents
import Stages
import Tabular

/// What moved.
///
/// - Shape: per compared period a table of all totals with the number then, the change and its interval as a drawing; shares
///   and net promoter scores
///   on an axis of points, everything else on one of per cent of what it was.
/// - Missing: what has nothing to be compared with is left out; without comparisons the block is left out.
struct Changes: ReportBlock {
    static let word = "changes"
    static let help = Wording(
        en: "what moved: every total's change against each compared period, the surest first",
        zh: "哪些变了：各项总值较各对比期的变化，最确定者在前")

    init() {}

    private struct Entry {
        var metric: MetricDescription
        var cell: MetricCell
        var comparison: Comparison
        /// In points of a hundred, or as a share of the number then.
        var row: DotWhisker.Row
        /// Standard errors from nothing; without an interval nil.
        var distance: Double?

        var isSignal: Bool { row.mark != .noise && row.mark != .plain }
    }

    func section(from desk: ReportDesk) -> Document.Section? {
        let elements = Comparison.Base.allCases.flatMap { exhibits(against: $0, desk) }
        return elements.isEmpty
            ? nil : Document.Section(anchor: Self.word, title: desk.words[.changes], elements: elements)
    }

    private func exhibits(against base: Comparison.Base, _ desk: ReportDesk) -> [Document.Element] {
        let results = desk.results
        let entries = desk.metrics.compactMap { metric -> Entry? in
            guard let position = desk.cells.position(metric.key, .total, results.period),
                let comparison = results.comparisons[position]?.first(where: { $0.base == base })
            else { return nil }
            return entry(metric, results.cells[position], comparison, desk)
        }.enumerated().sorted { left, right in
            // What is beyond noise first, also where it has no interval of its own.
            let isSignal = (left.element.isSignal, right.element.isSignal)
            if isSignal.0 != isSignal.1 { return isSignal.0 }
            let (first, second) = (left.element.distance ?? -1, right.element.distance ?? -1)
            return first == second ? left.offset < right.offset : first > second
        }.map(\.element)
        guard let period = entries.first?.comparison.basePeriod else { return [] }
        let name = ReportWords.compared(desk.periods.name(of: period), base, in: desk.language)
        let judged = entries.filter { $0.row.mark != .plain }
        let title = DeviationWords.changes(
            against: name, tested: desk.printed(judged.count), signals: desk.printed(judged.count { $0.isSignal }),
            others: desk.printed(entries.count - judged.count))
        let (shares, others) = (entries.filter { Self.isShare($0.metric) }, entries.filter { !Self.isShare($0.metric) })
        return [.heading(Document.Heading(title[desk.language]))]
            + [(shares, true), (others, false)].flatMap { entries, isShare -> [Document.Element] in
                entries.isEmpty
                    ? []
                    : [
                        .table(table(of: entries, title, isShare: isShare, desk)),
                        .paragraph(
                            Document.Paragraph(DeviationWords.changesNote(isShare)[desk.language], isNote: true)),
                    ]
            }
    }

    /// Changes of shares, and of scores that are differences of shares, are told in points.
    private static func isShare(_ metric: MetricDescription) -> Bool {
        metric.unit == .fraction || metric.interval == "nps"
    }

    private func entry(
        _ metric: MetricDescription, _ cell: MetricCell, _ comparison: Comparison, _ desk: ReportDesk
    ) -> Entry? {
        guard ![.notComparable, .new, .gone].contains(comparison.verdict), cell.status != .hidden,
            let difference = comparison.difference
        else { return nil }
        let scale: Double
        if Self.isShare(metric) {
            scale = metric.unit == .fraction ? 100 : 1
        } else if let base = comparison.baseValue?.doubleValue, base > 0 {
            scale = 1 / base
        } else {
            // There is no share of nothing, nor of what was below it: the row has no drawing.
            scale = .nan
        }
        var interval: ClosedRange<Double>?
        var distance: Double?
        if let low = comparison.low, let high = comparison.high, low <= high {
            if (low * scale).isFinite, (high * scale).isFinite { interval = (low * scale)...(high * scale) }
            let ratio = (difference / (high - low)).magnitude
            if ratio.isFinite { distance = ratio }
        }
        return Entry(
            metric: metric, cell: cell, comparison: comparison,
            row: DotWhisker.Row(
                value: difference * scale, interval: interval, mark: Self.mark(comparison.verdict, difference)),
            distance: distance)
    }

    private static func mark(_ verdict: Comparison.Verdict, _ difference: Double) -> JudgementMark {
        switch verdict {
        case .better: .better
        case .worse: .worse
        case .changed: difference > 0 ? .above : .below
        case .withinNoise: .noise
        case .unjudged, .untested, .notComparable, .new, .gone: .plain
        }
    }

    private func table(
        of entries: [Entry], _ title: Wording, isShare: Bool, _ desk: ReportDesk
    ) -> Document.Table {
        let (words, format) = (desk.words, desk.format)
        let plot = DotWhisker(rows: entries.map(\.row), most: isShare ? 100 : 1) { value in
            isShare
                ? format.axis(value, unit: .number, places: 0) : format.axis(value, unit: .fraction, places: 0)
        }
        let rows: [[Document.Cell]] = entries.map { entry in
            let reader = desk.reader(entry.metric)
            let change = reader.change(entry.comparison, of: entry.cell)
            let relative = change.relative.map { " (\($0.shown))" } ?? ""
            let base = entry.comparison.baseValue.map {
                Document.Number(
                    Document.Quantity($0), unit: entry.metric.unit.text,
                    shown: desk.format.text($0, unit: entry.metric.unit, places: reader.places))
            }
            return [
                .text(entry.metric.title[desk.language]), .value(reader.measurement(entry.cell).value),
                .value(base.map { .number($0) } ?? .absent(shown: ValueFormat.absent)),
                .text(change.difference.shown + relative),
                .plot(plot.drawing(of: entry.row)), .verdict(change.verdict ?? "", change.tone),
                desk.cell(entry.cell.n),
            ]
        }
        let caption = words[.changes]
        return Document.Table(
            caption: caption,
            label: "\(title[desk.language]) · \(DeviationWords.changesUnit(isShare)[desk.language])",
            columns: [
                Document.Column(words[.metric]), Document.Column(words[.value], .number),
                Document.Column(words[.valueThen], .number), Document.Column(words[.change], .number),
                Document.Column("", .plot), Document.Column(words[.verdict]), Document.Column(words[.sample], .number),
            ],
            rows: rows,
            totals: [[.blank, .blank, .blank, .blank, .plot(plot.axis), .blank, .blank]], isBelowItsTitle: true)
    }
}
