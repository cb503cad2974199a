// What a kind of metrics is: everything that sets it apart stands in its own file of Kinds/.

import Diagnostics
import Expressions
import Stages
import Tabular

/// What may be written in a definition to say what is computed.
///
/// Most are kinds of metrics over rows (``MetricKind``); `calculate` and `like` are written like kinds and look at no rows.
protocol WrittenKind: Sendable {
    /// The key that says it.
    static var declaration: OptionKey { get }
    /// The keys that belong to it, beside those that every metric has.
    static var keys: [KindKey] { get }
    /// Whether the keys that choose rows belong to it too: see ``MetricKeys/ofRows``.
    static var choosesRows: Bool { get }
    /// The intervals it can have; the first is the default.
    static var intervals: [IntervalMethod] { get }

    /// What is computed; nil when something else is written than is expected, which is told.
    static func computation(_ value: KindValue) -> MetricComputation?
}

extension WrittenKind {
    static var keys: [KindKey] { [] }
    static var choosesRows: Bool { true }

    /// The key that says it, as written.
    static var word: String { declaration.word }

    /// Whether a key that not every metric has belongs to it.
    static func owns(_ word: String) -> Bool {
        keys.contains { $0.word == word } || (choosesRows && MetricKeys.ofRows.contains { $0.word == word })
    }
}

/// What a metric is computed from.
enum MetricComputation: Sendable {
    /// The rows of a table, as a kind looks at them; without a formula where the kind needs none.
    case rows(any MetricKind.Type, MetricFormula?)
    /// The cells of other metrics.
    case calculation(MetricFormula)
    /// The cells of other metrics, also those of other periods and labels.
    case cells(any CellKind.Type, [SourceText])
    /// Another metric, of which this is a copy.
    case copy(SourceText)

    /// The formula behind the kind's key.
    var formula: MetricFormula? {
        switch self {
        case .rows(_, let formula): formula
        case .calculation(let formula): formula
        case .cells, .copy: nil
        }
    }

    /// The metrics that it is made from, where they are mentioned; a copy is not made from its model.
    var operands: [SourceText] {
        switch self {
        case .calculation(let formula): formula.expression.columnNames
        case .cells(_, let names): names
        case .rows, .copy: []
        }
    }

    /// What stands behind the kind's key.
    var text: String {
        switch self {
        case .rows(_, let formula): formula.map { "\($0.expression)" } ?? "rows"
        case .calculation(let formula): "\(formula.expression)"
        case .cells(_, let names): names.map(\.text).joined(separator: ", ")
        case .copy(let model): model.text
        }
    }

    /// The same with something else in place of its formula.
    func replacingFormula(_ new: (MetricFormula) -> MetricFormula) -> MetricComputation {
        switch self {
        case .rows(let kind, let formula): .rows(kind, formula.map(new))
        case .calculation(let formula): .calculation(new(formula))
        case .cells, .copy: self
        }
    }
}

/// A kind of metrics over the rows of one table, with the settings of one metric.
///
/// The type says what is true of all metrics of the kind: its word, its keys and its traits. A value is one metric prepared: what is
/// written behind the keys is known to be there and right. Nothing outside its file asks which kind a metric is.
protocol MetricKind: WrittenKind, Equatable {
    static var traits: KindTraits { get }

    /// The traits of this one metric, where its settings change those of the kind.
    var traits: KindTraits { get }

    /// Nil when a key it cannot do without is absent, which is told elsewhere.
    init?(_ preparation: KindPreparation)

    /// What a missing cell of its formula does.
    var missingCells: MissingCells { get }

    /// Whether a row without one of the values that the state is given is left out before the state sees it.
    var skipsMissing: Bool { get }

    /// Whether the state is given such rows all the same, to know that there are any: it does not count them.
    var notesMissing: Bool { get }

    /// For a kind that looks beyond one row: how the rows that count are found.
    var rowChooser: (any RowChooser)? { get }

    /// For a kind that looks at who is active when periods start and end: how long a row keeps its customer active. Its state is given the
    /// columns of ``ActiveRows``.
    var activeFor: ActiveFor? { get }

    /// What it remembers of the rows, before any has come.
    func emptyState(of values: StateValues) -> any Accumulator

    /// The same in SQL; nil for a kind that SQL cannot say, which is then told by name.
    func sql(_ scope: KindSQLScope) -> KindSQL?
}

extension MetricKind {
    static var intervals: [IntervalMethod] { traits.intervals }

    static func computation(_ value: KindValue) -> MetricComputation? { value.formula.map { .rows(Self.self, $0) } }

    var missingCells: MissingCells { .leftOut }

    var skipsMissing: Bool { missingCells != .unfulfilled }

    var notesMissing: Bool { false }

    var rowChooser: (any RowChooser)? { nil }

    var activeFor: ActiveFor? { nil }

    var traits: KindTraits { Self.traits }

    /// Whether another metric is of this kind and has the same settings.
    func isEqual(to other: any MetricKind) -> Bool { other as? Self == self }
}
