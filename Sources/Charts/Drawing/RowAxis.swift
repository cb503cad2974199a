// The numbers of a scale that the rows of a table share, to stand once above or below them.

extension AxisScale {
    /// Ticks with their labels; those at the ends turn inward.
    ///
    /// - Parameter x: where a value lies, as a share of the width.
    func rowAxis(height: Double, x: (Double) -> Double) -> Drawing {
        var svg = FluidSVG()
        for tick in ticks {
            let across = x(tick.value)
            svg.verticalLine(at: across, from: 0, to: 4, class: "tick")
            svg.label(
                tick.label, at: across, height - 2, across < 0.1 ? .start : across > 0.9 ? .end : .middle,
                class: "axis-label")
        }
        return svg.finished(height: height, class: "row-plot")
    }
}
