// What happened to people to whom something was done, such as a training, beside what happened to others meanwhile.

import Diagnostics
import Tabular

/// The change of a metric over the people of a group, and how much more it is than that of another group.
///
/// - Units: of the metric.
package struct TreatmentEffect: Sendable {
    /// As written in the pipeline file.
    package var key: String
    package var title: Wording
    package var metric: String
    package var personSegment: String
    package var period: Period
    package var base: Comparison.Base
    package var basePeriod: Period
    package var treated: Group
    /// Without one a change is no effect.
    package var control: Group?
    /// The mean change of the treated less that of the others; nil without a control group, or with too few people.
    package var difference: Change?

    package init(
        key: String, title: Wording, metric: String, personSegment: String, period: Period, base: Comparison.Base,
        basePeriod: Period, treated: Group, control: Group?, difference: Change?
    ) {
        self.key = key
        self.title = title
        self.metric = metric
        self.personSegment = personSegment
        self.period = period
        self.base = base
        self.basePeriod = basePeriod
        self.treated = treated
        self.control = control
        self.difference = difference
    }

    /// Of fewer people in a group no p is told.
    package static let fewestForP = 10

    /// People who are compared with themselves; each counts once.
    package struct Group: Sendable {
        /// The key of the label as written.
        package var label: String
        /// How many have a number in both periods.
        package var persons: Int
        /// How many lack one of both, or have too few rows in it.
        package var leftOut: Int
        /// nil for fewer than two people, or where all changed alike.
        package var change: Change?
        /// The mean change in standard deviations of changes, with the correction for few: Hedges's g.
        package var effectSize: Double?
        /// By the signed ranks of the changes.
        package var rankP: Double?

        package init(
            label: String, persons: Int, leftOut: Int, change: Change?, effectSize: Double?, rankP: Double?
        ) {
            self.label = label
            self.persons = persons
            self.leftOut = leftOut
            self.change = change
            self.effectSize = effectSize
            self.rankP = rankP
        }
    }

    /// A mean change, or the difference of two, with its interval of 95 %.
    package struct Change: Sendable {
        package var mean: Double
        package var low: Double
        package var high: Double
        /// Two-sided; nil of too few people.
        package var p: Double?

        package init(mean: Double, low: Double, high: Double, p: Double?) {
            self.mean = mean
            self.low = low
            self.high = high
            self.p = p
        }
    }
}
