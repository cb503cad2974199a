// Labels at the right end of lines keep apart.

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
