// A line chart shows how one or more series move over periods, and where they should be.

/// Series over ordered periods.
///
/// - Missing: nil, nan and infinite values are gaps; nothing is drawn across them.
///
/// Example: `LineChart(caption: …, periods: ["7月", "8月", "9月"], series: [.init(name: "华东", values: [0.81, nil, 0.84])],
/// format: percent).svg()`
package struct LineChart: Chart {
    /// One line.
    package struct Series: Sendable {
        package var name: String
        /// One value per period; shorter lists end early, longer ones are cut.
        package var values: [Double?]
        /// The interval around each value, drawn as a band; empty for none.
        package var low: [Double?]
        package var high: [Double?]

        package init(name: String, values: [Double?], low: [Double?] = [], high: [Double?] = []) {
            self.name = name
            self.values = values
            self.low = low
            self.high = high
        }
    }

    /// A level to reach, with its finished label, such as “目标 90%”.
    package struct Target: Sendable {
        package var value: Double
        package var label: String

        package init(value: Double, label: String) {
            self.value = value
            self.label = label
        }
    }

    package var caption: ChartCaption
    /// The finished labels of the periods, oldest first.
    package var periods: [String]
    package var series: [Series]
    package var target: Target?
    /// Positions of periods that are not over or not covered by the data: their points are hollow and the way to them dashed.
    package var partialPeriods: Set<Int>
    /// What values are possible, such as 0…1 for a share; the axis does not go beyond.
    package var limits: ClosedRange<Double>?
    /// Whether the axis must start at zero; otherwise it does when zero is near.
    package var includesZero: Bool
    /// Said in place of a line when there is no value at all, such as “无数据”.
    package var emptyNotice: String
    /// The size in pixels at which labels have their natural size.
    package var width: Double
    package var height: Double
    /// A value as the reader sees it, at the end of a line and when a point is pointed at.
    package var format: @Sendable (Double) -> String
    /// The numbers of the axis where they need fewer digits; nil uses `format`.
    package var axisFormat: (@Sendable (Double) -> String)?

    package init(
        caption: ChartCaption, periods: [String], series: [Series], target: Target? = nil,
        partialPeriods: Set<Int> = [], limits: ClosedRange<Double>? = nil,
        includesZero: Bool = false,
        emptyNotice: String = "–", width: Double = 720, height: Double = 280,
        axisFormat: (@Sendable (Double) -> String)? = nil, format: @escaping @Sendable (Double) -> String
    ) {
        self.caption = caption
        self.periods = periods
        self.series = series
        self.target = target
        self.partialPeriods = partialPeriods
        self.limits = limits
        self.includesZero = includesZero
        self.emptyNotice = emptyNotice
        self.width = width
        self.height = height
        self.format = format
        self.axisFormat = axisFormat
    }

    /// Classes: `line-chart`, `grid`, `axis`, `tick`, `label`, `series series-N` (N from 1), `band`, `line`, `point`,
    /// `partial`, `target`.
    package func drawing(theme: ChartTheme) -> Drawing { LineChartLayout(self, theme).drawing() }
}

/// A line chart with its places worked out.
private struct LineChartLayout {
    private let chart: LineChart
    private let theme: ChartTheme
    private let lines: [SeriesPoints]
    private let scale: AxisScale
    private let endLabels: [EndLabel]
    private let left: Double
    private let right: Double
    private let top = 14.0
    private let bottom: Double
    private let width: Double
    private let height: Double

    init(_ chart: LineChart, _ theme: ChartTheme) {
        self.chart = chart
        self.theme = theme
        width = chart.width.isFinite ? Swift.max(chart.width, 240) : 720
        height = chart.height.isFinite ? Swift.max(chart.height, 120) : 280
        bottom = height - 30
        lines = chart.series.map { SeriesPoints($0, count: chart.periods.count) }
        let target = chart.target.flatMap { AxisScale.isDrawable($0.value) ? $0 : nil }
        let values =
            lines.flatMap(\.drawnValues) + (target.map { [$0.value] } ?? [])
        scale = AxisScale(
            over: values, limits: chart.limits, includesZero: chart.includesZero,
            count: Int((bottom - top) / 38), format: chart.axisFormat ?? chart.format)
        let tickWidth = scale.ticks.map { TextMeasure.width($0.label) }.max() ?? 0
        left = Swift.min(tickWidth + 12, width * 0.3)

        var labels: [EndLabel] = []
        for (index, line) in lines.enumerated() {
            guard let last = line.points.last(where: { $0 != nil }) ?? nil else { continue }
            // A chart of one line is named by its title; only its last value is said.
            let name = lines.count > 1 ? chart.series[index].name : ""
            labels.append(EndLabel(name: name, value: chart.format(last.value), series: index, level: last.value))
        }
        if let target { labels.append(EndLabel(name: target.label, value: "", series: nil, level: target.value)) }
        let widest = labels.map(\.width).max() ?? 0
        let lastPeriodHalf = TextMeasure.width(chart.periods.last ?? "") / 2
        right = width - Swift.min(Swift.max(widest + 12, lastPeriodHalf), width * 0.4)
        let labelRoom = width - right - 10
        let (scaleLow, scaleTop) = (bottom, top)
        let scale = self.scale
        endLabels = EndLabel.placed(
            labels.map { $0.shortened(toFit: labelRoom) }, between: top, and: bottom
        ) { scaleLow - scale.fraction(of: $0) * (scaleLow - scaleTop) }
    }

