// `exceptions`: the places that are worst beside all, whether that is more than noise or not.

import Charts
import Diagnostics
import Documents
import Stages
import Statistics

/// Where to look.
///
/// - Shape: the numbers of places that are worse than all by the most standard errors, each with a dot and its interval beside
///   the range of noise.
/// - Missing: only numbers with an interval, a good direction and enough rows are looked at; where none is worse by as much as
///   one standard error, a
///   sentence says so; without segments the block is left out.
struct Exceptions: ReportBlock {
    static let word = "exceptions"
    static let help = Wording(
        en: "the places that are worst beside all, with whether that is more than noise", zh: "与全部相比表现最差的几处，并说明是否超出误差范围"
    )
    static let mostKey = OptionKey(
        "most", .integer(1...50),
        help: Wording(en: "how many are shown; 5 unless said", zh: "最多显示几处；默认 5"))
    static let keys = [mostKey]

    /// So many are shown.
    var most = 5

    /// Of fewer rows a number is not called worst.
    static let fewestRows = 30
    /// Further than so many standard errors the axis does not go.
    private static let farthest = 6.0
    private static let reach = ConfidenceLevel.percent95.normalQuantile

    init() {}

    init(_ reader: OptionReader) {
        if let most = reader.integer(Self.mostKey) { self.most = most }
    }

    private struct Entry {
        var metric: MetricDescription
        var deviation: Deviation
        var badness: Double
    }

    func section(from desk: ReportDesk) -> Document.Section? {
        let results = desk.results
        let breakdowns = results.breakdowns.filter { $0.grain == nil && $0.segments.count == 1 }
        guard !breakdowns.isEmpty else { return nil }
        let findings = FindingPlaces(results.judgements.findings)
        let entries = breakdowns.flatMap { breakdown in
            desk.metrics.flatMap { metric in
                desk.cells.positions(metric.key, breakdown).compactMap {
                    entry(results.cells[$0], metric, findings, desk)
                }
            }
        }.enumerated().sorted { ($0.element.badness, $1.offset) > ($1.element.badness, $0.offset) }.map(\.element)
            .prefix(most)
        let title = desk.words[.exceptions]
        guard !entries.isEmpty else {
            let why =
                results.judgements.besideOthers.isEmpty ? DeviationWords.nothingTested : DeviationWords.noException
            return Document.Section(
                anchor: Self.word, title: title, elements: [.paragraph(Document.Paragraph(why[desk.language]))])
        }
        let intro = DeviationWords.exceptions(
            shown: desk.printed(entries.count), signals: desk.printed(entries.count { $0.deviation.finding != nil }),
            minimum: desk.format.count(Self.fewestRows))
        return Document.Section(
            anchor: Self.word, title: title,
            elements: [
                .paragraph(Document.Paragraph(intro[desk.language], isLead: true)), .table(table(of: entries, desk)),
            ])
    }

    private func entry(
        _ cell: MetricCell, _ metric: MetricDescription, _ findings: FindingPlaces, _ desk: ReportDesk
    ) -> Entry? {
        guard cell.period == desk.results.period, cell.n >= Self.fewestRows, desk.isKnownPlace(cell),
            let deviation = Deviation(cell, of: metric, desk, findings: findings), let badness = deviation.badness,
            badness >= 1
        else { return nil }
        return Entry(metric: metric, deviation: deviation, badness: badness)
    }

    private func table(of entries: some Sequence<Entry>, _ desk: ReportDesk) -> Document.Table {
        let words = desk.words
        func row(_ entry: Entry) -> DotWhisker.Row {
            DotWhisker.Row(
                value: -entry.badness, interval: (-entry.badness - Self.reach)...(-entry.badness + Self.reach),
                mark: entry.deviation.mark)
        }
        let plot = DotWhisker(
            rows: entries.map(row), band: -Self.reach...Self.reach, most: Self.farthest,
            format: { "\(Int($0.rounded()))" })
        return Document.Table(
            caption: words[.exceptions], label: words[.exceptions],
            columns: [
                Document.Column(words[.place]), Document.Column(words[.metric]),
                Document.Column(words[.value], .number), Document.Column(words[.total], .number),
                Document.Column(words[.sample], .number), Document.Column(DeviationWords.worse[desk.language], .plot),
                Document.Column(words[.gap], .number),
            ],
            rows: entries.map { entry in
                let reader = desk.reader(entry.metric)
                let cell = entry.deviation.cell
                let gap = PrintedNumber(entry.deviation.value - entry.deviation.reference).map {
                    desk.format.change($0, unit: entry.metric.unit, places: reader.places)
                }
                return [
                    .text(desk.labelText(cell.breakdown.segments, cell.labels)), .text(desk.rowLabel(entry.metric)),
                    .value(reader.tableMeasurement(cell).value),
                    .value(reader.tableMeasurement(entry.deviation.total).value), desk.cell(cell.n),
                    .plot(plot.drawing(of: row(entry))), .text(gap ?? ValueFormat.absent),
                ]
            }, isBelowItsTitle: true)
    }
}
