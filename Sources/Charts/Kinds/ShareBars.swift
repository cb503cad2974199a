// Shares of answers as bars from zero with whiskers, each in a row of a table.

/// Bars of rows on one axis that begins at zero.
///
/// - Units: shares, 0…1.
/// - Missing: a row whose share is not finite has no drawing.
package struct ShareBars: Sendable {
    /// A row's share.
    package struct Row: Hashable, Sendable {
        package var share: Double
        package var interval: ClosedRange<Double>?
        /// Whether it holds what has no row of its own: drawn as an outline.
        package var isOthers: Bool

        package init(share: Double, interval: ClosedRange<Double>? = nil, isOthers: Bool = false) {
            self.share = share
            self.interval = interval
            self.isOthers = isOthers
        }
    }

    private let scale: AxisScale

    private static let height = 20.0
    private static let axisHeight = 16.0

    package init(rows: [Row], format: (Double) -> String) {
        let ends = rows.flatMap { [$0.share, $0.interval?.upperBound ?? 0] }.filter { AxisScale.isDrawable($0) }
        scale = AxisScale(over: [0] + ends, limits: 0...1, includesZero: true, count: 4, format: format)
    }

    private func x(_ share: Double) -> Double { scale.fraction(of: share) * 0.97 }

    /// Classes: `row-plot shares`, `zero`, `bar`, `others`, `whisker`; colours are the page's.
    package func drawing(of row: Row) -> Drawing {
        guard AxisScale.isDrawable(row.share) else { return .none }
        var svg = FluidSVG()
        svg.band(
            from: x(0), to: x(row.share), top: 3, height: Self.height - 6, class: row.isOthers ? "bar others" : "bar")
        if let interval = row.interval {
            svg.horizontalLine(
                from: x(interval.lowerBound), to: x(interval.upperBound), at: Self.height / 2, class: "whisker")
        }
        svg.verticalLine(at: x(0), from: 0, to: Self.height, class: "zero")
        return svg.finished(height: Self.height, class: "row-plot shares")
    }

    /// The numbers of the axis, to stand once below the rows.
    package var axis: Drawing {
        var svg = FluidSVG()
        for tick in scale.ticks {
            let across = x(tick.value)
            svg.verticalLine(at: across, from: 0, to: 4, class: "tick")
            svg.label(
                tick.label, at: across, Self.axisHeight - 2, across < 0.05 ? .start : across > 0.9 ? .end : .middle,
                class: "axis-label")
        }
        return svg.finished(height: Self.axisHeight, class: "row-plot shares")
    }
}
