// The numbers of distributions as texts and cells of one language.

import Diagnostics
import Documents
import Stages
import Statistics

/// Shares, intervals and counts of a distribution as a page prints them.
struct DistributionText {
    let desk: ReportDesk

    func share(_ proportion: Proportion?) -> Document.Value {
        guard let proportion else { return .absent(shown: ValueFormat.absent) }
        let shown = desk.format.percentage(proportion.share)
        return .number(Document.Number(.real(proportion.share), unit: MetricUnit.fraction.text, shown: shown))
    }

    func interval(_ proportion: Proportion?) -> String? {
        guard let interval = proportion?.interval() else { return nil }
        return desk.format.interval(interval.low, interval.high, unit: .fraction, places: 1)
    }

    /// A share with its name and interval, for a sentence.
    func told(_ name: Wording, _ proportion: Proportion?) -> DistributionWords.Told {
        DistributionWords.Told(
            name: name, share: share(proportion).shown, interval: interval(proportion))
    }

    /// A share inside a drawing or at its axis.
    func brief(_ share: Double) -> String { desk.format.percentage(share, places: 0) }

    var hidden: Document.Value { .hidden(shown: desk.words[.hidden]) }

    func paragraph(_ sentences: [Wording], isNote: Bool = false) -> [Document.Element] {
        let text = sentences.map { $0[desk.language] }.joined(separator: desk.language == .english ? " " : "")
        return text.isEmpty ? [] : [.paragraph(Document.Paragraph(text, isNote: isNote))]
    }

    /// A table that a drawing shows too.
    func numbers(_ columns: [Document.Column], _ rows: [[Document.Cell]], of title: String) -> Document.Element {
        var table = Document.Table(
            caption: desk.words[.numbersOfDrawing], label: "\(desk.words[.numbersOfDrawing]): \(title)",
            columns: columns,
            rows: rows)
        table.isFolded = true
        return .table(table)
    }
}

extension Distribution.Row {
    /// What part of the answers a number of them is; nil for what is hidden.
    func proportion(_ count: Int?) -> Proportion? {
        isHidden ? nil : count.flatMap { Proportion(successes: $0, trials: n) }
    }
}
