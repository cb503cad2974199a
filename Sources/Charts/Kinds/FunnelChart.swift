// A funnel chart shows groups of different sizes around a common value, and how far chance may carry each.

/// Points by size and value, within limits that narrow as sizes grow.
///
/// - Missing: points and limits that are nan or infinite are not drawn.
///
/// Example: `FunnelChart(caption: …, points: [.init(name: "张三", size: 120, value: 0.81, place: .within)], limits: […],
/// common: .init(value: 0.8, label: "全部 80%"), sizeTitle: "n", format: percent, sizeFormat: count).svg()`
package struct FunnelChart: Chart {
    /// A group.
    package struct Point: Sendable {
        /// Where it lies; who is beyond the outer limits bears a name.
        package enum Place: Sendable { case within, beyondInner, beyondOuter }

        package var name: String
        package var size: Double
        package var value: Double
        package var place: Place

        package init(name: String, size: Double, value: Double, place: Place) {
            self.name = name
            self.size = size
            self.value = value
            self.place = place
        }
    }

    /// The limits at one size.
    package struct Limits: Sendable {
        package var size: Double
        package var inner: ClosedRange<Double>
        package var outer: ClosedRange<Double>

        package init(size: Double, inner: ClosedRange<Double>, outer: ClosedRange<Double>) {
            self.size = size
            self.inner = inner
            self.outer = outer
        }
    }

    package var caption: ChartCaption
    package var points: [Point]
    /// Ascending by size.
    package var limits: [Limits]
    /// The value the limits are drawn around, with its finished label.
    package var common: LineChart.Target
    /// What sizes are, such as “n”.
    package var sizeTitle: String
    /// What values are possible, such as 0…1 for a share; the axis does not go beyond.
    package var range: ClosedRange<Double>?
    /// The size in pixels at which labels have their natural size.
    package var width: Double
    package var height: Double
    package var format: @Sendable (Double) -> String
    package var sizeFormat: @Sendable (Double) -> String

    package init(
        caption: ChartCaption, points: [Point], limits: [Limits], common: LineChart.Target, sizeTitle: String,
        range: ClosedRange<Double>? = nil, width: Double = 720, height: Double = 280,
        format: @escaping @Sendable (Double) -> String, sizeFormat: @escaping @Sendable (Double) -> String
    ) {
        self.caption = caption
        self.points = points
        self.limits = limits
        self.common = common
        self.sizeTitle = sizeTitle
        self.range = range
        self.width = width
        self.height = height
        self.format = format
        self.sizeFormat = sizeFormat
    }

    /// Classes: `funnel-chart`, `grid`, `axis`, `tick`, `inner`, `outer`, `common`, `points`, `point` (`beyond` and `outlier`), `label`.
    package func drawing(theme: ChartTheme) -> Drawing { FunnelChartLayout(self, theme).drawing() }
}

/// A funnel chart with its places worked out.
private struct FunnelChartLayout {
    private let chart: FunnelChart
    private let theme: ChartTheme
    private let points: [FunnelChart.Point]
    private let limits: [FunnelChart.Limits]
    private let sizes: AxisScale
    private let values: AxisScale
    private let left: Double
    private let right: Double
    private let top = 14.0
    private let bottom: Double
    private let width: Double
    private let height: Double

    init(_ chart: FunnelChart, _ theme: ChartTheme) {
        self.chart = chart
        self.theme = theme
        width = chart.width.isFinite ? max(chart.width, 240) : 720
        height = chart.height.isFinite ? max(chart.height, 120) : 280
        bottom = height - 44
        func isDrawable(_ limits: ClosedRange<Double>) -> Bool {
            AxisScale.isDrawable(limits.lowerBound) && AxisScale.isDrawable(limits.upperBound)
        }
        points = chart.points.filter { AxisScale.isDrawable($0.size) && AxisScale.isDrawable($0.value) }
        limits = chart.limits.filter {
            AxisScale.isDrawable($0.size) && isDrawable($0.inner) && isDrawable($0.outer)
        }
        let common = AxisScale.isDrawable(chart.common.value) ? [chart.common.value] : []
        values = AxisScale(
            over: points.map(\.value) + common + limits.flatMap { [$0.outer.lowerBound, $0.outer.upperBound] },
            limits: chart.range, includesZero: false, count: Int((bottom - 14) / 38), format: chart.format)
        let tickWidth = values.ticks.map { TextMeasure.width($0.label) }.max() ?? 0
        left = min(tickWidth + 12, width * 0.3)
        right = width - min(TextMeasure.width(chart.common.label) + 14, width * 0.3)
        sizes = AxisScale(
            over: points.map(\.size), limits: nil, includesZero: true, count: Int((right - left) / 80),
            format: chart.sizeFormat)
    }

