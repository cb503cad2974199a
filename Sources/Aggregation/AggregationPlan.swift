// A checked aggregation: which metrics, from which formulas over which columns, divided how. Data only, no code.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Everything aggregation will do, known before any row is read.
package struct AggregationPlan: Sendable {
    /// Every metric that is computed; the operands of a calculation stand before it.
    var metrics: [PlannedMetric]
    /// Positions of the metrics to report, in the order of the report.
    var reported: [Int]
    /// The total first, then those of the pipeline file.
    package var breakdowns: [Breakdown]
    /// Per breakdown the keys of the metrics that are reported by it; nil for all that can be.
    var shownMetrics: [Set<String>?]
    /// One per table that some metric looks at.
    var tables: [PlannedTable]
    var periods: ReportPeriods
    /// In the order of the pipeline file.
    var explanations: [PlannedExplanation] = []
    /// In the order of the pipeline file.
    var distributions: [PlannedDistribution] = []
    /// What metrics aim at, as the pipeline file says it.
    var goals: [TargetGoal] = []
    /// The tables that say more of it.
    var targetTables: [String] = []
    /// How many values are held at once of metrics that keep every row of every period it counts in; nil for as many as are usual.
    var mostRowsAtOnce: Int?

    /// Whether a metric is reported by a breakdown, both given by position.
    func shows(_ metric: Int, by breakdown: Int) -> Bool {
        guard shownMetrics.indices.contains(breakdown), let shown = shownMetrics[breakdown] else { return true }
        return shown.contains(metrics[metric].description.key)
    }

    /// Whether a metric has cells of its own by one segment alone.
    package func reports(_ metric: String, by segment: String) -> Bool {
        breakdowns.indices.contains { breakdown in
            breakdowns[breakdown] == Breakdown(segments: [segment])
                && metrics.indices.contains { place in
                    metrics[place].description.key == metric && metrics[place].breakdowns.contains(breakdown)
                        && shows(place, by: breakdown)
                }
        }
    }

    /// Whether there are periods that the data may cover in part: all time lacks nothing, but its months may.
    var hasPeriods: Bool { periods.period.start != nil || breakdowns.contains { $0.grain != nil } }

    /// Whether a metric's rows stand from moments of a log: one that ends early says nothing of what stands later. The dates of persons and
    /// contracts are no log.
    private func isLog(_ row: RowMetric) -> Bool {
        guard case .standing = row.attribution, let time = row.time else { return false }
        return tables[row.table].columns[time].type == .instant
    }

    /// The column whose days tell whether the data cover a metric's periods; nil where none does, as of dates that come rarely.
    func coveredTime(of row: RowMetric) -> Int? {
        row.knownSince == nil ? row.periodTime ?? (isLog(row) ? row.time : nil) : nil
    }

    /// Whether rows of a metric may count in two periods.
    func sharesRows(_ metric: Int, _ period: Period, _ other: Period) -> Bool {
        switch metrics[metric].computation {
        case .rows(let row): row.attribution.sharesRows(period, other, in: periods)
        case .calculation, .cells: metrics[metric].computation.operands.contains { sharesRows($0, period, other) }
        }
    }

    /// The period whose cells are looked at beside those of a period by a metric, or one that it is made from; nil for none.
    func base(ofMetric metric: Int, _ period: Period) -> Period? {
        if case .cells(let cells) = metrics[metric].computation, let base = cells.kind.base(of: period) { return base }
        return metrics[metric].computation.operands.lazy.compactMap { base(ofMetric: $0, period) }.first
    }

    /// By period, the position of its base; nil where it has none, or one of both is partial.
    ///
    /// - Parameter coverage: nil for rows that are an example, whose periods are whole.
    func bases(
        ofCells cells: PlannedCells, metric: Int, _ periods: [Period], _ coverage: PlanCoverage?
    ) -> [Int?] {
        periods.map { period in
            guard let base = cells.kind.base(of: period), coverage?.isPartial(period, ofMetric: metric) != true,
                coverage?.isPartial(base, ofMetric: metric) != true
            else { return nil }
            return periods.firstIndex(of: base)
        }
    }

    /// Every period that a breakdown's metrics look at beside its own.
    func bases(ofBreakdown breakdown: Int, _ periods: [Period]) -> Set<Period> {
        var bases: Set<Period> = []
        for metric in metrics where metric.breakdowns.contains(breakdown) {
            guard case .cells(let cells) = metric.computation else { continue }
            bases.formUnion(periods.compactMap { cells.kind.base(of: $0) })
        }
        return bases
    }

    /// Whether pairs of items are among what is found.
    package var findsPairs: Bool {
        reported.contains { metric in
            guard case .rows(let row) = metrics[metric].computation else { return false }
            return row.kind.traits.findsPairs && shows(metric, by: 0)
        }
    }

    /// By the key of a metric to be reported, the breakdowns that show it.
    package var divisions: [String: [Breakdown]] {
        Dictionary(
            reported.map { metric in
                let shown = metrics[metric].breakdowns.filter { shows(metric, by: $0) }
                return (metrics[metric].description.key, shown.map { breakdowns[$0] })
            }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether it is asked how answers spread.
    package var hasDistributions: Bool { !distributions.isEmpty }

    /// Whether anything is aimed at.
    package var hasTargets: Bool { !goals.isEmpty || !targetTables.isEmpty }

    /// What the catalogue and the pipeline say of the metrics that will be reported.
    package var descriptions: [MetricDescription] { reported.map { metrics[$0].description } }
}

/// A metric whose formulas are checked.
struct PlannedMetric: Sendable {
    var description: MetricDescription
    var computation: Computation
    var interval: IntervalMethod
    /// Positions in the plan's breakdowns, ascending.
    var breakdowns: [Int]
    /// Plain ones of its total, of different period lengths or owners.
    var targets: [PlannedTarget] = []
    /// Whether the metric is the sum of its parts; see ``KindTraits/isAdditive``.
    var isAdditive: Bool
    /// What the table lacks, and how the metric does without it.
    var assumptions: [Assumption] = []

    enum Computation: Sendable {
        case rows(RowMetric)
        case calculation(PlannedCalculation)
        case cells(PlannedCells)

        /// Positions in the plan's metrics of those that it is made from.
        var operands: [Int] {
            switch self {
            case .rows: []
            case .calculation(let calculation): calculation.operands
            case .cells(let cells): cells.operands
            }
        }
    }

    /// What it is when it is a number of things; nil for any other metric, and for a calculation.
    var count: RowMetric? {
        guard case .rows(let row) = computation, row.kind.traits.isCount else { return nil }
        return row
    }

    /// Whether it, or one that it is made from, has a value only of periods that begin and end.
    func needsPeriods(among metrics: [PlannedMetric]) -> Bool {
        if case .cells(let made) = computation, made.kind.needsPeriods { return true }
        return computation.operands.contains { metrics[$0].needsPeriods(among: metrics) }
    }

    /// Whether it is a number of rows that stand, or an amount of theirs: where none stands, there is none of it.
    var isAdditiveStock: Bool {
        guard case .rows(let row) = computation, case .standing = row.attribution else { return false }
        return isAdditive
    }
}

/// A target and the period length it is meant for; nil for that of the report.
struct PlannedTarget: Sendable {
    var target: Target
    var grain: Grain?
}

/// A metric over the cells of others.
struct PlannedCells: Sendable {
    var kind: any CellKind
    /// Positions in the plan's metrics.
    var operands: [Int]
    /// Per operand, whether it is a number of things.
    var areCounts: [Bool]
}

/// A formula over other metrics.
struct PlannedCalculation: Sendable {
    /// Its scope has one column per operand, in their order.
    var formula: TypedExpression
    /// Positions in the plan's metrics.
    var operands: [Int]
    /// By what each operand is multiplied to be in the unit of the result; nil for one that is.
    var unitFactors: [ExactRatio?]
    /// Whether each operand is a count or an amount, not a rate or a mean of observations.
    var areQuantities: [Bool]
    /// Whether the result is a decimal, as sums and differences of exact numbers are.
    var isDecimal: Bool
    /// Whether it is a plain `a / b`, so that both can be shown as its parts.
    var isRatio: Bool
    /// The result is multiplied by this, such as 1000 for a rate per thousand.
    var factor: Double
}
