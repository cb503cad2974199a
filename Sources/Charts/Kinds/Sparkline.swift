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
        let (lows, highs) = (limits(\.low), limits(\.high))
        let levels = line.drawnValues + (target.map { [$0] } ?? []) + (lows + highs).compactMap { $0?.value }
        let low = levels.min() ?? 0
        let span = (levels.max() ?? 0) - low
        func y(_ value: Double) -> Double {
            span > 0
                ? Self.bottom - (value - low) / span * (Self.bottom - Self.top) : (Self.top + Self.bottom) / 2
        }
        var svg = FluidSVG()
        drawShades(&svg)
        if let target { svg.horizontalLine(from: 0, to: 1, at: y(target), class: "level") }
        for limit in [lows, highs] { drawLimit(limit, y, &svg) }
        draw(line, y, &svg)
        drawLabels(lows, highs, y, &svg)
        return svg.finished(height: Self.height, class: "spark", caption: caption)
    }

    private func limits(_ side: KeyPath<UsualRange, [Double?]>) -> [SeriesPoints.Point?] {
        guard let usualRange else { return [] }
        let limits = usualRange[keyPath: side]
        return values.indices.map { index in
            guard limits.indices.contains(index), let value = limits[index], AxisScale.isDrawable(value) else {
                return nil
            }
            return (index, value)
        }
    }

    private func x(_ index: Int) -> Double {
        values.count > 1 ? 0.02 + Double(index) / Double(values.count - 1) * 0.96 : 0.5
    }

    private func drawShades(_ svg: inout FluidSVG) {
        let half = values.count > 1 ? 0.48 / Double(values.count - 1) : 0.5
        for index in shaded.sorted() where values.indices.contains(index) {
            svg.band(
                from: max(0, x(index) - half), to: min(1, x(index) + half), top: 0, height: Self.height, class: "shade")
        }
    }

    /// Steps, since each period has limits of its own.
    private func drawLimit(_ limit: [SeriesPoints.Point?], _ y: (Double) -> Double, _ svg: inout FluidSVG) {
        let half = values.count > 1 ? 0.48 / Double(values.count - 1) : 0.5
        let corners = limit.compactMap { $0 }.flatMap { point in
            [(max(0, x(point.index) - half), y(point.value)), (min(1, x(point.index) + half), y(point.value))]
        }
        svg.path(corners, height: Self.height, class: "limit")
    }

    private func draw(_ line: SeriesPoints, _ y: (Double) -> Double, _ svg: inout FluidSVG) {
        for run in line.runs {
            for solid in SeriesPoints.solidRuns(run, partialValues) where solid.count > 1 {
                svg.path(solid.map { (x($0.index), y($0.value)) }, height: Self.height, class: "line")
            }
            for (from, to) in SeriesPoints.dashedSteps(run, partialValues) {
                svg.path(
                    [(x(from.index), y(from.value)), (x(to.index), y(to.value))], height: Self.height,
                    class: "line partial")
            }
            if run.count == 1, !partialValues.contains(run[0].index) {
                svg.dot(at: x(run[0].index), y(run[0].value), radius: 1.5, class: "point")
            }
        }
        let last = line.points.last { $0 != nil } ?? nil
        for case let point? in line.points where partialValues.contains(point.index) && point.index != last?.index {
            svg.dot(at: x(point.index), y(point.value), radius: 2.5, class: "point partial")
        }
        guard let last else { return }
        if partialValues.contains(last.index) {
            svg.dot(at: x(last.index), y(last.value), radius: 4, class: "point partial")
        } else {
            svg.mark(lastMark, at: x(last.index), y(last.value))
        }
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
