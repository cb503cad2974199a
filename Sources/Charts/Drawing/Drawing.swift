// A finished drawing: SVG that Rapport made itself, and therefore the only text that goes into a page as it is.

/// The text of one SVG element, or of none.
///
/// Nobody but this module can make one: whoever holds a drawing may put it into a page without escaping it.
package struct Drawing: Hashable, Sendable {
    package let svg: String

    init(svg: String) { self.svg = svg }

    /// A drawing of nothing.
    package static let none = Drawing(svg: "")

    /// Whether there is nothing to see.
    package var isEmpty: Bool { svg.isEmpty }
}
