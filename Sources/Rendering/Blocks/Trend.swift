// `trend`: how every metric's total went over the last periods: charts, and the same in figures.

import Diagnostics
import Documents
import Stages
import Tabular

/// How the totals went.
///
/// - Shape: one chart per metric that has at least three values, and one table of all metrics with the newest periods that fit a page.
/// - Missing: with fewer than two periods the block is left out.
struct Trend: ReportBlock {
    static let word = "trend"
    static let help = Wording(
        en: "how every metric's total went over the last periods", zh: "各项指标总值在近几期的走势")
    static let periodsKey = OptionKey(
        "periods", .integer(2...ReportDesk.mostPeriods),
        help: Wording(
            en: "how many periods are drawn at most, the report's own included; all unless said",
            zh: "最多画出几期，含本期；默认全部"))
    static let keys = [periodsKey]

    /// The table of figures holds fewer periods than charts do, so that it fits a page.
    private static let mostColumns = 8

    /// So many periods are shown at most.
    var most = ReportDesk.mostPeriods

    init() {}

    init(_ reader: OptionReader) {
        if let most = reader.integer(Self.periodsKey) { self.most = most }
    }

    func section(from desk: ReportDesk) -> Document.Section? {
        let periods = Array(desk.trendPeriods.suffix(most))
        guard periods.count > 1 else { return nil }
        let charts = desk.metrics.enumerated().compactMap { index, metric in
            MetricSeries(of: metric, over: periods, desk: desk).figure(number: index + 1).map {
                Document.Element.figure($0)
            }
        }
        return Document.Section(
            anchor: Self.word, title: desk.words[.trend], isChapter: true,
            elements: [
                .group(.charts, charts),
                .heading(Document.Heading(desk.words[.trendFigures], isBesideDrawings: true)),
                .grid(grid(periods, desk)),
            ])
    }

    private func grid(_ periods: [Period], _ desk: ReportDesk) -> Document.Grid {
        let readers = desk.metrics.map { ($0, desk.reader($0)) }
        let columns = periods.suffix(Self.mostColumns).map { period in
            (
                period,
                readers.map { metric, reader in reader.tableMeasurement(desk.cells.cell(metric.key, .total, period)) }
            )
        }
        // The newest periods that fit the page.
        let widths = columns.reversed().map { TableWidth.ofColumn($0.1, showsIntervals: false) }
        let shown = Array(columns.suffix(TableWidth.chunks(widths, most: Self.mostColumns).first?.count ?? 0))
        return Document.Grid(
            title: desk.words[.trend], label: desk.words[.trendFigures], corner: desk.words[.metric],
            columns: shown.map { period, _ in
                let found = desk.metrics.compactMap { desk.cells.cell($0.key, .total, period) }
                return desk.columnName(of: period, holding: found)
            }, showsIntervals: false, isBesideDrawings: true,
            rows: readers.enumerated().map { index, entry in
                Document.Grid.Row(label: desk.rowLabel(entry.0), cells: shown.map { $0.1[index] })
            })
    }
}
