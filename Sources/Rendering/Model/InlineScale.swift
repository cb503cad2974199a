// The small drawing beside a number in a table: a bar, or a dot with its interval.

import Stages

/// The common scale of the rows of one panel.
///
/// Counts and sums are bars from zero; a value with an interval is a dot on a line, with a thin mark at the total.
struct InlineScale {
    private static let width = 132.0
    private static let height = 14.0
    private static let margin = 4.0

    private var low: Double
    private var high: Double
    private var hasIntervals: Bool

    init(_ cells: [MetricCell], reader: CellReader) {
        let shown = cells.filter { reader.shownValue($0) != nil }
        hasIntervals = shown.contains { $0.low != nil && $0.high != nil }
        let ends = shown.flatMap { [$0.low, $0.high, $0.value?.doubleValue] }.compactMap { $0 }.filter(\.isFinite)
        low = ends.min() ?? 0
        high = ends.max() ?? 0
        if !hasIntervals {
            // A bar's length is its meaning, so the scale holds zero; the total would dwarf its parts and stays out.
            let parts = shown.filter { !$0.labels.isEmpty }.compactMap { $0.value?.doubleValue }.filter(\.isFinite)
            low = min(0, parts.min() ?? 0)
            high = max(0, parts.max() ?? 0)
        }
    }

    /// The drawing of one row as SVG; empty when there is nothing to draw.
    func graphic(of cell: MetricCell, reference: MetricCell?, reader: CellReader) -> String {
        guard let value = reader.shownValue(cell)?.doubleValue, value.isFinite, high > low else { return "" }
        var shapes = ""
        let middle = Self.height / 2
        if hasIntervals {
            if let total = reference.flatMap({ reader.shownValue($0) })?.doubleValue, total.isFinite {
                let x = Self.text(position(total))
                shapes += "<path class=\"ref\" d=\"M\(x) 0V\(Self.text(Self.height))\"/>"
            }
            if let first = cell.low, let last = cell.high, first.isFinite, last.isFinite {
                shapes +=
                    "<path class=\"whisker\" d=\"M\(Self.text(position(first))) \(Self.text(middle))"
                    + "H\(Self.text(position(last)))\"/>"
            }
            shapes +=
                "<circle class=\"dot\" cx=\"\(Self.text(position(value)))\" cy=\"\(Self.text(middle))\" r=\"3.5\"/>"
        } else {
            guard !cell.labels.isEmpty else { return "" }
            let zero = position(0)
            let end = position(value)
            shapes +=
                "<rect class=\"bar\" x=\"\(Self.text(min(zero, end)))\" y=\"3\" width=\"\(Self.text(abs(end - zero)))\""
                + " height=\"8\" rx=\"1\"/>"
        }
        return "<svg class=\"inline\" viewBox=\"0 0 \(Self.text(Self.width)) \(Self.text(Self.height))\""
            + " aria-hidden=\"true\">\(shapes)</svg>"
    }

    private func position(_ value: Double) -> Double {
        let share = (value - low) / (high - low)
        return Self.margin + min(1, max(0, share)) * (Self.width - 2 * Self.margin)
    }

    /// One digit after the point, for short and stable SVG.
    private static func text(_ number: Double) -> String {
        let tenths = (number * 10).rounded()
        guard let whole = Int(exactly: tenths) else { return "0" }
        return whole % 10 == 0 ? "\(whole / 10)" : "\(whole / 10).\(abs(whole % 10))"
    }
}
