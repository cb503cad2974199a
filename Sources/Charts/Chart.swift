// What every chart is: a value that can be drawn.

/// A picture of numbers; one file in `Kinds/` each.
///
/// A chart brings its numbers, its finished words and its number format; it knows no language and no report.
///
/// - Missing: nil, nan and infinite numbers are not drawn, and nothing is drawn across them.
/// - Errors: none; whatever the numbers are, there is a drawing, if an empty one.
package protocol Chart: Sendable {
    /// The same bytes for the same value.
    func drawing(theme: ChartTheme) -> Drawing
}

extension Chart {
    /// The drawing in the house's colours.
    package func drawing() -> Drawing { drawing(theme: .standard) }

    /// The drawing as the text of one SVG element.
    package func svg(theme: ChartTheme = .standard) -> String { drawing(theme: theme).svg }
}