    func drawing() -> Drawing {
        var document = SVGDocument(
            kind: "funnel-chart", caption: chart.caption, width: width, height: height, theme: theme)
        drawGrid(&document)
        drawLimits(&document)
        drawPoints(&document)
        return document.finished()
    }

    private func x(_ size: Double) -> Double { left + 8 + sizes.fraction(of: size) * (right - left - 16) }

    private func y(_ value: Double) -> Double { bottom - values.fraction(of: value) * (bottom - top) }

    private func drawGrid(_ document: inout SVGDocument) {
        document.group("grid")
        for tick in values.ticks {
            let isBase = tick.value == values.low
            document.line(
                left, y(tick.value), right, y(tick.value), class: isBase ? "axis" : "rule",
                stroke: isBase ? theme.axis : theme.grid)
            document.label(
                TextMeasure.shortened(tick.label, toFit: left - 8), left - 8, y(tick.value) + 4, class: "tick",
                fill: theme.mutedText, anchor: "end")
        }
        for tick in sizes.ticks {
            document.label(
                tick.label, x(tick.value), bottom + 16, class: "tick", fill: theme.mutedText, anchor: "middle")
        }
        document.label(
            chart.sizeTitle, (left + right) / 2, bottom + 34, class: "tick", fill: theme.mutedText, anchor: "middle")
        document.close()
    }

    private func drawLimits(_ document: inout SVGDocument) {
        func draw(_ limit: (FunnelChart.Limits) -> Double, _ name: String, dash: String?) {
            let line = limits.map { (x: x($0.size), y: y(limit($0))) }
            document.path(
                SVGDocument.path(line), class: name, stroke: theme.axis, width: 1.25, join: "round", dash: dash)
        }
        draw({ $0.outer.lowerBound }, "outer", dash: nil)
        draw({ $0.outer.upperBound }, "outer", dash: nil)
        draw({ $0.inner.lowerBound }, "inner", dash: "4 4")
        draw({ $0.inner.upperBound }, "inner", dash: "4 4")
        guard AxisScale.isDrawable(chart.common.value) else { return }
        let height = y(chart.common.value)
        document.line(left, height, right, height, class: "common", stroke: theme.text, width: 1.25)
        document.label(
            TextMeasure.shortened(chart.common.label, toFit: width - right - 10), right + 8, height + 4, class: "label",
            fill: theme.text, fullText: chart.common.label)
    }

    private func drawPoints(_ document: inout SVGDocument) {
        document.group("points")
        // Dots of one path, for there may be hundreds.
        for (place, name, colour) in [
            (FunnelChart.Point.Place.within, "point", theme.seriesColour(0)),
            (.beyondInner, "point beyond", theme.seriesColour(1)),
        ] {
            let dots = points.filter { $0.place == place }
            if dots.isEmpty { continue }
            let data = dots.map { "M\(SVGDocument.number(x($0.size))) \(SVGDocument.number(y($0.value)))h0" }.joined()
            document.path(data, class: name, stroke: colour, width: 6, cap: "round")
        }
        var taken: [(x: ClosedRange<Double>, y: Double)] = []
        for point in points where point.place == .beyondOuter {
            let (x, y) = (x(point.size), y(point.value))
            document.group("point outlier")
            document.title(
                "\(point.name): \(chart.format(point.value)), \(chart.sizeTitle) \(chart.sizeFormat(point.size))")
            SeriesMark(3, theme).draw(at: x, y, isHollow: false, &document)
            document.close()
            // A name that would lie on another is left out; the mark has it when it is pointed at.
            let name = TextMeasure.shortened(point.name, toFit: 120)
            let length = TextMeasure.width(name)
            let start = x + 8 + length <= width ? x + 8 : x - 8 - length
            let span = start...start + length
            guard !taken.contains(where: { abs($0.y - y) < 13 && $0.x.overlaps(span) }) else { continue }
            taken.append((span, y))
            document.label(name, start, y + 4, class: "label", fill: theme.text, fullText: point.name)
        }
        document.close()
    }
}
