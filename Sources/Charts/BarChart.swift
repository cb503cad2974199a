// A bar chart compares one number across segments, with how sure each is and where it should be.

/// Horizontal bars, in the order given.
///
/// - Missing: a bar without a finite value shows its label and `valueLabel`, and no bar.
package struct BarChart: Sendable {
    /// What a bar's colour and sign say. Only a goal decided by the data deserves one.
    package enum Tone: String, Hashable, Sendable, CaseIterable {
        case neutral
        /// The goal is met beyond noise: a tick mark.
        case favourable
        /// The goal is missed beyond noise: an exclamation mark.
        case unfavourable
        /// Stands back: too few cases, or “unknown”.
        case muted
    }

    /// One bar.
    package struct Bar: Sendable {
        package var label: String
        package var value: Double?
        /// The limits of the interval; drawn as a whisker when both are there.
        package var low: Double?
        package var high: Double?
        /// A goal of this bar alone.
        package var target: Double?
        /// The value in words; nil uses the chart's format. For a missing value the place for “n/a”.
        package var valueLabel: String?
        /// A short remark beside the value, such as “n=120”.
        package var note: String?
        package var tone: Tone

        package init(
            label: String, value: Double?, low: Double? = nil, high: Double? = nil, target: Double? = nil,
            valueLabel: String? = nil, note: String? = nil, tone: Tone = .neutral
        ) {
            self.label = label
            self.value = value
            self.low = low
            self.high = high
            self.target = target
            self.valueLabel = valueLabel
            self.note = note
            self.tone = tone
        }
    }

    package var caption: ChartCaption
    package var bars: [Bar]
    /// A goal of all bars: a line from top to bottom with its label.
    package var target: LineChart.Target?
    /// What values are possible, such as 0…1 for a share; the axis does not go beyond.
    package var limits: ClosedRange<Double>?
    /// Said in place of bars when there are none, such as “无数据”.
    package var emptyNotice: String
    /// The width in pixels at which labels have their natural size; the height follows from the bars.
    package var width: Double
    /// A value as the reader sees it.
    package var format: @Sendable (Double) -> String
    /// The numbers of the axis where they need fewer digits; nil uses `format`.
    package var axisFormat: (@Sendable (Double) -> String)?

    package init(
        caption: ChartCaption, bars: [Bar], target: LineChart.Target? = nil, limits: ClosedRange<Double>? = nil,
        emptyNotice: String = "–", width: Double = 720,
        axisFormat: (@Sendable (Double) -> String)? = nil, format: @escaping @Sendable (Double) -> String
    ) {
        self.caption = caption
        self.bars = bars
        self.target = target
        self.limits = limits
        self.emptyNotice = emptyNotice
        self.width = width
        self.format = format
        self.axisFormat = axisFormat
    }

    /// The chart as one SVG element.
    ///
    /// Classes: `bar-chart`, `grid`, `axis`, `tick`, `row` with the tone's name, `bar`, `whisker`, `target`, `label`,
    /// `value`, `note`.
    package func svg(theme: ChartTheme = .standard) -> String {
        BarChartDrawing(self, theme).svg()
    }
}
