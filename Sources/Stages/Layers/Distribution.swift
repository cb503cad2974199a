// How answers spread: of every item or label, how many answers each step got.

import Diagnostics

/// A distribution of the rows of the report's period.
///
/// - Shape: every row has a count for every step; a row that is hidden has none.
/// - Missing: rows without an answer are counted (`empty`), and so are answers that are none of the steps (`outside`); neither is in `n`.
package struct Distribution: Sendable, Equatable {
    /// What its steps are.
    package enum Form: String, Sendable, CaseIterable {
        /// Answers from the lowest to the highest.
        case scale
        /// Answers without an order of their own, the most frequent first.
        case categories
        /// Ranges of a number.
        case amounts
    }

    /// An answer, or a range of a number.
    package struct Step: Sendable, Equatable {
        /// As the data have it; of a range `0..60`.
        package var key: String
        package var title: Wording
        /// Of a range: from here on; nil where it begins below all others.
        package var low: Double?
        /// Of a range: up to here, without it; nil where it ends above all others.
        package var high: Double?
        /// Whether the pipeline file names it, so that it stands there however few have it.
        package var isNamed: Bool
        /// Whether it holds all answers that have no step of their own.
        package var isOthers = false

        package init(key: String, title: Wording, low: Double? = nil, high: Double? = nil, isNamed: Bool = false) {
            self.key = key
            self.title = title
            self.low = low
            self.high = high
            self.isNamed = isNamed
        }

        /// The step of all answers that have none of their own.
        package static let others: Step = {
            var others = Step(key: "others", title: Wording(en: "Others", zh: "其他"))
            others.isOthers = true
            return others
        }()
    }

    /// The middle of a sample of numbers.
    package struct Quartiles: Sendable, Equatable {
        package var lower: Double
        package var median: Double
        package var upper: Double

        package init(lower: Double, median: Double, upper: Double) {
            self.lower = lower
            self.median = median
            self.upper = upper
        }
    }

    /// The answers of one item, of all rows or of those of a label.
    package struct Row: Sendable, Equatable {
        /// The item's formula, as written.
        package var item: String
        package var itemTitle: Wording
        /// Nil for all rows.
        package var label: SegmentLabel?
        /// By step. Where an answer holds several choices, they come to more than `n`.
        package var counts: [Int]
        /// How many rows have an answer.
        package var n: Int
        package var empty: Int
        package var outside: Int
        /// Of amounts.
        package var quartiles: Quartiles?
        /// Whether it rests on too few rows, or would tell of a row that does.
        package var isHidden = false

        package init(
            item: String, itemTitle: Wording, label: SegmentLabel? = nil, counts: [Int], n: Int, empty: Int,
            outside: Int = 0, quartiles: Quartiles? = nil
        ) {
            self.item = item
            self.itemTitle = itemTitle
            self.label = label
            self.counts = counts
            self.n = n
            self.empty = empty
            self.outside = outside
            self.quartiles = quartiles
        }
    }

    /// As written in the pipeline file.
    package var key: String
    package var title: Wording
    package var form: Form
    package var table: String
    package var steps: [Step]
    /// Each item over all rows, then by its labels.
    package var rows: [Row]
    /// What its labels are of.
    package var segment: String?
    /// Of a scale: how many of its highest steps are told together; 0 for none.
    package var top = 0
    /// Of a scale: the steps that are neither high nor low; nil where there are none.
    package var neutral: ClosedRange<Int>?
    /// Of amounts.
    package var unit = MetricUnit.number
    /// Whether an answer may hold several choices.
    package var isMultiple = false

    package init(key: String, title: Wording, form: Form, table: String, steps: [Step], rows: [Row]) {
        self.key = key
        self.title = title
        self.form = form
        self.table = table
        self.steps = steps
        self.rows = rows
    }

    /// The rows of items over all labels.
    package var totals: [Row] { rows.filter { $0.label == nil } }

    /// The rows of an item by label.
    package func labels(of item: String) -> [Row] { rows.filter { $0.item == item && $0.label != nil } }

    /// How many answers of a row are in the highest steps; nil where none is asked for, or the row is hidden.
    package func topCount(of row: Row) -> Int? {
        guard top > 0, !row.isHidden, row.counts.count >= top else { return nil }
        return row.counts.suffix(top).reduce(0, +)
    }
}
