// The level of a series before and after something was done, such as a new call-back desk.

import Diagnostics
import Tabular

/// What became of a metric from the day of an action on.
///
/// - Units: of the metric.
package struct ActionEffect: Sendable {
    /// The periods on one side of the day.
    package struct Level: Sendable {
        /// How many periods have a number.
        package var points: Int
        /// The mean of their numbers, each counting once; nil without any.
        package var mean: Double?

        package init(points: Int, mean: Double?) {
            self.points = points
            self.mean = mean
        }
    }

    /// The limits within which the series moved before, and how many of the numbers after lie beyond them.
    package struct Limits: Sendable {
        package var low: Double
        package var high: Double
        package var beyond: Int

        package init(low: Double, high: Double, beyond: Int) {
            self.low = low
            self.high = high
            self.beyond = beyond
        }
    }

    /// As written in the pipeline file.
    package var key: String
    package var title: Wording
    package var metric: String
    /// The labels it was done for: key and label; empty for the total.
    package var places: [(segment: String, label: String)]
    /// The first day, counted from 1970-01-01.
    package var since: Int
    package var owner: String?
    package var before: Level
    package var after: Level
    /// The mean after less the mean before, with its interval of 95 %; nil with too few periods on one side, or where nothing varies.
    package var change: TreatmentEffect.Change?
    /// Whether each weekday was compared with itself.
    package var isByWeekday: Bool
    /// nil with fewer than eight periods before.
    package var limits: Limits?
    /// Other actions on the same metric that began within the periods looked at: what is whose cannot be told.
    package var beside: [Wording]

    package init(
        key: String, title: Wording, metric: String, places: [(segment: String, label: String)], since: Int,
        owner: String?, before: Level, after: Level, change: TreatmentEffect.Change?,
        isByWeekday: Bool, limits: Limits?, beside: [Wording] = []
    ) {
        self.key = key
        self.title = title
        self.metric = metric
        self.places = places
        self.since = since
        self.owner = owner
        self.before = before
        self.after = after
        self.change = change
        self.isByWeekday = isByWeekday
        self.limits = limits
        self.beside = beside
    }

    /// So many periods are needed on each side, of which none need be of the same weekday.
    package static let leastPoints = 3
    /// So many weekdays are needed on both sides where periods are days.
    package static let leastWeekdays = 5
}
