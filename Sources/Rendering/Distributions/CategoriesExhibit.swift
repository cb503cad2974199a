// Categories on a page: bars with whiskers, the most frequent first, and by label beside each other.

import Charts
import Diagnostics
import Documents
import Stages
import Statistics

/// How often each answer was given.
struct CategoriesExhibit {
    private let distribution: Distribution
    private let desk: ReportDesk
    private let text: DistributionText
    private let labels: ShownLabels

    init(_ shown: ShownLabels, _ desk: ReportDesk) {
        (labels, distribution, self.desk, text) = (shown, shown.distribution, desk, DistributionText(desk: desk))
    }

    private struct Answer {
        var place: Int
        var step: Distribution.Step
        var count: Int
        /// Nil for a number of mentions.
        var proportion: Proportion?
    }

    var elements: [Document.Element] {
        guard let all = distribution.totals.first, !all.isHidden else { return [] }
        let answers = zip(distribution.steps, all.counts).enumerated().map { place, counted in
            let (step, count) = counted
            let isMentions = step.isOthers && distribution.isMultiple
            return Answer(
                place: place, step: step, count: count, proportion: isMentions ? nil : all.proportion(count))
        }
        return text.paragraph([lead(answers, all)].compactMap { $0 }) + [.table(table(answers, all))]
            + byLabel(answers) + text.paragraph(notes(all), isNote: true)
    }

    // MARK: Words

    private func lead(_ answers: [Answer], _ all: Distribution.Row) -> Wording? {
        let ranked = answers.filter { !$0.step.isOthers && $0.count > 0 }.sorted {
            $0.count == $1.count ? $0.place < $1.place : $0.count > $1.count
        }
        guard let first = ranked.first else { return nil }
        let few = ranked.prefix(3)
        let together = few.reduce(0) { $0 + $1.count }
        return DistributionWords.categories(
            first: text.told(first.step.title, first.proportion),
            second: ranked.dropFirst().first.map { text.told($0.step.title, $0.proportion) },
            together: distribution.isMultiple || few.count < 3 || ranked.count < 4
                ? nil : (few.count, text.share(all.proportion(together)).shown))
    }

    private func notes(_ all: Distribution.Row) -> [Wording] {
        let hasOthers = distribution.steps.contains { $0.isOthers }
        return [
            DistributionWords.base(
                n: desk.printed(all.n), empty: desk.printed(all.empty), outside: desk.printed(all.outside))
        ] + (distribution.isMultiple ? [DistributionWords.severalChoices] : [])
            + (hasOthers
                ? [distribution.isMultiple ? DistributionWords.othersAreMentions : DistributionWords.rareAnswers] : [])
            + labels.notes(desk)
    }

    // MARK: Tables

    private func table(_ answers: [Answer], _ all: Distribution.Row) -> Document.Table {
        let bars = answers.map { answer in
            ShareBars.Row(
                share: answer.proportion?.share ?? .nan,
                interval: answer.proportion.map { $0.interval().low...$0.interval().high },
                isOthers: answer.step.isOthers)
        }
        let plot = ShareBars(rows: bars) { text.brief($0) }
        var sum = 0
        let rows = zip(answers, bars).map { answer, bar -> [Document.Cell] in
            sum += answer.count
            return [
                .text(answer.step.title[desk.language]), .plot(plot.drawing(of: bar)),
                .value(text.share(answer.proportion)), .text(text.interval(answer.proportion) ?? ""),
            ] + (distribution.isMultiple ? [] : [.value(text.share(all.proportion(sum)))]) + [desk.cell(answer.count)]
        }
        let words = desk.words
        let title = distribution.title[desk.language]
        return Document.Table(
            caption: title, label: title,
            columns: [
                Document.Column(words[.answer]), Document.Column("", .plot), Document.Column(words[.share], .number),
                Document.Column(words[.interval], .number),
            ] + (distribution.isMultiple ? [] : [Document.Column(words[.cumulative], .number)])
                + [Document.Column(words[.answerCount], .number)],
            rows: rows,
            totals: [[.blank, .plot(plot.axis)] + [Document.Cell](repeating: .blank, count: rows[0].count - 2)],
            isBelowItsTitle: true)
    }

    /// The shares of answers by labels; nothing where there are none.
    private func byLabel(_ answers: [Answer]) -> [Document.Element] {
        let rows = distribution.rows.filter { $0.label != nil }
        guard !rows.isEmpty, let segment = distribution.segment else { return [] }
        let shown = answers.filter { !($0.step.isOthers && distribution.isMultiple) }
        let title = "\(distribution.title[desk.language]) · \(desk.segmentTitle(segment))"
        return [
            .table(
                Document.Table(
                    caption: title, label: title,
                    columns: [Document.Column(desk.segmentTitle(segment))]
                        + shown.map { Document.Column($0.step.title[desk.language], .number) }
                        + [Document.Column(desk.words[.sample], .number)],
                    rows: rows.map { row in
                        [.text(row.label?.title[desk.language] ?? "")]
                            + shown.map { answer in
                                .value(
                                    row.isHidden ? text.hidden : text.share(row.proportion(row.counts[answer.place])))
                            } + [row.isHidden ? .blank : desk.cell(row.n)]
                    }))
        ]
    }
}
