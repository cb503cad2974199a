// The built-in metrics, written in the very language users write theirs in.

import Diagnostics
import Stages

/// The metrics a pipeline may use without defining them.
package struct MetricCatalogue: Sendable {
    /// In the order of the catalogue file.
    package var definitions: [MetricDefinition]

    /// Reads a catalogue: a mapping from keys to definitions.
    ///
    /// - Errors: collected with their places in the catalogue's file; in the released one there are none.
    package init(_ node: OptionNode, collector: DiagnosticCollector) {
        definitions = MetricDefinitionReader(isBuiltIn: true, collector: collector)
            .definitions(node, of: Wording(en: "the catalogue", zh: "指标目录"))
    }

    /// No metric at all.
    package static let empty = MetricCatalogue(definitions: [])

    private init(definitions: [MetricDefinition]) { self.definitions = definitions }

    /// The definition of a key; nil when there is none.
    package subscript(key: String) -> MetricDefinition? { definitions.first { $0.key.text == key } }
}
