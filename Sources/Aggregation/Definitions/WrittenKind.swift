// The key of a definition that says what is computed: a kind that looks at rows, a formula over metrics, or a copy of one.

import Diagnostics
import Stages

/// What may be written in a definition to say what is computed.
///
/// Most are kinds of metrics over rows (``MetricKind``); `calculate` and `like` are written like kinds and look at no rows.
protocol WrittenKind: Sendable {
    /// The key that says it.
    static var key: OptionKey { get }
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

    /// The word of its key.
    static var word: String { key.word }

    /// Whether a key that not every metric has belongs to it.
    static func owns(_ word: String) -> Bool {
        keys.contains { $0.word == word } || (choosesRows && MetricKeys.ofRows.contains { $0.word == word })
    }
}

/// What is written behind the key that says what is computed.
struct KindValue {
    let key: OptionKey
    let reader: OptionReader
    let isBuiltIn: Bool

    /// As it stands.
    var text: SourceText? { reader.text(key.word) }

    /// As a formula; its mistakes are told.
    var formula: MetricFormula? {
        reader.expression(key.word).map { MetricFormula(expression: $0, isBuiltIn: isBuiltIn) }
    }

    /// Tells of a mistake.
    func tell(_ mistake: Diagnostic) { reader.collector.add(mistake) }
}

/// What a metric is computed from.
enum MetricComputation: Sendable {
    /// The rows of a table, as a kind looks at them; without a formula where the kind needs none.
    case rows(any MetricKind.Type, MetricFormula?)
    /// The cells of other metrics.
    case calculation(MetricFormula)
    /// Another metric, of which this is a copy.
    case copy(SourceText)

    /// What is written to say it.
    var kind: any WrittenKind.Type {
        switch self {
        case .rows(let kind, _): kind
        case .calculation: Calculate.self
        case .copy: Like.self
        }
    }

    /// The formula behind the kind's key.
    var formula: MetricFormula? {
        switch self {
        case .rows(_, let formula): formula
        case .calculation(let formula): formula
        case .copy: nil
        }
    }

    /// What stands behind the kind's key.
    var text: String {
        switch self {
        case .rows(_, let formula): formula.map { "\($0.expression)" } ?? "rows"
        case .calculation(let formula): "\(formula.expression)"
        case .copy(let model): model.text
        }
    }

    /// The same with something else in place of its formula.
    func replacingFormula(_ new: (MetricFormula) -> MetricFormula) -> MetricComputation {
        switch self {
        case .rows(let kind, let formula): .rows(kind, formula.map(new))
        case .calculation(let formula): .calculation(new(formula))
        case .copy: self
        }
    }
}
