// A control panel is a small chart of one series within the limits between which it moves by itself.

/// A series with its centre and limits as steps, its target, and the points that are signals.
///
/// Beside it stand, pushed apart where they would touch, its limits, its last number and its target; below it its first and last period.
///
/// - Missing: nil, nan and infinite values are gaps; limits that are not known are not drawn.
package struct ControlPanel: Chart {
    /// A level and its finished label.
    package struct Level: Sendable {
        package var value: Double
        package var label: String

        package init(value: Double, label: String) {
            self.value = value
            self.label = label
        }
    }

    package var caption: ChartCaption
    /// Oldest first.
    package var values: [Double?]
    /// One entry per value.
    package var centre: [Double?]
    package var low: [Double?]
    package var high: [Double?]
    package var target: Level?
    /// Positions of values of a part of a period: hollow, and the way to them dashed.
    package var partialValues: Set<Int>
    /// Positions that are shaded, such as weekends.
    package var shaded: Set<Int>
    /// What is said of values, by position; others have no mark.
    package var marks: [Int: JudgementMark]
    package var firstPeriod: String
    package var lastPeriod: String
    /// A value as the reader sees it.
    package var format: @Sendable (Double) -> String

    package init(
        caption: ChartCaption, values: [Double?], centre: [Double?] = [], low: [Double?] = [], high: [Double?] = [],
        target: Level? = nil, partialValues: Set<Int> = [], shaded: Set<Int> = [], marks: [Int: JudgementMark] = [:],
        firstPeriod: String, lastPeriod: String, format: @escaping @Sendable (Double) -> String
    ) {
        self.caption = caption
        self.values = values
        self.centre = centre
        self.low = low
        self.high = high
        self.target = target
        self.partialValues = partialValues
        self.shaded = shaded
        self.marks = marks
        self.firstPeriod = firstPeriod
        self.lastPeriod = lastPeriod
        self.format = format
    }

    private static let top = 8.0
    private static let bottom = 100.0
    private static let plotHeight = 108.0
    private static let height = 126.0
    /// So wide is the margin in which labels stand.
    private static let labelRoom = 88.0

    /// Classes: `control`, `shade`, `centre`, `limit`, `level`, `line`, `mark`, `point`, `axis-label`; colours are the page's.
    package func drawing(theme: ChartTheme) -> Drawing {
        let line = SeriesPoints(LineChart.Series(name: "", values: values), count: values.count)
        guard !line.drawnValues.isEmpty else { return .none }
        let target = target.flatMap { AxisScale.isDrawable($0.value) ? $0 : nil }
        let (centres, lows, highs) = (steps(centre), steps(low), steps(high))
        let levels =
            line.drawnValues + (target.map { [$0.value] } ?? []) + (centres + lows + highs).compactMap { $0?.value }
        let lowest = levels.min() ?? 0
        let span = (levels.max() ?? 0) - lowest
        let course = CourseLines(line: line, count: values.count, partial: partialValues, height: Self.plotHeight) {
            span > 0 && span.isFinite
                ? Self.bottom - ($0 - lowest) / span * (Self.bottom - Self.top) : (Self.top + Self.bottom) / 2
        }
        var svg = FluidSVG()
        course.drawShades(shaded, height: Self.plotHeight, &svg)
        if let target { svg.horizontalLine(from: 0, to: 1, at: course.y(target.value), class: "level") }
        course.drawSteps(centres, class: "centre", &svg)
        for limit in [lows, highs] { course.drawSteps(limit, class: "limit", &svg) }
        course.drawLine(&svg)
        let last = line.points.last { $0 != nil } ?? nil
        for case let point? in line.points where point.index != last?.index {
            if let mark = marks[point.index], !partialValues.contains(point.index) {
                svg.mark(mark, at: course.x(point.index), course.y(point.value))
            }
        }
        course.drawLast(last.flatMap { marks[$0.index] } ?? .plain, &svg)
        drawLabels(lows, highs, last, target, course.y, &svg)
        svg.label(firstPeriod, at: 0, Self.height - 4, .start, class: "axis-label")
        if values.count > 1 { svg.label(lastPeriod, at: 1, Self.height - 4, .end, class: "axis-label") }
        return svg.finished(height: Self.height, class: "control", caption: caption)
    }

    private func steps(_ levels: [Double?]) -> [SeriesPoints.Point?] {
        CourseLines.steps(levels, count: values.count)
    }

    /// Right of the drawing.
    private func drawLabels(
        _ lows: [SeriesPoints.Point?], _ highs: [SeriesPoints.Point?], _ last: SeriesPoints.Point?, _ target: Level?,
        _ y: (Double) -> Double, _ svg: inout FluidSVG
    ) {
        var labels: [EndLabel] = []
        for case let limit? in [lows.last { $0 != nil } ?? nil, highs.last { $0 != nil } ?? nil] {
            labels.append(EndLabel(name: format(limit.value), value: "", series: nil, level: limit.value))
        }
        if let target { labels.append(EndLabel(name: target.label, value: "", series: nil, level: target.value)) }
        if let last { labels.append(EndLabel(name: "", value: format(last.value), series: nil, level: last.value)) }
        let placed = EndLabel.placed(
            labels.map { $0.shortened(toFit: Self.labelRoom) }, between: Self.top, and: Self.bottom, height: y)
        for label in placed {
            for part in label.parts {
                svg.label(
                    part.text, at: 1, label.y + 4, .start, class: part.isBold ? "axis-label last" : "axis-label",
                    shift: 6)
            }
        }
    }
}
