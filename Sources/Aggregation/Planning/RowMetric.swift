// A checked metric over the rows of one table.

import Stages
import Tabular

/// A metric that looks at the rows of one table.
struct RowMetric: Sendable {
    /// A position in the plan's tables.
    var table: Int
    var kind: any MetricKind
    /// The type of the kind's formula, the first of `values`.
    var valueType: ColumnType?
    /// The types of the others.
    var keyTypes: [ColumnType] = []
    /// Positions in the table's formulas: what the kind's columns are made from.
    var values: [Int]
    /// Positions in the table's formulas: conditions that must all hold; ascending.
    var conditions: [Int]
    /// Whether a row with a missing value does not count at all.
    var skipsMissing: Bool
    /// A position in the table's scope: the date or instant column that says when a row counts.
    var time: Int?
    /// Where its times come rarely, a position in the table's scope: the column from whose first day on a period without rows has none.
    var knownSince: Int?
    /// In which periods its rows count.
    var attribution = RowAttribution.inside
    var scale: UnitScale
    var hasInterval: Bool

    /// The column by whose values rows fall in periods; nil where they count in others than that, or in all.
    var periodTime: Int? {
        switch attribution {
        case .inside, .onDaysOver, .window, .toDate, .fromBeginning, .active: time
        case .standing, .always: nil
        }
    }

    /// Which rows it looks at, for those who find out about them.
    var selection: RowSelection { RowSelection(values: values, conditions: conditions, time: time) }

    /// The empty state of the metric.
    ///
    /// - Parameter arePlain: for each of `values`, whether it is a column as it stands in the table.
    func emptyState(arePlain: [Bool]) -> any Accumulator {
        kind.emptyState(
            of: StateValues(
                type: valueType ?? .integer, keyTypes: keyTypes, scale: scale, hasInterval: hasInterval,
                arePlain: arePlain))
    }

    /// Whether its values are exact decimals.
    var isExact: Bool {
        switch kind.traits.exactness {
        case .never: false
        case .always: true
        case .asItsFormula: valueType != .real && scale.isExact
        }
    }
}
