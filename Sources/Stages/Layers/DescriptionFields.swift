// What files say of a metric and of the periods of a report, declared once for `results.json` and `run.json`.

import Diagnostics
import Documents
import Tabular

/// A field of a metric's description, as files name it.
package enum MetricField: String, Sendable, CaseIterable {
    case key, definition, title, formula, unit, better, table, attribution, interval
    case minimumN = "minimum_n"
    case source, caution
    /// Only of a metric that is shown under other definitions.
    case variants

    /// What stands in the field; null where a metric has none.
    package func value(of metric: MetricDescription) -> JSONValue {
        switch self {
        case .key: .text(metric.key)
        case .definition: .text(metric.definition)
        case .title: .wording(metric.title)
        case .formula: .wording(metric.formula)
        case .unit: .text(metric.unit.text)
        case .better: .text(metric.better.rawValue)
        case .table: .optional(metric.table)
        case .attribution: .optional(metric.attribution)
        case .interval: .optional(metric.interval)
        case .minimumN: .integer(metric.minimumN)
        case .source: .wording(metric.source)
        case .caution: .wording(metric.caution)
        case .variants:
            .list(
                metric.variants.map { variant in
                    .object([
                        ("name", .text(variant.name)), ("title", .wording(variant.title)),
                        ("definition", .text(variant.definition)), ("metric", .optional(variant.key)),
                    ])
                })
        }
    }
}

extension MetricDescription {
    /// The description as an object with these fields, in this order.
    package func json(_ fields: [MetricField]) -> JSONValue {
        let said = fields.filter { $0 != .variants || !variants.isEmpty }
        return .object(said.map { ($0.rawValue, $0.value(of: self)) })
    }
}

extension Segment {
    /// The segment as an object.
    ///
    /// - Parameter labels: what is said of its labels.
    package func json(labels: JSONValue) -> JSONValue {
        .object([
            ("key", .text(key)), ("title", .wording(title)), ("labels", labels), ("convention", .wording(convention)),
        ])
    }
}

extension Period {
    /// The first day and the one after the last; null where all time has none.
    package var boundEntries: [JSONValue.Entry] {
        [("start", start == nil ? .null : .text(startText)), ("end", end == nil ? .null : .text(endText))]
    }
}

extension MetricResults {
    /// The periods that the report's is compared with, each as `form` says it.
    package func comparedPeriodsJSON(_ form: (Period) -> JSONValue) -> JSONValue {
        .object(
            Comparison.Base.allCases.compactMap { base in
                comparedPeriods[base].map { (base.rawValue, form($0)) }
            })
    }

    package var rowsWithoutTimeJSON: JSONValue {
        .object(rowsWithoutTime.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })
    }
}
