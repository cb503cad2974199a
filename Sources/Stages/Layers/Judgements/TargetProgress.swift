// How far a target has come: where it stands, where it should stand by now, where it will end, and whether it is reached.

import Tabular

/// A target beside the number it is for.
///
/// - Units: of the metric; attainment, elapsed share and pace are fractions.
/// - Missing: what cannot be said is nil; `verdict` says why where it is the number itself.
package struct TargetProgress: Sendable {
    /// What can be said of it.
    package enum Verdict: String, Sendable, CaseIterable {
        case met, missed
        /// The interval reaches to both sides of the goal.
        case withinNoise = "within-noise"
        /// The period is not over, or the data do not cover it.
        case open
        /// It rests on fewer rows than the metric needs.
        case fewRows = "few-rows"
        case hidden
        case noValue = "no-value"
        /// There is none, it is undefined or hidden, or it is not above 0 and the goal is a share of it.
        case noBaseline = "no-baseline"
    }

    /// Where a number will be at the end of its period, should it go on so.
    package struct Forecast: Sendable, Equatable {
        /// What its range follows from.
        package enum Method: String, Sendable {
            /// How much the shorter periods have varied.
            case series
            /// The rate so far, by which a count varies at the least.
            case rate
        }

        package var value: Double
        /// Between these it ends 19 times of 20.
        package var low: Double
        package var high: Double
        package var method: Method

        package init(value: Double, low: Double, high: Double, method: Method) {
            self.value = value
            self.low = low
            self.high = high
            self.method = method
        }
    }

    package var goal: TargetGoal
    package var breakdown: Breakdown
    package var period: Period
    /// As in ``MetricCell/labels``.
    package var labels: [Int]
    package var value: MetricValue?
    package var n = 0
    package var low: Double?
    package var high: Double?
    package var baseline: Double?
    /// The number to be reached; of a band its lower end.
    package var level: Double?
    /// The upper end of a band.
    package var upperLevel: Double?
    package var attainment: Double?
    /// Whether attainment is that or more: nothing is there of what should be little.
    package var isAtLeastAttainment = false
    /// How much of the target's days is over; working days where the pipeline has a calendar.
    package var elapsed: Double?
    /// Where the number should be by now.
    package var expectedNow: Double?
    /// Whether that follows the same days a year ago, and not a straight line.
    package var isSeasonal = false
    /// 1 for a number that is where it should be by now, more for one that is ahead.
    package var pace: Double?
    package var forecast: Forecast?
    /// Whether a forecast was asked for and there is too little to make it of.
    package var lacksHistory = false
    package var verdict = Verdict.noValue

    package init(goal: TargetGoal, breakdown: Breakdown, period: Period, labels: [Int]) {
        self.goal = goal
        self.breakdown = breakdown
        self.period = period
        self.labels = labels
    }
}
