// How every metric's total went over the last periods: small lines, charts, and the same in figures.

import Charts
import Diagnostics
import Stages
import Tabular

extension ReportModelBuilder {
    /// So many periods are drawn at most; the table of figures holds fewer, so that it fits a page.
    private static let mostPeriods = 60
    private static let mostColumns = 8

    static func trendPeriods(of results: MetricResults, cells: CellIndex) -> [Period] {
        guard results.period.start != nil else { return [] }
        var found: [Period] = []
        var period = results.period
        while found.count < mostPeriods,
            results.metrics.contains(where: { cells.position($0.key, .total, period) != nil })
        {
            found.append(period)
            period = period.advanced(by: -1)
        }
        return found.reversed()
    }

    /// - Shape: one chart per metric that has at least three values, and one table of all metrics.
    func trends() -> (charts: [ReportModel.TrendChart], tables: [ReportModel.WideTable]) {
        let all = trendPeriods
        guard all.count > 1 else { return ([], []) }
        let charts = results.metrics.enumerated().compactMap { index, metric in
            chart(of: metric, over: all, identifier: "trend-\(index + 1)")
        }
        let readers = results.metrics.map { ($0, reader($0)) }
        let columnCells = all.suffix(Self.mostColumns).map { period in
            (
                period,
                readers.map { metric, reader in
                    var reading = reader.tableReading(cells.cell(metric.key, .total, period))
                    reading.showsInterval = false
                    return reading
                }
            )
        }
        // The newest periods that fit the page.
        let widths = columnCells.reversed().map { TableWidth.ofColumn($0.1) }
        let shown = Array(columnCells.suffix(TableWidth.chunks(widths, most: Self.mostColumns).first?.count ?? 0))
        let rows = readers.enumerated().map { index, entry in
            ReportModel.WideRow(label: rowLabel(entry.0), isTotal: false, cells: shown.map { $0.1[index] })
        }
        let table = ReportModel.WideTable(
            tableTitle: words[.trend], tableLabel: words[.trendFigures], tableNote: "", hasTableNote: false,
            corner: words[.metric],
            columns: shown.map { columnName(of: $0.0) }, hasSums: false, sumTitle: "",
            isFull: true, rows: rows)
        return (charts, [table])
    }

    /// A line without words for the metric's card; empty with fewer than three values.
    func spark(of metric: MetricDescription, position: Int) -> String {
        let series = series(of: metric, over: trendPeriods)
        guard series.values.compactMap({ $0 }).count > 2 else { return "" }
        return Sparkline(
            caption: ChartCaption(
                identifier: "spark-\(position)", title: metric.title[language],
                description: description(of: metric, over: trendPeriods)),
            values: series.values, partialValues: partial(metric, among: trendPeriods),
            width: 120, height: 34
        ).svg()
    }

    /// The positions of periods of which the metric's total is of a part only.
    private func partial(_ metric: MetricDescription, among periods: [Period]) -> Set<Int> {
        Set(periods.indices.filter { cells.cell(metric.key, .total, periods[$0])?.status == .partial })
    }

    private func series(of metric: MetricDescription, over periods: [Period]) -> LineChart.Series {
        let reader = reader(metric)
        let shown = periods.map { period -> MetricCell? in
            guard let cell = cells.cell(metric.key, .total, period), reader.shownValue(cell) != nil else { return nil }
            return cell
        }
        let hasIntervals = shown.contains { $0?.low != nil }
        return LineChart.Series(
            name: metric.title[language], values: shown.map { $0?.value?.doubleValue },
            low: hasIntervals ? shown.map { $0?.low } : [], high: hasIntervals ? shown.map { $0?.high } : [])
    }

    private func chart(
        of metric: MetricDescription, over periods: [Period], identifier: String
    ) -> ReportModel.TrendChart? {
        let series = series(of: metric, over: periods)
        guard series.values.compactMap({ $0 }).count > 2 else { return nil }
        let reader = reader(metric)
        let (format, unit, places) = (self.format, metric.unit, reader.places)
        let goal = cells.cell(metric.key, .total, results.period).flatMap { cell in
            cell.target.flatMap { target in
                reader.goal(cell).map { LineChart.Target(value: target.value, label: "\(words[.target]) \($0.bound)") }
            }
        }
        let chart = LineChart(
            caption: ChartCaption(
                identifier: identifier, title: metric.title[language],
                description: description(of: metric, over: periods)),
            periods: periods.map { self.periods.shortName(of: $0) }, series: [series], target: goal,
            partialPeriods: partial(metric, among: periods),
            limits: unit == .fraction ? 0...1 : nil, emptyNotice: words[.noData], width: 380, height: 190,
            axisFormat: { format.axis($0, unit: unit, places: places) },
            format: { format.text(.real($0), unit: unit, places: places) })
        return ReportModel.TrendChart(
            chartTitle: metric.title[language], chartGraphic: chart.svg(),
            chartNote: ReportWords.direction(metric.better)[language])
    }

    /// What there is to see, for those who cannot: where it began, where it stands.
    private func description(of metric: MetricDescription, over periods: [Period]) -> String {
        let reader = reader(metric)
        func shown(_ period: Period) -> (Period, String)? {
            guard let cell = cells.cell(metric.key, .total, period), let value = reader.shownValue(cell) else {
                return nil
            }
            return (period, format.text(value, unit: metric.unit, places: reader.places))
        }
        guard let first = periods.lazy.compactMap(shown).first,
            let last = periods.reversed().lazy.compactMap(shown).first
        else { return words[.noData] }
        return ReportWords.course(
            from: self.periods.name(of: first.0), first.1, to: self.periods.name(of: last.0), last.1)[language]
    }

    /// A metric as the head of a row, with its unit where the cells do not say it.
    func rowLabel(_ metric: MetricDescription) -> String {
        let unit = reader(metric).tableUnit
        return unit.isEmpty ? metric.title[language] : "\(metric.title[language]) (\(unit))"
    }

    /// A period as the head of a column, marked when it is partial.
    func columnName(of period: Period) -> String {
        let name = periods.shortName(of: period)
        guard results.partialPeriods.contains(period) else { return name }
        return language == .chinese ? "\(name)（\(words[.partialMark])）" : "\(name) (\(words[.partialMark]))"
    }
}