    func drawing() -> Drawing {
        var document = SVGDocument(
            kind: "line-chart", caption: chart.caption, width: width, height: height, theme: theme)
        drawGrid(&document)
        drawPeriods(&document)
        if lines.allSatisfy({ $0.drawnValues.isEmpty }) {
            document.label(
                chart.emptyNotice, (left + right) / 2, (top + bottom) / 2, class: "label", fill: theme.mutedText,
                anchor: "middle", size: 14)
        }
        for index in lines.indices { drawBand(index, &document) }
        drawTarget(&document)
        for index in lines.indices { drawSeries(index, &document) }
        drawEndLabels(&document)
        return document.finished()
    }

    // MARK: Places

    private func x(_ index: Int) -> Double {
        let inset = Swift.min(14, (right - left) / 8)
        guard chart.periods.count > 1 else { return (left + right) / 2 }
        let share = Double(index) / Double(chart.periods.count - 1)
        return left + inset + share * (right - left - 2 * inset)
    }

    private func y(_ value: Double) -> Double { bottom - scale.fraction(of: value) * (bottom - top) }

    // MARK: Frame

    private func drawGrid(_ document: inout SVGDocument) {
        document.group("grid")
        for tick in scale.ticks {
            let isBase = tick.value == scale.low
            document.line(
                left, y(tick.value), right, y(tick.value), class: isBase ? "axis" : "rule",
                stroke: isBase ? theme.axis : theme.grid)
            document.label(
                TextMeasure.shortened(tick.label, toFit: left - 8), left - 8, y(tick.value) + 4, class: "tick",
                fill: theme.mutedText, anchor: "end")
        }
        document.close()
    }

    private func drawPeriods(_ document: inout SVGDocument) {
        let count = chart.periods.count
        guard count > 0 else { return }
        let room = count > 1 ? x(1) - x(0) : right - left
        let widest = chart.periods.map { TextMeasure.width($0) }.max() ?? 0
        // Labels are counted from the newest period, which is the one that must be named.
        let step = Swift.max(1, Int(((Swift.min(widest, 200) + 6) / Swift.max(room, 0.001)).rounded(.up)))
        document.group("periods")
        for index in chart.periods.indices where (count - 1 - index) % step == 0 {
            let label = TextMeasure.shortened(chart.periods[index], toFit: 200)
            // A first label that is wider than its place would leave the picture.
            let centre = Swift.min(
                Swift.max(x(index), TextMeasure.width(label) / 2), width - TextMeasure.width(label) / 2)
            document.label(label, centre, bottom + 18, class: "tick", fill: theme.mutedText, anchor: "middle")
        }
        document.close()
    }

    private func drawTarget(_ document: inout SVGDocument) {
        guard let target = chart.target, AxisScale.isDrawable(target.value) else { return }
        document.line(
            left, y(target.value), right, y(target.value), class: "target", stroke: theme.target, width: 1.5,
            dash: "6 4")
    }

    // MARK: Series

    private func drawBand(_ index: Int, _ document: inout SVGDocument) {
        let colour = theme.seriesColour(index)
        for run in lines[index].bandRuns {
            if run.count == 1 {
                let limits = run[0]
                document.line(
                    x(limits.index), y(limits.low), x(limits.index), y(limits.high),
                    class: "band series-\(index + 1)", stroke: colour, width: 5, opacity: 0.25)
                continue
            }
            let upper = run.map { (x: x($0.index), y: y($0.high)) }
            let lower = run.reversed().map { (x: x($0.index), y: y($0.low)) }
            document.path(
                SVGDocument.path(upper + lower, isClosed: true), class: "band series-\(index + 1)", fill: colour,
                fillOpacity: lines.count > 1 ? "0.1" : "0.16")
        }
    }

    private func drawSeries(_ index: Int, _ document: inout SVGDocument) {
        let line = lines[index]
        let colour = theme.seriesColour(index)
        let partial = chart.partialPeriods
        document.group("series series-\(index + 1)")
        for run in line.runs {
            for solid in SeriesPoints.solidRuns(run, partial) where solid.count > 1 {
                document.path(
                    SVGDocument.path(solid.map { (x($0.index), y($0.value)) }), class: "line", stroke: colour,
                    width: 2.25, join: "round", cap: "round", dash: SeriesMark(index, theme).dash)
            }
            for (from, to) in SeriesPoints.dashedSteps(run, partial) {
                document.line(
                    x(from.index), y(from.value), x(to.index), y(to.value), class: "line partial",
                    stroke: colour, width: 2.25, dash: "2 5")
            }
        }
        let mark = SeriesMark(index, theme)
        let lastPresent = line.points.last { $0 != nil }??.index
        for point in line.points.compactMap({ $0 }) {
            let isPartial = partial.contains(point.index)
            let isAlone = line.runs.contains { $0.count == 1 && $0[0].index == point.index }
            guard chart.periods.count <= 26 || isAlone || isPartial || point.index == lastPresent else { continue }
            document.group(isPartial ? "point partial" : "point")
            let name = lines.count > 1 ? chart.series[index].name + " " : ""
            document.title(name + chart.periods[point.index] + ": " + chart.format(point.value))
            mark.draw(at: x(point.index), y(point.value), isHollow: isPartial, &document)
            document.close()
        }
        document.close()
    }

    private func drawEndLabels(_ document: inout SVGDocument) {
        document.group("labels")
        for label in endLabels {
            var x = right + 8
            if let series = label.series, lines.count > 1 {
                document.group("series-\(series + 1)")
                SeriesMark(series, theme).draw(at: x + 5, label.y, isHollow: false, &document)
                document.close()
                x += EndLabel.markWidth
            }
            document.label(
                label.parts, x, label.y + 4, class: label.series == nil ? "label target" : "label",
                fill: label.series == nil ? theme.target : theme.text, fullText: label.fullText)
        }
        document.close()
    }
}
