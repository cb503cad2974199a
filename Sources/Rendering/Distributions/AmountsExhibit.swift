// Amounts on a page: a histogram with the middle half, and quartiles by label.

import Charts
import Diagnostics
import Documents
import Stages
import Statistics

/// How numbers or lengths of time spread.
struct AmountsExhibit {
    private let distribution: Distribution
    private let desk: ReportDesk
    private let text: DistributionText
    private let labels: ShownLabels

    init(_ shown: ShownLabels, _ desk: ReportDesk) {
        (labels, distribution, self.desk, text) = (shown, shown.distribution, desk, DistributionText(desk: desk))
    }

    var elements: [Document.Element] {
        guard let all = distribution.totals.first, let middle = all.quartiles else { return [] }
        let title = distribution.title[desk.language]
        let lead = DistributionWords.amounts(
            median: number(middle.median).shown, lower: number(middle.lower).shown, upper: number(middle.upper).shown)
        let (format, unit) = (desk.format, distribution.unit)
        let chart = Histogram(
            caption: ChartCaption(
                identifier: "distribution-\(distribution.key)", title: title, description: lead[desk.language]),
            bins: zip(distribution.steps, all.counts).map { Histogram.Bin(count: $1, low: $0.low, high: $0.high) },
            middle: (middle.lower, middle.median, middle.upper),
            medianLabel: DistributionWords.median(number(middle.median).shown)[desk.language],
            format: { format.axis($0, unit: unit, places: 0) }, count: { format.axis($0, unit: .count, places: 0) })
        let base = DistributionWords.base(
            n: desk.printed(all.n), empty: desk.printed(all.empty), outside: desk.printed(all.outside))
        return text.paragraph([lead]) + [
            .figure(
                Document.Figure(
                    title: DistributionWords.histogram[desk.language], note: base[desk.language],
                    drawing: chart.drawing())),
            text.numbers(
                [
                    Document.Column(desk.words[.range]), Document.Column(desk.words[.answerCount], .number),
                    Document.Column(desk.words[.share], .number),
                ],
                zip(distribution.steps, all.counts).map { step, count in
                    [.text(range(step)), desk.cell(count), .value(text.share(all.proportion(count)))]
                }, of: title),
        ] + quartiles(title) + text.paragraph(labels.notes(desk), isNote: true)
    }

    private var places: Int {
        let values = distribution.rows.compactMap(\.quartiles).flatMap { [$0.lower, $0.median, $0.upper] }
        return desk.format.places(for: distribution.unit, values: values.map { MetricValue.real($0) })
    }

    private func number(_ value: Double?) -> Document.Value {
        guard let value else { return .absent(shown: ValueFormat.absent) }
        let shown = desk.format.text(.real(value), unit: distribution.unit, places: places)
        return .number(Document.Number(.real(value), unit: distribution.unit.text, shown: shown))
    }

    /// `60 s – 2 m 0 s`
    private func range(_ step: Distribution.Step) -> String {
        func end(_ value: Double) -> String {
            let places = desk.format.places(
                for: distribution.unit, values: [step.low, step.high].compactMap { $0 }.map { MetricValue.real($0) })
            return desk.format.text(.real(value), unit: distribution.unit, places: places)
        }
        switch (step.low, step.high) {
        case (let low?, let high?): return "\(end(low)) – \(end(high))"
        case (let low?, nil): return DistributionWords.from(end(low))[desk.language]
        case (nil, let high?): return DistributionWords.below(end(high))[desk.language]
        case (nil, nil): return ""
        }
    }

    /// The quartiles by label; nothing where there are none.
    private func quartiles(_ title: String) -> [Document.Element] {
        guard let segment = distribution.segment, distribution.rows.count > 1 else { return [] }
        let words = desk.words
        let caption = "\(title) · \(desk.segmentTitle(segment))"
        return [
            .table(
                Document.Table(
                    caption: caption, label: caption,
                    columns: [
                        Document.Column(desk.segmentTitle(segment)), Document.Column(words[.lowerQuartile], .number),
                        Document.Column(words[.median], .number), Document.Column(words[.upperQuartile], .number),
                        Document.Column(words[.sample], .number), Document.Column(words[.noAnswer], .number),
                    ],
                    rows: distribution.rows.map { row in
                        let middle = row.quartiles
                        let numbers = [middle?.lower, middle?.median, middle?.upper]
                        return [.text(row.label?.title[desk.language] ?? words[.total])]
                            + numbers.map { .value(row.isHidden ? text.hidden : number($0)) }
                            + (row.isHidden ? [.blank, .blank] : [desk.cell(row.n), desk.cell(row.empty)])
                    }))
        ]
    }
}
