// The protocol of the kinds of metrics over rows; everything that sets a kind apart stands in its own file of Kinds/.

import Expressions
import Stages
import Statistics
import Tabular

/// A kind of metrics over the rows of one table, with the settings of one metric.
///
/// The type says what is true of all metrics of the kind: its word, its keys and its traits. A value is one metric prepared: what is
/// written behind the keys is known to be there and right. Nothing outside its file asks which kind a metric is.
protocol MetricKind: WrittenKind, Equatable {
    static var traits: KindTraits { get }

    /// Nil when a key it cannot do without is absent, which is told elsewhere.
    init?(_ preparation: KindPreparation)

    /// What a missing cell of its formula does.
    var missingCells: MissingCells { get }

    /// For a kind that looks beyond one row: how the rows that count are found.
    var rowChooser: (any RowChooser)? { get }

    /// What it remembers of the rows, before any has come.
    func emptyState(of values: StateValues) -> any Accumulator
}

extension MetricKind {
    static var intervals: [IntervalMethod] { traits.intervals }

    static func computation(_ value: KindValue) -> MetricComputation? { value.formula.map { .rows(Self.self, $0) } }

    var missingCells: MissingCells { .leftOut }

    var rowChooser: (any RowChooser)? { nil }

    /// The traits of the kind.
    var traits: KindTraits { Self.traits }

    /// Whether another metric is of this kind and has the same settings.
    func isEqual(to other: any MetricKind) -> Bool { other as? Self == self }
}

/// What a kind is made from, once a definition is complete and its table known.
struct KindPreparation {
    let settings: KindSettings
    /// The ends that the metric's conditions set to the values of its formula, in the unit of the metric; nil where they do not.
    let bounds: Interval?
}

/// The values that a state will be given.
struct StateValues: Sendable {
    /// The type of the kind's own formula; that of whole numbers where there is none.
    var type: ColumnType
    /// How they become numbers in the unit of the metric.
    var scale: UnitScale
    /// Whether the metric has an interval.
    var hasInterval: Bool
    /// For the kind's own formula, and those of its keys, whether it is a column as it stands in the table.
    var arePlain: [Bool]
}
