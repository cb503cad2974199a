// A range strip shows one number on what was to be expected of it: a band, the number with its interval, the level to reach.

/// One number beside its expected range and its target, on a scale of its own.
///
/// - Missing: a range or an interval that is not finite is left out; nothing is drawn of a number that is not.
package struct RangeStrip: Chart {
    /// A level to reach or not to exceed.
    package struct Level: Hashable, Sendable {
        package var value: Double
        /// `目标 80%`
        package var label: String

        package init(value: Double, label: String) {
            self.value = value
            self.label = label
        }
    }

    package var value: Double
    package var mark: JudgementMark
    /// The limits of its interval, where it has one.
    package var interval: ClosedRange<Double>?
    /// Between these it was to be expected.
    package var expected: ClosedRange<Double>?
    package var level: Level?
    /// The number as it was measured, where `value` is drawn towards that of others: a cross.
    package var raw: Double?
    /// What is possible at all, such as 0…1.
    package var limits: ClosedRange<Double>?
    package var steps: AxisScale.Steps
    /// Whether its scale has numbers; in a table what they would say stands in other cells.
    package var hasAxis: Bool
    package var format: @Sendable (Double) -> String

    package init(
        value: Double, mark: JudgementMark, interval: ClosedRange<Double>? = nil, expected: ClosedRange<Double>? = nil,
        level: Level? = nil, raw: Double? = nil, limits: ClosedRange<Double>? = nil, steps: AxisScale.Steps = .decimal,
        hasAxis: Bool = true, format: @escaping @Sendable (Double) -> String
    ) {
        self.value = value
        self.mark = mark
        self.interval = interval
        self.expected = expected
        self.level = level
        self.raw = raw
        self.limits = limits
        self.steps = steps
        self.hasAxis = hasAxis
        self.format = format
    }

    private static let plotHeight = 20.0
    private static let height = 36.0
    /// Labels of ticks nearer to that of the level than this share of the width give way to it.
    private static let room = 0.2

    /// Classes: `strip`, `band`, `edge`, `whisker`, `mark`, `cross`, `level`, `tick`, `axis-label`; colours are the page's.
    package func drawing(theme: ChartTheme) -> Drawing {
        let interval = interval.flatMap { Self.drawable($0) }
        let expected = expected.flatMap { Self.drawable($0) }
        let level = level.flatMap { AxisScale.isDrawable($0.value) ? $0 : nil }
        let raw = raw.flatMap { AxisScale.isDrawable($0) ? $0 : nil }
        guard AxisScale.isDrawable(value) else { return .none }
        let ends =
            [value] + (raw.map { [$0] } ?? [])
            + [interval, expected].flatMap { $0.map { [$0.lowerBound, $0.upperBound] } ?? [] }
        let scale = AxisScale(
            over: ends + (level.map { [$0.value] } ?? []), limits: limits, includesZero: false, count: 3, steps: steps,
            format: format)
        // The ends of the axis keep a margin, so that a mark at the edge is whole.
        func x(_ value: Double) -> Double { 0.02 + scale.fraction(of: value) * 0.96 }
        var svg = FluidSVG()
        let middle = Self.plotHeight / 2
        if let expected {
            let (low, high) = (x(expected.lowerBound), x(expected.upperBound))
            svg.band(from: low, to: high, top: 2, height: Self.plotHeight - 4, class: "band")
            for end in [low, high] { svg.verticalLine(at: end, from: 2, to: Self.plotHeight - 2, class: "edge") }
        }
        if let level {
            svg.verticalLine(at: x(level.value), from: 1, to: Self.plotHeight - 1, class: "level")
        }
        if let interval {
            svg.horizontalLine(
                from: x(interval.lowerBound), to: x(interval.upperBound), at: middle, class: "whisker \(mark.rawValue)")
        }
        svg.mark(mark, at: x(value), middle)
        if let raw { svg.cross(at: x(raw), middle) }
        if hasAxis { drawAxis(scale, x, level, &svg) }
        return svg.finished(height: hasAxis ? Self.height : Self.plotHeight, class: "strip")
    }

    private func drawAxis(_ scale: AxisScale, _ x: (Double) -> Double, _ level: Level?, _ svg: inout FluidSVG) {
        let reserved = level.map { x($0.value) }
        for tick in scale.ticks {
            let across = x(tick.value)
            svg.verticalLine(at: across, from: Self.plotHeight, to: Self.plotHeight + 3, class: "tick")
            if let reserved, (across - reserved).magnitude < Self.room { continue }
            svg.label(tick.label, at: across, Self.height - 3, Self.anchor(across), class: "axis-label")
        }
        if let level {
            let across = x(level.value)
            svg.label(level.label, at: across, Self.height - 3, Self.anchor(across), class: "axis-label level")
        }
    }

    /// Labels at the ends turn inward.
    private static func anchor(_ across: Double) -> FluidSVG.Anchor {
        across < 0.12 ? .start : across > 0.88 ? .end : .middle
    }

    private static func drawable(_ range: ClosedRange<Double>) -> ClosedRange<Double>? {
        AxisScale.isDrawable(range.lowerBound) && AxisScale.isDrawable(range.upperBound) ? range : nil
    }
}
