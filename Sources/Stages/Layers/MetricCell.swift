// One number of a report: where it stands, what it rests on, how sure it is, and what can be said of it.

import Tabular

/// How the rows were divided for some cells: a period length and segments, in order.
package struct Breakdown: Sendable, Hashable {
    /// nil: the report's own periods.
    package var grain: Grain?
    /// Segment keys; empty for the total.
    package var segments: [String]

    package init(grain: Grain? = nil, segments: [String] = []) {
        self.grain = grain
        self.segments = segments
    }

    package static let total = Breakdown()
}

/// A goal for a metric.
package struct Target: Sendable, Hashable {
    /// Whether more or less is good.
    package enum Bound: String, Sendable {
        case atLeast = "at_least"
        case atMost = "at_most"
    }

    package var bound: Bound
    /// In the metric's own unit; a rate as a fraction.
    package var value: Double

    package init(bound: Bound, value: Double) {
        self.bound = bound
        self.value = value
    }
}

/// What can be said of a cell.
package enum CellStatus: String, Sendable, CaseIterable {
    /// A number, with nothing to add.
    case plain = ""
    /// There is nothing to divide by, or nothing to measure.
    case undefined
    /// The period is not over, an edge cuts days off it, or the data do not cover it; never compared with a full one.
    case partial
    /// The whole interval is on the good side of the target (or the value, where there is no interval).
    case met
    /// The whole interval is on the wrong side.
    case missed
    /// The interval holds the target: the data cannot tell.
    case uncertain
    /// It rests on too few rows, or would tell a cell that does; all it holds is missing.
    case hidden
}

/// One number of the report with everything needed to judge it.
///
/// - Units: rates are fractions; times in the metric's unit.
/// - Missing: an undefined value is nil, never 0 and never not-a-number.
package struct MetricCell: Sendable {
    package var metric: String
    package var breakdown: Breakdown
    package var period: Period
    /// One label per segment of the breakdown, as positions in the segments' labels.
    package var labels: [Int]
    package var value: MetricValue?
    package var numerator: MetricValue?
    package var denominator: MetricValue?
    /// How many observations the value rests on.
    package var n: Int
    package var low: Double?
    package var high: Double?
    package var target: Target?
    package var status: CellStatus

    package init(
        metric: String, breakdown: Breakdown, period: Period, labels: [Int] = [], value: MetricValue? = nil,
        numerator: MetricValue? = nil, denominator: MetricValue? = nil, n: Int = 0, low: Double? = nil,
        high: Double? = nil, target: Target? = nil, status: CellStatus = .plain
    ) {
        self.metric = metric
        self.breakdown = breakdown
        self.period = period
        self.labels = labels
        self.value = value
        self.numerator = numerator
        self.denominator = denominator
        self.n = n
        self.low = low
        self.high = high
        self.target = target
        self.status = status
    }
}
