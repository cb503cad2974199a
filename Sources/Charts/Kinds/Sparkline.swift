// A sparkline is a small line without words, to stand beside a number in a table.

/// A series at a glance.
///
/// - Missing: nil, nan and infinite values are gaps.
package struct Sparkline: Chart {
    package var caption: ChartCaption
    package var values: [Double?]
    /// A level to reach, drawn as a thin dashed line.
    package var target: Double?
    /// Positions of values whose period is not over or not covered by the data: the way to them is dashed, and they are hollow.
    package var partialValues: Set<Int>
    package var width: Double
    package var height: Double

    package init(
        caption: ChartCaption, values: [Double?], target: Double? = nil, partialValues: Set<Int> = [],
        width: Double = 120, height: Double = 28
    ) {
        self.caption = caption
        self.values = values
        self.target = target
        self.partialValues = partialValues
        self.width = width
        self.height = height
    }

    /// Classes: `sparkline`, `series-1`, `line`, `point`, `partial`, `target`.
    package func drawing(theme: ChartTheme) -> Drawing {
        let width = width.isFinite ? Swift.max(width, 20) : 120
        let height = height.isFinite ? Swift.max(height, 12) : 28
        var document = SVGDocument(kind: "sparkline", caption: caption, width: width, height: height, theme: theme)
        let line = SeriesPoints(LineChart.Series(name: "", values: values), count: values.count)
        let target = target.flatMap { AxisScale.isDrawable($0) ? $0 : nil }
        let levels = line.drawnValues + (target.map { [$0] } ?? [])
        let low = levels.min() ?? 0
        let span = (levels.max() ?? 0) - low
        func y(_ value: Double) -> Double {
            span > 0 ? height - 5 - (value - low) / span * (height - 10) : height / 2
        }
        func x(_ index: Int) -> Double {
            values.count > 1 ? 5 + Double(index) / Double(values.count - 1) * (width - 10) : width / 2
        }
        if let target {
            document.line(0, y(target), width, y(target), class: "target", stroke: theme.target, dash: "3 3")
        }
        document.group("series series-1")
        let colour = theme.seriesColour(0)
        for run in line.runs {
            for solid in SeriesPoints.solidRuns(run, partialValues) where solid.count > 1 {
                document.path(
                    SVGDocument.path(solid.map { (x($0.index), y($0.value)) }), class: "line", stroke: colour,
                    width: 1.5, join: "round")
            }
            for (from, to) in SeriesPoints.dashedSteps(run, partialValues) {
                document.line(
                    x(from.index), y(from.value), x(to.index), y(to.value), class: "line partial",
                    stroke: colour, width: 1.5, dash: "2 3")
            }
            if run.count == 1, !partialValues.contains(run[0].index) { dot(run[0], radius: 1.5) }
        }
        let last = line.points.last { $0 != nil } ?? nil
        for case let point? in line.points where partialValues.contains(point.index) && point.index != last?.index {
            dot(point, radius: 2)
        }
        if let last { dot(last, radius: 3) }
        return document.finished()

        func dot(_ point: SeriesPoints.Point, radius: Double) {
            let isPartial = partialValues.contains(point.index)
            document.circle(
                x(point.index), y(point.value), radius, class: isPartial ? "point partial" : "point",
                fill: isPartial ? theme.paper : colour, stroke: colour, width: 1.5)
        }
    }
}
