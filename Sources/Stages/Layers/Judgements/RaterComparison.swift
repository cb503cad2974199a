// Raters compared: who scores the same people higher or lower than the others do, and how far they agree.

import Diagnostics
import Tabular

/// What came of comparing the raters of a metric, such as the evaluators of calls, on the people whom several of them rated.
///
/// - Units: differences are in the metric's unit.
package struct RaterComparison: Sendable {
    /// As written in the pipeline file.
    package var key: String
    package var title: Wording
    package var metric: String
    /// Whose labels rate, and whose labels are rated.
    package var raterSegment: String
    package var subjectSegment: String
    package var period: Period
    /// In the order of the segment's labels.
    package var raters: [Rater] = []
    package var agreement: Agreement?

    package init(
        key: String, title: Wording, metric: String, raterSegment: String, subjectSegment: String, period: Period
    ) {
        self.key = key
        self.title = title
        self.metric = metric
        self.raterSegment = raterSegment
        self.subjectSegment = subjectSegment
        self.period = period
    }

    /// Fewer people rated by others too say nothing of a rater.
    package static let fewestShared = 3

    /// Somebody who rates.
    package struct Rater: Sendable {
        /// The position of the label in its segment.
        package var label: Int
        /// How many whom this rater rated were rated by others too.
        package var shared: Int
        /// nil for too few of them, or where all differences are the same.
        package var severity: Severity?

        package init(label: Int, shared: Int, severity: Severity?) {
            self.label = label
            self.shared = shared
            self.severity = severity
        }
    }

    /// How much higher a rater scores than the others score the same people: the mean over people, each of whom counts once.
    package struct Severity: Sendable {
        package var difference: Double
        package var low: Double
        package var high: Double
        /// Two-sided.
        package var p: Double
        /// The same among all raters that were tested.
        package var adjustedP: Double

        package init(difference: Double, low: Double, high: Double, p: Double, adjustedP: Double) {
            self.difference = difference
            self.low = low
            self.high = high
            self.p = p
            self.adjustedP = adjustedP
        }

        /// Whether it is more than chance.
        package var isFound: Bool { adjustedP < 0.05 }
    }

    /// How far raters agree.
    package struct Agreement: Sendable {
        /// How many people have two raters or more.
        package var subjects: Int
        /// Krippendorff's, of numbers.
        package var alpha: Double
        /// The correlation within classes where every rater rated everyone, for raters who stand for others.
        package var correlation: Correlation?

        package init(subjects: Int, alpha: Double, correlation: Correlation?) {
            self.subjects = subjects
            self.alpha = alpha
            self.correlation = correlation
        }
    }

    /// A correlation within classes, with its interval of 95 %.
    package struct Correlation: Sendable {
        package var estimate: Double
        package var low: Double
        package var high: Double

        package init(estimate: Double, low: Double, high: Double) {
            self.estimate = estimate
            self.low = low
            self.high = high
        }
    }
}
