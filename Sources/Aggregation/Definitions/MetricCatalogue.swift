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

    package static let empty = MetricCatalogue(definitions: [])

    private init(definitions: [MetricDefinition]) { self.definitions = definitions }

    package subscript(key: String) -> MetricDefinition? { definitions.first { $0.key.text == key } }

    /// What the catalogue says of each of its metrics, before any table is known.
    ///
    /// - Shape: in the order of the catalogue; `table` is the kind of table a metric needs.
    package var descriptions: [MetricDescription] {
        let resolution = MetricResolution(definitions: [], catalogue: self, collector: DiagnosticCollector())
        return definitions.compactMap { definition in
            resolution.resolved(SourceText(definition.key.text, start: definition.key.start))?
                .description(table: definition.table?.text)
        }
    }
}
