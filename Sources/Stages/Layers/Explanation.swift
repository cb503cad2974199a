// The change of a metric explained: what each segment added to it by its size, its share and its own change.

import Tabular

/// What made a metric change between two periods, by the segments of a breakdown.
///
/// - Units: effects are in the metric's unit; shares are fractions.
/// - Missing: no lines where it could not be explained; then `obstacle` says why.
package struct Explanation: Sendable {
    /// What a segment adds to a change.
    package enum Effect: String, Sendable, CaseIterable {
        /// There is more or less of all.
        case volume
        /// The segments have other shares of the whole.
        case mix
        /// The segments have changed themselves.
        case rate
    }

    /// Which way all segments went, while the total went the other way.
    package enum Reversal: String, Sendable {
        case segmentsRose = "segments-rose"
        case segmentsFell = "segments-fell"
    }

    /// Why a change is not explained.
    package enum Obstacle: Sendable, Equatable {
        /// These periods are partial: a part is not explained against a whole.
        case partial([Period])
        /// In one of both periods there is no number, or nothing to divide by.
        case noValue
        /// The segments together are not the total: what counts in several of them, such as a customer, is in each.
        case partsAreNotWhole
        /// Too few rows are behind the total.
        case hidden
    }

    /// What the labels of a segment added.
    package struct Line: Sendable {
        package var labels: [Int]
        package var then: MetricValue?
        package var now: MetricValue?
        /// Of the rows, or of what is divided by.
        package var shares: (then: Double, now: Double)
        /// As in ``Explanation/effects``; empty in a hidden line.
        package var effects: [Double]

        package var isHidden: Bool { effects.isEmpty }

        package init(
            labels: [Int], then: MetricValue?, now: MetricValue?, shares: (then: Double, now: Double),
            effects: [Double]
        ) {
            self.labels = labels
            self.then = then
            self.now = now
            self.shares = shares
            self.effects = effects
        }

        /// All of it together.
        package var sum: Double { effects.reduce(0, +) }
    }

    package var metric: String
    package var breakdown: Breakdown
    package var period: Period
    package var base: Comparison.Base
    package var basePeriod: Period
    package var effects: [Effect]
    package var then: MetricValue?
    package var now: MetricValue?
    /// By labels, ascending.
    package private(set) var lines: [Line] = []
    /// Per effect, that of all lines; nil where some are hidden.
    package private(set) var totals: [Double]?
    /// Simpson's paradox: all segments went one way and the total the other.
    package private(set) var reversal: Reversal?
    package private(set) var obstacle: Obstacle?

    /// - Parameter lines: by labels, ascending.
    package init(
        metric: String, breakdown: Breakdown, period: Period, base: Comparison.Base, basePeriod: Period,
        effects: [Effect], then: MetricValue? = nil, now: MetricValue? = nil, lines: [Line] = [],
        totals: [Double]? = nil, reversal: Reversal? = nil, obstacle: Obstacle? = nil
    ) {
        self.metric = metric
        self.breakdown = breakdown
        self.period = period
        self.base = base
        self.basePeriod = basePeriod
        self.effects = effects
        self.then = then
        self.now = now
        self.lines = lines
        self.totals = totals
        self.reversal = reversal
        self.obstacle = obstacle
    }

    /// By how much the metric changed; nil where that is not known.
    package var change: Double? {
        guard let then, let now else { return nil }
        return now.doubleValue - then.doubleValue
    }

    /// What the hidden lines added together: the change without what the others did; nil where none is hidden.
    package var hiddenSum: Double? {
        guard let change, lines.contains(where: \.isHidden) else { return nil }
        return change - lines.reduce(0) { $0 + $1.sum }
    }

    /// The explanation without what would tell of cells that may not be told.
    ///
    /// Effects of a line follow from its own two cells and from the totals. So those whose cells are shown tell nothing new, those that
    /// have a hidden cell are hidden, and so is what only all of them together give: the sums of each effect, and whether all went one
    /// way.
    ///
    /// - Parameter isHidden: whether the cell of these labels is hidden in a period; no labels for the total.
    package func hidden(where isHidden: (_ labels: [Int], Period) -> Bool) -> Explanation {
        var told = self
        if isHidden([], period) || isHidden([], basePeriod) {
            told.lines = []
            told.totals = nil
            told.reversal = nil
            told.then = nil
            told.now = nil
            if obstacle == nil { told.obstacle = .hidden }
            return told
        }
        for (index, line) in lines.enumerated() {
            let hides = (then: isHidden(line.labels, basePeriod), now: isHidden(line.labels, period))
            guard hides.then || hides.now else { continue }
            told.lines[index] = Line(
                labels: line.labels, then: hides.then ? nil : line.then, now: hides.now ? nil : line.now,
                shares: (0, 0), effects: [])
            told.totals = nil
            told.reversal = nil
        }
        return told
    }
}
