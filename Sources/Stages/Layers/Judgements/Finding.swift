// A finding: a cell that differs from what it is compared with by more than chance, and how that was found out.

import Tabular

/// A deviation that is signal, with everything needed to say and to check it.
///
/// - Units: values and gaps are in the metric's unit; shares are fractions.
package struct Finding: Sendable {
    /// What a cell was compared with.
    package enum Against: Sendable, Hashable {
        /// The rest of the total: all rows that are not the cell's.
        case rest
        /// The total, of which the cell is a part; where the rest of it cannot be told apart, as with medians.
        case total
        /// The same cell in another period.
        case period(Comparison.Base)
        /// Its target.
        case target
        /// The same cell in the periods before.
        case history

        package var word: String {
            switch self {
            case .rest: "rest"
            case .total: "total"
            case .period(let base): base.rawValue
            case .target: "target"
            case .history: "history"
            }
        }
    }

    /// Whether it is good news.
    package enum Tone: String, Sendable, CaseIterable {
        case better, worse
        /// Of a metric without a good direction.
        case changed
    }

    package var metric: String
    package var breakdown: Breakdown
    package var period: Period
    /// As in ``MetricCell/labels``.
    package var labels: [Int]
    package var against: Against
    /// The period it was compared with, where that is another one.
    package var basePeriod: Period?
    package var value: MetricValue
    package var n: Int
    /// What was to be expected.
    package var expected: Double
    /// Between these it would lie by chance, 19 times of 20.
    package var expectedLow: Double
    package var expectedHigh: Double
    /// How it was tested.
    package var test: SignalTest
    /// Two-sided.
    package var p: Double
    /// The smallest false-discovery rate over the report at which it is still a finding.
    package var adjustedP: Double
    /// How large the gap is at the least, on a scale that all metrics share; findings are ranked by it.
    package var certainSize: Double
    package var tone: Tone

    package init(
        metric: String, breakdown: Breakdown, period: Period, labels: [Int], against: Against, basePeriod: Period?,
        value: MetricValue, n: Int, expected: Double, expectedLow: Double, expectedHigh: Double, test: SignalTest,
        p: Double, adjustedP: Double, certainSize: Double, tone: Tone
    ) {
        self.metric = metric
        self.breakdown = breakdown
        self.period = period
        self.labels = labels
        self.against = against
        self.basePeriod = basePeriod
        self.value = value
        self.n = n
        self.expected = expected
        self.expectedLow = expectedLow
        self.expectedHigh = expectedHigh
        self.test = test
        self.p = p
        self.adjustedP = adjustedP
        self.certainSize = certainSize
        self.tone = tone
    }

    /// Value less what was expected.
    package var gap: Double { value.doubleValue - expected }
}

/// How a deviation is tested.
package enum SignalTest: String, Sendable, CaseIterable {
    /// Two shares, by the pooled variance; of few rows Fisher's exact test.
    case proportions
    case fisher
    /// Two means, by Welch's test.
    case means
    /// Two net promoter scores, by the variances of both.
    case scores
    /// Two counts per exposure, by the exact test of Poisson.
    case rates
    /// Two counts or amounts, by the logarithm of their ratio and how much the number has varied.
    case ratio
    /// Two numbers with intervals of their own, such as medians.
    case intervals
    /// A number and the level that its interval leaves out.
    case level
    /// A number and the natural limits of its own series.
    case limits
}
