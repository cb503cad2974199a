// `breakdowns`: every metric by region, by tier, by month and region.

import Charts
import Diagnostics
import Documents
import Stages
import Tabular

/// The breakdowns of a report.
///
/// - Shape: one part per breakdown, in the order of the pipeline file: a panel per metric over the labels of one segment, one grid
///   of metrics by periods, or a grid per metric in two directions. The total is among the headline figures.
/// - Missing: a breakdown without cells is left out, and the block when all are.
struct Breakdowns: ReportBlock {
    static let word = "breakdowns"
    static let help = Wording(en: "every metric by the segments and periods asked for", zh: "各项指标按所要求的分组与周期展开")
    static let mostLabelsKey = OptionKey(
        "most_labels", .integer(1...500),
        help: Wording(
            en: "how many labels of a segment are shown, those with the most rows; 500 unless said",
            zh: "每个分组最多显示几个标签，取行数最多者；默认 500"))
    static let keys = [mostLabelsKey]

    /// So many columns at most stand side by side, as far as the paper is wide enough; further ones go into a table of
    /// their own.
    private static let mostColumns = 12

    /// So many labels of a segment are shown.
    var mostLabels = 500

    init() {}

    init(_ reader: OptionReader) {
        if let most = reader.integer(Self.mostLabelsKey) { mostLabels = most }
    }

    func section(from desk: ReportDesk) -> Document.Section? {
        let parts = desk.results.breakdowns.filter { $0 != .total }.enumerated().compactMap { index, breakdown in
            let tables = tables(breakdown, desk)
            return tables.isEmpty
                ? nil
                : Part(
                    anchor: "breakdown-\(index + 1)",
                    title: ReportWords.by(desk.axisTitles(of: breakdown))[desk.language], tables: tables)
        }
        guard !parts.isEmpty else { return nil }
        let title = desk.words[.breakdowns]
        let links = parts.map { Document.Navigation.Link(anchor: $0.anchor, text: $0.title) }
        return Document.Section(
            anchor: Self.word, title: title,
            elements: [.navigation(Document.Navigation(label: title, links: links))]
                + parts.flatMap { part -> [Document.Element] in
                    [.heading(Document.Heading(part.title, anchor: part.anchor)), .group(.panels, part.tables)]
                })
    }

    private struct Part {
        var anchor: String
        var title: String
        var tables: [Document.Element]
    }

    private func tables(_ breakdown: Breakdown, _ desk: ReportDesk) -> [Document.Element] {
        if breakdown.grain == nil, breakdown.segments.count == 1 {
            return desk.metrics.compactMap { panel($0, breakdown, desk).map { .panel($0) } }
        }
        if breakdown.segments.isEmpty { return periodGrids(breakdown, desk).map { .grid($0) } }
        return desk.metrics.flatMap { metric in
            CrossGrids(metric, breakdown, mostLabels: mostLabels, mostColumns: Self.mostColumns, desk: desk)?.grids.map
            { .grid($0) } ?? []
        }
    }

    // MARK: One segment: a panel per metric

    private func panel(_ metric: MetricDescription, _ breakdown: Breakdown, _ desk: ReportDesk) -> Document.Panel? {
        let (results, words) = (desk.results, desk.words)
        let all = desk.cells.positions(metric.key, breakdown).filter { results.cells[$0].period == results.period }
        guard !all.isEmpty else { return nil }
        let reader = desk.reader(metric)
        let positions = largest(all, most: mostLabels) { results.cells[$0].n }
        let total = desk.cells.position(metric.key, .total, results.period)
        let shown = (total.map { [$0] } ?? []) + positions
        let goals = positions.compactMap { reader.goal(results.cells[$0])?.bound }
        let values = shown.map { Self.rowValue(results.cells[$0], reader) }
        let scale = RowMark.Scale(values.compactMap { $0 })
        let reference = total.flatMap { Self.rowValue(results.cells[$0], reader)?.value }
        var rows = zip(shown, values).map { position, value in
            let cell = results.cells[position]
            return Document.Panel.Row(
                label: position == total ? words[.total] : desk.labelText(breakdown.segments, cell.labels),
                isTotal: position == total, measurement: reader.tableMeasurement(cell),
                drawing: value.map { RowMark($0, reference: reference, on: scale).drawing() } ?? .none,
                change: results.comparisons[position]?.first.map { reader.shortChange($0, of: cell) })
        }
        if all.count > positions.count {
            rows.append(
                Document.Panel.Row(label: desk.moreLabels(all.count - positions.count), measurement: .blank))
        }
        return Document.Panel(
            title: metric.title[desk.language], note: desk.note(of: metric, goals: Set(goals)),
            titles: Document.Panel.Titles(
                label: breakdown.segments.first.map(desk.segmentTitle) ?? "", value: words[.value],
                interval: words[.interval], sample: words[.sample], change: words[.change]),
            rows: rows)
    }

    private static func rowValue(_ cell: MetricCell, _ reader: CellReader) -> RowMark.Value? {
        reader.shownValue(cell).map {
            RowMark.Value(value: $0.doubleValue, low: cell.low, high: cell.high, isTotal: cell.labels.isEmpty)
        }
    }

    // MARK: Only periods: metrics by periods

    private func periodGrids(_ breakdown: Breakdown, _ desk: ReportDesk) -> [Document.Grid] {
        let results = desk.results
        var columns = Set<Period>()
        for metric in desk.metrics {
            for position in desk.cells.positions(metric.key, breakdown)
            where desk.isInside(results.cells[position].period) {
                columns.insert(results.cells[position].period)
            }
        }
        let periods = columns.sorted()
        guard !periods.isEmpty else { return [] }
        let title = ReportWords.by(desk.axisTitles(of: breakdown))[desk.language]
        let readers = desk.metrics.map { ($0, desk.reader($0)) }
        let columnCells = periods.map { period in
            readers.map { metric, reader in
                reader.tableMeasurement(desk.cells.cell(metric.key, breakdown, period))
            }
        }
        let widths = columnCells.map { TableWidth.ofColumn($0) }
        return TableWidth.chunks(widths, most: Self.mostColumns).map { shown in
            let names = shown.map { place in
                let found = desk.metrics.compactMap { desk.cells.cell($0.key, breakdown, periods[place]) }
                return desk.columnName(of: periods[place], holding: found)
            }
            return Document.Grid(
                title: title, label: shown.count == periods.count ? title : "\(title) · \(names.first ?? "")",
                corner: desk.words[.metric], columns: names, showsIntervals: true,
                rows: readers.enumerated().map { index, entry in
                    Document.Grid.Row(
                        label: desk.rowLabel(entry.0), cells: shown.map { columnCells[$0][index] })
                })
        }
    }
}
