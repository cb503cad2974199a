// A scale on a page: bars around the neutral answers, and the share of the highest ones.

import Charts
import Diagnostics
import Documents
import Stages
import Statistics

/// The answers of items on one scale, and of each by its labels.
struct ScaleExhibit {
    private let distribution: Distribution
    private let desk: ReportDesk
    private let text: DistributionText
    private let labels: ShownLabels

    init(_ shown: ShownLabels, _ desk: ReportDesk) {
        (labels, distribution, self.desk, text) = (shown, shown.distribution, desk, DistributionText(desk: desk))
    }

    var elements: [Document.Element] {
        let items = distribution.totals.enumerated().sorted { first, second in
            let (one, other) = (top(first.element)?.share ?? -1, top(second.element)?.share ?? -1)
            return one == other ? first.offset < second.offset : one > other
        }.map(\.element)
        var elements = text.paragraph([lead(items)].compactMap { $0 })
        if items.count > 1 {
            elements += exhibit(items, title: distribution.title, head: desk.words[.item]) { $0.itemTitle }
        }
        for item in distribution.totals {
            let labels = distribution.labels(of: item.item)
            let isAlone = items.count == 1
            guard isAlone || !labels.isEmpty, !item.isHidden else { continue }
            elements += exhibit(
                [item] + labels, title: item.itemTitle,
                head: isAlone && labels.isEmpty ? "" : head(isAlone ? nil : item)
            ) { $0.label?.title ?? ReportWord.total.wording }
        }
        let outside = distribution.totals.reduce(0) { $0 + $1.outside }
        return elements
            + text.paragraph(
                (outside > 0 ? [DistributionWords.outside(desk.printed(outside))] : [])
                    + labels.notes(desk), isNote: true)
    }

    /// The segment, of one item among several with the item's name.
    private func head(_ item: Distribution.Row?) -> String {
        let segment = distribution.segment.map { desk.segmentTitle($0) } ?? ""
        return item.map { "\($0.itemTitle[desk.language]) · \(segment)" } ?? segment
    }

    private func top(_ row: Distribution.Row) -> Proportion? { row.proportion(distribution.topCount(of: row)) }

    private var topName: Wording {
        DistributionWords.span(distribution.steps.suffix(distribution.top).map(\.title))
    }

    // MARK: Words

    private func lead(_ items: [Distribution.Row]) -> Wording? {
        let shown = items.filter { top($0) != nil }
        guard let first = shown.first, let last = shown.last else { return nil }
        if shown.count > 1 {
            return DistributionWords.items(
                topName, highest: text.told(first.itemTitle, top(first)), lowest: text.told(last.itemTitle, top(last)))
        }
        return DistributionWords.item(high: text.told(topName, top(first)), low: low(first))
    }

    /// The answers below the neutral ones, or as many of the lowest as of the highest.
    private func low(_ row: Distribution.Row) -> DistributionWords.Told? {
        let count = distribution.neutral?.lowerBound ?? distribution.top
        guard count > 0, count + distribution.top <= distribution.steps.count else { return nil }
        return text.told(
            DistributionWords.span(distribution.steps.prefix(count).map(\.title)),
            row.proportion(row.counts.prefix(count).reduce(0, +)))
    }

    // MARK: Tables

    private func exhibit(
        _ rows: [Distribution.Row], title: Wording, head: String, name: (Distribution.Row) -> Wording
    ) -> [Document.Element] {
        let shares = rows.map { row in row.n > 0 ? row.counts.map { Double($0) / Double(row.n) } : [] }
        let bars = LikertBars(rows: shares.filter { !$0.isEmpty }, neutral: distribution.neutral)
        let names = rows.map { name($0)[desk.language] }
        var columns = [Document.Column(head), Document.Column("", .plot)]
        if distribution.top > 0 {
            columns += [
                Document.Column(DistributionWords.share(of: topName)[desk.language], .number),
                Document.Column(desk.words[.interval], .number),
            ]
        }
        columns += [Document.Column(desk.words[.sample], .number), Document.Column(desk.words[.noAnswer], .number)]
        var table = Document.Table(
            caption: title[desk.language], label: title[desk.language], columns: columns,
            rows: zip(zip(rows, names), shares).map { named, shares in cells(named.0, named.1, shares, bars) },
            totals: [
                [.blank, .plot(bars.axis { text.brief($0) })] + columns.dropFirst(2).map { _ in .blank }
            ], isBelowItsTitle: true)
        table.legend = distribution.steps.enumerated().map { place, step in
            Document.Points.Sign(
                LikertBars.sign(of: place, among: distribution.steps.count, neutral: distribution.neutral),
                step.title[desk.language])
        }
        return [.table(table), numbers(rows, names, head, title[desk.language])]
    }

    private func cells(
        _ row: Distribution.Row, _ name: String, _ shares: [Double], _ bars: LikertBars
    ) -> [Document.Cell] {
        var cells: [Document.Cell] = [.text(name), .plot(bars.drawing(of: shares) { text.brief($0) })]
        if distribution.top > 0 {
            cells += [
                .value(row.isHidden ? text.hidden : text.share(top(row))),
                .text(text.interval(top(row)) ?? ""),
            ]
        }
        return cells + (row.isHidden ? [.blank, .blank] : [desk.cell(row.n), desk.cell(row.empty)])
    }

    private func numbers(
        _ rows: [Distribution.Row], _ names: [String], _ head: String, _ title: String
    ) -> Document.Element {
        text.numbers(
            [Document.Column(head)] + distribution.steps.map { Document.Column($0.title[desk.language], .number) },
            zip(rows, names).map { row, name in
                [.text(name)]
                    + distribution.steps.indices.map { step in
                        .value(row.isHidden ? text.hidden : text.share(row.proportion(row.counts[step])))
                    }
            }, of: title)
    }
}
