// `definitions`: what each metric means: formula, unit, direction, interval, source, caution.

import Diagnostics
import Documents
import Stages

/// What each metric means.
///
/// - Shape: one row per metric, in the order of the pipeline file.
/// - Missing: a metric without attribution, source or caution has none there.
struct Definitions: ReportBlock {
    static let word = "definitions"
    static let help = Wording(
        en: "what each metric means: formula, unit, interval, source, caution", zh: "各项指标的含义：公式、单位、区间、出处、注意事项")

    func section(from desk: ReportDesk) -> Document.Section? {
        let (words, language) = (desk.words, desk.language)
        let columns = [
            Document.Column(words[.metric]), Document.Column(words[.formula]),
            Document.Column(words[.unit], fold: .fact(title: words[.unit])),
            Document.Column(words[.direction], fold: .belowName),
            Document.Column(words[.interval], fold: .fact(title: words[.intervalMethod])),
            Document.Column(words[.minimumN], fold: .fact(title: words[.smallSample])),
            Document.Column(words[.attribution], fold: .fact(title: words[.attribution])),
            Document.Column(words[.definition], fold: .fact(title: words[.definition])),
            Document.Column(words[.source], fold: .fact(title: words[.source])),
            Document.Column(words[.caution], fold: .cautionOfPrevious),
        ]
        let rows: [[Document.Cell]] = desk.results.metrics.map { metric in
            [
                .text(metric.title[language]), .text(metric.formula[language]),
                .text(ReportWords.unit(metric.unit)[language]), .text(ReportWords.direction(metric.better)[language]),
                .text(ReportWords.interval(metric.interval)[language]),
                .text("n < \(desk.format.count(metric.minimumN))"), attribution(of: metric),
                .code(metric.definition), metric.source.map { .text($0[language]) } ?? .blank,
                metric.caution.map { .text($0[language]) } ?? .blank,
            ]
        }
        return Document.Section(
            anchor: Self.word, title: words[.definitions],
            elements: [
                .table(
                    Document.Table(
                        .definitions(facts: words[.facts]), caption: words[.definitionsCaption],
                        label: words[.definitions], columns: columns, rows: rows))
            ])
    }

    /// The column that says when a row counts, with its table.
    private func attribution(of metric: MetricDescription) -> Document.Cell {
        guard let column = metric.attribution else { return metric.table.map { .minor($0) } ?? .blank }
        return .text([metric.table, column].compactMap { $0 }.joined(separator: "."))
    }
}
