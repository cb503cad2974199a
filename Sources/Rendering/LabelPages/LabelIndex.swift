// The page that links the pages of all labels of a segment, with what may be shown of each.

import Diagnostics
import Documents
import Stages
import Tabular

/// A row per label in the order of the segment: its page, its score, how many findings there are, how many of its numbers can be judged.
///
/// It is no ranking: labels stand in their own order.
struct LabelIndex {
    let facts: LabelFacts
    let desk: ReportDesk

    /// - Parameter file: the name of a label's page in the format that is made; nil in one that has no links.
    func document(file: (String) -> String?) -> Document {
        let words = desk.words
        let columns =
            [Document.Column(facts.segment.title[desk.language])]
            + facts.scorecards.flatMap { entry in
                [
                    Document.Column(entry.scorecard.title[desk.language], .number),
                    Document.Column(words[.interval], .number), Document.Column(words[.band]),
                ]
            }
            + [Document.Column(words[.findings], .number), Document.Column(words[.judgeable], .number)]
        let rows = zip(facts.labels, facts.names).map { label, name in
            let title = facts.segment.labels[label].title[desk.language]
            let head: Document.Cell = file(name).map { .link(title, file: $0) } ?? .text(title)
            return [head] + facts.scorecards.flatMap { scores($0.scores[label]) }
                + [desk.cell(facts.findings[label]?.count ?? 0), .text(judgeable(label))]
        }
        let title = desk.words[.labelIndex]
        let table = Document.Table(caption: title, label: title, columns: columns, rows: rows, isBelowItsTitle: true)
        let intro = LabelPageWords.index(desk.printed(facts.labels.count), facts.segment.title)
        let elements: [Document.Element] =
            [.paragraph(Document.Paragraph(intro[desk.language], isLead: true))] + (rows.isEmpty ? [] : [.table(table)])
        var document = desk.document(
            kicker: facts.report.heading(facts.segment),
            sections: [Document.Section(anchor: "labels", title: title, isListed: false, elements: elements)])
        document.masthead.kicker = document.masthead.title
        document.masthead.title = facts.report.heading(facts.segment)[desk.language]
        return document
    }

    private func scores(_ score: Scorecard.Score?) -> [Document.Cell] {
        guard let value = score?.value else {
            return [.value(.absent(shown: ValueFormat.absent)), .blank, .text(ScorecardWords.noScore[desk.language])]
        }
        let band = ScorecardWords.band(value.band)
        let shown = desk.format.text(.real(value.points), unit: .points, places: 1)
        return [
            .value(.number(Document.Number(.real(value.points), unit: MetricUnit.points.text, shown: shown))),
            .text(desk.format.interval(value.low, value.high, unit: .points, places: 1) ?? ValueFormat.absent),
            .text((value.isSure ? band : ScorecardWords.unsure(band))[desk.language]),
        ]
    }

    /// `5 / 6`: numbers that are shown and rest on enough rows, of all.
    private func judgeable(_ label: Int) -> String {
        let enough = facts.metrics.count { metric in
            let cell = desk.cells.cell(metric.key, facts.breakdown, desk.results.period, labels: [label])
            let reader = desk.reader(metric)
            return cell.map { reader.shownValue($0) != nil && !reader.isSmallSample($0) } ?? false
        }
        return "\(desk.format.count(enough)) / \(desk.format.count(facts.metrics.count))"
    }
}
