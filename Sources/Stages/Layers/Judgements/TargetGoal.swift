// What a metric aims at: how much, from where, for which part of the rows, by when, and who answers for it.

import Diagnostics
import Tabular

/// A target of a metric, as it is written in a pipeline file or in a row of a table.
///
/// - Units: of the metric; shares are fractions.
package struct TargetGoal: Sendable, Equatable {
    /// What is to be reached.
    package enum Aim: Sendable, Equatable {
        case atLeast(Double)
        case atMost(Double)
        case between(Double, Double)
        case increase(Step)
        case decrease(Step)

        /// As in `targets.csv`.
        package var word: String {
            switch self {
            case .atLeast: "at_least"
            case .atMost: "at_most"
            case .between: "between"
            case .increase: "increase_by"
            case .decrease: "reduce_by"
            }
        }

        package var step: Step? {
            switch self {
            case .increase(let step), .decrease(let step): step
            case .atLeast, .atMost, .between: nil
            }
        }
    }

    /// How far a number is to move.
    package enum Step: Sendable, Equatable {
        /// So much, in the metric's unit; of a share in fractions, so that a percentage point is 0.01.
        case points(Double)
        /// A share of the baseline.
        case ofBaseline(Double)
    }

    /// Where a number starts from.
    package enum Baseline: Sendable, Equatable {
        case number(Double)
        /// The period before that of the target.
        case previous
        case yearAgo
        case period(Period)
    }

    /// The days that it is for.
    package enum Time: Sendable, Hashable {
        /// Periods of a length; nil for the report's own.
        case every(Grain?)
        case period(Period)
        /// From a day until it is reached, before another.
        case within(start: Int, end: Int)
    }

    /// A label of a segment.
    package struct Part: Sendable, Hashable {
        package var segment: String
        package var label: String

        package init(segment: String, label: String) {
            self.segment = segment
            self.label = label
        }
    }

    package var metric: String
    package var aim: Aim
    package var baseline: Baseline?
    package var time: Time
    /// The labels whose rows it is for; empty for all rows.
    package var parts: [Part]
    /// The segments for every label of which it holds.
    package var each: [String]
    package var owner: String?
    /// Where it is written; nil where that is not known.
    package var location: SourceLocation?

    package init(
        metric: String, aim: Aim, baseline: Baseline? = nil, time: Time = .every(nil), parts: [Part] = [],
        each: [String] = [], owner: String? = nil, location: SourceLocation? = nil
    ) {
        self.metric = metric
        self.aim = aim
        self.baseline = baseline
        self.time = time
        self.parts = parts
        self.each = each
        self.owner = owner
        self.location = location
    }

    /// It as a plain bound; nil for a band and for what is measured from a baseline.
    package var plainTarget: Target? {
        switch aim {
        case .atLeast(let value): Target(bound: .atLeast, value: value)
        case .atMost(let value): Target(bound: .atMost, value: value)
        case .between, .increase, .decrease: nil
        }
    }

    /// The segments by which the rows it is for are divided.
    package var segments: Set<String> { Set(parts.map(\.segment) + each) }

    /// Whether it is for the same metric, rows and days.
    package func isBeside(_ other: TargetGoal) -> Bool {
        metric == other.metric && time == other.time && Set(parts) == Set(other.parts) && Set(each) == Set(other.each)
    }

    /// Whether no number can reach both, as far as it can be told without baselines.
    package func contradicts(_ other: TargetGoal) -> Bool {
        guard isBeside(other), let mine = bounds, let theirs = other.bounds else { return false }
        return mine.low > theirs.high || theirs.low > mine.high
    }

    private var bounds: (low: Double, high: Double)? {
        switch aim {
        case .atLeast(let low): (low, .infinity)
        case .atMost(let high): (-.infinity, high)
        case .between(let low, let high): (low, high)
        case .increase, .decrease: nil
        }
    }
}

/// All targets of a report, and what their periods are measured by.
package struct TargetGoals: Sendable {
    /// Those of the pipeline file, then those of tables, in their orders.
    package var goals: [TargetGoal] = []
    /// nil where there are none.
    package var periods: ReportPeriods?
    /// Rows of tables that say nothing that can be used.
    package var rowsSetAside = 0
    /// Rows of tables that are for other periods than the report's.
    package var rowsOfOtherPeriods = 0

    package init() {}
}
