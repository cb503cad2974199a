// The metrics that come with Rapport, written in the language users write theirs in and carried inside the program.

import Aggregation
import Diagnostics
import OptionFiles

/// The catalogue of metrics, embedded as `catalogue.yml`.
package enum BuiltInCatalogue {
    /// The built-in metrics, or nil with a diagnostic when the catalogue itself is broken, which is our own bug.
    package static func metrics(collector: DiagnosticCollector) -> MetricCatalogue? {
        let own = DiagnosticCollector()
        let text = String(decoding: PackageResources.catalogue_yml, as: UTF8.self)
        guard let node = OptionFileReader.read(text, file: "catalogue.yml", collector: own) else {
            collector.add(own.diagnostics.map(PipelinesDiagnostics.brokenCatalogue))
            return nil
        }
        let catalogue = MetricCatalogue(node, collector: own)
        guard !own.hasErrors else {
            collector.add(own.diagnostics.map(PipelinesDiagnostics.brokenCatalogue))
            return nil
        }
        return catalogue
    }
}
