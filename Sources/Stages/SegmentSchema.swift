// What is known of a segment before its rows are read: its name and the tables it can divide.

import Diagnostics

/// A segment as the plan of segmentation describes it to the stages that follow.
package struct SegmentSchema: Sendable {
    package var key: String
    package var title: Wording
    /// Where the segment is declared.
    package var location: SourceLocation
    /// The names of the tables whose rows can be divided by it.
    package var tables: Set<String>
    /// The keys of its labels, where they are known before any data is read, such as tiers; nil where only the data tells.
    package var labelKeys: [String]?
    /// Whether its options hold a mistake that has been reported: nothing more is then said about what uses it.
    package var isOpaque: Bool

    package init(
        key: String, title: Wording, location: SourceLocation, tables: Set<String>, labelKeys: [String]? = nil,
        isOpaque: Bool = false
    ) {
        self.isOpaque = isOpaque
        self.key = key
        self.title = title
        self.location = location
        self.tables = tables
        self.labelKeys = labelKeys
    }
}

extension [SegmentSchema] {
    package subscript(key: String) -> SegmentSchema? { first { $0.key == key } }
}
