// What a cell comes to that is not there: the one rule, which results, formulas, explanations and SQL ask.

/// What the cells of one metric by one breakdown come to in which no row counts.
///
/// The kind says whether nothing is a number: a count or a sum of no rows is 0, a mean or a share of none is undefined. The data say
/// whether it is known that no row counts: where the table has rows of other labels in the period, and where the period is quiet. Any other
/// cell is undefined: its rows may have been lost.
///
/// How it is found out is said in `Nothing.swift`.
///
/// Which such cells stand in the report is said where that is built; what they come to, here alone.
struct AbsentCells: Sendable {
    /// Nothing, as a number of the metric; nil for one that is undefined without rows.
    let nothing: Measurement?
    /// Positions of the breakdown's periods in which no row means none.
    let quietPeriods: Set<Int>
    /// Whether the breakdown has segments.
    let isDivided: Bool

    /// Whether it is known that no row counts in a cell that is not among those of its metric.
    func areKnown(inPeriod period: Int, among cells: MetricCells) -> Bool {
        quietPeriods.contains(period) || cells.hasPlaces(inPeriod: period)
    }

    /// What a cell comes to that is not among those of its metric.
    ///
    /// - Complexity: O(log cells).
    func measurement(inPeriod period: Int, among cells: MetricCells) -> Measurement {
        guard let nothing, areKnown(inPeriod: period, among: cells) else { return .nothing }
        return nothing
    }

    /// The same cells, and those of the whole that are 0 though no row counts: so formulas over them compute.
    func completed(_ cells: MetricCells) -> MetricCells {
        guard let nothing, !isDivided else { return cells }
        let places = quietPeriods.sorted().map { CellPlace(period: $0, labels: []) }
        return cells.completed(at: places) { _ in nothing }
    }
}
