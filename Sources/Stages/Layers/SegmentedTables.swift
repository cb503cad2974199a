// Tables whose rows carry small segment numbers: what segmentation hands to aggregation.

import Diagnostics
import Tabular

/// One value of a segment, such as the region 华东.
package struct SegmentLabel: Sendable, Hashable {
    /// How results name it, the same in every language.
    package var key: String
    package var title: Wording

    package init(key: String, title: Wording? = nil) {
        self.key = key
        self.title = title ?? Wording(key)
    }

    /// The label of rows whose value is not known; it is a segment like any other.
    package static let unknown = SegmentLabel(key: "unknown", title: Wording(en: "Unknown", zh: "未知"))
}

/// A way to divide rows: a key, its labels in the order shown, and how it was made.
package struct Segment: Sendable {
    package var key: String
    package var title: Wording
    /// A row's segment number is a position in this list.
    package var labels: [SegmentLabel]
    /// The convention used, in words, to be printed with the report: how ties, cuts and windows were handled.
    package var convention: Wording?
    /// The table by whose rows customers are divided, such as the sales that a value tier is made of; nil for whatever is no such segment.
    package var dividingTable: String?

    package init(key: String, title: Wording, labels: [SegmentLabel], convention: Wording? = nil) {
        self.key = key
        self.title = title
        self.labels = labels
        self.convention = convention
    }
}

/// A table with the segments its rows can be divided by.
package struct SegmentedTable: Sendable {
    package var table: Table
    /// By segment key. A segment that the table has no way to is absent.
    package var numbers: [String: SegmentNumbers]

    package init(table: Table, numbers: [String: SegmentNumbers] = [:]) {
        self.table = table
        self.numbers = numbers
    }
}

/// How many rows of one table found their partner in another.
package struct LinkMatch: Sendable, Equatable {
    /// `calls.customer`
    package var from: String
    /// `customers.customer_id`
    package var to: String
    package var rows: Int
    package var matched: Int
    /// Rows whose linking cell is missing.
    package var missing: Int

    package init(from: String, to: String, rows: Int, matched: Int, missing: Int) {
        self.from = from
        self.to = to
        self.rows = rows
        self.matched = matched
        self.missing = missing
    }
}

/// What segmentation hands to aggregation.
package struct SegmentedTables: Sendable {
    package var tables: [SegmentedTable]
    /// In the order of the pipeline file.
    package var segments: [Segment]
    package var links: [LinkMatch]

    package init(tables: [SegmentedTable] = [], segments: [Segment] = [], links: [LinkMatch] = []) {
        self.tables = tables
        self.segments = segments
        self.links = links
    }

    package subscript(name: String) -> SegmentedTable? { tables.first { $0.table.name == name } }

    package func segment(_ key: String) -> Segment? { segments.first { $0.key == key } }
}

extension Segment {
    /// The position of the label of that key, else of that title in either language; nil where there is none.
    package func position(named name: String) -> Int? {
        labels.firstIndex { $0.key == name }
            ?? labels.firstIndex { $0.title.english == name || $0.title.chinese == name }
    }

    /// The key of that label.
    package func label(named name: String) -> String? { position(named: name).map { labels[$0].key } }
}
