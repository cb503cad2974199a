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
    /// Whether a cell without a number may rest on people all the same, too few of whom say something.
    package var withholds = false
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
    /// The keys of metrics some of whose rows are later than the as-of moment: what they came to until then their cells do not tell.
    package var metricsWithLaterRows: Set<String> = []
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
    /// Lists of rows that somebody is to do something about, in the order of the pipeline file.
    package var lists: [ResultTable] = []
    /// How answers spread, in the order of the pipeline file.
    package var distributions: [Distribution] = []
    /// What made metrics change, in the order of the pipeline file.
    package var explanations: [Explanation] = []
    /// What metrics aim at.
    package var goals = TargetGoals()
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
