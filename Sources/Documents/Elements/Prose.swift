// Words of the user's own: paragraphs and lists in which some words stand out.

extension Document {
    /// A text in parts.
    package struct Prose: Sendable, Equatable {
        /// How words look.
        package enum Style: Sendable, Equatable { case plain, strong, emphasis }

        /// Words of one style.
        package struct Run: Sendable, Equatable {
            package var text: String
            package var style: Style

            package init(_ text: String, _ style: Style = .plain) {
                self.text = text
                self.style = style
            }
        }

        /// A part that begins a line of its own.
        package enum Part: Sendable, Equatable {
            case heading(String)
            case paragraph([Run])
            case list([[Run]], isOrdered: Bool)
        }

        package var parts: [Part]

        package init(_ parts: [Part]) { self.parts = parts }
    }
}
