// How a bar chart is laid out and drawn: label, bar, value and note in four columns.

/// A bar chart with its places worked out.
struct BarChartDrawing {
    private let chart: BarChart
    private let theme: ChartTheme
    private let scale: AxisScale
    private let width: Double
    private let top: Double
    private let left: Double
    private let right: Double
    private let valueEnd: Double
    private let rowHeight = 28.0
    private let barHeight = 14.0

    init(_ chart: BarChart, _ theme: ChartTheme) {
        self.chart = chart
        self.theme = theme
        let width = chart.width.isFinite ? Swift.max(chart.width, 240) : 720
        self.width = width
        top = chart.target == nil ? 6 : 24
        let labelWidth = chart.bars.map { TextMeasure.width($0.label) }.max() ?? 0
        left = Swift.min(labelWidth + 12, width * 0.34)
        let noteWidth = chart.bars.compactMap { $0.note.map { TextMeasure.width($0, size: 11) } }.max()
        valueEnd = width - (noteWidth.map { Swift.min($0 + 12, width * 0.2) } ?? 2)
        let valueWidth = chart.bars.map { TextMeasure.width(Self.valueLabel($0, chart)) * 1.08 }.max() ?? 0
        right = valueEnd - Swift.min(valueWidth, width * 0.25) - 30
        let values = chart.bars.flatMap { [$0.value, $0.low, $0.high, $0.target] } + [chart.target?.value]
        let columns = Swift.max(2, Int((right - left) / 70))
        scale = AxisScale(
            over: values.compactMap { $0 }.filter(AxisScale.isDrawable), limits: chart.limits, includesZero: true,
            count: columns, format: chart.axisFormat ?? chart.format)
    }

    func svg() -> String {
        var document = SVGDocument(
            kind: "bar-chart", caption: chart.caption, width: width, height: bottom + 24, theme: theme)
        drawGrid(&document)
        if chart.bars.isEmpty {
            document.label(
                chart.emptyNotice, (left + right) / 2, (top + bottom) / 2 + 5, class: "label", fill: theme.mutedText,
                anchor: "middle", size: 14)
        }
        for index in chart.bars.indices { drawRow(index, &document) }
        drawTarget(&document)
        return document.finished()
    }

    private var bottom: Double { top + Double(Swift.max(chart.bars.count, 2)) * rowHeight + 4 }

    private func x(_ value: Double) -> Double { left + scale.fraction(of: value) * (right - left) }

    private static func valueLabel(_ bar: BarChart.Bar, _ chart: BarChart) -> String {
        if let label = bar.valueLabel { return label }
        guard let value = bar.value, AxisScale.isDrawable(value) else { return "–" }
        return chart.format(value)
    }

    private func colour(_ tone: BarChart.Tone) -> String {
        switch tone {
        case .neutral: theme.seriesColour(0)
        case .favourable: theme.favourable
        case .unfavourable: theme.unfavourable
        case .muted: theme.muted
        }
    }

    private func drawGrid(_ document: inout SVGDocument) {
        document.open("g", [("class", "grid")])
        var lastEnd = -Double.infinity
        for tick in scale.ticks {
            let place = x(tick.value)
            let isBase = tick.value == 0
            document.line(
                place, top, place, bottom, class: isBase ? "axis" : "rule", stroke: isBase ? theme.axis : theme.grid)
            let half = TextMeasure.width(tick.label, size: 11) / 2
            guard place - half > lastEnd + 8 else { continue }
            lastEnd = place + half
            document.label(
                tick.label, place, bottom + 16, class: "tick", fill: theme.mutedText, anchor: "middle", size: 11)
        }
        document.close()
    }

