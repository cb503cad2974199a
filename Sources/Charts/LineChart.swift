// A line chart shows how one or more series move over periods, and where they should be.

/// Series over ordered periods.
///
/// - Missing: nil, nan and infinite values are gaps; nothing is drawn across them.
///
/// Example: `LineChart(caption: …, periods: ["7月", "8月", "9月"], series: [.init(name: "华东", values: [0.81, nil, 0.84])],
/// format: percent).svg()`
package struct LineChart: Sendable {
    /// One line.
    package struct Series: Sendable {
        package var name: String
        /// One value per period; shorter lists end early, longer ones are cut.
        package var values: [Double?]
        /// The interval around each value, drawn as a band; empty for none.
        package var low: [Double?]
        package var high: [Double?]

        package init(name: String, values: [Double?], low: [Double?] = [], high: [Double?] = []) {
            self.name = name
            self.values = values
            self.low = low
            self.high = high
        }
    }

    /// A level to reach, with its finished label, such as “目标 90%”.
    package struct Target: Sendable {
        package var value: Double
        package var label: String

        package init(value: Double, label: String) {
            self.value = value
            self.label = label
        }
    }

    package var caption: ChartCaption
    /// The finished labels of the periods, oldest first.
    package var periods: [String]
    package var series: [Series]
    package var target: Target?
    /// Positions of periods that are not over or not covered by the data: their points are hollow and the way to them dashed.
    package var partialPeriods: Set<Int>
    /// What values are possible, such as 0…1 for a share; the axis does not go beyond.
    package var limits: ClosedRange<Double>?
    /// Whether the axis must start at zero; otherwise it does when zero is near.
    package var includesZero: Bool
    /// Said in place of a line when there is no value at all, such as “无数据”.
    package var emptyNotice: String
    /// The size in pixels at which labels have their natural size.
    package var width: Double
    package var height: Double
    /// A value as the reader sees it, at the end of a line and when a point is pointed at.
    package var format: @Sendable (Double) -> String
    /// The numbers of the axis where they need fewer digits; nil uses `format`.
    package var axisFormat: (@Sendable (Double) -> String)?

    package init(
        caption: ChartCaption, periods: [String], series: [Series], target: Target? = nil,
        partialPeriods: Set<Int> = [], limits: ClosedRange<Double>? = nil, includesZero: Bool = false,
        emptyNotice: String = "–", width: Double = 720, height: Double = 280,
        axisFormat: (@Sendable (Double) -> String)? = nil, format: @escaping @Sendable (Double) -> String
    ) {
        self.caption = caption
        self.periods = periods
        self.series = series
        self.target = target
        self.partialPeriods = partialPeriods
        self.limits = limits
        self.includesZero = includesZero
        self.emptyNotice = emptyNotice
        self.width = width
        self.height = height
        self.format = format
        self.axisFormat = axisFormat
    }

    /// The chart as one SVG element.
    ///
    /// Classes: `line-chart`, `grid`, `axis`, `tick`, `label`, `series series-N` (N from 1), `band`, `line`, `point`,
    /// `partial`, `target`.
    package func svg(theme: ChartTheme = .standard) -> String {
        LineChartDrawing(self, theme).svg()
    }
}
