// Pairs of items as a page shows them: a table, and what to know of it.

import Diagnostics
import Documents
import Stages
import Tabular

/// The pairs of a metric on a page.
///
/// - Shape: a row per pair in the order of the results, the rarer item first.
/// - Missing: without any pair the table has no row, and the note says so.
struct PairsOnPage {
    let pairs: ItemPairs
    let desk: ReportDesk

    /// What was looked at, and how the pairs are to be read.
    var notes: [String] {
        let count = desk.printed
        var notes = [PairWords.found(pairs, count), PairWords.tested(pairs, count)]
        if pairs.itemsLeftOut > 0 { notes.append(PairWords.leftOut(count(pairs.itemsLeftOut))) }
        if pairs.hidden > 0 { notes.append(PairWords.hidden(count(pairs.hidden))) }
        return notes.map { $0[desk.language] }
    }

    /// - Parameter most: so many pairs at most.
    func table(_ title: String, most: Int) -> Document.Table {
        let words = desk.words
        let numbers: [ReportWord] = [
            .firstUnits, .secondUnits, .together, .support, .confidence, .interval, .lift, .adjustedP,
        ]
        return Document.Table(
            caption: title, label: title,
            columns: [Document.Column(words[.firstItem]), Document.Column(words[.secondItem])]
                + numbers.map { Document.Column(words[$0], .number) },
            rows: pairs.pairs.prefix(most).map(row))
    }

    private func row(_ pair: ItemPairs.Pair) -> [Document.Cell] {
        let format = desk.format
        func number(_ value: Double, _ unit: MetricUnit, _ shown: String) -> Document.Cell {
            .value(.number(Document.Number(.real(value), unit: unit.text, shown: shown)))
        }
        let interval = format.interval(pair.forward.low, pair.forward.high, unit: .fraction, places: 1)
        return [
            .text(pair.first), .text(pair.second), desk.cell(pair.firstUnits), desk.cell(pair.secondUnits),
            desk.cell(pair.together), number(pair.support, .fraction, format.percentage(pair.support, places: 2)),
            number(pair.forward.share, .fraction, format.percentage(pair.forward.share)),
            .text(interval ?? ValueFormat.absent),
            number(pair.lift, .number, format.text(.real(pair.lift), unit: .number, places: 2)),
            number(pair.adjustedP, .number, shown(probability: pair.adjustedP)),
        ]
    }

    /// Four digits tell enough of a probability.
    private func shown(probability: Double) -> String {
        let least = 0.0001
        let shown = desk.format.text(.real(max(probability, least)), unit: .number, places: 4)
        return probability < least ? "< \(shown)" : shown
    }
}
