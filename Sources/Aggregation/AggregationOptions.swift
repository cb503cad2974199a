// Exactly what may be written under `aggregate:`.

import Diagnostics
import Expressions
import Stages
import Tabular

/// The metrics a pipeline wants, how they are divided, what it defines itself and what it aims at.
///
///     aggregate:
///       metrics: [csat_top2, nps, { metric: service_level, target: 30 s }]
///       by: [[month], [month, region], [tier]]
///       define:
///         vip_csat: { like: csat_top2, where: tier = 'A' }
///       targets: [ { metric: csat_top2, at_least: 90% } ]
///       explain: [csat_top2]
///       distributions: { ratings: { scale: [attitude, speed], of: surveys, order: 1..5 } }
package struct AggregationOptions: Sendable {
    /// The metrics listed, in their order.
    package var metrics: [MetricRequest]
    /// How they are divided.
    package var breakdowns: [BreakdownRequest]
    /// What the pipeline defines itself.
    package var definitions: [MetricDefinition]
    /// What it aims at.
    package var targets: [TargetRequest]
    /// The tables that it reads targets from, where it names some.
    var targetTables: [SourceText] = []
    /// The metrics whose change it explains.
    package var explanations: [ExplanationRequest]
    /// How answers spread, as it is asked for.
    package var distributions: [DistributionRequest] = []
    /// Whether metrics are shown under their other definitions too, where nothing is said beside one.
    var showsVariants = false
    /// Where `aggregate:` stands; nil when it is absent.
    package var location: SourceLocation?

    /// Reads `aggregate:`; absent, nothing is measured.
    package init(_ node: OptionNode?, collector: DiagnosticCollector) {
        metrics = []
        breakdowns = []
        definitions = []
        targets = []
        explanations = []
        location = node?.location
        guard let node else { return }
        let reader = OptionReader(
            node, of: Wording("'aggregate'"), keys: AggregationKeys.all, collector: collector)
        if let node = reader.node(AggregationKeys.metrics) {
            metrics = Self.items(of: node).compactMap { MetricRequest($0, collector: collector) }
        }
        if let node = reader.node(AggregationKeys.by) {
            breakdowns = Self.items(of: node).compactMap { BreakdownRequest($0, collector: collector) }
        }
        if let node = reader.node(AggregationKeys.define) {
            definitions = MetricDefinitionReader(isBuiltIn: false, collector: collector)
                .definitions(node, of: Wording("'define'"))
        }
        if let node = reader.node(AggregationKeys.targets) {
            for item in Self.items(of: node) {
                switch TargetRequest.Entry(item, collector: collector) {
                case .target(let request)?: targets.append(request)
                case .table(let name)?: targetTables.append(name)
                case nil: break
                }
            }
        }
        if let node = reader.node(ExplanationKeys.explain) {
            explanations = Self.items(of: node).compactMap { ExplanationRequest($0, collector: collector) }
        }
        if let node = reader.node(DistributionKeys.distributions) {
            let entries = OptionReader(
                node, of: Wording("'distributions'"), form: DistributionKeys.distributions.value, collector: collector)
            distributions = entries.allEntries().compactMap { DistributionRequest($0, collector: collector) }
        }
        showsVariants = reader.flag(AggregationKeys.allVariants) ?? false
        reader.finish()
        if metrics.isEmpty, definitions.isEmpty, !reader.has(AggregationKeys.metrics),
            !reader.has(AggregationKeys.define), !reader.has(DistributionKeys.distributions)
        {
            reader.reportMissing(AggregationKeys.metrics)
        }
    }

    /// The items of a list; a single value stands for a list of one.
    static func items(of node: OptionNode) -> [OptionNode] {
        switch node.content {
        case .list(let items): items
        case .empty: []
        case .scalar, .mapping: [node]
        }
    }
}

/// A metric as listed: its key, and parameters that differ from its definition.
package struct MetricRequest: Sendable {
    /// The metric's key, and where it is listed.
    package var key: SourceText
    var parameters: [MetricParameter] = []
    /// Which of its other definitions are wanted beside it; nil where nothing is said.
    var variants: VariantChoice?

    init(key: SourceText) { self.key = key }

    init?(_ node: OptionNode, collector: DiagnosticCollector) {
        let subject = Wording(en: "an entry of 'metrics'", zh: "'metrics' 的一项")
        guard case .mapping = node.content else {
            guard let text = OptionReader.text(node, of: subject, collector: collector) else { return nil }
            key = text
            return
        }
        if let named = Self.metricAsKey(node) {
            collector.add(AggregationDiagnostics.metricAsKey(named))
            return nil
        }
        let reader = OptionReader(node, of: subject, form: AggregationKeys.request, collector: collector)
        let text = reader.text(AggregationKeys.metric)
        let parameterReader = MetricDefinitionReader(isBuiltIn: false, collector: collector)
        variants = reader.texts(AggregationKeys.variants).map { VariantChoice($0) }
        parameters = reader.allEntries().filter { !AggregationKeys.ofRequest.words.contains($0.key) }
            .compactMap { parameterReader.parameter($0) }
        reader.finish()
        guard let text else { return nil }
        key = text
    }
}

extension MetricRequest {
    /// The entry of `{ service_level: { variants: true } }`, where the metric is written as a key.
    fileprivate static func metricAsKey(_ node: OptionNode) -> OptionNode.Entry? {
        guard case .mapping(let entries) = node.content, !node.has(AggregationKeys.metric) else { return nil }
        return entries.first { entry in
            if case .mapping = entry.value.content { return !AggregationKeys.ofRequest.words.contains(entry.key) }
            return false
        }
    }
}

/// A breakdown as listed: words of grains and keys of segments.
package struct BreakdownRequest: Sendable {
    /// Grains and segments, as written.
    package var words: [SourceText]
    /// The metrics that are divided so; nil for all. Where a division says nothing of a metric (abandoned calls have no agent), it
    /// must not be shown by it.
    package var metrics: [SourceText]?
    /// Where it is listed.
    package var location: SourceLocation

    /// Reads `[month, region]` or `{ by: [team], metrics: [answered, aht] }`.
    init?(_ node: OptionNode, collector: DiagnosticCollector) {
        location = node.location
        let subject = Wording(en: "an entry of 'by'", zh: "'by' 的一项")
        guard case .mapping = node.content else {
            words = AggregationOptions.items(of: node).compactMap {
                OptionReader.text($0, of: subject, collector: collector)
            }
            return
        }
        let reader = OptionReader(node, of: subject, keys: AggregationKeys.ofBreakdown, collector: collector)
        words = reader.texts(AggregationKeys.segments) ?? []
        metrics = reader.texts(AggregationKeys.dividedMetrics)
        reader.finish()
        if words.isEmpty { return nil }
    }

    init(words: [SourceText], location: SourceLocation) {
        self.words = words
        self.location = location
    }
}
