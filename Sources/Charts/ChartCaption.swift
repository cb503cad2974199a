// A caption is what a chart says to those who cannot see it.

/// The id, title and description of a chart.
package struct ChartCaption: Hashable, Sendable {
    /// Unique within the page; anything but ASCII letters, digits, `-` and `_` becomes `-`.
    package var identifier: String
    /// What is shown, such as “客户满意度 by month”.
    package var title: String
    /// What there is to see, in a sentence or two.
    package var description: String

    package init(identifier: String, title: String, description: String) {
        self.identifier = identifier
        self.title = title
        self.description = description
    }

    /// The identifier in a form that is safe in an id, an `href` and a selector.
    var safeIdentifier: String {
        let safe = identifier.unicodeScalars.map { scalar -> Character in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "-", "_": Character(scalar)
            default: "-"
            }
        }
        guard let first = safe.first else { return "chart" }
        return first.isLetter ? String(safe) : "chart-" + String(safe)
    }
}
