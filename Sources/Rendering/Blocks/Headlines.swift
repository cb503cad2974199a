// `headlines`: metrics' totals of the report's period, with their intervals, their changes and their targets.

import Charts
import Diagnostics
import Documents
import Stages
import Tabular

/// Headline figures.
///
/// - Shape: one card per metric, in the order of the pipeline file, or under the titles of groups those that they name, in their
///   order; its small line needs at least three periods.
struct Headlines: ReportBlock {
    /// Figures that are read together.
    struct Group: Sendable {
        var title: Wording
        var metrics: [SourceText]
    }

    static let word = "headlines"
    static let help = Wording(
        en: "every metric's total, with its interval, its changes and its target", zh: "各项指标的总值，附区间、变化与目标")
    static let titleKey = OptionKey(
        "title", .wording, isRequired: true, help: Wording(en: "what stands above them", zh: "显示在其上方的标题"))
    static let metricsKey = OptionKey(
        "metrics", .oneOrMore(.name(.metric)), isRequired: true,
        help: Wording(en: "the metrics of the group, in order", zh: "该组的指标，按显示顺序"))
    static let groupKeys = [titleKey, metricsKey]
    static let groupsKey = OptionKey(
        "groups", .oneOrMore(.mapping(groupKeys)),
        help: Wording(
            en: "metrics under titles of your own; those that no group names are left out",
            zh: "在自拟标题下分组显示的指标；未列入任何组的指标不显示"))
    static let mostKey = OptionKey(
        "most", .integer(1...200),
        help: Wording(
            en: "how many metrics are shown where no groups are named, the first ones; all unless said",
            zh: "未写分组时最多显示前几项指标；默认全部"))
    static let keys = [groupsKey, mostKey]

    /// Empty where all metrics stand in one.
    var groups: [Group] = []
    /// So many are shown where there are no groups.
    var most = Int.max

    init() {}

    init(most: Int) { self.most = most }

    init(_ reader: OptionReader) {
        if let most = reader.integer(Self.mostKey) { self.most = most }
        guard let node = reader.node(Self.groupsKey) else { return }
        let items: [OptionNode] = if case .list(let items) = node.content { items } else { [node] }
        groups = items.compactMap { item in
            let group = OptionReader(
                item, of: Wording(en: "an entry of 'groups'", zh: "'groups' 的一项"), keys: Self.groupKeys,
                collector: reader.collector)
            let title = group.wording(Self.titleKey)
            let metrics = group.texts(Self.metricsKey)
            group.finish()
            guard let title, let metrics else { return nil }
            return Group(title: title, metrics: metrics)
        }
        if items.isEmpty { reader.collector.add(HeadlinesDiagnostics.emptyHeadlines(at: node.location)) }
        var named: Set<String> = []
        for metric in groups.flatMap(\.metrics) where !named.insert(metric.text).inserted {
            reader.collector.add(HeadlinesDiagnostics.repeatedHeadline(metric))
        }
    }

    var namedMetrics: [SourceText] { groups.flatMap(\.metrics) }

    func section(from desk: ReportDesk) -> Document.Section? {
        let title = desk.words[.headlines]
        guard !groups.isEmpty else {
            let metrics = desk.metrics
            let left = metrics.count - min(most, metrics.count)
            let more = ReportWords.moreMetrics(desk.printed(left), isInAnnex: desk.hasAnnex)[desk.language]
            return Document.Section(
                anchor: Self.word, title: title,
                elements: Self.explained([.cards(cards(of: Array(metrics.prefix(most)), from: 0, desk))], desk)
                    + (left > 0 ? [.paragraph(Document.Paragraph(more, isNote: true))] : []))
        }
        var elements: [Document.Element] = []
        var count = 0
        for group in groups {
            let metrics = group.metrics.compactMap { name in desk.metrics.first { $0.key == name.text } }
            guard !metrics.isEmpty else { continue }
            elements.append(.heading(Document.Heading(group.title[desk.language])))
            elements.append(.cards(cards(of: metrics, from: count, desk)))
            count += metrics.count
        }
        return elements.isEmpty
            ? nil : Document.Section(anchor: Self.word, title: title, elements: Self.explained(elements, desk))
    }

    /// With what the signs and lines of the cards mean, where they have any.
    private static func explained(_ elements: [Document.Element], _ desk: ReportDesk) -> [Document.Element] {
        let cards = elements.flatMap { element -> [Document.Cards.Card] in
            if case .cards(let cards) = element { cards.cards } else { [] }
        }
        let note = ReportWords.cardsNote(
            hasNoise: cards.contains { $0.changes.contains(where: \.isWithinNoise) },
            hasLines: cards.contains { !$0.drawing.isEmpty }, hasDays: desk.results.period.grain == .day)
        guard let note else { return elements }
        return elements + [.paragraph(Document.Paragraph(note[desk.language], isNote: true, isOfDrawings: true))]
    }

    /// - Parameter count: how many cards stand before these, whose drawings are numbered.
    private func cards(
        of metrics: [MetricDescription], from count: Int, _ desk: ReportDesk
    ) -> Document.Cards {
        let words = desk.words
        let titles = Document.Cards.Titles(
            metric: words[.metric], value: words[.value], interval: words[.interval], sample: words[.sample],
            change: words[.change], target: words[.target])
        let cards = metrics.enumerated().map { index, metric in
            let reader = desk.reader(metric)
            let position = desk.cells.position(metric.key, .total, desk.results.period)
            let cell = position.map { desk.results.cells[$0] }
            let comparisons = position.flatMap { desk.results.comparisons[$0] } ?? []
            let series = MetricSeries(of: metric, over: desk.trendPeriods, desk: desk)
            return Document.Cards.Card(
                title: metric.title[desk.language], measurement: reader.measurement(cell),
                changes: cell.map { cell in comparisons.map { reader.change($0, of: cell) } } ?? [],
                goal: cell.flatMap(reader.shortGoal), drawing: series.spark(number: count + index + 1),
                state: series.state)
        }
        return Document.Cards(titles: titles, cards: cards)
    }
}
