// `headlines`: every metric's total of the report's period, with its interval, its changes and its target.

import Diagnostics
import Documents
import Stages

/// Headline figures.
///
/// - Shape: one card per metric, in the order of the pipeline file; its small line needs at least three periods.
struct Headlines: ReportBlock {
    static let word = "headlines"
    static let help = Wording(
        en: "every metric's total, with its interval, its changes and its target", zh: "各项指标的总值，附区间、变化与目标")

    func section(from desk: ReportDesk) -> Document.Section? {
        let words = desk.words
        let titles = Document.Cards.Titles(
            metric: words[.metric], value: words[.value], interval: words[.interval], sample: words[.sample],
            change: words[.change], target: words[.target])
        let cards = desk.results.metrics.enumerated().map { index, metric in
            let reader = desk.reader(metric)
            let position = desk.cells.position(metric.key, .total, desk.results.period)
            let cell = position.map { desk.results.cells[$0] }
            let comparisons = position.flatMap { desk.results.comparisons[$0] } ?? []
            return Document.Cards.Card(
                title: metric.title[desk.language], measurement: reader.measurement(cell),
                changes: cell.map { cell in comparisons.map { reader.change($0, of: cell) } } ?? [],
                goal: cell.flatMap(reader.goal),
                drawing: TotalSeries(of: metric, over: desk.trendPeriods, desk: desk).spark(number: index + 1))
        }
        return Document.Section(
            anchor: Self.word, title: words[.headlines],
            elements: [.cards(Document.Cards(titles: titles, cards: cards))])
    }
}
