// The small parts of a line chart: points in runs without gaps, marks that differ by shape, labels that keep apart.

/// The points of a series, cut where values are missing.
struct SeriesPoints {
    typealias Point = (index: Int, value: Double)
    typealias Limits = (index: Int, low: Double, high: Double)

    /// One entry per period; nil where there is nothing to draw.
    let points: [Point?]
    /// Points that are connected.
    let runs: [[Point]]
    /// Neighbouring limits that make one band.
    let bandRuns: [[Limits]]

    init(_ series: LineChart.Series, count: Int) {
        func value(_ values: [Double?], _ index: Int) -> Double? {
            guard index < values.count, let value = values[index], AxisScale.isDrawable(value) else { return nil }
            return value
        }
        points = (0..<count).map { index in value(series.values, index).map { (index, $0) } }
        runs = Self.runs(of: points)
        bandRuns = Self.runs(
            of: (0..<count).map { index in
                guard let low = value(series.low, index), let high = value(series.high, index) else { return nil }
                return (index, Swift.min(low, high), Swift.max(low, high))
            })
    }

    /// Everything the axis must make room for.
    var drawnValues: [Double] {
        points.compactMap { $0?.value } + bandRuns.joined().flatMap { [$0.low, $0.high] }
    }

    /// The stretches of a run between points of partial periods.
    static func solidRuns(_ run: [Point], _ partial: Set<Int>) -> [[Point]] {
        run.split { partial.contains($0.index) }.map(Array.init)
    }

    /// The steps of a run that lead to or from a point of a partial period.
    static func dashedSteps(_ run: [Point], _ partial: Set<Int>) -> [(from: Point, to: Point)] {
        zip(run, run.dropFirst()).filter { partial.contains($0.index) || partial.contains($1.index) }
            .map { (from: $0, to: $1) }
    }

    private static func runs<Part>(of parts: [Part?]) -> [[Part]] {
        var runs: [[Part]] = []
        var isOpen = false
        for part in parts {
            guard let part else {
                isOpen = false
                continue
            }
            if isOpen { runs[runs.count - 1].append(part) } else { runs.append([part]) }
            isOpen = true
        }
        return runs
    }
}

/// How the points and the line of a series look.
struct SeriesMark {
    let colour: String
    let dash: String?
    private let shape: Int
    private let paper: String

    init(_ index: Int, _ theme: ChartTheme) {
        colour = theme.seriesColour(index)
        paper = theme.paper
        shape = index % 5
        let round = index / Swift.max(theme.series.count, 1)
        dash = [nil, "7 4", "2 4", "9 3 2 3"][round % 4]
    }

    func draw(at x: Double, _ y: Double, isHollow: Bool, _ document: inout SVGDocument) {
        let common: [SVGDocument.Attribute] = [
            ("fill", isHollow ? paper : colour), ("stroke", colour), ("stroke-width", isHollow ? "2" : "1"),
        ]
        let r = isHollow ? 4.0 : 3.5
        if shape == 0 {
            let place = [("cx", x), ("cy", y), ("r", r)].map { ($0.0, SVGDocument.number($0.1)) }
            return document.leaf("circle", place + common)
        }
        let corners: [(x: Double, y: Double)] =
            switch shape {
            case 1: [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)]
            case 2: [(x, y - r - 1), (x + r + 1, y + r), (x - r - 1, y + r)]
            case 3: [(x, y - r - 1.5), (x + r + 1.5, y), (x, y + r + 1.5), (x - r - 1.5, y)]
            default: [(x, y + r + 1), (x + r + 1, y - r), (x - r - 1, y - r)]
            }
        document.leaf("path", [("d", SVGDocument.path(corners, isClosed: true))] + common)
    }
}

/// What stands at the right end of a line.
struct EndLabel {
    static let markWidth = 15.0
    private static let distance = 16.0

    var name: String
    let fullName: String
    let value: String
    /// The index of the series; nil for the target.
    let series: Int?
    /// The value the label belongs to.
    let level: Double
    var y = 0.0

    init(name: String, value: String, series: Int?, level: Double) {
        self.name = name
        self.fullName = name
        self.value = value
        self.series = series
        self.level = level
    }

    var width: Double {
        let mark = series != nil && !name.isEmpty ? Self.markWidth : 0
        let gap = name.isEmpty || value.isEmpty ? 0.0 : 6
        return mark + TextMeasure.width(name) + gap + TextMeasure.width(value) * 1.08
    }

    /// The name as it stands, and the value in bold.
    var parts: [(text: String, isBold: Bool)] {
        [(name, false), (value, true)].filter { !$0.text.isEmpty }
    }

    /// Whether the name had to be cut.
    var fullText: String? { name == fullName ? nil : fullName }

    func shortened(toFit room: Double) -> EndLabel {
        guard width > room else { return self }
        var label = self
        label.name = TextMeasure.shortened(
            name, toFit: Swift.max(room - (width - TextMeasure.width(name)), TextMeasure.width("…")))
        return label
    }

    /// Labels at their levels, pushed apart where they would overlap, kept between top and bottom where they fit.
    static func placed(
        _ labels: [EndLabel], between top: Double, and bottom: Double, height: (Double) -> Double
    ) -> [EndLabel] {
        var placed = labels.map { label in
            var label = label
            label.y = height(label.level)
            return label
        }
        // Higher values stand higher; equal ones keep the order of the series.
        let order = placed.indices.sorted { (placed[$0].y, $0) < (placed[$1].y, $1) }
        for (upper, lower) in zip(order, order.dropFirst()) {
            placed[lower].y = Swift.max(placed[lower].y, placed[upper].y + distance)
        }
        var floor = bottom
        for index in order.reversed() {
            placed[index].y = Swift.min(placed[index].y, floor)
            floor = placed[index].y - distance
        }
        return placed
    }
}
