// A waterfall is a change in steps: each step begins where the one before ended, and all of them together are the change.

/// The rows of a table of steps, on the axis of the change: zero is where it began.
///
/// A step may have parts, drawn below each other, the second from where the first ended.
///
/// - Missing: where a number is not finite or too large, no row has a drawing.
package struct Waterfall: Sendable {
    /// One row.
    package struct Step: Hashable, Sendable {
        /// What it adds, by parts.
        package var parts: [Double]
        /// The interval of what it adds, where it has one.
        package var interval: ClosedRange<Double>?

        package init(_ parts: [Double], interval: ClosedRange<Double>? = nil) {
            self.parts = parts
            self.interval = interval
        }

        var sum: Double { parts.reduce(0, +) }
    }

    private let steps: [Step]
    /// Where each step begins.
    private let starts: [Double]
    private let whole: Step
    /// nil where there is nothing to draw.
    private let scale: AxisScale?

    private static let rowHeight = 20.0
    private static let axisHeight = 16.0

    /// - Parameter whole: the change itself, with its interval.
    package init(steps: [Step], whole: Step, steps unit: AxisScale.Steps = .decimal, format: (Double) -> String) {
        self.steps = steps
        self.whole = whole
        var starts: [Double] = []
        var levels: [Double] = [0]
        for step in steps {
            var level = levels.last ?? 0
            starts.append(level)
            if let interval = step.interval { levels += [level + interval.lowerBound, level + interval.upperBound] }
            for part in step.parts {
                level += part
                levels.append(level)
            }
        }
        self.starts = starts
        levels += [whole.sum] + (whole.interval.map { [$0.lowerBound, $0.upperBound] } ?? [])
        scale =
            levels.allSatisfy { AxisScale.isDrawable($0) } && levels.contains { $0 != 0 }
            ? AxisScale(over: levels, limits: nil, includesZero: true, count: 4, steps: unit, format: format) : nil
    }

    private func x(_ value: Double, _ scale: AxisScale) -> Double { 0.03 + scale.fraction(of: value) * 0.94 }

    /// The drawing of a step; of one that is not there, of none.
    ///
    /// Classes: `row-plot`, `zero`, `link`, `step part-N` (N from 1), `sure`, `noise`, `whisker`; colours are the page's.
    package func drawing(ofStep index: Int) -> Drawing {
        guard let scale, steps.indices.contains(index) else { return .none }
        var svg = FluidSVG()
        svg.verticalLine(at: x(0, scale), from: 0, to: Self.rowHeight, class: "zero")
        draw(steps[index], from: starts[index], scale, isLast: index == steps.count - 1, &svg)
        return svg.finished(height: Self.rowHeight, class: "row-plot")
    }

    /// The drawing of the whole change, from zero.
    package var total: Drawing {
        guard let scale else { return .none }
        var svg = FluidSVG()
        svg.verticalLine(at: x(0, scale), from: 0, to: Self.rowHeight, class: "zero")
        draw(Step([whole.sum], interval: whole.interval), from: 0, scale, isLast: true, &svg)
        return svg.finished(height: Self.rowHeight, class: "row-plot")
    }

    private func draw(_ step: Step, from start: Double, _ scale: AxisScale, isLast: Bool, _ svg: inout FluidSVG) {
        let height = (Self.rowHeight - 6) / Double(max(1, step.parts.count))
        var level = start
        for (number, part) in step.parts.enumerated() {
            let top = 3 + Double(number) * height
            svg.band(
                from: x(level, scale), to: x(level + part, scale), top: top, height: height,
                class: "step part-\(number + 1)\(Self.certainty(step))")
            level += part
        }
        if let interval = step.interval {
            svg.horizontalLine(
                from: x(start + interval.lowerBound, scale), to: x(start + interval.upperBound, scale),
                at: Self.rowHeight / 2, class: "whisker plain")
        }
        if !isLast { svg.verticalLine(at: x(level, scale), from: 3, to: Self.rowHeight, class: "link") }
    }

    /// Filled darkly only where the interval leaves out zero; hollow where it holds it.
    private static func certainty(_ step: Step) -> String {
        guard let interval = step.interval else { return "" }
        return interval.lowerBound > 0 || interval.upperBound < 0 ? " sure" : " noise"
    }

    /// The numbers of the scale, to stand once below the rows.
    package var axis: Drawing {
        guard let scale else { return .none }
        return scale.rowAxis(height: Self.axisHeight) { x($0, scale) }
    }
}
