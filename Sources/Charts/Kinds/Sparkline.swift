// A sparkline is a small line to stand below a number: its course, where it usually moves, what it should reach.

/// A series at a glance.
///
/// - Missing: nil, nan and infinite values are gaps.
package struct Sparkline: Chart {
    /// Between which the series moves by itself, a pair per value.
    package struct UsualRange: Hashable, Sendable {
        package var low: [Double?]
        package var high: [Double?]
        /// The latest limits as they are printed.
        package var lowLabel: String
        package var highLabel: String

        package init(low: [Double?], high: [Double?], lowLabel: String, highLabel: String) {
            self.low = low
            self.high = high
            self.lowLabel = lowLabel
            self.highLabel = highLabel
        }
    }

    package var caption: ChartCaption
    package var values: [Double?]
    /// A level to reach, drawn as a strong dashed line.
    package var target: Double?
    package var usualRange: UsualRange?
    /// Positions of values whose period is not over or not covered by the data: the way to them is dashed, and they are hollow.
    package var partialValues: Set<Int>
    /// Positions that are shaded, such as weekends.
    package var shaded: Set<Int>
    /// What is said of the last value.
    package var lastMark: JudgementMark

    package init(
        caption: ChartCaption, values: [Double?], target: Double? = nil, usualRange: UsualRange? = nil,
        partialValues: Set<Int> = [], shaded: Set<Int> = [], lastMark: JudgementMark = .plain
    ) {
        self.caption = caption
        self.values = values
        self.target = target
        self.usualRange = usualRange
        self.partialValues = partialValues
        self.shaded = shaded
        self.lastMark = lastMark
    }

    private static let height = 40.0
    private static let top = 6.0
    private static let bottom = 34.0
    /// Labels nearer than this would touch.
    private static let labelRoom = 13.0

    /// Classes: `spark`, `shade`, `limit`, `level`, `line`, `mark`, `point`, `axis-label`; colours are the page's.
    package func drawing(theme: ChartTheme) -> Drawing {
        let line = SeriesPoints(LineChart.Series(name: "", values: values), count: values.count)
        let target = target.flatMap { AxisScale.isDrawable($0) ? $0 : nil }
        let lows = CourseLines.steps(usualRange?.low ?? [], count: values.count)
        let highs = CourseLines.steps(usualRange?.high ?? [], count: values.count)
        let levels = line.drawnValues + (target.map { [$0] } ?? []) + (lows + highs).compactMap { $0?.value }
        let low = levels.min() ?? 0
        let span = (levels.max() ?? 0) - low
        let course = CourseLines(line: line, count: values.count, partial: partialValues, height: Self.height) {
            span > 0 ? Self.bottom - ($0 - low) / span * (Self.bottom - Self.top) : (Self.top + Self.bottom) / 2
        }
        var svg = FluidSVG()
        course.drawShades(shaded, height: Self.height, &svg)
        if let target { svg.horizontalLine(from: 0, to: 1, at: course.y(target), class: "level") }
        for limit in [lows, highs] { course.drawSteps(limit, class: "limit", &svg) }
        course.drawLine(&svg)
        course.drawLast(lastMark, &svg)
        drawLabels(lows, highs, course.y, &svg)
        return svg.finished(height: Self.height, class: "spark", caption: caption)
    }

    /// The limits of the last period, right of the drawing, pushed apart where they are near each other.
    private func drawLabels(
        _ lows: [SeriesPoints.Point?], _ highs: [SeriesPoints.Point?], _ y: (Double) -> Double, _ svg: inout FluidSVG
    ) {
        guard let usualRange, let low = (lows.last { $0 != nil } ?? nil), let high = (highs.last { $0 != nil } ?? nil)
        else { return }
        var (upper, lower) = (y(high.value), y(low.value))
        let missing = Self.labelRoom - (lower - upper)
        if missing > 0 {
            upper -= missing / 2
            lower += missing / 2
        }
        svg.label(usualRange.highLabel, at: 1, upper + 4, .start, class: "axis-label", shift: 6)
        svg.label(usualRange.lowLabel, at: 1, lower + 4, .start, class: "axis-label", shift: 6)
    }
}
