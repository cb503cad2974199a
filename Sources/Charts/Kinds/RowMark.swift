// A row mark is the small drawing beside a number in a table: a bar, or a dot with its interval.

/// One row's number on the scale that the rows of its table share.
///
/// Counts and sums are bars from zero; a number with an interval is a dot on a line, with a thin mark at the total.
///
/// - Missing: nothing is drawn of a number that is not finite, where the scale has no length, or of a total among bars.
package struct RowMark: Chart {
    /// A row's number.
    package struct Value: Hashable, Sendable {
        package var value: Double
        /// The limits of its interval, where it has one.
        package var low: Double?
        package var high: Double?
        /// Whether it is over all rows.
        package var isTotal: Bool

        package init(value: Double, low: Double? = nil, high: Double? = nil, isTotal: Bool = false) {
            self.value = value
            self.low = low
            self.high = high
            self.isTotal = isTotal
        }
    }

    /// The common scale of the rows of one table.
    package struct Scale: Hashable, Sendable {
        let low: Double
        let high: Double
        let hasIntervals: Bool

        package init(_ values: [Value]) {
            hasIntervals = values.contains { $0.low != nil && $0.high != nil }
            if hasIntervals {
                let ends = values.flatMap { [$0.low, $0.high, $0.value] }.compactMap { $0 }.filter(\.isFinite)
                (low, high) = (ends.min() ?? 0, ends.max() ?? 0)
            } else {
                // A bar's length is its meaning, so the scale holds zero; the total would dwarf its parts and stays out.
                let parts = values.filter { !$0.isTotal }.map(\.value).filter(\.isFinite)
                (low, high) = (min(0, parts.min() ?? 0), max(0, parts.max() ?? 0))
            }
        }
    }

    package var value: Value
    /// The number of the total, where there is one.
    package var reference: Double?
    package var scale: Scale

    private static let width = 132.0
    private static let height = 14.0
    private static let margin = 4.0

    package init(_ value: Value, reference: Double? = nil, on scale: Scale) {
        self.value = value
        self.reference = reference
        self.scale = scale
    }

    /// Classes: `inline`, `ref`, `whisker`, `dot`, `bar`; colours are the page's.
    package func drawing(theme: ChartTheme) -> Drawing {
        guard value.value.isFinite, scale.high > scale.low else { return .none }
        var svg = InlineSVG()
        let middle = Self.height / 2
        if scale.hasIntervals {
            if let reference, reference.isFinite {
                svg.verticalLine(at: x(reference), height: Self.height, class: "ref")
            }
            if let low = value.low, let high = value.high, low.isFinite, high.isFinite {
                svg.horizontalLine(from: x(low), to: x(high), at: middle, class: "whisker")
            }
            svg.dot(x(value.value), middle, radius: 3.5, class: "dot")
        } else {
            if value.isTotal { return .none }
            svg.bar(from: x(0), to: x(value.value), top: 3, height: 8, class: "bar")
        }
        return svg.finished(width: Self.width, height: Self.height)
    }

    private func x(_ value: Double) -> Double {
        let share = (value - scale.low) / (scale.high - scale.low)
        return Self.margin + min(1, max(0, share)) * (Self.width - 2 * Self.margin)
    }
}
