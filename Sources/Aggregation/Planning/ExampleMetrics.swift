// The metrics of a pipeline, narrowed to those that a test asks for, and what is known beforehand of the columns they look at.

import Diagnostics
import Expressions
import Stages
import Tabular

extension AggregationOptions {
    /// The keys of all metrics that can be asked for: the pipeline's own first.
    package func knownKeys(catalogue: MetricCatalogue) -> [String] {
        let resolution = MetricResolution(
            definitions: definitions, catalogue: catalogue, collector: DiagnosticCollector())
        return resolution.knownKeys + owners(resolution).keys.sorted().filter { resolution.definition($0) == nil }
    }

    /// By key in the results, the metric beside which a variant stands and the name of the variant.
    private func owners(_ resolution: MetricResolution) -> [String: (metric: String, name: SourceText)] {
        var owners: [String: (metric: String, name: SourceText)] = [:]
        for metric in resolution.wanted(metrics, showsVariants: showsVariants).reported {
            for variant in metric.variants {
                guard let key = variant.key, owners[key] == nil else { continue }
                owners[key] = (metric.key, SourceText(variant.name, start: metric.blame))
            }
        }
        return owners
    }

    /// The same options for some metrics alone, with the parameters that are listed beside them, in divisions of their own, without targets
    /// and explanations. Own definitions stay where these metrics need them.
    ///
    /// - Parameters:
    ///   - keys: metrics that there are, each once.
    ///   - divisions: each the words of a grain and of segments.
    package func narrowed(
        to keys: [SourceText], by divisions: [[SourceText]], catalogue: MetricCatalogue
    ) -> AggregationOptions {
        var narrowed = self
        narrowed.targets = []
        narrowed.targetTables = []
        narrowed.explanations = []
        narrowed.distributions = []
        narrowed.showsVariants = false
        narrowed.metrics = []
        let owners = owners(
            MetricResolution(definitions: definitions, catalogue: catalogue, collector: DiagnosticCollector()))
        for key in keys {
            var request = metrics.first { $0.key.text == key.text }
            // What stands beside a metric is measured with what is written beside that.
            var variant: SourceText?
            if request == nil, let owner = owners[key.text] {
                variant = owner.name
                request =
                    metrics.first { $0.key.text == owner.metric }
                    ?? MetricRequest(
                        key: SourceText(owner.metric, start: key.start))
            }
            var wanted = request ?? MetricRequest(key: key)
            let index = narrowed.metrics.firstIndex { $0.key.text == wanted.key.text }
            guard let variant else {
                if index == nil { wanted.variants = VariantChoice.none }
                if index == nil { narrowed.metrics.append(wanted) }
                continue
            }
            if let index, case .named(let names)? = narrowed.metrics[index].variants {
                narrowed.metrics[index].variants = .named(names + [variant])
            } else if let index {
                narrowed.metrics[index].variants = .named([variant])
            } else {
                wanted.variants = .named([variant])
                narrowed.metrics.append(wanted)
            }
        }
        narrowed.breakdowns = divisions.compactMap { words in
            words.first.map { BreakdownRequest(words: words, location: $0.start) }
        }
        var needed = Set(keys.map(\.text) + narrowed.metrics.map(\.key.text))
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
        let parts =
            if case .copy(let model)? = computation { [model.text] } else { (computation?.operands ?? []).map(\.text) }
        return parts + variants.compactMap(\.metric?.text)
    }
}

extension Aggregation {
    /// The types that built-in metrics expect of the columns of a kind of table, where these are no texts.
    package static func usualTypes(ofKind kind: String) -> [String: ColumnType] {
        let columns = CanonicalTables.table(kind)?.columns ?? []
        return Dictionary(columns.map { ($0.name, $0.type) }.filter { $1 != .text }) { first, _ in first }
    }
}
