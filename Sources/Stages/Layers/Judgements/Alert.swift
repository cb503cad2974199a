// An alert that has fired: which number, by which rule of the pipeline file, and against what.

import Tabular

/// A number that somebody asked to be told of.
///
/// - Units: in the metric's unit; shares are fractions.
package struct Alert: Sendable {
    /// What it was asked to watch for.
    package enum Rule: Sendable, Hashable {
        /// A point outside its usual range.
        case beyond
        /// A target that is missed so many periods in a row.
        case missed(periods: Int)
        /// More of one kind than chance brings.
        case crisis

        package var word: String {
            switch self {
            case .beyond: "beyond"
            case .missed: "missed"
            case .crisis: "crisis"
            }
        }
    }

    /// What was found.
    package enum Reason: String, Sendable, CaseIterable {
        case above, below, missed
        /// So many come by chance less often than once in a thousand.
        case alertLimit = "alert_limit"
        /// Three times as many as usual, or more.
        case threefold
    }

    package var metric: String
    package var breakdown: Breakdown
    package var labels: [Int]
    package var period: Period
    package var rule: Rule
    package var reason: Reason
    package var value: MetricValue
    package var n: Int
    /// What is usual, or the target.
    package var expected: Double
    /// The limit that was passed; nil where there is none.
    package var limit: Double?

    package init(
        metric: String, breakdown: Breakdown, labels: [Int], period: Period, rule: Rule, reason: Reason,
        value: MetricValue, n: Int, expected: Double, limit: Double?
    ) {
        self.metric = metric
        self.breakdown = breakdown
        self.labels = labels
        self.period = period
        self.rule = rule
        self.reason = reason
        self.value = value
        self.n = n
        self.expected = expected
        self.limit = limit
    }
}
