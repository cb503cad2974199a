// A theme is the colours and type of a chart.

/// Colours as `#RRGGBB`, each at least 3:1 against white, and the font list.
///
/// Series also differ by marker and dash, so that colour is never the only sign.
package struct ChartTheme: Hashable, Sendable {
    /// The colours of the series, in order; a seventh series starts again with another dash.
    package var series: [String]
    /// Titles, labels and values.
    package var text: String
    /// Axis numbers and notes.
    package var mutedText: String
    /// The line a chart stands on.
    package var axis: String
    /// Lines that only guide the eye.
    package var grid: String
    /// The target line and its label.
    package var target: String
    /// What hollow marks are filled with.
    package var paper: String
    package var fontFamily: String

    package init(
        series: [String], text: String, mutedText: String, axis: String, grid: String, target: String,
        paper: String, fontFamily: String
    ) {
        self.series = series
        self.text = text
        self.mutedText = mutedText
        self.axis = axis
        self.grid = grid
        self.target = target
        self.paper = paper
        self.fontFamily = fontFamily
    }

    /// The house's colours, on white.
    package static let standard = ChartTheme(
        series: ["#0B5CAD", "#D55E00", "#0E9A78", "#C23B9B", "#5C3A00", "#222222"],
        text: "#222222", mutedText: "#595959", axis: "#767676", grid: "#E2E2E2", target: "#B00020",
        paper: "#FFFFFF",
        fontFamily: "\"Noto Sans CJK SC\",\"PingFang SC\",\"Microsoft YaHei\",system-ui,sans-serif")

    func seriesColour(_ index: Int) -> String {
        series.isEmpty ? text : series[index % series.count]
    }
}
