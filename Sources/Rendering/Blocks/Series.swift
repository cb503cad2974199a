// `series`: for every metric whether its latest number is usual, by how the metric has moved itself.

import Diagnostics
import Documents
import Stages
import Tabular

/// What is usual and what is not.
///
/// - Shape: a row for each metric whose total has a series, and a row for each segment whose latest period is unusual.
/// - Missing: without a series of eight periods the block is left out.
struct Series: ReportBlock {
    static let word = "series"
    static let help = Wording(
        en: "whether the latest number of a series is usual, and whether its target will be met as things are",
        zh: "各序列最近一期是否异常，以及现状不变时能否达标")
    static let mostKey = OptionKey(
        "most", .integer(1...1000),
        help: Wording(en: "how many unusual segments are shown; 10 unless said", zh: "最多显示几个异常分组；默认 10"))
    static let keys = [mostKey]

    /// So many segments are shown.
    var most = 10

    init() {}

    init(_ reader: OptionReader) {
        if let most = reader.integer(Self.mostKey) { self.most = most }
    }

    func section(from desk: ReportDesk) -> Document.Section? {
        let judgements = desk.results.judgements
        let all = judgements.series
        guard !all.isEmpty else { return nil }
        var elements: [Document.Element] = []
        func say(_ sentence: Wording, isLead: Bool = false) {
            elements.append(.paragraph(Document.Paragraph(sentence[desk.language], isLead: isLead)))
        }
        say(
            SeriesWords.intro(desk.printed(all.count), unusual: desk.printed(all.count { $0.isUnusual })), isLead: true)
        let totals = desk.metrics.compactMap { metric in Self.total(of: metric, in: all) }
        if !totals.isEmpty { elements.append(.table(table(of: totals, captioned: desk.words[.series], desk))) }
        let segments = all.filter { !$0.labels.isEmpty && $0.isUnusual }.enumerated().sorted { left, right in
            let (first, second) = (distance(left.element, desk), distance(right.element, desk))
            return first == second ? left.offset < right.offset : first > second
        }.map(\.element)
        if !segments.isEmpty {
            elements.append(.heading(Document.Heading(desk.words[.unusualSegments])))
            elements.append(.table(table(of: segments.prefix(most), captioned: desk.words[.unusualSegments], desk)))
            if segments.count > most { say(SeriesWords.more(desk.printed(segments.count - most))) }
        }
        say(SeriesWords.method(judgements.seriesRules))
        let removed = all.count { $0.weekdays == .removed }
        if removed > 0 { say(SeriesWords.weekdaysRemoved(desk.printed(removed))) }
        let untested = all.count { $0.weekdays == .untested }
        if untested > 0 { say(SeriesWords.weekdaysUntested(desk.printed(untested))) }
        for why in Judgements.WithoutLimits.allCases {
            guard let count = judgements.seriesWithoutLimits[why] else { continue }
            say(SeriesWords.withoutLimits(why, desk.printed(count)))
        }
        return Document.Section(anchor: Self.word, title: desk.words[.series], elements: elements)
    }

    /// The series of a metric's total: by the report's own periods, else by the longest ones.
    static func total(of metric: MetricDescription, in series: [SeriesJudgement]) -> SeriesJudgement? {
        func rank(_ grain: Grain?) -> Int {
            grain.flatMap { Grain.allCases.firstIndex(of: $0) } ?? Grain.allCases.count
        }
        return series.filter { $0.metric == metric.key && $0.breakdown.segments.isEmpty }
            .max { rank($0.breakdown.grain) < rank($1.breakdown.grain) }
    }

    /// How far the latest point is from what is expected, in standard deviations.
    private func distance(_ series: SeriesJudgement, _ desk: ReportDesk) -> Double {
        guard let latest = series.latest, let value = desk.results.cells[latest.cell].value else { return 0 }
        return (value.doubleValue - latest.expected).magnitude / series.deviation
    }

    private func table(
        of series: some Sequence<SeriesJudgement>, captioned caption: String, _ desk: ReportDesk
    ) -> Document.Table {
        let words = desk.words
        return Document.Table(
            caption: caption, label: caption,
            columns: [
                Document.Column(words[.metric]), Document.Column(words[.place]),
                Document.Column(words[.latestPoint], .number), Document.Column(words[.usualRange], .number),
                Document.Column(words[.state]), Document.Column(words[.assurance]),
                Document.Column(words[.limitsFrom]), Document.Column(words[.sample], .number),
            ],
            rows: series.compactMap { row($0, desk) })
    }

    private func row(_ series: SeriesJudgement, _ desk: ReportDesk) -> [Document.Cell]? {
        guard let metric = desk.metrics.first(where: { $0.key == series.metric }), let latest = series.latest,
            let value = desk.results.cells[latest.cell].value
        else { return nil }
        let (language, cell, reader) = (desk.language, desk.results.cells[latest.cell], desk.reader(metric))
        let labels = desk.labelText(series.breakdown.segments, series.labels)
        let place = [labels.isEmpty ? desk.words[.total] : labels, desk.periods.shortName(of: cell.period)]
        let isAbove = value.doubleValue > latest.expected
        // Nobody is good or bad by fewer rows than the metric asks for.
        let state = SeriesWords.state(
            latest.signal, isAbove: isAbove, rules: desk.results.judgements.seriesRules)
        let range = desk.format.interval(latest.low, latest.high, unit: metric.unit, places: reader.places)
        let assurance = series.assurance.map { SeriesWords.assurance($0)[language] }
        return [
            .text(desk.rowLabel(metric)), .text(place.joined(separator: " · ")),
            .value(
                .number(
                    Document.Number(
                        Document.Quantity(value), unit: metric.unit.text,
                        shown: desk.format.text(value, unit: metric.unit, places: reader.places)))),
            .text(range ?? ValueFormat.absent),
            .verdict(
                state[language],
                reader.isSmallSample(cell)
                    ? .neutral : Self.tone(latest.signal, isAbove: isAbove, better: metric.better)),
            .text(assurance ?? ""),
            .text(
                SeriesWords.baseline(
                    desk.format.count(series.baseline), isProvisional: series.isProvisional, method: series.method)[
                        language]),
            desk.cell(cell.n),
        ]
    }

    /// A trend goes some way wherever it stands, so that it is neither good nor bad by its side.
    private static func tone(_ signal: SeriesJudgement.Signal, isAbove: Bool, better: Direction) -> Document.Tone {
        guard signal != .none, signal != .trend, better != .none else { return .neutral }
        return isAbove == (better == .higher) ? .good : .bad
    }
}
