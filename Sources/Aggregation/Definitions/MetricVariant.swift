// Another published definition of what a metric measures, as it is written beside the metric.

import Diagnostics
import Stages

/// One of the ways in which others define a metric.
///
///     variants:
///       strict: service_level_strict
///       within_14_days: { like: fcr, within: 14 d, title: … }
///
/// - Shape: another metric as it is, or a copy that says only what differs. A plain list of metrics names each by its key.
struct MetricVariant: Sendable {
    /// How it is computed.
    enum Computation: Sendable {
        case metric(SourceText)
        /// A copy, written like one of `define:`; its key is the name of the variant.
        case copy(MetricDefinition)
    }

    /// By which it is asked for, and where it is written.
    var name: SourceText
    var computation: Computation

    /// The metric it is, or is like; nil for a copy that was written wrongly.
    var metric: SourceText? {
        switch computation {
        case .metric(let metric): metric
        case .copy(let definition):
            if case .copy(let model)? = definition.computation { model } else { nil }
        }
    }

    /// Whether it is asked for by a text: its name, or the key of the metric that it is as it stands.
    func answers(to text: String) -> Bool {
        if text == name.text { return true }
        if case .metric(let metric) = computation { return metric.text == text }
        return false
    }
}

/// Which of a metric's variants are wanted beside it.
enum VariantChoice: Sendable {
    case none
    case all
    case named([SourceText])

    /// `true`, `false`, or names.
    init(_ texts: [SourceText]) {
        let word = texts.count == 1 ? texts.first?.text.lowercased() : nil
        switch word {
        case "true", "yes", "是": self = .all
        case "false", "no", "否": self = .none
        default: self = .named(texts)
        }
    }
}
