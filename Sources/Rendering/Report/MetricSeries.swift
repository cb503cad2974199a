// One metric over periods, of the total or of a label, as a small line for its card and as a chart.

import Charts
import Diagnostics
import Documents
import Stages
import Tabular

/// One metric's numbers, oldest first.
struct MetricSeries {
    private let metric: MetricDescription
    private let breakdown: Breakdown
    private let labels: [Int]
    /// The limits of its own past; nil where it has none.
    private let judged: SeriesJudgement?
    private let periods: [Period]
    private let desk: ReportDesk
    private let reader: CellReader
    private let series: LineChart.Series
    /// The positions of periods of which the total is of a part only.
    private let partial: Set<Int>

    /// With fewer values there is nothing to see.
    private static let fewestValues = 3

    /// The totals.
    init(of metric: MetricDescription, over periods: [Period], desk: ReportDesk) {
        self.init(
            of: metric, .total, labels: [], over: periods,
            judged: desk.results.judgements.series.first { $0.metric == metric.key && $0.breakdown == .total },
            desk: desk)
    }

    init(
        of metric: MetricDescription, _ breakdown: Breakdown, labels: [Int], over periods: [Period],
        judged: SeriesJudgement?, desk: ReportDesk
    ) {
        self.metric = metric
        self.breakdown = breakdown
        self.labels = labels
        self.judged = judged
        self.periods = periods
        self.desk = desk
        let reader = desk.reader(metric)
        self.reader = reader
        let cells = periods.map { desk.cells.cell(metric.key, breakdown, $0, labels: labels) }
        partial = Set(cells.indices.filter { cells[$0]?.status == .partial })
        let shown = cells.map { cell in cell.flatMap { reader.shownValue($0) == nil ? nil : $0 } }
        let hasIntervals = shown.contains { $0?.low != nil }
        series = LineChart.Series(
            name: metric.title[desk.language], values: shown.map { $0?.value?.doubleValue },
            low: hasIntervals ? shown.map { $0?.low } : [], high: hasIntervals ? shown.map { $0?.high } : [])
    }

    private func cell(_ period: Period) -> MetricCell? {
        desk.cells.cell(metric.key, breakdown, period, labels: labels)
    }

    private var isDrawn: Bool { series.values.compactMap { $0 }.count >= Self.fewestValues }

    /// A line without words for the metric's card; nothing where there are too few values.
    ///
    /// - Parameter number: the metric's, from 1, unlike that of any other on the page.
    func spark(number: Int) -> Drawing {
        guard isDrawn else { return .none }
        return Sparkline(
            caption: ChartCaption(
                identifier: "spark-\(number)", title: metric.title[desk.language], description: description),
            values: series.values, target: target?.value, usualRange: limits, partialValues: partial,
            shaded: weekends, lastMark: lastMark
        ).drawing()
    }

    /// Whether the latest number is usual; nil where the series has no limits.
    var state: Document.Cards.State? {
        guard judged != nil else { return nil }
        return switch lastMark {
        case .above: Document.Cards.State(word: desk.words[.unusual], mark: "▲")
        case .below: Document.Cards.State(word: desk.words[.unusual], mark: "▼")
        case .better, .worse, .different, .noise, .plain: Document.Cards.State(word: desk.words[.usual])
        }
    }

    /// Of days those without work.
    private var weekends: Set<Int> {
        Set(
            periods.indices.filter { index in
                guard periods[index].grain == .day, let day = periods[index].start else { return false }
                return CivilDate(dayNumber: day).weekday > 5
            })
    }

    /// A number outside what is usual stands out; whether that is good a line does not say.
    private var lastMark: JudgementMark {
        guard let judged, judged.isUnusual, let latest = judged.latest,
            let value = desk.results.cells[latest.cell].value?.doubleValue
        else { return .plain }
        return value > latest.expected ? .above : .below
    }

    private var limits: Sparkline.UsualRange? {
        guard let latest = judged?.latest else { return nil }
        let (format, unit, places) = (desk.format, metric.unit, reader.places)
        return Sparkline.UsualRange(
            low: points.map { $0?.low }, high: points.map { $0?.high },
            lowLabel: format.brief(latest.low, unit: unit, places: places),
            highLabel: format.brief(latest.high, unit: unit, places: places))
    }

    /// The chart of the metric; nil where there are too few values. A series that has limits is drawn within them.
    func figure(number: Int) -> Document.Figure? {
        guard isDrawn else { return nil }
        return Document.Figure(
            title: metric.title[desk.language], note: ReportWords.direction(metric.better)[desk.language],
            drawing: judged == nil ? chart(number: number) : panel(number: number))
    }

    private func caption(_ number: Int) -> ChartCaption {
        ChartCaption(identifier: "trend-\(number)", title: metric.title[desk.language], description: description)
    }

    private func panel(number: Int) -> Drawing {
        let (format, unit, places, cells) = (desk.format, metric.unit, reader.places, desk.results.cells)
        let points = points
        var marks: [Int: JudgementMark] = [:]
        for (index, point) in points.enumerated() {
            guard let point, point.signal != .none, let value = cells[point.cell].value?.doubleValue else { continue }
            marks[index] = value > point.expected ? .above : .below
        }
        return ControlPanel(
            caption: caption(number), values: series.values, centre: points.map { $0?.expected },
            low: points.map { $0?.low }, high: points.map { $0?.high },
            target: target.map { ControlPanel.Level(value: $0.value, label: $0.label) }, partialValues: partial,
            shaded: weekends, marks: marks, firstPeriod: periods.first.map(desk.periods.shortName) ?? "",
            lastPeriod: periods.last.map(desk.periods.shortName) ?? "",
            format: { format.brief($0, unit: unit, places: places) }
        ).drawing()
    }

    private func chart(number: Int) -> Drawing {
        let (format, unit, places) = (desk.format, metric.unit, reader.places)
        let chart = LineChart(
            caption: caption(number), periods: periods.map { desk.periods.shortName(of: $0) }, series: [series],
            target: target,
            partialPeriods: partial, limits: unit == .fraction ? 0...1 : nil, emptyNotice: desk.words[.noData],
            width: 380, height: 190, axisFormat: { format.axis($0, unit: unit, places: places) },
            format: { format.text(.real($0), unit: unit, places: places) })
        return chart.drawing()
    }

    /// By period; empty where the series has no limits.
    private var points: [SeriesJudgement.Point?] {
        guard let judged else { return [] }
        let points = Dictionary(
            judged.points.map { (desk.results.cells[$0.cell].period, $0) }, uniquingKeysWith: { first, _ in first })
        return periods.map { points[$0] }
    }

    private var target: LineChart.Target? {
        guard let cell = periods.last.flatMap({ cell($0) }), let goal = reader.goal(cell) else {
            return nil
        }
        return LineChart.Target(value: goal.level, label: "\(desk.words[.target]) \(goal.bound)")
    }

    /// What there is to see, for those who cannot: where it began, where it stands.
    private var description: String {
        func shown(_ period: Period) -> (Period, String)? {
            guard let cell = cell(period), let value = reader.shownValue(cell) else {
                return nil
            }
            return (period, desk.format.text(value, unit: metric.unit, places: reader.places))
        }
        guard let first = periods.lazy.compactMap(shown).first,
            let last = periods.reversed().lazy.compactMap(shown).first
        else { return desk.words[.noData] }
        return ReportWords.course(
            from: desk.periods.name(of: first.0), first.1, to: desk.periods.name(of: last.0), last.1)[desk.language]
    }
}
