// A cell beside the same cell of another period, and what the difference means.

import Tabular

/// A cell against the same cell of another period.
package struct Comparison: Sendable {
    /// Which earlier period a cell is compared with.
    package enum Base: String, Sendable, CaseIterable {
        case previous
        case weekAgo = "week-ago"
        case yearAgo = "year-ago"
        /// So many days earlier as the Spring Festival was: both periods lie alike beside it.
        case springFestival = "spring-festival"
    }

    /// What the difference means.
    package enum Verdict: String, Sendable, CaseIterable {
        case better, worse
        /// Up or down, for a metric without a good direction.
        case changed
        /// It was tested and is no finding; where nothing is judged, the interval of the difference holds zero.
        case withinNoise
        /// There is a difference, and nothing says how much it varies by chance.
        case unjudged
        /// It could be tested and is not: one of the two rests on too few rows, or another definition of the metric is judged.
        case untested
        /// One of the two is missing, partial or undefined.
        case notComparable
        /// The segment has rows now, and had none in the compared period.
        case new
        /// The segment had rows in the compared period, and has none now.
        case gone
    }

    package var base: Base
    package var basePeriod: Period
    package var baseValue: MetricValue?
    /// value − base value, in the metric's unit (percentage points / 100 for rates).
    package var difference: Double?
    /// The interval of the difference, where there is one.
    package var low: Double?
    package var high: Double?
    /// difference ÷ base value, where the base is above zero.
    package var relative: Double?
    package var verdict: Verdict

    package init(
        base: Base, basePeriod: Period, baseValue: MetricValue? = nil, difference: Double? = nil, low: Double? = nil,
        high: Double? = nil, relative: Double? = nil, verdict: Verdict
    ) {
        self.base = base
        self.basePeriod = basePeriod
        self.baseValue = baseValue
        self.difference = difference
        self.low = low
        self.high = high
        self.relative = relative
        self.verdict = verdict
    }
}