    private func drawRow(_ index: Int, _ document: inout SVGDocument) {
        let bar = chart.bars[index]
        let middle = top + 2 + (Double(index) + 0.5) * rowHeight
        let baseline = middle + 4
        document.open("g", [("class", "row " + bar.tone.rawValue)])
        document.label(
            TextMeasure.shortened(bar.label, toFit: left - 12), left - 8, baseline, class: "label", fill: theme.text,
            anchor: "end", fullText: bar.label)
        if let value = bar.value, AxisScale.isDrawable(value) {
            let (start, end) = (Swift.min(x(0), x(value)), Swift.max(x(0), x(value)))
            document.leaf(
                "rect",
                [
                    ("class", "bar"), ("x", SVGDocument.number(start)),
                    ("y", SVGDocument.number(middle - barHeight / 2)),
                    ("width", SVGDocument.number(Swift.max(end - start, 0.5))),
                    ("height", SVGDocument.number(barHeight)),
                    ("fill", colour(bar.tone)), ("fill-opacity", bar.low == nil ? nil : "0.75"),
                ])
        }
        drawWhisker(bar, middle, &document)
        if let target = bar.target, AxisScale.isDrawable(target) {
            document.line(
                x(target), middle - barHeight / 2 - 4, x(target), middle + barHeight / 2 + 4, class: "target",
                stroke: theme.target, width: 2.5)
        }
        let label = TextMeasure.shortened(Self.valueLabel(bar, chart), toFit: width * 0.25)
        document.label(
            label, valueEnd, baseline, class: "value", fill: bar.tone == .muted ? theme.mutedText : theme.text,
            anchor: "end", isBold: bar.tone != .muted)
        drawSign(bar.tone, at: valueEnd - TextMeasure.width(label) * 1.08 - 12, middle, &document)
        if let note = bar.note {
            document.label(
                TextMeasure.shortened(note, toFit: width * 0.2 - 10, size: 11), width - 2, baseline, class: "note",
                fill: theme.mutedText, anchor: "end", size: 11)
        }
        document.close()
    }

    private func drawWhisker(_ bar: BarChart.Bar, _ middle: Double, _ document: inout SVGDocument) {
        guard let low = bar.low, let high = bar.high, AxisScale.isDrawable(low), AxisScale.isDrawable(high) else {
            return
        }
        let (start, end) = (x(Swift.min(low, high)), x(Swift.max(low, high)))
        func data(_ cap: Double) -> String {
            SVGDocument.path([(start, middle), (end, middle)])
                + SVGDocument.path([(start, middle - cap), (start, middle + cap)])
                + SVGDocument.path([(end, middle - cap), (end, middle + cap)])
        }
        // A pale edge keeps the whisker visible on the bar as well as beside it.
        document.leaf(
            "path",
            [
                ("class", "whisker-edge"), ("d", data(4)), ("fill", "none"), ("stroke", theme.paper),
                ("stroke-width", "3.5"), ("stroke-opacity", "0.85"),
            ])
        document.leaf(
            "path",
            [
                ("class", "whisker"), ("d", data(4)), ("fill", "none"), ("stroke", theme.text), ("stroke-width", "1.5"),
            ])
    }

    /// A tick for met and an exclamation mark for missed, so that colour is not the only sign.
    private func drawSign(_ tone: BarChart.Tone, at x: Double, _ y: Double, _ document: inout SVGDocument) {
        let data: String
        switch tone {
        case .favourable: data = SVGDocument.path([(x - 4, y), (x - 1, y + 3.5), (x + 5, y - 4)])
        case .unfavourable:
            data = SVGDocument.path([(x, y - 5), (x, y + 1)]) + SVGDocument.path([(x, y + 3.5), (x, y + 5)])
        case .neutral, .muted: return
        }
        document.leaf(
            "path",
            [
                ("class", "sign"), ("d", data), ("fill", "none"), ("stroke", colour(tone)), ("stroke-width", "2.25"),
            ])
    }

    private func drawTarget(_ document: inout SVGDocument) {
        guard let target = chart.target, AxisScale.isDrawable(target.value) else { return }
        let place = x(target.value)
        document.line(
            place, top - 6, place, bottom, class: "target", stroke: theme.target, width: 1.5, dash: "6 4")
        let label = TextMeasure.shortened(target.label, toFit: width * 0.6)
        let half = TextMeasure.width(label) / 2
        document.label(
            label, Swift.min(Swift.max(place, half), width - half), top - 10, class: "label target",
            fill: theme.target, anchor: "middle")
    }
}
