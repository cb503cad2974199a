// The metrics of a pipeline, narrowed to those that a test asks for, and what is known beforehand of the columns they look at.

import Diagnostics
import Expressions
import Stages
import Tabular

extension AggregationOptions {
    /// The keys of all metrics that can be asked for: the pipeline's own first.
    package func knownKeys(catalogue: MetricCatalogue) -> [String] {
        MetricResolution(definitions: definitions, catalogue: catalogue, collector: DiagnosticCollector()).knownKeys
    }

    /// The same options for some metrics alone, with the parameters that are listed beside them, in divisions of their own and without
    /// targets. Own definitions stay where these metrics need them.
    ///
    /// - Parameters:
    ///   - keys: metrics that there are, each once.
    ///   - divisions: each the words of a grain and of segments.
    package func narrowed(
        to keys: [SourceText], by divisions: [[SourceText]], catalogue: MetricCatalogue
    ) -> AggregationOptions {
        var narrowed = self
        narrowed.targets = []
        narrowed.metrics = keys.map { key in
            metrics.first { $0.key.text == key.text } ?? MetricRequest(key: key)
        }
        narrowed.breakdowns = divisions.compactMap { words in
            words.first.map { BreakdownRequest(words: words, location: $0.start) }
        }
        var needed = Set(keys.map(\.text))
        var open = needed
        while let key = open.popFirst() {
            // Its own definition may be like the built-in one of the same name.
            let written = [definitions.first { $0.key.text == key }, catalogue[key]].compactMap { $0 }
            for other in written.flatMap(\.otherMetrics) where needed.insert(other).inserted { open.insert(other) }
        }
        narrowed.definitions = definitions.filter { needed.contains($0.key.text) }
        return narrowed
    }
}

extension MetricDefinition {
    /// The keys of the metrics that it is made from.
    fileprivate var otherMetrics: [String] {
        if case .copy(let model)? = computation { [model.text] } else { (computation?.operands ?? []).map(\.text) }
    }
}

extension Aggregation {
    /// The types that built-in metrics expect of the columns of a kind of table, where these are no texts.
    package static func usualTypes(ofKind kind: String) -> [String: ColumnType] {
        let columns = CanonicalTables.table(kind)?.columns ?? []
        return Dictionary(columns.map { ($0.name, $0.type) }.filter { $1 != .text }) { first, _ in first }
    }
}
