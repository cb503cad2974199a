// How numbers spread: a bar for each range, from zero, with the middle half of them below.

/// Counts by ranges of equal width.
///
/// - Missing: without a range there is no drawing; a range without an end stands at the edge, and is hatched.
package struct Histogram: Chart {
    /// A range and how many numbers lie in it.
    package struct Bin: Hashable, Sendable {
        package var count: Int
        /// From here on; nil below all others.
        package var low: Double?
        /// Up to here; nil above all others.
        package var high: Double?

        package init(count: Int, low: Double?, high: Double?) {
            self.count = count
            self.low = low
            self.high = high
        }
    }

    package var caption: ChartCaption
    package var bins: [Bin]
    /// The ends of the middle half, and the number in the middle.
    package var middle: (lower: Double, median: Double, upper: Double)?
    /// `中位数 2:10`
    package var medianLabel: String
    package var format: @Sendable (Double) -> String
    package var count: @Sendable (Double) -> String

    package init(
        caption: ChartCaption, bins: [Bin], middle: (lower: Double, median: Double, upper: Double)?,
        medianLabel: String, format: @escaping @Sendable (Double) -> String,
        count: @escaping @Sendable (Double) -> String
    ) {
        self.caption = caption
        self.bins = bins
        self.middle = middle
        self.medianLabel = medianLabel
        self.format = format
        self.count = count
    }

    private static let top = 18.0
    private static let plotHeight = 130.0
    private static let height = 188.0
    /// What the numbers of counts take at the left, as a share of the width.
    private static let margin = 0.09

    /// Classes: `row-plot histogram`, `grid`, `bar`, `open`, `zero`, `tick`, `axis-label`, `band`, `level`; colours are the page's.
    package func drawing(theme: ChartTheme) -> Drawing {
        let widths = bins.compactMap { bin in bin.low.flatMap { low in bin.high.map { $0 - low } } }
        guard let width = widths.first, width > 0, let most = bins.map(\.count).max(), most > 0 else { return .none }
        let low = bins.compactMap(\.low).min() ?? 0
        let start = bins.first?.low == nil ? low - width : low
        let across: (Double) -> Double = { value in
            let share = (value - start) / (width * Double(bins.count))
            return Self.margin + min(max(share, 0), 1) * (0.98 - Self.margin)
        }
        let scale = AxisScale(
            over: [0, Double(most)], limits: nil, includesZero: true, count: 3, format: count)
        let bottom = Self.top + Self.plotHeight
        func y(_ count: Double) -> Double { bottom - scale.fraction(of: count) * Self.plotHeight }
        var svg = FluidSVG()
        for tick in scale.ticks where tick.value == tick.value.rounded() {
            svg.horizontalLine(from: Self.margin, to: 0.98, at: y(tick.value), class: "grid")
            svg.label(tick.label, at: Self.margin, y(tick.value) + 4, .end, class: "axis-label", shift: -6)
        }
        for (position, bin) in bins.enumerated() where bin.count > 0 {
            let from = across(start + width * Double(position))
            let to = across(start + width * Double(position + 1))
            let gap = (to - from) * 0.04
            let isOpen = bin.low == nil || bin.high == nil
            svg.band(
                from: from + gap, to: to - gap, top: y(Double(bin.count)), height: bottom - y(Double(bin.count)),
                class: isOpen ? "bar open" : "bar")
        }
        svg.horizontalLine(from: Self.margin, to: 0.98, at: bottom, class: "zero")
        drawEnds(across, start: start, width: width, bottom, &svg)
        drawMiddle(across, bottom, &svg)
        return svg.finished(height: Self.height, class: "row-plot histogram", caption: caption)
    }

    /// The ends of ranges, as many as have room.
    private func drawEnds(
        _ across: (Double) -> Double, start: Double, width: Double, _ bottom: Double, _ svg: inout FluidSVG
    ) {
        let each = max(1, (bins.count + 5) / 6)
        // Below the lowest end there is nothing to name.
        for position in 0...bins.count where position % each == 0 {
            let isOpen = position == 0 && bins.first?.low == nil || position == bins.count && bins.last?.high == nil
            if isOpen { continue }
            let end = start + width * Double(position)
            svg.verticalLine(at: across(end), from: bottom, to: bottom + 4, class: "tick")
            svg.label(format(end), at: across(end), bottom + 17, .middle, class: "axis-label")
        }
    }

    private func drawMiddle(_ across: (Double) -> Double, _ bottom: Double, _ svg: inout FluidSVG) {
        guard let middle, middle.lower.isFinite, middle.upper.isFinite, middle.median.isFinite else { return }
        svg.band(from: across(middle.lower), to: across(middle.upper), top: bottom + 26, height: 8, class: "bar half")
        let median = across(middle.median)
        svg.verticalLine(at: median, from: Self.top - 4, to: bottom, class: "level")
        svg.verticalLine(at: median, from: bottom + 24, to: bottom + 36, class: "level")
        svg.label(
            medianLabel, at: median, Self.top - 7, median > 0.6 ? .end : .start, class: "level",
            shift: median > 0.6 ? -4 : 4)
    }
}
