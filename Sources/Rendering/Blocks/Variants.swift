// `variants`: a metric's total of the report's period under its other published definitions.

import Diagnostics
import Documents
import Stages

/// The same rows under other definitions.
///
/// - Shape: a table per metric that is shown so: a row for the metric as it is reported, then one per definition.
/// - Missing: definitions that the data cannot give are named below; without any metric of that kind the block is left out.
struct Variants: ReportBlock {
    static let word = "variants"
    static let help = Wording(
        en: "metrics under their other published definitions, where 'variants' asks for them",
        zh: "以 'variants' 要求时，指标在其他公开口径下的数值")

    func section(from desk: ReportDesk) -> Document.Section? {
        let chosen = desk.results.metrics.filter { !$0.variants.isEmpty }
        guard !chosen.isEmpty else { return nil }
        let note = Document.Paragraph(ReportWords.variantsNote[desk.language], isLead: true)
        return Document.Section(
            anchor: Self.word, title: desk.words[.variants],
            elements: [.paragraph(note)] + chosen.flatMap { elements(of: $0, desk) })
    }

    private func elements(of metric: MetricDescription, _ desk: ReportDesk) -> [Document.Element] {
        let language = desk.language
        let title = metric.title[language]
        let shown = metric.variants.compactMap { variant -> (MetricDescription.Variant, MetricDescription)? in
            desk.results.metrics.first { $0.key == variant.key }.map { (variant, $0) }
        }
        let left = metric.variants.filter { variant in !shown.contains { $0.0 == variant } }
        let words = desk.words
        let table = Document.Table(
            caption: title, label: title,
            columns: [
                Document.Column(words[.metric]), Document.Column(words[.value], .number),
                Document.Column(words[.interval], .number), Document.Column(words[.sample], .number),
                Document.Column(words[.formula]), Document.Column(words[.definition]),
                Document.Column(words[.source]),
            ],
            rows: [row(metric, named: "\(title) · \(words[.chosenDefinition])", desk)]
                + shown.map { variant, other in row(other, named: variant.title[language], desk) })
        let names = left.map { $0.title[language] }
        return [.heading(Document.Heading(title)), .table(table)]
            + (names.isEmpty
                ? [] : [.paragraph(Document.Paragraph(ReportWords.variantsLeftOut(names, in: language)))])
    }

    private func row(_ metric: MetricDescription, named name: String, _ desk: ReportDesk) -> [Document.Cell] {
        let position = desk.cells.position(metric.key, .total, desk.results.period)
        let measurement = desk.reader(metric).measurement(position.map { desk.results.cells[$0] })
        return [
            .text(name), .value(measurement.value), measurement.interval.map { .text($0.shown) } ?? .blank,
            measurement.sample.map { .text($0.shown) } ?? .blank, .text(metric.formula[desk.language]),
            .code(metric.definition), metric.source.map { .text($0[desk.language]) } ?? .blank,
        ]
    }
}
