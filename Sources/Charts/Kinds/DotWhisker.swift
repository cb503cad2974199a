// A dot with whiskers stands in a row of a table, on a scale that all rows share.

/// Rows of numbers with intervals around a common zero.
///
/// - Missing: a row whose number is not finite has no drawing.
package struct DotWhisker: Sendable {
    /// A row's number.
    package struct Row: Hashable, Sendable {
        package var value: Double
        package var interval: ClosedRange<Double>?
        package var mark: JudgementMark

        package init(value: Double, interval: ClosedRange<Double>? = nil, mark: JudgementMark) {
            self.value = value
            self.interval = interval
            self.mark = mark
        }
    }

    private let scale: AxisScale
    private let band: ClosedRange<Double>?

    private static let height = 18.0
    private static let axisHeight = 16.0

    /// - Parameters:
    ///   - band: a range that all rows share, such as that of noise.
    ///   - most: further than this from zero the axis does not go; what lies beyond is drawn at its edge as an arrow head.
    package init(
        rows: [Row], band: ClosedRange<Double>? = nil, most: Double? = nil, format: (Double) -> String
    ) {
        let ends =
            rows.flatMap { row in
                [row.value] + (row.interval.map { [$0.lowerBound, $0.upperBound] } ?? [])
            } + (band.map { [$0.lowerBound, $0.upperBound] } ?? [])
        let limits = most.map { -$0...$0 }
        scale = AxisScale(
            over: ends.filter { AxisScale.isDrawable($0) }.map { end in most.map { min(max(end, -$0), $0) } ?? end },
            limits: limits, includesZero: true, count: 4, format: format)
        self.band = band
    }

    private func x(_ value: Double) -> Double { 0.03 + scale.fraction(of: value) * 0.94 }

    /// Classes: `row-plot`, `band`, `zero`, `whisker`, `mark`; colours are the page's.
    package func drawing(of row: Row) -> Drawing {
        guard AxisScale.isDrawable(row.value) else { return .none }
        var svg = FluidSVG()
        let middle = Self.height / 2
        if let band {
            svg.band(from: x(band.lowerBound), to: x(band.upperBound), top: 0, height: Self.height, class: "band")
        }
        svg.verticalLine(at: x(0), from: 0, to: Self.height, class: "zero")
        if let interval = row.interval, AxisScale.isDrawable(interval.lowerBound),
            AxisScale.isDrawable(interval.upperBound)
        {
            svg.horizontalLine(
                from: x(interval.lowerBound), to: x(interval.upperBound), at: middle,
                class: "whisker \(row.mark.rawValue)")
        }
        if row.value < scale.low || row.value > scale.high {
            let isLow = row.value < scale.low
            let tip = isLow ? -7.0 : 7
            svg.outline(
                [(0, -5), (tip, 0), (0, 5)], at: isLow ? 0.03 : 0.97, middle, class: "mark \(row.mark.rawValue)")
        } else {
            svg.mark(row.mark, at: x(row.value), middle)
        }
        return svg.finished(height: Self.height, class: "row-plot")
    }

    /// The numbers of the scale, to stand once below or above the rows.
    package var axis: Drawing { scale.rowAxis(height: Self.axisHeight, x: x) }
}
