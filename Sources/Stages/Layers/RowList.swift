// A list of rows that somebody will do something with, such as customers to call back.

import Diagnostics

/// Rows of typed cells.
///
/// - Shape: every row has a cell per column; the first one names the row.
/// - Units: per column; a share is a fraction.
/// - Missing: `missing`.
///
/// A list tells of single rows by its nature, so small numbers are not hidden in it: whoever makes one takes only columns that whoever
/// gets the report may see, and masks the others.
package struct RowList: Sendable {
    /// A column and what its cells are.
    package struct Column: Sendable {
        package var key: String
        package var title: Wording
        /// What its numbers are; nil for a column of texts or days.
        package var unit: MetricUnit?

        package init(key: String, title: Wording, unit: MetricUnit? = nil) {
            self.key = key
            self.title = title
            self.unit = unit
        }
    }

    /// What stands in a column of a row.
    package enum Cell: Sendable, Hashable {
        case text(String)
        /// What is said in the language of the reader, such as why a row is listed.
        case wording(Wording)
        case number(MetricValue)
        /// Days since 1970-01-01.
        case day(Int)
        case missing
    }

    /// What an empty list says.
    package static let nobody = Wording(en: "Nobody and nothing is due.", zh: "名单为空，没有到期或需要处理的项。")

    package var columns: [Column]
    /// The first ones, in the order of the list.
    package var rows: [[Cell]]
    /// How many rows the list has, those that are not here included.
    package var rowCount: Int

    /// - Parameter rowCount: how many rows there are; as many as are given unless said otherwise.
    package init(columns: [Column], rows: [[Cell]], rowCount: Int? = nil) {
        self.columns = columns
        self.rows = rows
        self.rowCount = max(rows.count, rowCount ?? 0)
    }
}
