// What a kind of metrics is given: what is written behind its key, a complete definition, and the values of rows.

import Diagnostics
import Stages
import Statistics
import Tabular

/// What is written behind the key that says what is computed.
struct KindValue {
    let key: OptionKey
    let reader: OptionReader
    let isBuiltIn: Bool

    /// As it stands.
    var text: SourceText? { reader.text(key) }

    /// Where keys and values stand in place of a single value; nil where they do not.
    var mapping: OptionNode? {
        guard let node = reader.node(key), case .mapping = node.content else { return nil }
        return node
    }

    /// As one name or several.
    var names: [SourceText]? { reader.texts(key) }

    /// As a formula; its mistakes are told.
    var formula: MetricFormula? {
        reader.expression(key).map { MetricFormula(expression: $0, isBuiltIn: isBuiltIn) }
    }

    /// Tells of a mistake.
    func tell(_ mistake: Diagnostic) { reader.collector.add(mistake) }
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
    /// The types of the values of its keys, behind those of its own formula.
    var keyTypes: [ColumnType] = []
    /// How they become numbers in the unit of the metric.
    var scale: UnitScale
    /// Whether the metric has an interval.
    var hasInterval: Bool
    /// For the kind's own formula, and those of its keys, whether it is a column as it stands in the table.
    var arePlain: [Bool]
}
