// How rows come to the periods in which they count: which of the ways a metric's rows go.

import Expressions

/// How the rows of a grouping are put into the groups of their periods.
enum RowSpread: Hashable, Sendable {
    /// Each into the period of its time; periods that overlap are gone through layer by layer.
    case byTime
    /// Each into the few nodes of a ``PeriodTree`` that stand for all periods in which it counts. For states that stay small and merge.
    case byNodes
    /// Each once for every period in which it counts: for states that keep what they are given, and for rows that are worth something else
    /// at every moment.
    case byPeriod

    /// - Parameter isOfTheMoment: whether its formulas mention what rows are worth at a moment.
    init(of row: RowMetric, isOfTheMoment: Bool) {
        switch row.attribution {
        case .inside: self = .byTime
        case .active: self = .byPeriod
        case .onDaysOver, .window, .toDate, .fromBeginning, .always: self = row.growsWithRows ? .byTime : .byNodes
        case .standing: self = row.growsWithRows || isOfTheMoment ? .byPeriod : .byNodes
        }
    }
}

extension RowMetric {
    /// Whether its states keep rows, so that they are as large as the rows of all groups are many.
    var growsWithRows: Bool { emptyState(arePlain: values.map { _ in false }).growsWithRows }
}

extension PlannedTable {
    /// Whether a metric of the table mentions what rows are worth at a moment.
    func isOfTheMoment(_ row: RowMetric) -> Bool {
        let first = columns.count + segments.count
        return (row.values + row.conditions).contains { formula in
            formulas[formula].typed.columnIndices.contains { $0 >= first }
        }
    }
}
