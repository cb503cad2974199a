// Metric results: one cell per metric, period and segment; what aggregation hands to rendering.

import Diagnostics
import Tabular

/// Which way a metric is good.
package enum Direction: String, Sendable, CaseIterable {
    case higher, lower
    /// Neither: a matter of balance.
    case none
}

/// What a reader must know of a metric to trust its number.
package struct MetricDescription: Sendable {
    package var key: String
    package var title: Wording
    package var unit: MetricUnit
    package var better: Direction
    /// The formula in words or symbols, with its parameters put in.
    package var formula: Wording
    /// Key, variant and parameters; numbers of different definitions are never compared.
    package var definition: String
    /// The table it is computed from; nil for a calculation over other metrics.
    package var table: String?
    /// The column that says when a row counts.
    package var attribution: String?
    package var interval: String?
    /// Below this n it is not ranked.
    package var minimumN: Int
    /// Whether it only tells how many there are of something.
    package var counts: Bool
    /// Whether it is added up, such as revenue: true of few rows as of many.
    package var isAdditive = false
    /// Whether a row counts only when some time has gone by after it.
    package var waits = false
    /// The keys of the metrics it is calculated from, directly or through others.
    package var operands: [String]
    package var footing = CellFooting()
    package var source: Wording?
    /// What a reader easily gets wrong.
    package var caution: Wording?
    /// Whether it is reported only as another definition of a metric, beside which it stands.
    package var isVariant = false
    /// Its other definitions that stand beside it.
    package var variants: [Variant] = []

    /// Another definition of a metric.
    package struct Variant: Sendable, Equatable {
        /// By which a pipeline file asks for it.
        package var name: String
        package var title: Wording
        /// Key and parameters; where it has a row, ``MetricDescription/definition`` of that.
        package var definition: String
        /// Of the metric in the results that has its numbers; nil where the data at hand cannot give them.
        package var key: String?

        package init(name: String, title: Wording, definition: String, key: String?) {
            self.name = name
            self.title = title
            self.definition = definition
            self.key = key
        }
    }

    package init(
        key: String, title: Wording, unit: MetricUnit, better: Direction, formula: Wording, definition: String,
        table: String? = nil, attribution: String? = nil, interval: String? = nil, minimumN: Int = 30,
        source: Wording? = nil, caution: Wording? = nil, counts: Bool = false, operands: [String] = []
    ) {
        self.counts = counts
        self.operands = operands
        self.key = key
        self.title = title
        self.unit = unit
        self.better = better
        self.formula = formula
        self.definition = definition
        self.table = table
        self.attribution = attribution
        self.interval = interval
        self.minimumN = minimumN
        self.source = source
        self.caution = caution
    }
}

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
package enum CellStatus: String, Sendable {
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
    package enum Verdict: String, Sendable {
        case better, worse
        /// Up or down, for a metric without a good direction.
        case changed
        /// The interval of the difference holds zero.
        case withinNoise
        /// There is a difference but no interval to judge it by.
        case unjudged
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

/// Everything aggregation found out.
package struct MetricResults: Sendable {
    /// In the order of the pipeline file.
    package var metrics: [MetricDescription]
    package var breakdowns: [Breakdown]
    package var segments: [Segment]
    /// The period the report is about.
    package var period: Period
    package var comparedPeriods: [Comparison.Base: Period]
    /// Periods that are not over at the as-of instant or that the data do not cover.
    package var partialPeriods: Set<Period>
    /// Why they are: one sentence per cause.
    package var partialReasons: [Period: [Wording]] = [:]
    /// The first and last day of the rows of a report on all time, where metrics have times.
    package var allDays: ClosedRange<Int>?
    /// Sorted by metric (in `metrics` order), breakdown (in `breakdowns` order), period, labels.
    package var cells: [MetricCell]
    /// Comparisons of cells of the report's period, by the position of the cell in `cells`.
    package var comparisons: [Int: [Comparison]]
    /// Rows left out of a metric because they have no time, by table.
    package var rowsWithoutTime: [String: Int]
    /// Findings that are more than one number, in the order of the pipeline file.
    package var tables: [ResultTable] = []
    /// What made metrics change, in the order of the pipeline file.
    package var explanations: [Explanation] = []
    /// What is signal and what is noise; empty before judging.
    package var judgements = Judgements()

    package init(
        metrics: [MetricDescription], breakdowns: [Breakdown], segments: [Segment], period: Period,
        comparedPeriods: [Comparison.Base: Period] = [:], partialPeriods: Set<Period> = [], cells: [MetricCell] = [],
        comparisons: [Int: [Comparison]] = [:], rowsWithoutTime: [String: Int] = [:]
    ) {
        self.metrics = metrics
        self.breakdowns = breakdowns
        self.segments = segments
        self.period = period
        self.comparedPeriods = comparedPeriods
        self.partialPeriods = partialPeriods
        self.cells = cells
        self.comparisons = comparisons
        self.rowsWithoutTime = rowsWithoutTime
    }
}
