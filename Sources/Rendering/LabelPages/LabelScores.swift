// The scorecards of a label: what each part came to, how many points it is worth, and what it adds to the score.

import Diagnostics
import Documents
import Stages
import Tabular

/// A table per scorecard that covers the label's segment.
struct LabelScores {
    private let page: LabelDesk
    private let desk: ReportDesk

    init(_ page: LabelDesk) {
        self.page = page
        desk = page.desk
    }

    var section: Document.Section? {
        let elements = page.facts.scorecards.flatMap { entry in
            entry.scores[page.label].map { self.elements(entry.scorecard, $0) } ?? []
        }
        return elements.isEmpty
            ? nil
            : Document.Section(
                anchor: "scorecards", title: desk.words[.scorecards],
                elements: [.paragraph(Document.Paragraph(ScorecardWords.intro[desk.language], isLead: true))] + elements
            )
    }

    private func elements(_ scorecard: Scorecard, _ score: Scorecard.Score) -> [Document.Element] {
        let title = scorecard.title[desk.language]
        var elements: [Document.Element] = [.heading(Document.Heading(title))]
        func say(_ sentence: Wording) {
            elements.append(.paragraph(Document.Paragraph(sentence[desk.language])))
        }
        let coverage = desk.format.percentage(score.coverage, places: 0)
        if let value = score.value {
            let band = ScorecardWords.band(value.band)
            say(
                LabelPageWords.score(
                    points(value.points), interval: interval(value.low, value.high),
                    band: value.isSure ? band : ScorecardWords.unsure(band), coverage: coverage,
                    kept: desk.format.percentage(value.stress.share, places: 0)))
        } else {
            say(
                ScorecardWords.withoutScore(
                    nil, coverage: desk.format.percentage(scorecard.rules.leastCoverage, places: 0)))
        }
        elements.append(.table(table(scorecard, score, title)))
        for (part, contribution) in zip(scorecard.parts, score.contributions) {
            guard let lack = contribution.lack else { continue }
            let metric = metric(part)
            say(
                ScorecardWords.lacking(
                    lack, metric: metric?.title[desk.language] ?? part.metric,
                    least: desk.format.count(metric?.minimumN ?? 0), nil))
        }
        return elements
    }

    private func metric(_ part: Scorecard.Part) -> MetricDescription? {
        desk.results.metrics.first { $0.key == part.metric }
    }

    private func table(_ scorecard: Scorecard, _ score: Scorecard.Score, _ title: String) -> Document.Table {
        let words = desk.words
        let total: [Document.Cell] = [
            .text(words[.score]), .blank, .blank, score.value.map { .text(points($0.points)) } ?? .blank,
            score.value.map { .text(interval($0.low, $0.high) ?? ValueFormat.absent) } ?? .blank,
            score.value.map { cell($0.points) } ?? .value(.absent(shown: ValueFormat.absent)),
        ]
        return Document.Table(
            caption: words[.scores], label: title,
            columns: [
                Document.Column(words[.metric]), Document.Column(words[.weight], .number),
                Document.Column(words[.value], .number), Document.Column(words[.points], .number),
                Document.Column(words[.interval], .number), Document.Column(words[.added], .number),
            ],
            rows: zip(scorecard.parts, score.contributions).map { row($0, $1, hasScore: score.value != nil) },
            totals: [total])
    }

    private func row(
        _ part: Scorecard.Part, _ contribution: Scorecard.Contribution, hasScore: Bool
    ) -> [Document.Cell] {
        let metric = metric(part)
        let head: [Document.Cell] = [.text(metric?.title[desk.language] ?? part.metric), cell(part.weight)]
        guard let counted = contribution.counted, let metric else {
            let shown =
                contribution.lack == .hidden
                ? Document.Value.hidden(shown: ReportWords.hiddenValue[desk.language])
                : .absent(shown: ValueFormat.absent)
            return head + [.value(shown), .blank, .blank, .blank]
        }
        let value = Document.Number(
            .real(counted.value), unit: metric.unit.text,
            shown: desk.format.text(.real(counted.value), unit: metric.unit, places: desk.reader(metric).places))
        return head + [
            .value(.number(value)), cell(counted.points),
            interval(counted.low, counted.high).map { .text($0) } ?? .blank,
            hasScore ? cell(counted.added) : .blank,
        ]
    }

    private func interval(_ low: Double?, _ high: Double?) -> String? {
        guard let low, let high else { return nil }
        return desk.format.interval(min(low, high), max(low, high), unit: .points, places: 1)
    }

    private func points(_ number: Double) -> String { desk.format.text(.real(number), unit: .points, places: 1) }

    private func cell(_ number: Double) -> Document.Cell {
        .value(.number(Document.Number(.real(number), unit: MetricUnit.points.text, shown: points(number))))
    }
}
